#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""exports.py - what `draad export` writes is read by other programs, is the same each time, and shows no more than asked for.

Readers outside the standard library (scipy, networkx, LibreOffice, PSPP, R) are used where they are there."""
import datetime
import importlib.util
import json
import os
import pwd
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
import zipfile

import whole

CASES = os.path.join(whole.SAMPLES, "cases.csv")
GUIDE = os.path.join(whole.ROOT, "docs", "exchange-tables.md")
BLANK = "•"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
GRAPH = "{http://graphml.graphdrawing.org/xmlns}"
CODEBOOKS = [os.path.join(whole.ROOT, "codebooks", name) for name in sorted(os.listdir(os.path.join(whole.ROOT, "codebooks")))
             if name.endswith(".yaml")]


def has(module):
    return importlib.util.find_spec(module) is not None


def sheets_of(path):
    """The sheets of a workbook: name -> rows of cells, each a text or a number; and all XML of them."""
    with zipfile.ZipFile(path) as z:
        strings = ["".join(t.text or "" for t in si.iter(MAIN + "t"))
                   for si in ET.fromstring(z.read("xl/sharedStrings.xml"))]
        names = [s.get("name") for s in ET.fromstring(z.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        found, xml = {}, {n: z.read(n) for n in z.namelist()}
        for i, name in enumerate(names, 1):
            rows = []
            for row in ET.fromstring(xml["xl/worksheets/sheet%d.xml" % i]).iter(MAIN + "row"):
                cells = {}
                for c in row.iter(MAIN + "c"):
                    value = c.find(MAIN + "v")
                    if value is not None:
                        cells[re.match("[A-Z]+", c.get("r")).group()] = (
                            strings[int(value.text)] if c.get("t") == "s" else float(value.text))
                rows.append([cells.get(column(k), "") for k in range(len(rows[0]) if rows else len(cells))])
            found[name] = rows
    return found, xml


def together(one, two):
    one, two = list(one), list(two)
    assert len(one) == len(two) > 0, (len(one), len(two))
    return zip(one, two)


def column(k):
    return chr(65 + k) if k < 26 else chr(64 + k // 26) + chr(65 + k % 26)


def dicts(rows):
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def matrix_of(path):
    """MatrixMarket, "coordinate integer general", as {(row, column): value} from 0, and its size."""
    lines = whole.read(path).decode("ascii").splitlines()
    assert lines[0] == "%%MatrixMarket matrix coordinate integer general"
    numbers = [tuple(map(int, line.split())) for line in lines if not line.startswith("%")]
    entries = {(i - 1, k - 1): value for i, k, value in numbers[1:]}
    assert len(entries) == numbers[0][2] == len(numbers) - 1
    return entries, numbers[0][:2]


class Exports(whole.WholeTest):

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.mkdtemp(prefix="draad-test-")
        cls.result = os.path.join(cls.home, "result")
        done = whole.run("code", "-q", "-c", whole.CODEBOOK, "--cases", CASES, "--by", "groep", "-o", cls.result, whole.SAMPLES)
        assert done.status == 0, str(done)
        cls.formats = ["graphml", "mtx", "jsonl"]
        for extension in "xlsx", "sav":  # which may have been left out of the build
            done = whole.run("export", cls.result, "-o", os.path.join(cls.home, "probe." + extension))
            if done.status == 0:
                cls.formats.append(extension)
            else:
                assert done.status == 2 and "built without" in done.err, str(done)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.home, True)

    def export(self, extension, *options, name="uit"):
        path = self.at(name + "." + extension)
        self.ran(0, "export", "--force", *options, self.result, "-o", path)
        return path

    def need(self, extension):
        if extension not in self.formats:
            self.skipTest("built without ." + extension)

    # ---- Files ------------------------------------------------------------------------------------------------

    def test_the_same_bytes_each_time_and_nothing_of_this_machine(self):
        for extension in self.formats:
            one = self.export(extension)
            again = self.at("elders", "anders." + extension)
            os.makedirs(os.path.dirname(again), exist_ok=True)
            self.ran(0, "export", self.result, "-o", again, env={"TZ": "Asia/Tokyo", "USER": "naam", "LC_ALL": "nl_NL.UTF-8"})
            self.assertEqual(whole.read(one), whole.read(again), extension)
            parts = [whole.read(one)]
            if extension == "xlsx":
                parts = list(sheets_of(one)[1].values())
            for word in (self.dir, self.home, whole.ROOT, "root", os.environ.get("USER") or "root"):
                for part in parts:
                    self.assertNotIn(word.encode(), part, (extension, word))

    def parts_of(self, path):
        """The bytes of a file; of an archive those that are packed in it, with their names and times."""
        if not zipfile.is_zipfile(path):
            yield whole.read(path)
            return
        with zipfile.ZipFile(path) as z:
            for part in z.infolist():
                yield z.read(part)
                yield repr((part.filename, part.date_time, part.comment, part.extra)).encode()

    def test_no_export_says_where_when_or_by_whom_it_was_made(self):
        home = self.at("thuis-van-iemand")
        os.makedirs(home)
        env = {"HOME": home, "USER": "gebruikersnaam", "LOGNAME": "gebruikersnaam", "PWD": self.dir}
        made = []
        for extension in self.formats + ["qdpx", "qdc"]:
            for quotes in ("full",) if extension in ("qdpx", "qdc") else ("none", "masked", "full"):
                made.append("%s.%s" % (quotes, extension))
                self.ran(0, "export", "--quotes", quotes, self.result, "-o", made[-1], cwd=self.dir, env=env)
        for extension in ["csv", "qdc"] + (["xlsx"] if "xlsx" in self.formats else []):
            made.append("codeboek." + extension)
            self.ran(0, "export", whole.CODEBOOK, "-o", made[-1], cwd=self.dir, env=env)
        made += ["full.rows", "full.cols"]
        self.ran(0, "import", "full.qdpx", "-o", "in", cwd=self.dir, env=env)
        for folder in (self.at("in"), self.result):
            made += [os.path.join(folder, name) for name in whole.files_of(folder) if name != "local.json"]
        words = [self.dir, self.home, whole.ROOT, home, "gebruikersnaam", tempfile.gettempdir() + os.sep]
        own_home = pwd.getpwuid(os.getuid()).pw_dir  # whatever HOME says
        words += [own_home + os.sep] if own_home != os.sep else []
        year = str(datetime.date.today().year)
        today = re.compile((r"(?<!\w)%s-[01]\d-[0-3]\d(?!\w)|\(%s, \d+, \d+" % (year, year)).encode())  # of a date, of an archive
        for name in made:
            for part in self.parts_of(os.path.join(self.dir, name)):
                for word in words:
                    self.assertFalse(word.encode() in part, (name, word))
                self.assertFalse(today.search(part), (name, year))

    def test_files_are_for_their_maker_and_replaced_only_by_force(self):
        for extension in self.formats:
            path = self.at("een." + extension)
            self.ran(0, "export", self.result, "-o", path)
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
            before = whole.read(path)
            done = self.ran(2, "export", "--quotes", "full", self.result, "-o", path)
            self.assertIn("--force", done.err)
            self.assertEqual(whole.read(path), before)
            link = self.at("link." + extension)
            os.symlink(path, link)
            self.ran(2, "export", "--force", self.result, "-o", link)
            self.assertTrue(os.path.islink(link))
        self.assertEqual([n for n in os.listdir(self.dir) if n.startswith(".")], [])

    def test_what_cannot_be_is_refused(self):
        for args in (["-o", self.at("x.foo")], ["-o", self.at("x.csv")], []):
            self.ran(2, "export", self.result, *args)
        self.assertIn(".sav, .qdpx, .qdc\n", self.ran(2, "export", self.result, "-o", self.at("x.csv")).err)
        self.assertIn(".xlsx, .csv, .qdc\n", self.ran(2, "export", whole.CODEBOOK, "-o", self.at("x.sav")).err)
        self.ran(2, "export", "--quotes", "half", self.result, "-o", self.at("x.mtx"))
        self.ran(2, "export", self.at("geen"), "-o", self.at("x.mtx"))
        said = self.ran(2, "import", whole.CODEBOOK, "-o", self.at("x.yaml")).err
        self.assertIn("a project that ends in .qdpx, or a codebook in .qdc, .csv or .xlsx", said)
        self.assertEqual(os.listdir(self.dir), [])

    # ---- Quotes -----------------------------------------------------------------------------------------------

    def test_masked_quotes_hold_no_word_that_was_not_matched(self):
        rows = {r["coding_id"]: r for r in whole.rows(self.result, "segments.csv")}
        lines = [json.loads(line) for line in whole.read(self.export("jsonl")).decode().splitlines()]
        self.assertEqual(len(lines), len(rows))
        for line in lines:
            row = rows[line["coding_id"]]
            seen = set()
            for start, end in line["evidence"]:
                seen.update(range(start, end))
            self.assertEqual(";".join("%d-%d" % (s, e) for s, e in line["evidence"]), row["evidence"])
            self.assertEqual(line.get("time", ""), row["time"])
            expected = "".join(c if line["start"] + i in seen or not c.isalnum() else BLANK for i, c in enumerate(row["text"]))
            self.assertEqual(line["text"], expected)
            if "passage" in line:
                shown = set(re.findall(r"\w+", line["passage"]))
                matched = {row["passage"][s - int(row["passage_start"]):e - int(row["passage_start"])]
                           for s, e in line["evidence"]}
                self.assertLessEqual(shown, set(re.findall(r"\w+", " ".join(matched))))

    def test_quotes_are_in_full_or_not_at_all(self):
        texts = [r["text"] for r in whole.rows(self.result, "segments.csv")]
        full = [json.loads(line) for line in whole.read(self.export("jsonl", "--quotes", "full")).decode().splitlines()]
        self.assertEqual([line["text"] for line in full], texts)
        none = whole.read(self.export("jsonl", "--quotes", "none")).decode()
        self.assertNotIn('"text"', none)
        self.assertNotIn('"passage', none)
        if "xlsx" in self.formats:
            sheets, _ = sheets_of(self.export("xlsx", "--quotes", "full"))
            self.assertEqual([r["text"] for r in dicts(sheets["segments"])], texts)
            sheets, _ = sheets_of(self.export("xlsx", "--quotes", "none"))
            self.assertNotIn("text", sheets["segments"][0])
            self.assertNotIn("passage", sheets["segments"][0])
            sheets, _ = sheets_of(self.export("xlsx"))
            lines = [json.loads(line)["text"] for line in whole.read(self.export("jsonl")).decode().splitlines()]
            self.assertEqual([r["text"] for r in dicts(sheets["segments"])], lines)

    # ---- Workbook ---------------------------------------------------------------------------------------------

    def test_the_workbook_has_the_numbers_of_the_result(self):
        self.need("xlsx")
        sheets, _ = sheets_of(self.export("xlsx"))
        self.assertEqual(list(sheets), ["codes", "segments", "cooccurrence", "pairs", "groups", "documents", "accountability"])
        for row, code in together(dicts(sheets["codes"]), whole.rows(self.result, "codes.csv")):
            for name, value in code.items():
                self.assertEqual(row[name], float(value) if isinstance(row[name], float) else value)
        for row, segment in together(dicts(sheets["segments"]), whole.rows(self.result, "segments.csv")):
            for name in "coding_id", "document", "case", "speaker", "role", "time", "code", "coder", "rules", "negated":
                self.assertEqual(row[name], segment[name])
            for name in "start", "end", "turn", "sentence", "words":
                self.assertEqual(row[name], float(segment[name]))
        matrix = whole.rows(self.result, "cooccurrence_matrix.csv")
        for row, line in together(dicts(sheets["cooccurrence"]), matrix):
            self.assertEqual({k: str(int(v)) if isinstance(v, float) else v for k, v in row.items()}, line)
        pairs = [r for r in whole.rows(self.result, "cooccurrence.csv") if r["unit"] == "sentence" and r["n11"] != "0"]
        for row, pair in together(dicts(sheets["pairs"]), pairs):
            for name, value in pair.items():
                if name != "unit":
                    self.assertEqual("%.6g" % row[name] if isinstance(row[name], float) else row[name], value, name)
        self.assertEqual(len(sheets["groups"]), 1 + len(whole.rows(self.result, "themes.csv")))

    def test_the_account_says_how_and_with_what(self):
        self.need("xlsx")
        sheets, _ = sheets_of(self.export("xlsx", "--unit", "turn"))
        told = [tuple(row) for row in sheets["accountability"]]
        manifest = json.loads(whole.read(os.path.join(self.result, "manifest.json")))
        self.assertIn(("options", "unit of pairs", "turn"), told)
        self.assertIn(("options", "groups by", "groep"), told)
        self.assertIn(("options", "quotes", "masked"), told)
        self.assertIn(("N", "documents", str(len(manifest["sources"]))), told)
        digests = {row[2] for row in told if "sha256" in row[0] + row[1]}
        for record in manifest["sources"] + manifest["inputs"]:
            self.assertIn(record["sha256"], digests)
        self.assertTrue(any(row[0] == "definition" and row[1] == "n11" for row in told))

    def formula_study(self):
        whole.write(self.at("b.yaml"), "draad: 1\nid: b\ncodes:\n  - id: a\n    label: =1+1\n    definition: '@SUM(A1) _x0041_'\n"
                    "    rules: [=druk]\n")
        whole.write(self.at("d.txt"), "=1+1 druk\n\n-2 druk\n\n+31 druk\n\n@x druk https://draad.example/\n")
        whole.write(self.at("cases.csv"), "document,case\nd,=cmd\n")
        self.ran(0, "code", "-q", "-c", self.at("b.yaml"), "--cases", self.at("cases.csv"), "-o", self.at("r"), self.at("d.txt"))

    def test_no_cell_is_a_formula_or_a_link(self):
        self.need("xlsx")
        self.formula_study()
        self.ran(0, "export", "--quotes", "full", self.at("r"), "-o", self.at("f.xlsx"))
        sheets, xml = sheets_of(self.at("f.xlsx"))
        for name, part in xml.items():
            self.assertIsNone(re.search(rb"<f[ >/]|hyperlink", part), name)
            for cell in re.findall(rb"<c [^>]*>", part):
                self.assertIsNone(re.search(rb't="(?!s")', cell), cell)
        self.assertEqual(dicts(sheets["codes"])[0]["label"], "=1+1")
        self.assertEqual(dicts(sheets["codes"])[0]["definition"], "@SUM(A1) _x005F_x0041_")
        texts = [r["text"] for r in dicts(sheets["segments"])]
        self.assertEqual([t[:2] for t in texts], ["=1", "-2", "+3", "@x"])
        self.assertEqual(dicts(sheets["segments"])[0]["case"], "=cmd")

    @unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not there")
    def test_libreoffice_reads_the_right_numbers(self):
        self.need("xlsx")
        path = self.export("xlsx", "--quotes", "full")
        how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
        subprocess.run(["soffice", "-env:UserInstallation=file://" + self.at("profiel"), "--headless", "--convert-to", how,
                        "--outdir", self.dir, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       timeout=300)
        codes = whole.rows(self.dir, "uit-codes.csv")
        for row, code in together(codes, whole.rows(self.result, "codes.csv")):
            self.assertEqual({k: row[k] for k in code}, code)
        for row, segment in together(whole.rows(self.dir, "uit-segments.csv"), whole.rows(self.result, "segments.csv")):
            for name in "coding_id", "document", "start", "end", "code", "rules", "text", "words":
                self.assertEqual(row[name], segment[name])
        self.assertEqual(whole.rows(self.dir, "uit-cooccurrence.csv"), whole.rows(self.result, "cooccurrence_matrix.csv"))
        met = [r for r in whole.rows(self.result, "cooccurrence.csv") if r["unit"] == "sentence" and r["n11"] != "0"]
        for sheet, table in (("pairs", met), ("groups", whole.rows(self.result, "themes.csv")), ("documents", whole.rows(self.result, "documents.csv"))):
            for row, line in together(whole.rows(self.dir, "uit-%s.csv" % sheet), table):
                same = [k for k in line if k in row]
                self.assertGreater(len(same), 4)
                for k in same:
                    self.assertEqual(row[k] if row[k] == line[k] else "%.6g" % float(row[k]), line[k], (sheet, k))

    # ---- Network and matrix -----------------------------------------------------------------------------------

    def test_the_network_is_that_of_the_tables(self):
        for unit in "sentence", "turn", "document":
            root = ET.parse(self.export("graphml", "--unit", unit)).getroot()
            keys = {k.get("id"): (k.get("for"), k.get("attr.name")) for k in root.iter(GRAPH + "key")}

            def data(element):
                return {keys[d.get("key")][1]: d.text for d in element.findall(GRAPH + "data")}
            codes = {r["code"]: r for r in whole.rows(self.result, "codes.csv")}
            nodes = {n.get("id"): data(n) for n in root.iter(GRAPH + "node")}
            self.assertEqual(list(nodes), list(codes))
            for code, node in nodes.items():
                for name in "label", "segments", "documents", "cases", "words", "level":
                    self.assertEqual(node[name], codes[code][name])
                self.assertEqual(node.get("parent", ""), codes[code]["parent"])
            pairs = {(r["code_a"], r["code_b"]): r for r in whole.rows(self.result, "cooccurrence.csv")
                     if r["unit"] == unit and int(r["n11"]) > 0}
            edges = {(e.get("source"), e.get("target")): data(e) for e in root.iter(GRAPH + "edge")}
            self.assertEqual(list(edges), list(pairs))
            for pair, edge in edges.items():
                self.assertEqual(edge["weight"], pairs[pair]["n11"])
                for name, value in edge.items():
                    if name != "weight":
                        self.assertEqual("%.6g" % float(value), "%.6g" % float(pairs[pair][name]), name)
                undefined = [n for n, v in pairs[pair].items() if v == "NA"]
                self.assertEqual([n for n in undefined if n in edge], [])

    @unittest.skipUnless(has("networkx"), "networkx is not there")
    def test_networkx_reads_the_network(self):
        import networkx
        graph = networkx.read_graphml(self.export("graphml", "--unit", "turn"))
        pairs = [r for r in whole.rows(self.result, "cooccurrence.csv") if r["unit"] == "turn" and r["n11"] != "0"]
        self.assertEqual(graph.number_of_edges(), len(pairs))
        self.assertEqual(graph.number_of_nodes(), len(whole.rows(self.result, "codes.csv")))
        for pair in pairs:
            self.assertEqual(graph[pair["code_a"]][pair["code_b"]]["weight"], float(pair["n11"]))
        self.assertEqual(graph.nodes["zin.coping"]["label"], "Coping")

    def expected_matrix(self):
        rows = whole.rows(self.result, "document_code.csv")
        codes = [name for name in rows[0] if name != "document"]
        return rows, codes

    def test_the_matrix_is_documents_by_codes(self):
        path = self.export("mtx")
        rows, codes = self.expected_matrix()
        entries, size = matrix_of(path)
        self.assertEqual(size, (len(rows), len(codes)))
        self.assertEqual({(i, k): int(r[c]) for i, r in enumerate(rows) for k, c in enumerate(codes) if r[c] != "0"}, entries)
        self.assertEqual(whole.read(self.at("uit.rows")).decode().splitlines(), [r["document"] for r in rows])
        self.assertEqual(whole.read(self.at("uit.cols")).decode().splitlines(), codes)

    @unittest.skipUnless(has("scipy"), "scipy is not there")
    def test_scipy_reads_the_matrix(self):
        import scipy.io
        rows, codes = self.expected_matrix()
        found = scipy.io.mmread(self.export("mtx")).toarray().tolist()
        self.assertEqual(found, [[int(r[c]) for c in codes] for r in rows])

    # ---- SPSS -------------------------------------------------------------------------------------------------

    @unittest.skipUnless(shutil.which("pspp-convert"), "PSPP is not there")
    def test_pspp_reads_the_spss_file(self):
        self.need("sav")
        path = self.export("sav")
        subprocess.run(["pspp-convert", path, self.at("spss.csv")], check=True)
        rows, codes = self.expected_matrix()
        cases = {r["document"]: r for r in whole.rows(whole.SAMPLES, "cases.csv")}
        found = whole.rows(self.dir, "spss.csv")
        self.assertEqual(len(found), len(rows))
        for row, line in zip(found, rows):
            self.assertEqual(row["document"], line["document"])
            self.assertEqual(row["groep"], cases[line["document"]]["groep"])
            self.assertEqual([row[c.replace("-", "_")] for c in codes], [line[c] for c in codes])
        self.assertIn("Werk-privé balans".encode(), whole.read(path))

    # ---- Codebooks --------------------------------------------------------------------------------------------

    def test_codebooks_come_back_from_a_table(self):
        for book in CODEBOOKS:
            for extension in ["csv"] + ["xlsx"] * ("xlsx" in self.formats):
                table, yaml, again = self.at("t." + extension), self.at("t.yaml"), self.at("u." + extension)
                done = self.ran(0, "export", "--force", book, "-o", table)
                self.assertLessEqual(len(done.err.splitlines()), 1, done.err)
                self.assertEqual(self.ran(0, "import", "--force", table, "-o", yaml).err, "")
                self.ran(0, "export", "--force", yaml, "-o", again)
                self.assertEqual(whole.read(table), whole.read(again), book)
            for name, one in ("een", book), ("twee", yaml):
                self.ran(0, "code", "-q", "--force", "-c", one, "-o", self.at(name), whole.SAMPLES)
            for name in "segments.csv", "codes.csv", "units.csv":
                self.assertEqual(whole.read(self.at("een", name)), whole.read(self.at("twee", name)), book)
            for one, two in together(whole.rows(self.at("een"), "matches.csv"), whole.rows(self.at("twee"), "matches.csv")):
                one.pop("line"), two.pop("line")
                self.assertEqual(one, two)

    def test_a_codebook_as_dutch_excel_saves_it_comes_back(self):
        self.ran(0, "export", "--excel-nl", whole.CODEBOOK, "-o", self.at("nl.csv"))
        self.ran(0, "export", whole.CODEBOOK, "-o", self.at("plain.csv"))
        text = whole.read(self.at("nl.csv")).decode("utf-8-sig").replace("\n", "\r\n")
        whole.write(self.at("western.csv"), text.encode("cp1252", "xmlcharrefreplace"))
        self.ran(0, "import", self.at("nl.csv"), "-o", self.at("nl.yaml"))
        self.ran(0, "import", self.at("plain.csv"), "-o", self.at("plain.yaml"))
        self.assertEqual(whole.read(self.at("nl.yaml")), whole.read(self.at("plain.yaml")))
        self.ran(0, "import", self.at("western.csv"), "-o", self.at("western.yaml"))

    def test_no_cell_of_a_codebook_is_a_formula(self):
        self.need("xlsx")
        self.formula_study()
        self.ran(0, "export", self.at("b.yaml"), "-o", self.at("b.xlsx"))
        sheets, xml = sheets_of(self.at("b.xlsx"))
        self.assertFalse(any(re.search(rb"<f[ >/]", part) for part in xml.values()))
        self.assertEqual(dicts(sheets["codebook"])[0]["rules"], "• =druk")
        self.ran(0, "import", self.at("b.xlsx"), "-o", self.at("c.yaml"))
        self.ran(0, "export", self.at("c.yaml"), "-o", self.at("c.xlsx"))
        self.assertEqual(whole.read(self.at("b.xlsx")), whole.read(self.at("c.xlsx")))

    def test_a_wrong_table_is_told_by_row_and_makes_nothing(self):
        whole.write(self.at("w.csv"), 'code,parent,rules\na,,mee\nb,,"los\n(druk"\n')
        done = self.ran(4, "import", self.at("w.csv"), "-o", self.at("w.yaml"))
        self.assertIn("w.csv:3: error: ", done.err)
        self.assertFalse(os.path.exists(self.at("w.yaml")))
        for name, content in ("x.xlsx", b"PK\x03\x04 kapot"), ("leeg.csv", b""), ("y.xlsx", b"code,rules\n"):
            whole.write(self.at(name), content)
            done = self.ran(4 if name == "leeg.csv" else 3, "import", self.at(name), "-o", self.at("w.yaml"))
            self.assertEqual(len(done.err.splitlines()), 1, done.err)

    # ---- The guide --------------------------------------------------------------------------------------------

    def examples(self, language):
        text = whole.read(GUIDE).decode()
        return re.findall(r"^```%s\n(.*?)^```$" % language, text, re.M | re.S)

    def exported(self):
        for extension in self.formats:
            self.export(extension, name="result")

    def test_python_lines_of_the_guide_run(self):
        self.exported()
        ran = 0
        for code in self.examples("python"):
            modules = re.findall(r"^(?:import|from) (\w+)", code, re.M)
            names = re.findall(r"result\.(\w+)", code)
            if all(map(has, modules)) and all(n in self.formats + ["rows", "cols"] for n in names):
                done = subprocess.run([sys.executable, "-c", code], cwd=self.dir, check=False, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT)
                self.assertEqual(done.returncode, 0, code + done.stdout.decode())
                ran += 1
        self.assertGreater(ran, 0)

    @unittest.skipUnless(shutil.which("Rscript"), "R is not there")
    def test_r_lines_of_the_guide_run(self):
        self.exported()
        for code in self.examples("r"):
            for package in re.findall(r"library\((\w+)\)", code):
                if subprocess.run(["Rscript", "-e", "library(%s)" % package], check=False, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL).returncode != 0:
                    break
            else:
                names = re.findall(r"result\.(\w+)", code)
                if all(n in self.formats + ["rows", "cols"] for n in names):
                    done = subprocess.run(["Rscript", "-e", code], cwd=self.dir, check=False, stdout=subprocess.PIPE,
                                          stderr=subprocess.STDOUT)
                    self.assertEqual(done.returncode, 0, code + done.stdout.decode())


if __name__ == "__main__":
    whole.main()
