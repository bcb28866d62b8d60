#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""refi.py - to REFI-QDA and back: every coding, position, memo, case and variable; and files of other programs."""
import csv
import io
import os
import random
import re
import shutil
import subprocess
import unittest
import zipfile

import refi_tools as tools
from whole import CODEBOOK, SAMPLES, WholeTest, digest, docx, edge_sources, main, read, rows, run, write

SCHEMAS = os.path.join(os.environ.get("DRAAD_TEST_DATA", "/nowhere"), "refi-qda")
XMLLINT = shutil.which("xmllint")

TEXT = "I: Hoe gaat het?\nR: Het is druk \U0001F600 op het werk.\nEn thuis is het e\u0301cht rustig.\nIk laat het los.\n"
CODED = "thuis is het e\u0301cht rustig"


def codings(folder, draad="draad"):
    """What was coded, by whom and why."""
    return sorted((r["document"], int(r["start"]), int(r["end"]), r["code"], draad if r["coder"].startswith("draad") else r["coder"],
                   r["rules"], r["text"], r["case"], r["speaker"], r["role"]) for r in rows(folder, "segments.csv"))


def memos(folder):
    return sorted((r["document"], r["start"], r["end"], r["author"], r["date"], r["memo"], r["text"]) for r in rows(folder, "memos.csv"))


def documents(folder):
    """Cases and variables.  What is found in the text (words, header lines) may be another when a table of Word is text."""
    found = rows(folder, "documents.csv")
    variables = []
    for name in os.listdir(os.path.join(folder, "inputs")):
        if name.endswith("cases.csv") or name == "c.csv":
            variables = [v for v in rows(folder, os.path.join("inputs", name))[0] if v in (found or [{}])[0]]
    return [(r["document"], r["case"], sorted((v, r[v]) for v in variables)) for r in found]


class RefiTest(WholeTest):
    def valid(self, path):
        """By the schema of the standard, where it is; by our own check always."""
        checked = self.ran(0, "check", path)
        self.assertIn("not as the standard asks: 0", checked.out)
        if not (XMLLINT and os.path.isdir(SCHEMAS)):
            return
        xml = path
        if path.endswith(".qdpx"):
            xml = self.at("valid.xml")
            with zipfile.ZipFile(path) as archive:
                write(xml, archive.read("project.qde"))
        schema = os.path.join(SCHEMAS, "Project.xsd" if path.endswith(".qdpx") else "Codebook.xsd")
        done = subprocess.run([XMLLINT, "--nonet", "--noout", "--schema", schema, xml], capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def there_and_back(self, folder, *sources):
        """Exports, checks, imports and compares; the new folder."""
        package, again = self.at("p.qdpx"), self.at("again")
        self.ran(0, "export", folder, "-o", package, "--force", *sources)
        self.valid(package)
        shutil.rmtree(again, True)
        done = self.ran(0, "import", package, "-o", again)
        self.assertNotIn("not taken along", done.err)
        self.assertEqual(codings(folder), codings(again))
        self.assertEqual(memos(folder), memos(again))
        self.assertEqual(documents(folder), documents(again))
        self.assertEqual([(c["code"], c["parent"], c["label"]) for c in rows(folder, "codes.csv")],
                         [(c["code"], c["parent"], c["label"]) for c in rows(again, "codes.csv")])
        self.ran(0, "verify", again)
        self.stays(again)
        return again

    def stays(self, imported):
        """What was imported goes out and comes in again as the same bytes, however often."""
        self.ran(0, "export", imported, "-o", self.at("once.qdpx"), "--force")
        shutil.rmtree(self.at("once"), True)
        self.ran(0, "import", self.at("once.qdpx"), "-o", self.at("once"))
        self.ran(0, "export", self.at("once"), "-o", self.at("twice.qdpx"), "--force")
        self.assertEqual(read(self.at("once.qdpx")), read(self.at("twice.qdpx")))
        self.assertEqual(digest(imported), digest(self.at("once")))


class RoundTrip(RefiTest):
    def test_the_samples_come_back_whole(self):
        self.ran(0, "code", "-q", "-c", CODEBOOK, "--cases", os.path.join(SAMPLES, "cases.csv"), "-o", self.at("uit"), SAMPLES)
        again = self.there_and_back(self.at("uit"))
        self.assertGreater(len(codings(again)), 200)
        self.assertEqual(len(memos(again)), 6)
        self.there_and_back(again)  # and once more, now with people

    def test_what_another_program_changed_is_what_differs(self):
        """Sent to a colleague, who takes one coding away and adds one of her own; then compared."""
        self.ran(0, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), SAMPLES)
        self.ran(0, "export", self.at("uit"), "-o", self.at("heen.qdpx"))
        with zipfile.ZipFile(self.at("heen.qdpx")) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        xml = parts["project.qde"].decode()
        users, first = re.search("<User [^>]*/>", xml), re.search("<PlainTextSelection.*?</PlainTextSelection>", xml, re.DOTALL)
        anna = "aaaaaaaa-0000-4000-8000-000000000001"
        engine = re.search('guid="([^"]*)"', users.group()).group(1)
        hers = re.sub('guid="[^"]*"', lambda m: m.group()[:-3] + '77"', first.group(), count=1).replace(engine, anna)
        hers = re.sub('(<Coding guid="[^"]*)..(?=")', r"\g<1>77", hers)
        xml = xml.replace(users.group(), users.group() + '<User guid="%s" name="Anna"/>' % anna).replace(first.group(), hers)
        with zipfile.ZipFile(self.at("terug.qdpx"), "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, xml if name == "project.qde" else data)
        for package, out in ("heen.qdpx", "zelfde"), ("terug.qdpx", "anders"):
            self.ran(0, "import", self.at(package), "-o", self.at(out))
        agreed = self.ran(0, "agree", self.at("uit"), self.at("zelfde"), "--format", "csv")
        self.assertEqual(agreed.err, "")
        self.assertEqual({r["kappa"] for r in csv.DictReader(io.StringIO(agreed.out))}, {"1", "NA"})
        same = self.ran(1, "diff", self.at("uit"), self.at("zelfde"), "--format", "csv")  # Word files are plain text now
        self.assertEqual(same.out.count("\n"), 1, same.out)
        for a, b, change in ("uit", "anders", ("lost", "gained")), ("anders", "uit", ("gained", "lost")):
            found = self.ran(1, "diff", self.at(a), self.at(b), "--format", "csv")
            changes = list(csv.DictReader(io.StringIO(found.out)))
            self.assertEqual([(r["coder"], r["change"], r["why"]) for r in changes], [("draad", change[0], ""), ("Anna", change[1], "")])

    def test_emoji_crlf_and_combining_marks_come_back(self):
        self.small_study()
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))
        self.there_and_back(self.at("uit"))

    def test_speakers_who_are_cases_come_back(self):
        write(self.at("d", "groep.txt"), "M: Hoe is dat?\nAnna: Mijn collega helpt.\nBram: Ik laat het los.\nAnna: Samenwerken.\n"
              "Bram: Mijn collega ook.\nM: Ja.\nAnna: En loslaten.\nBram: Samenwerken.\n")
        write(self.at("d", "een.txt"), "I: En?\nR: Mijn collega \U0001F600 helpt.\n")
        write(self.at("c.csv"), "document,speaker,case,role,order,groep,jaren\ngroep,,,,2,team,\ngroep,Anna,A1,,,starter,3\n"
              "groep,Bram,B1,,,\"ervaren; lang\",12\neen,,A1,,1,team,3\n")
        self.small_study({})
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "--cases", self.at("c.csv"), "-o", self.at("uit"), self.at("d"))
        again = self.there_and_back(self.at("uit"))
        self.assertEqual({c[7] for c in codings(again)}, {"A1", "B1"})

    def test_the_same_result_gives_the_same_bytes_and_no_secrets(self):
        self.small_study()
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))
        self.ran(0, "export", self.at("uit"), "-o", self.at("a.qdpx"))
        self.ran(0, "export", self.at("uit"), "-o", self.at("b.qdpx"), env={"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"})
        self.assertEqual(read(self.at("a.qdpx")), read(self.at("b.qdpx")))
        with zipfile.ZipFile(self.at("a.qdpx")) as archive:
            self.assertEqual({i.date_time for i in archive.infolist()}, {(1980, 1, 1, 0, 0, 0)})
            xml = archive.read("project.qde").decode()
            for name in archive.namelist():
                content = archive.read(name)
                self.assertFalse(b"\r\n" in content or content.startswith(b"\xef\xbb\xbf"))
        self.assertNotIn(self.dir, xml)
        self.assertEqual(set(re.findall(r'guid="([^"]*)"', xml)), {g.lower() for g in re.findall(r'guid="([^"]*)"', xml)})

    def test_ids_are_those_of_the_tables(self):
        self.small_study()
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))
        self.ran(0, "export", self.at("uit"), "-o", self.at("a.qdpx"))
        with zipfile.ZipFile(self.at("a.qdpx")) as archive:
            xml = archive.read("project.qde").decode()
        for row in rows(self.at("uit"), "segments.csv"):
            self.assertIn('<Coding guid="%s"' % row["coding_id"], xml)
            self.assertIn('<PlainTextSelection guid="%s"' % row["segment_id"], xml)

    def test_a_codebook_comes_back_without_its_rules(self):
        self.ran(0, "export", CODEBOOK, "-o", self.at("a.qdc"))
        self.valid(self.at("a.qdc"))
        self.ran(0, "import", self.at("a.qdc"), "-o", self.at("b.yaml"))
        self.ran(0, "export", self.at("b.yaml"), "-o", self.at("b.qdc"))
        self.assertEqual(read(self.at("a.qdc")), read(self.at("b.qdc")))

    def test_two_colons_in_a_label_of_ours_make_no_other_code(self):
        write(self.at("x.yaml"), "draad: 1\nid: x\ntitle: T\ncodes:\n  - {id: a, label: Werk, rules: [druk]}\n"
                                 "  - {id: b, label: 'Werk::rust', rules: [rustig]}\n")
        write(self.at("t.txt"), TEXT)
        self.ran(0, "code", "-q", "-c", self.at("x.yaml"), "-o", self.at("uit"), self.at("t.txt"))
        again = self.there_and_back(self.at("uit"))
        self.assertEqual([c["code"] for c in rows(again, "codes.csv")], ["x.a", "x.b"])
        self.ran(0, "export", self.at("x.yaml"), "-o", self.at("a.qdc"))
        self.ran(0, "import", self.at("a.qdc"), "-o", self.at("y.yaml"))
        self.assertIn('label: "Werk::rust"', read(self.at("y.yaml")).decode())

    def test_several_codebooks_are_files_of_their_own(self):
        write(self.at("x.yaml"), "draad: 1\nid: x\ntitle: Eerste\ncodes: [{id: druk, label: Druk, rules: [druk]}]\n")
        write(self.at("y.yaml"), "draad: 1\nid: y\ntitle: Tweede\ncodes: [{id: rust, label: Rust, rules: [rust]}]\n")
        self.ran(0, "export", self.at("x.yaml"), self.at("y.yaml"), "-o", self.at("xy.qdc"))
        self.valid(self.at("xy.qdc"))
        write(self.at("c-y.yaml"), "van mij")
        self.assertIn("c-y.yaml: error: is there already", self.ran(2, "import", self.at("xy.qdc"), "-o", self.at("c.yaml")).err)
        self.assertFalse(os.path.exists(self.at("c-x.yaml")))  # all or none
        self.ran(0, "import", self.at("xy.qdc"), "-o", self.at("c.yaml"), "--force")
        self.assertIn("title: \"Eerste\"", read(self.at("c-x.yaml")).decode())
        self.assertIn("title: \"Tweede\"", read(self.at("c-y.yaml")).decode())
        self.assertFalse(os.path.exists(self.at("c.yaml")))
        self.ran(0, "export", self.at("c-x.yaml"), self.at("c-y.yaml"), "-o", self.at("xy2.qdc"))
        self.assertEqual(read(self.at("xy.qdc")), read(self.at("xy2.qdc")))

    def test_control_characters_do_not_shift_positions(self):
        write(self.at("d", "een.txt"), "R: \x0b\x0c\x01Mijn collega\x02 helpt.\n")
        self.small_study({})
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("d"))
        self.there_and_back(self.at("uit"))

    def test_generated_projects_come_back(self):
        for seed in range(6):
            with self.subTest(seed=seed):
                self.generated(random.Random(seed), self.at("g%d" % seed))

    def generated(self, lot, home):
        words = ["collega", "privé", "priv\u0065\u0301", "los", "\U0001F600", "laat", "het", "teamgenoot", "samenwerken", "e\u0301cht",
                 "rustig", "&", "<b>", "\"x\"", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "]]>", "zin.", "En"]
        names, cases = [], ["document,case,groep,leeftijd"]
        for i in range(lot.randint(1, 4)):
            end = lot.choice(["\n", "\r\n"])
            text = end.join("%s: %s." % (lot.choice("IRX"), " ".join(lot.choices(words, k=lot.randint(1, 12)))) for _ in range(lot.randint(1, 12)))
            if lot.random() < .3:
                paragraphs = [[line] for line in re.sub("[\r\n]+", "\n", text).split("\n")]
                write(os.path.join(home, "d", "b%d.docx" % i), docx(*[[p[0].replace("]]>", "")] for p in paragraphs]))
            else:
                write(os.path.join(home, "d", "b%d.txt" % i), ("\uFEFF" if lot.random() < .3 else "") + text + end)
            names.append("b%d" % i)
            cases.append("b%d,%s,%s,%s" % (i, lot.choice(["P1", "P2", ""]), lot.choice(["x y", "é&<", ""]), lot.choice(["3", "44", ""])))
        write(os.path.join(home, "c.csv"), "\n".join(cases) + "\n")
        self.small_study({})
        folder = os.path.join(home, "uit")
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "--cases", os.path.join(home, "c.csv"), "-o", folder, os.path.join(home, "d"))
        self.there_and_back(folder)


class Refusals(RefiTest):
    def setUp(self):
        super().setUp()
        self.small_study({"een.txt": "R: Mijn collega.\n", "twee.txt": "R: Ik laat het los.\n"})
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))

    def test_a_changed_source_is_refused_in_one_line(self):
        write(self.at("bronnen", "een.txt"), "R: Mijn collega!\n")
        done = self.ran(1, "export", self.at("uit"), "-o", self.at("a.qdpx"))
        self.assertEqual(done.err.count("\n"), 1)
        self.assertIn("is not as it was when it was coded as document een", done.err)
        self.assertFalse(os.path.exists(self.at("a.qdpx")))

    def test_a_source_that_moved_can_be_named(self):
        os.rename(self.at("bronnen"), self.at("elders"))
        done = self.ran(1, "export", self.at("uit"), "-o", self.at("a.qdpx"))
        self.assertIn("is not found", done.err)
        self.ran(0, "export", self.at("uit"), "-o", self.at("a.qdpx"), self.at("elders"))

    def test_a_project_is_whole_or_not_at_all(self):
        for how in ("masked", "none"):
            self.assertIn("holds the interviews whole", self.ran(2, "export", self.at("uit"), "-o", self.at("a.qdpx"), "--quotes", how).err)
        done = self.ran(0, "export", self.at("uit"), "-o", self.at("a.qdpx"), "--quotes", "full")
        self.assertIn("warning: holds the interviews whole", done.err)
        self.assertIn("REFI-QDA has no place for the rules", done.err)

    def test_what_is_there_is_not_overwritten(self):
        write(self.at("a.qdpx"), "x")
        self.assertIn("--force", self.ran(2, "export", self.at("uit"), "-o", self.at("a.qdpx")).err)
        self.assertEqual(read(self.at("a.qdpx")), b"x")
        self.ran(0, "export", self.at("uit"), "-o", self.at("a.qdpx"), "--force")
        self.ran(0, "import", self.at("a.qdpx"), "-o", self.at("in"))
        self.assertIn("--force", self.ran(2, "import", self.at("a.qdpx"), "-o", self.at("in")).err)
        self.ran(0, "import", self.at("a.qdpx"), "-o", self.at("in"), "--force")
        write(self.at("in", "sources", "van-mij.txt"), "x")
        self.ran(2, "import", self.at("a.qdpx"), "-o", self.at("in"), "--force")
        self.assertTrue(os.path.exists(self.at("in", "sources", "van-mij.txt")))


class OtherPrograms(RefiTest):
    def imported(self, bytes_, status=0):
        write(self.at("p.qdpx"), bytes_)
        shutil.rmtree(self.at("in"), True)
        self.done = self.ran(status, "import", self.at("p.qdpx"), "-o", self.at("in"))
        if status == 0:
            self.ran(0, "verify", self.at("in"))
            for row in rows(self.at("in"), "segments.csv"):
                text = read(self.at("in", "sources", row["document"] + ".txt")).decode("utf-8")
                self.assertEqual(row["text"], text[int(row["start"]):int(row["end"])])
        return rows(self.at("in"), "segments.csv") if status == 0 else []

    def manner(self, make, codes):
        s = TEXT.index(CODED)
        found = self.imported(make(TEXT, s, s + len(CODED)))
        self.assertEqual([(r["document"], r["text"], r["coder"]) for r in found], [("d1", CODED, "Anna")] * len(codes))
        self.assertEqual([r["code"] for r in found], codes)
        return found

    def test_atlas(self):
        self.manner(tools.atlas, ["proef.druk"])
        self.assertEqual([(c["code"], c["parent"]) for c in rows(self.at("in"), "codes.csv")],
                         [("proef.werk", ""), ("proef.druk", "proef.werk"), ("proef.steun", "proef.werk")])
        self.assertEqual(rows(self.at("in"), "documents.csv")[0]["gender"], "male")
        self.assertEqual([m["memo"] for m in rows(self.at("in"), "memos.csv")], ["mijn opmerking"])
        self.assertIn("Set: Groep A", read(self.at("in", "inputs", "proef.yaml")).decode())
        self.assertIn("CR LF counts as one", self.done.err)

    def test_nvivo(self):
        self.manner(tools.nvivo, ["proef.druk"])
        self.assertEqual([m["memo"] for m in rows(self.at("in"), "memos.csv")], ["annotatie"])
        self.assertIn("R01", read(self.at("in", "inputs", "cases.csv")).decode())
        self.assertIn("starter", read(self.at("in", "inputs", "cases.csv")).decode())
        self.assertIn("CR LF counts as two", self.done.err)
        self.assertIn("compare some passages", self.done.err)  # no names, and CR LF

    def test_a_project_of_one_user_has_one_coder(self):
        s = TEXT.index(CODED)
        two = '<Users><User guid="%s" name="Anna"/><User guid="%s" name="Bram"/></Users>' % (tools.guid(1), tools.guid(5))
        for users, coder in ((tools.USERS, "Anna"), (two, "NVivo 12")):  # of two, nobody knows which
            xml = tools.project(users + tools.codebook(tools.code(10, "Druk")) + '<Sources><TextSource guid="%s" name="d1">'
                                "<PlainTextContent>%s</PlainTextContent>%s</TextSource></Sources>"
                                % (tools.guid(2), TEXT, tools.selection(100, s, s + len(CODED), CODED, tools.coding(1000, 10))), "NVivo 12")
            self.assertEqual([r["coder"] for r in self.imported(tools.package(xml))], [coder])

    def test_maxqda(self):
        self.manner(tools.maxqda, ["proef.werkdruk"])
        self.assertEqual(rows(self.at("in"), "documents.csv")[0]["Leeftijd"], "34")
        self.assertEqual([(m["memo"], m["text"]) for m in rows(self.at("in"), "memos.csv")], [("alleen een opmerking", CODED)])

    def test_qualcoder(self):
        self.manner(tools.qualcoder, ["proef.druk", "proef.steun"])
        self.assertIn("a byte order mark does not count", self.done.err)

    def test_f4(self):
        self.manner(tools.f4, ["proef.druk"])
        self.assertEqual([(m["author"], m["memo"], m["text"]) for m in rows(self.at("in"), "memos.csv")], [("Anna", "memo van f4", CODED)])

    def test_quirkos(self):
        found = self.manner(tools.quirkos, ["proef.druk"])
        self.assertEqual(found[0]["case"], "d1")
        self.assertEqual(rows(self.at("in"), "documents.csv")[0]["Groep"], "starters")

    def test_codebooks_of_taguette_and_openqda(self):
        write(self.at("t.qdc"), tools.taguette())
        self.ran(0, "import", self.at("t.qdc"), "-o", self.at("t.yaml"))
        self.assertIn("id: druk-2", read(self.at("t.yaml")).decode())
        self.assertIn("Sets has no Set", self.ran(1, "check", self.at("t.qdc")).err)
        write(self.at("o.qdc"), tools.openqda())
        self.ran(0, "import", self.at("o.qdc"), "-o", self.at("o.yaml"))
        self.assertIn("      - id: onder-thema", read(self.at("o.yaml")).decode())
        checked = self.ran(1, "check", self.at("o.qdc"))
        self.assertIn("made by: openQDA", checked.out)
        self.assertIn("is no GUID", checked.err)
        self.assertIn("the namespace is urn:QDA-XML:codebook:0:4", checked.err)

    def test_every_way_of_counting_is_found_out(self):
        places = [(m.start(), m.end()) for m in re.finditer(r"\S+( \S+)?", TEXT)]
        for how in ({}, {"crlf": 1}, {"crlf": 2}, {"bom": True}, {"bom": True, "count_bom": True}, {"utf16": True}, {"crlf": 2, "utf16": True},
                    {"unit_bytes": True}, {"crlf": 2, "unit_bytes": True}, {"bom": True, "count_bom": True, "unit_bytes": True},
                    {"crlf": 1, "bom": True, "count_bom": True}, {"last": True}, {"crlf": 2, "bom": True, "count_bom": True, "utf16": True}):
            for origin in ("Onbekend 1", "NVivo 14", "ATLAS.ti 9"):
                with self.subTest(how=how, origin=origin):
                    found = self.imported(tools.plain_project(TEXT, places, origin, **how))
                    self.assertEqual([r["text"] for r in found], [TEXT[s:e] for s, e in places])

    def body(self, more="", book=None, sources=None):
        return (tools.USERS + (book or tools.codebook(tools.code(10, "Druk"))) + "<Sources>%s</Sources>" % (sources or self.source()) + more)

    def source(self, n=2, name="d1", selections=None, path=None):
        s = TEXT.index(CODED)
        if selections is None:
            selections = tools.selection(100 * n, s, s + len(CODED), CODED, tools.coding(1000 * n, 10, 1))
        if path is None:
            return ('<TextSource guid="%s" name="%s"><PlainTextContent>%s</PlainTextContent>%s</TextSource>' % (tools.guid(n), name, TEXT, selections))
        return '<TextSource guid="%s" name="%s" plainTextPath="%s">%s</TextSource>' % (tools.guid(n), name, path, selections)

    def test_sources_outside_of_the_file_are_told_and_the_others_read(self):
        outside = self.source(3, "buiten", path="absolute:///C:/Users/anna/buiten.txt") + self.source(4, "naast", path="relative:///naast.txt")
        gone = self.source(5, "weg", path="internal://%s.txt" % tools.guid(5))
        found = self.imported(tools.package(tools.project(self.body(sources=outside + gone + self.source()), "qc 0.6")))
        self.assertEqual([(r["document"], r["text"]) for r in found], [("d1", CODED)])
        for name in ("buiten", "naast", "weg"):
            self.assertIn("the text of the source %s is not in the file" % name, self.done.err)
        self.assertIn("not taken along: 3 codings of places that are no text, or of texts that are not read", self.done.err)

    def test_groups_of_documents_as_sets_are_attributes(self):
        more = ('<Sets><Set guid="%s" name="Ronde 1"><MemberSource targetGUID="%s"/></Set><Set guid="%s" name="age: 25">'
                '<MemberSource targetGUID="%s"/></Set></Sets>' % (tools.guid(30), tools.guid(2), tools.guid(31), tools.guid(2)))
        self.imported(tools.package(tools.project(self.body(more), "MAXQDA 2024")))
        row = rows(self.at("in"), "documents.csv")[0]
        self.assertEqual((row["Ronde 1"], row["age"]), ("1", "25"))

    def test_a_coding_that_stands_there_twice_is_one(self):
        s = TEXT.index(CODED)
        twice = "".join(tools.selection(n, s, s + len(CODED), CODED, tools.coding(10 * n, 10, 1)) for n in (100, 101))
        self.assertEqual(len(self.imported(tools.package(tools.project(self.body(sources=self.source(selections=twice)), "QualCoder 3.6")))), 1)
        self.assertIn("not taken along: 1 codings that stand there twice", self.done.err)

    def test_braces_and_letter_case_of_guids_do_not_matter(self):
        xml = tools.project(self.body(), "NVivo 14")
        xml = re.sub('targetGUID="([^"]*)"', lambda m: 'targetGUID="{%s}"' % m.group(1).upper(), xml.replace('creatingUser="', 'creatingUser="{').replace('"><CodeRef', '}"><CodeRef'))
        self.assertEqual([(r["text"], r["coder"]) for r in self.imported(tools.package(xml))], [(CODED, "Anna")])

    def test_two_codes_of_one_name_and_short_colours(self):
        book = tools.codebook(tools.code(10, "Druk").replace("isCodable", 'color="#F00" isCodable'), tools.code(11, "Druk"))
        self.imported(tools.package(tools.project(self.body(book=book), "QualCoder 3.6")))
        self.assertEqual([c["code"] for c in rows(self.at("in"), "codes.csv")], ["proef.druk", "proef.druk-2"])
        self.assertIn("not as the standard asks: 0", self.ran(0, "check", self.at("p.qdpx")).out)

    def test_a_folder_on_somebodys_computer_is_not_taken_over(self):
        self.imported(tools.package(tools.project(self.body(), "ATLAS.ti 26", more=' basePath="C:\\Users\\anna.jansen"')))
        self.ran(0, "export", self.at("in"), "-o", self.at("uit.qdpx"))
        with zipfile.ZipFile(self.at("uit.qdpx")) as archive:
            self.assertNotIn(b"anna.jansen", archive.read("project.qde"))

    def test_codebooks_in_every_namespace_that_was_seen(self):
        for namespace in ("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4"):
            write(self.at("c.qdc"), tools.qdc("<Codes>%s</Codes>" % tools.code(10, "Druk"), "NVivo 12 for Mac", namespace))
            self.ran(0, "import", self.at("c.qdc"), "-o", self.at("c.yaml"), "--force")
            self.assertIn("id: druk", read(self.at("c.yaml")).decode())

    def test_older_namespaces_are_read(self):
        s = TEXT.index(CODED)
        for namespace in ("urn:QDA-XML:project:0:10", "urn:QDA-XML:project:1:0"):
            xml = tools.project(tools.USERS + tools.codebook(tools.code(10, "Druk")) + '<Sources><TextSource guid="%s" name="d1">'
                                "<PlainTextContent>%s</PlainTextContent>%s</TextSource></Sources>"
                                % (tools.guid(2), TEXT, tools.selection(100, s, s + len(CODED), CODED, tools.coding(1000, 10, 1))),
                                "QualCoder", namespace)
            self.assertEqual([r["text"] for r in self.imported(tools.package(xml))], [CODED])

    def test_a_pdf_has_the_text_that_represents_it(self):
        s = TEXT.index(CODED)
        xml = tools.project(tools.USERS + tools.codebook(tools.code(10, "Druk")) +
                            '<Sources><PDFSource guid="%s" name="stuk.pdf"><PDFSelection guid="%s" page="0" firstX="1" firstY="1" secondX="2" '
                            'secondY="2">%s</PDFSelection><Representation guid="%s"><PlainTextContent>%s</PlainTextContent>%s</Representation>'
                            '</PDFSource><PictureSource guid="%s" name="foto"/></Sources>'
                            % (tools.guid(3), tools.guid(4), tools.coding(1001, 10, 1), tools.guid(2), TEXT,
                               tools.selection(100, s, s + len(CODED), CODED, tools.coding(1000, 10, 1)), tools.guid(5)), "X")
        self.assertEqual([(r["document"], r["text"]) for r in self.imported(tools.package(xml))], [("stuk", CODED)])
        self.assertIn("not taken along: 1 pictures, PDF, sound or video without a text", self.done.err)
        self.assertIn("not taken along: 1 codings of places that are no text", self.done.err)

    def test_what_is_damaged_is_refused_with_a_reason(self):
        s = TEXT.index(CODED)
        good = tools.maxqda(TEXT, s, s + len(CODED))
        lot = random.Random(1)
        for i in range(60):
            bad = bytearray(good)
            for _ in range(lot.randint(1, 8)):
                bad[lot.randrange(len(bad))] = lot.randrange(256)
            write(self.at("b.qdpx"), bytes(bad[:lot.randint(1, len(bad))] if i % 3 == 0 else bad))
            done = run("import", self.at("b.qdpx"), "-o", self.at("b%d" % i))
            self.assertIn(done.status, (0, 3), str(done))
            self.assertTrue(done.status == 0 or done.err.strip(), str(done))
            self.assertIn(run("check", self.at("b.qdpx")).status, (0, 1, 3))
        for bad in (b"", b"PK", b"<x/>", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><CodeBook/>", tools.package("<x/>"),
                    tools.package(tools.project("", "X")), tools.package("x", name="readme.txt")):
            write(self.at("b.qdpx"), bad)
            done = self.ran(3, "import", self.at("b.qdpx"), "-o", self.at("nergens"))
            self.assertEqual(done.err.count("\n"), 1, done.err)
            self.assertFalse(os.path.exists(self.at("nergens")))


if __name__ == "__main__":
    main()
