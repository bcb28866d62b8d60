#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""agree.py - draad agree, and the tables behind it: every number made again from units.csv, segments.csv and the codings
of others, by the definitions of docs/agreement.md and without a line of Draad."""
import csv
import io
import math
import os
import shutil
import tempfile

from whole import CODEBOOK, SAMPLES, WholeTest, main, rows, run, write

CODINGS = os.path.join(SAMPLES, "codings.csv")


# ---- What coders say of units -----------------------------------------------------------------------------------

def codings_of_folder(folder, coder="draad"):
    return [(r["document"], int(r["start"]), int(r["end"]), r["code"], coder) for r in rows(folder, "segments.csv")]


def codings_of_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(r["document"], int(r["start"]) if r["start"] else None, int(r["end"]) if r["end"] else None, r["code"], r["coder"])
                for r in csv.DictReader(file)]


def units_of(folder, unit="sentence"):
    return [(r["document"], int(r["start"]), int(r["end"])) for r in rows(folder, "units.csv") if r["unit"] == unit and r["eligible"] == "1"]


def ratings(units, codings, coders, code, read):
    """For each unit a tuple: True, False or None (did not read it) of each coder; `read`: (coder, document)."""
    marked = {}
    for document, start, end, of, coder in codings:
        if of == code:
            marked.setdefault((document, coder), []).append((start, end))
    return [tuple(None if (coder, document) not in read else any(s < end and e > start for s, e in marked.get((document, coder), ()))
                  for coder in coders) for document, start, end in units]


# ---- Coefficients ---------------------------------------------------------------------------------------------------

def beyond(po, pe):
    return None if pe > 1 - 1e-12 else (po - pe) / (1 - pe)


def cohen(pairs):
    n = len(pairs)
    po = sum(a == b for a, b in pairs) / n
    a, b = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    return po, a * b + (1 - a) * (1 - b)


def alpha(units, difference):
    units = [[v for v in u if v is not None] for u in units]
    units = [u for u in units if len(u) > 1]
    n = sum(map(len, units))
    counts = {}
    for u in units:
        for v in u:
            counts[v] = counts.get(v, 0) + 1
    observed = sum(sum(difference(a, b) for i, a in enumerate(u) for j, b in enumerate(u) if i != j) / (len(u) - 1) for u in units) / n
    expected = sum(x * y * difference(a, b) for a, x in counts.items() for b, y in counts.items()) / (n * (n - 1))
    return 1 - observed / expected if expected > 0 else None


def many(units):
    """n, po, fleiss, ac1."""
    values = [[v for v in u if v is not None] for u in units]
    paired = [u for u in values if len(u) > 1]
    po = sum(sum(u.count(k) * (u.count(k) - 1) for k in (True, False)) / (len(u) * (len(u) - 1)) for u in paired) / len(paired)
    some = [u for u in values if u]
    share = sum(u.count(True) / len(u) for u in some) / len(some)
    return len(paired), po, beyond(po, share ** 2 + (1 - share) ** 2), beyond(po, 2 * share * (1 - share))


def jaccard(a, b):
    return 1 - len(a & b) / len(a | b) if a | b else 0


def masi(a, b):
    kind = 1 if a == b else 0.67 if a <= b or b <= a else 0.33 if a & b else 0
    return 1 - kind * len(a & b) / len(a | b) if a | b else 0


def merged(ranges):
    """Segments of a coder: ranges that share a character are one, touching ones are two."""
    out = []
    for start, end in sorted(ranges):
        if out and start < out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return [tuple(r) for r in out]


def matches(gold, found, least):
    pairs = []
    for i, (a, b) in enumerate(gold):
        for k, (c, d) in enumerate(found):
            shared = min(b, d) - max(a, c)
            if shared > 0 and shared / (max(b, d) - min(a, c)) >= least:
                pairs.append((-shared / (max(b, d) - min(a, c)), a, c, i, k))
    used_gold, used_found = set(), set()
    for *_, i, k in sorted(pairs):
        if i not in used_gold and k not in used_found:
            used_gold.add(i)
            used_found.add(k)
    return len(used_gold)


class Agree(WholeTest):
    @classmethod
    def setUpClass(cls):
        """One result folder for all tests, which only read it."""
        cls.home = tempfile.mkdtemp(prefix="draad-test-")
        cls.addClassCleanup(shutil.rmtree, cls.home, True)
        cls.result = os.path.join(cls.home, "result")
        done = run("code", "-q", "-c", CODEBOOK, "-o", cls.result, SAMPLES)
        if done.status != 0:
            raise AssertionError(str(done))
        cls.documents = [r["document"] for r in rows(cls.result, "documents.csv")]
        cls.codes = [r["code"] for r in rows(cls.result, "codes.csv")]

    def table(self, kind, *options):
        done = self.ran(0, "table", kind, *options, self.result)
        self.assertEqual(done.err, "")
        return list(csv.DictReader(io.StringIO(done.out)))

    def same(self, found, expected, what):
        if expected is None or (isinstance(expected, float) and math.isnan(expected)):
            self.assertEqual(found, "NA", what)
        else:
            self.assertNotEqual(found, "NA", what)
            self.assertAlmostEqual(float(found), expected, delta=1e-9 + 6e-6 * abs(expected), msg=what)

    def one_reader(self, reader, name="a.csv"):
        with open(CODINGS, encoding="utf-8") as file:
            lines = file.read().splitlines()
        return write(self.at(name), "\n".join([lines[0]] + [l for l in lines[1:] if l.endswith(reader)]) + "\n")

    # ---- Samples ------------------------------------------------------------------------------------------------

    def test_three_coders_of_the_samples(self):
        theirs = codings_of_csv(CODINGS)
        coders = ["draad", "lezer-a", "lezer-b"]
        read = {(c, d) for c in coders for d in self.documents}
        codings = codings_of_folder(self.result) + theirs
        for unit in ("sentence", "turn"):
            found = self.table("agreement", "--unit", unit, "--with", CODINGS)
            units = units_of(self.result, unit)
            self.assertEqual([r["code"] for r in found], self.codes)
            self.assertEqual((found[0]["coders"], found[0]["gold"], found[0]["drawn"]), ("draad;lezer-a;lezer-b", "lezer-a", "documents"))
            sets = [[set(), set(), set()] for _ in units]
            for r in found:
                values = ratings(units, codings, coders, r["code"], read)
                for at, u in enumerate(values):
                    for g in range(3):
                        if u[g]:
                            sets[at][g].add(r["code"])
                n, po, fleiss, ac1 = many(values)
                used = any(any(u) for u in values)
                self.assertEqual(int(r["n"]), n)
                self.same(r["po"], po, r["code"])
                self.same(r["prevalence"], sum(map(sum, values)) / 3 / n, r["code"])
                self.same(r["alpha"], alpha(values, lambda a, b: a != b), r["code"])
                self.same(r["fleiss"], fleiss, r["code"])
                self.same(r["ac1"], ac1 if used else None, r["code"])
                self.same(r["bp"], 2 * po - 1 if used else None, r["code"])
                self.assertEqual((r["kappa"], r["precision"]), ("NA", "NA"))
                if used:
                    self.assertLessEqual(float(r["alpha_low"]), float(r["alpha"]) + 1e-6)
                    self.assertGreaterEqual(float(r["alpha_high"]), float(r["alpha"]) - 1e-6)
            values = [[frozenset(s) for s in u] for u in sets]
            self.same(found[0]["set_alpha_jaccard"], alpha(values, jaccard), unit)
            self.same(found[0]["set_alpha_masi"], alpha(values, masi), unit)

    def check_two(self, found, units, codings, coders, gold, read):
        """Kappa, precision and pooled kappa of two coders."""
        pooled = []
        for r in found:
            pairs = [u for u in ratings(units, codings, coders, r["code"], read) if None not in u]
            po, pe = cohen(pairs)
            self.assertEqual(int(r["n"]), len(pairs))
            self.same(r["kappa"], beyond(po, pe), r["code"])
            self.same(r["prevalence_a"], sum(a for a, _ in pairs) / len(pairs), r["code"])
            self.same(r["prevalence_b"], sum(b for _, b in pairs) / len(pairs), r["code"])
            right, other = ([p[gold] for p in pairs], [p[1 - gold] for p in pairs])
            tp = sum(a and b for a, b in zip(right, other))
            self.same(r["precision"], tp / sum(other) if any(other) else None, r["code"])
            self.same(r["recall"], tp / sum(right) if any(right) else None, r["code"])
            self.same(r["f1"], 2 * tp / (sum(right) + sum(other)) if any(right) or any(other) else None, r["code"])
            if any(right) or any(other):
                pooled.append((po, pe))
        po, pe = sum(p for p, _ in pooled) / len(pooled), sum(p for _, p in pooled) / len(pooled)
        self.same(found[0]["pooled_kappa"], (po - pe) / (1 - pe), "pooled")
        return len(pooled)

    def test_the_program_beside_one_reader(self):
        one = self.one_reader("lezer-a")
        coders = ["draad", "lezer-a"]
        codings = codings_of_folder(self.result) + codings_of_csv(one)
        read = {(c, d) for c in coders for d in self.documents}
        found = self.table("agreement", "--with", one)
        self.assertGreater(self.check_two(found, units_of(self.result), codings, coders, 1, read), 7)
        found = self.table("agreement", "--with", one, "--gold", "draad")
        self.check_two(found, units_of(self.result), codings, coders, 0, read)
        self.check_gold(self.table("gold", "--with", one), codings, "lezer-a", "draad")
        self.check_characters(self.table("unitizing", "--with", one), codings, coders)

    def check_gold(self, found, codings, right, other):
        ranges = {}
        for document, start, end, code, coder in codings:
            if start is not None:
                ranges.setdefault((coder, code, document), []).append((start, end))
        of = {key: merged(value) for key, value in ranges.items()}
        n = 0
        for r in found:
            self.assertEqual((r["coder"], r["gold"]), (other, right))
            if r["code"] in ("micro", "macro"):
                continue
            tp = fp = fn = 0
            for document in self.documents:
                a, b = of.get((right, r["code"], document), []), of.get((other, r["code"], document), [])
                if r["match"] == "characters":
                    x, y = ({i for s, e in part for i in range(s, e)} for part in (a, b))
                    tp, fp, fn = tp + len(x & y), fp + len(y - x), fn + len(x - y)
                else:
                    hits = matches(a, b, {"overlap 0.5": 0.5, "overlap 0.75": 0.75, "exact": 1}[r["match"]])
                    tp, fp, fn = tp + hits, fp + len(b) - hits, fn + len(a) - hits
            self.assertEqual((int(r["tp"]), int(r["fp"]), int(r["fn"])), (tp, fp, fn), r)
            n += tp
        self.assertGreater(n, 100)

    def check_characters(self, found, codings, coders):
        """Krippendorff's alpha with each character as a unit."""
        length = int(found[0]["characters"])
        for r in found:
            if r["code"] == "":
                continue
            sets = []
            for coder in coders:
                sets.append({(d, i) for d, s, e, code, c in codings if c == coder and code == r["code"] for i in range(s, e)})
            a, b = sets
            both, only = len(a & b), len(a ^ b)
            ones = len(a) + len(b)
            n = 2 * length
            expected = 2 * ones * (n - ones) / (n * (n - 1))
            self.assertLessEqual(both, length)
            self.same(r["alpha_char_binary"], 1 - 2 * only / n / expected if ones else None, r["code"])

    # ---- Two folders ------------------------------------------------------------------------------------------------

    def test_two_result_folders(self):
        other = self.at("breed")
        self.ran(0, "code", "-q", "-c", CODEBOOK, "--unit", "paragraph", "-o", other, SAMPLES)
        coders = ["draad", "draad (breed)"]
        codings = codings_of_folder(self.result) + codings_of_folder(other, "draad (breed)")
        read = {(c, d) for c in coders for d in self.documents}
        found = self.table("agreement", "--with", other)
        self.assertEqual((found[0]["coders"], found[0]["gold"]), (";".join(coders), "draad")) # programs both
        self.check_two(found, units_of(self.result), codings, coders, 0, read)
        found = self.table("agreement", "--with", self.result) # itself
        for r in found:
            self.assertIn(r["kappa"], ("1", "NA"))
        self.assertEqual(self.table("disagreements", "--with", self.result), [])

    # ---- CSV ----------------------------------------------------------------------------------------------------------

    def test_a_coding_that_reaches_over_the_last_line_end_makes_no_negative_agreement(self):
        text = "R: Druk op het werk.\nI: Ja?\nR: Thuis is het rustig.\n"
        write(self.at("t.txt"), text)
        write(self.at("k.yaml"), "draad: 1\nid: k\ntitle: T\ncodes: [{id: a, label: A, rules: [druk]}]\n")
        self.ran(0, "code", "-q", "-c", self.at("k.yaml"), "-o", self.at("r"), self.at("t.txt"))
        write(self.at("o.csv"), "document,start,end,code,coder\nt,0,%d,k.a,An\nt,,,,Bo\nt,0,%d,k.a,Ci\n" % (len(text), len(text)))
        told = self.ran(0, "table", "programs", "-q", "--with", self.at("o.csv"), self.at("r")).out
        found = {(r["coder_a"], r["coder_b"]): r for r in csv.DictReader(io.StringIO(told)) if r["code"] == "k.a"}
        ours = len("Druk op het werk.") / len(text)
        for a, b, agreement, kappa in (("An", "Bo", 0, "0"), ("An", "Ci", 1, "NA"), ("draad", "An", ours, "0"), ("draad", "Bo", 1 - ours, "0")):
            r = found[a, b]
            self.assertEqual((r["characters"], r["nvivo_kappa"]), (str(len(text)), kappa))
            self.assertAlmostEqual(float(r["nvivo_agreement"]), agreement, 5)

    def test_a_file_of_dutch_excel_says_the_same(self):
        with open(CODINGS, encoding="utf-8") as file:
            lines = file.read().splitlines()
        lines[0] = "Bestand;Begin;Eind;Code;Codeur"
        excel = write(self.at("excel.csv"), "\ufeff" + "\r\n".join(line.replace(",", ";") for line in lines + ["", ",,,,"]) + "\r\n")
        for kind in ("agreement", "gold", "unitizing", "disagreements"):
            plain = self.ran(0, "table", kind, "--with", CODINGS, self.result)
            self.assertEqual(self.ran(0, "table", kind, "--with", excel, self.result).out, plain.out)
            self.assertGreater(len(plain.out), 500)
            windows = write(self.at("windows.csv"), "\r\n".join(l.replace(",", ";") for l in lines).replace("lezer-a", "l\u00e9zer").encode("cp1252"))
            again = self.ran(0, "table", kind, "--with", windows, self.result)
            self.assertEqual(again.out, plain.out.replace("lezer-a", "l\u00e9zer"))

    def test_who_read_a_part_is_compared_on_that_part(self):
        part = self.documents[:3]
        with open(CODINGS, encoding="utf-8") as file:
            lines = file.read().splitlines()
        kept = [l for l in lines[1:] if l.endswith("lezer-b") and l.split(",")[0] in part[:2] and l.split(",")[1]]
        path = write(self.at("b.csv"), "\n".join([lines[0]] + kept + [part[2] + ",,,,lezer-b"]) + "\n")
        coders = ["draad", "lezer-b"]
        codings = codings_of_folder(self.result) + codings_of_csv(path)
        read = {("draad", d) for d in self.documents} | {("lezer-b", d) for d in part}
        found = self.table("agreement", "--with", path)
        self.assertEqual(found[0]["drawn"], "units") # three documents are too few
        self.check_two(found, units_of(self.result), codings, coders, 1, read)
        self.assertEqual({r["document"] for r in self.table("disagreements", "--with", path)} - set(part), set())
        longest = {}
        for r in rows(self.result, "units.csv"):
            longest[r["document"]] = max(longest.get(r["document"], 0), int(r["end"]))
        self.assertEqual(int(self.table("unitizing", "--with", path)[0]["characters"]), sum(longest[d] for d in part))
        # Only some codes: who has none of them read the document all the same.
        code = min((float(r["prevalence_b"]), r["code"]) for r in found if float(r["prevalence_a"]) > 0)[1]
        only = self.table("agreement", "--with", path, "--only", code)
        self.assertEqual((only[0]["n"], only[0]["kappa"]), next((r["n"], r["kappa"]) for r in found if r["code"] == code))

    def test_what_does_not_fit_is_told_with_its_line_and_left_out(self):
        one = self.one_reader("lezer-a")
        with open(one, encoding="utf-8") as file:
            text = file.read()
        before = self.ran(0, "table", "agreement", "--with", one, self.result).out
        first = self.documents[0]
        worse = write(one, text + "niemand,0,9,%s,lezer-a\n%s,0,9,zin.niets,lezer-a\n%s,9,9,%s,lezer-a\n%s,9000000,9000009,%s,lezer-a\n"
                      % (self.codes[0], first, first, self.codes[0], first, self.codes[0]))
        done = self.ran(0, "table", "agreement", "--with", worse, self.result)
        self.assertEqual(done.out, before)
        n = text.count("\n")
        self.assertEqual([line.split(":")[1] for line in done.err.splitlines()], [str(n + i) for i in range(1, 5)])
        self.assertEqual(done.err.count("warning"), 4)

    def test_tables_of_a_reader_are_those_of_their_codings(self):
        """The program's own codings as a CSV of somebody else give the program's own tables, words and all."""
        lines = ["%s,%d,%d,%s,kopie" % coding[:4] for coding in codings_of_folder(self.result)]
        copy = write(self.at("kopie.csv"), "\n".join(["document,start,end,code,coder"] + lines) + "\n")
        for kind in (["cooccurrence", "--count", "window"], ["cooccurrence", "--count", "followed"], ["frequencies"], ["saturation"]):
            own = self.ran(0, "table", *kind, "--coder", "draad", self.result).out
            theirs = self.ran(0, "table", *kind, "--with", copy, "--coder", "kopie", self.result).out
            self.assertEqual(theirs.replace("kopie", "draad"), own)
            self.assertGreater(len(own), 300)

    # ---- The listing ----------------------------------------------------------------------------------------------------

    def test_the_listing_shows_the_disagreements_without_what_was_said(self):
        table = self.table("disagreements", "--with", CODINGS)
        done = self.ran(0, "agree", self.result, CODINGS)
        self.assertEqual(done.err, "")
        self.assertIn("disagreements: %d\n" % len(table), done.out)
        self.assertTrue(any(r["blocked"] for r in table))
        self.assertIn("blocked: ", done.out)
        self.assertEqual({r["text"] for r in table}, {""})
        said = {r["text"] for r in rows(self.result, "segments.csv") if len(r["text"]) > 20}
        self.assertFalse([s for s in said if s in done.out])
        shown = self.ran(0, "agree", "--quotes", "full", self.result, CODINGS).out
        self.assertTrue([s for s in said if s in shown])
        self.assertEqual(done.out, self.ran(0, "agree", self.result, CODINGS).out)

    def test_near_misses_are_those_of_matches(self):
        blocked = [(r["document"], r["code"], int(r["start"]), int(r["end"]), r["rule"] + ": " + r["blocked_by"])
                   for r in rows(self.result, "matches.csv") if r["blocked_by"]]
        seen = 0
        for r in self.table("disagreements", "--with", CODINGS):
            expected = []
            for document, code, start, end, name in blocked:
                if document == r["document"] and code == r["code"] and start < int(r["end"]) and end > int(r["start"]) and name not in expected:
                    expected.append(name)
            self.assertEqual(r["blocked"], ";".join(expected), r)
            seen += len(expected)
        self.assertGreater(seen, 0)


if __name__ == "__main__":
    main()
