#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""diff.py - what changed between two versions of a codebook on invented interviews, and which rule did it."""
import csv
import io
import json
import os

from whole import CODEBOOK, SAMPLES, WholeTest, main, read, rows, write

BEFORE = """\
draad: 1
id: zin
title: Zin
language: nl
version: 1.0.0
sets:
  collega: [collega, team]
codes:
  - id: steun
    label: Steun
    rules:
      - $collega
      - id: baas
        find: baas
      - lachen
  - id: thuis
    label: Thuis
    rules:
      - id: mee
        find: mee naar huis
        within: sentence
  - id: rust
    label: Rust
    rules:
      - id: loslaten
        find: loslaten
"""
AFTER = """\
draad: 1
id: zin
title: Zin
language: nl
version: 1.1.0
sets:
  collega: [collega]
codes:
  - id: steun
    label: Steun
    rules:
      - lachen
      - $collega
  - id: thuis
    label: Thuis
    rules:
      - id: mee
        find: mee naar huis
        within: sentence
        unless: papieren
  - id: rust
    label: Rust
    unit: turn
    rules:
      - id: loslaten
        find: loslaten OR rust
"""
ANNA = """\
I: Hoe gaat het?
R: Mijn collega helpt me. Ik laat het werk los.
I: En dan?
R: Ik neem het mee naar huis. De papieren neem ik mee naar huis. Zo kom ik tot rust.
"""
BRAM = "R: Het team is fijn. We lachen één keer samen. Mijn baas steunt me.\n"


class Diff(WholeTest):
    def setUp(self):
        super().setUp()
        self.study("a", BEFORE)
        self.study("b", AFTER)

    def study(self, name, codebook, *options, anna=ANNA, bram=BRAM):
        write(self.at(name + ".yaml"), codebook)
        write(self.at(name + "-bronnen", "anna.txt"), anna)
        write(self.at(name + "-bronnen", "bram.txt"), bram)
        self.ran(0, "code", "-q", "-c", self.at(name + ".yaml"), *options, "-o", self.at(name), self.at(name + "-bronnen"))

    def changes(self, a, b, *options, status=1):
        done = self.ran(status, "diff", "--format", "csv", *options, self.at(a), self.at(b))
        self.assertEqual(done.err, "")
        return list(csv.DictReader(io.StringIO(done.out)))

    def brief(self, a, b, *options, status=1):
        return [(r["document"], r["code"], r["change"], r["rules_a"], r["rules_b"], r["why"])
                for r in self.changes(a, b, *options, status=status)]

    def test_every_change_has_its_rule_and_line(self):
        self.assertEqual(self.brief("a", "b"), [
            ("anna", "zin.rust", "moved", "loslaten:26", "loslaten:26",
             "rule changed: loslaten:26 > loslaten:26 (find)"),
            ("anna", "zin.rust", "gained", "", "loslaten:26", "rule changed: loslaten:26 > loslaten:26 (find)"),
            ("anna", "zin.thuis", "lost", "mee:20", "",
             "blocked: mee:18 (unless of rule mee); rule changed: mee:20 > mee:18 (unless)"),
            ("bram", "zin.steun", "lost", "steun#1:12", "", "rule changed: steun#1:12 > steun#2:13 (set collega)"),
            ("bram", "zin.steun", "lost", "baas:14", "", "rule removed: baas:14")])

    def test_seen_from_the_other_side_lost_is_gained(self):
        self.assertEqual([(r[0], r[1], r[2], r[5].split(":")[0]) for r in self.brief("b", "a")], [
            ("anna", "zin.rust", "moved", "rule changed"),
            ("anna", "zin.rust", "lost", "rule changed"),
            ("anna", "zin.thuis", "gained", "was blocked"),
            ("bram", "zin.steun", "gained", "rule changed"),
            ("bram", "zin.steun", "gained", "rule new")])

    def test_lines_are_those_of_the_codebooks(self):
        books = {"a": BEFORE.split("\n"), "b": AFTER.split("\n")}
        for r in self.changes("a", "b"):
            for side in "a", "b":
                for rule in filter(None, r["rules_" + side].split(";")):
                    name, line = rule.split(":")
                    text = books[side][int(line) - 1]
                    self.assertTrue("find:" in text if "#" not in name else text.lstrip().startswith("- "), text)

    def test_positions_are_those_of_the_segments(self):
        for side, start, end in ("a", "start_a", "end_a"), ("b", "start_b", "end_b"):
            coded = {(s["document"], s["code"], s["start"], s["end"]) for s in rows(self.at(side), "segments.csv")}
            for r in self.changes("a", "b"):
                if r[start] != "NA":
                    self.assertIn((r["document"], r["code"], r[start], r[end]), coded)

    def test_counts_add_up_to_the_segments(self):
        for per, column in ("code", "code"), ("document", "document"):
            found = self.changes("a", "b", "--per", per)
            for side, kinds in ("a", ("kept", "lost", "moved", "rules")), ("b", ("kept", "gained", "moved", "rules")):
                for r in found:
                    codings = [s for s in rows(self.at(side), "segments.csv") if s[column] == r[column]]
                    self.assertEqual(sum(int(r[k]) for k in kinds), len(codings), (side, r))

    def test_no_interview_is_quoted_unless_asked(self):
        for options in ([], ["--json"], ["--format", "csv"], ["--lang", "nl"]):
            done = self.ran(1, "diff", *options, self.at("a"), self.at("b"))
            for word in "Mijn", "fijn", "steunt", "papieren neem":
                self.assertNotIn(word, done.out)
        full = self.changes("a", "b", "--quotes", "full")
        self.assertEqual(full[4]["text_a"], "Mijn baas steunt me.")
        self.assertEqual(full[4]["text_b"], "")
        self.assertEqual((full[0]["text_a"], full[0]["text_b"]),
                         ("Ik laat het werk los.", "Mijn collega helpt me. Ik laat het werk los."))
        self.assertIn('"Mijn baas steunt me."', self.ran(1, "diff", "--quotes", "full", self.at("a"), self.at("b")).out)

    def test_json_holds_the_same(self):
        made = json.loads(self.ran(1, "diff", "--json", self.at("a"), self.at("b")).out)["rows"]
        self.assertEqual([{k: "NA" if v is None else str(v) for k, v in one.items()} for one in made], self.changes("a", "b"))

    def test_equal_folders_are_equal(self):
        self.study("again", BEFORE)
        self.study("excel", BEFORE, "--excel-nl")
        for other in "a", "again", "excel":
            self.assertIn("equal", self.ran(0, "diff", self.at("a"), self.at(other)).out)
            self.assertEqual(self.brief("a", other, status=0), [])
        self.assertEqual(self.ran(0, "diff", "-q", self.at("a"), self.at("again")).out, "")

    def test_a_codebook_that_only_looks_otherwise_changes_nothing(self):
        self.study("laid-out", "# a line before\n\n" + BEFORE.replace("1.0.0", "1.0.1").replace("find: baas", "find:   'baas'"))
        self.assertIn("equal", self.ran(0, "diff", self.at("a"), self.at("laid-out")).out)

    def test_another_source_is_named_and_moves_what_says_the_same(self):
        self.study("c", BEFORE, anna=ANNA.replace("Hoe gaat het?", "Hoe gaat het er nu mee?"),
                   bram=BRAM.replace("Het team is fijn. ", ""))
        found = self.brief("a", "c")
        self.assertEqual({r[2] for r in found if r[0] == "anna"}, {"moved"})
        self.assertEqual([r[2] for r in found if r[0] == "bram"], ["lost", "moved", "moved"])
        self.assertEqual({r[5] for r in found}, {"source changed"})
        self.assertIn("documents with another source: anna, bram", self.ran(1, "diff", self.at("a"), self.at("c")).out)
        self.assertEqual([r["source"] for r in self.changes("a", "c", "--per", "document")], ["changed", "changed"])

    def test_another_source_alone_is_a_difference(self):
        self.study("c", BEFORE, bram=BRAM + " ")
        self.assertEqual(self.brief("a", "c"), [])

    def test_documents_and_codes_of_one_side_are_named(self):
        write(self.at("meer", "carla.txt"), "R: Ik moet lachen.\n")
        write(self.at("meer", "anna.txt"), ANNA)
        write(self.at("d.yaml"), BEFORE.replace("id: rust", "id: kalm"))
        self.ran(0, "code", "-q", "-c", self.at("d.yaml"), "-o", self.at("d"), self.at("meer"))
        done = self.ran(1, "diff", self.at("a"), self.at("d"))
        for line in ("documents only in A: bram", "documents only in B: carla", "codes only in A: zin.rust",
                     "codes only in B: zin.kalm", "not listed: 6 "):
            self.assertIn(line, done.out)
        self.assertEqual({(r[0], r[5]) for r in self.brief("a", "d")},
                         {("anna", "code only in A"), ("anna", "code only in B"), ("bram", "document only in A"),
                          ("carla", "document only in B")})

    def test_an_option_that_changed_is_told(self):
        self.study("turns", BEFORE, "--unit", "match")
        self.assertEqual({(r[2], r[5]) for r in self.brief("a", "turns")}, {("moved", "options changed")})

    def test_hand_codings_are_compared_with_those_of_the_same_person(self):
        for side, coder, start in ("a", "jan", 20), ("b", "jan", 22), ("a", "els", 20):
            self.add_coding(side, coder, start, 42)
        found = [r for r in self.changes("a", "b") if r["coder"] != "draad"]
        self.assertEqual([(r["coder"], r["change"], r["start_a"], r["start_b"], r["why"]) for r in found],
                         [("els", "lost", "20", "NA", ""), ("jan", "moved", "20", "22", "")])
        self.assertIn("lost       20-42 zin.thuis  els", self.ran(1, "diff", self.at("a"), self.at("b")).out)

    def add_coding(self, side, coder, start, end):
        """A row of segments.csv, as a coding by a person has it."""
        found = rows(self.at(side), "segments.csv")
        made = {k: "" for k in found[0]}
        made.update(coding_id="x-%s-%d" % (coder, start), segment_id="x", document="anna", case="anna", start=start, end=end,
                    code="zin.thuis", coder=coder, matches=0, text="x", first_word=4, words=4)
        at = next(i for i, r in enumerate(found) if int(r["start"]) >= start)
        out = io.StringIO()
        writer = csv.DictWriter(out, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found[:at] + [made] + found[at:])
        write(self.at(side, "segments.csv"), out.getvalue())

    def test_what_cannot_be_compared_is_said(self):
        self.study("bytes", BEFORE, "--bytes")
        self.assertIn("positions in bytes", self.ran(2, "diff", self.at("a"), self.at("bytes")).err)
        self.assertIn("two result folders", self.ran(2, "diff", self.at("a")).err)
        self.assertIn("two result folders", self.ran(2, "diff", self.at("a"), self.at("b"), self.at("a")).err)
        self.assertIn("manifest.json", self.ran(2, "diff", self.at("a"), self.at("a-bronnen")).err)
        self.assertIn("--per takes one of", self.ran(2, "diff", "--per", "zin", self.at("a"), self.at("b")).err)
        write(self.at("b", "matches.csv"), read(self.at("b", "matches.csv")).replace(b",mee,", b",weg,"))
        self.assertIn("matches.csv:4", self.ran(2, "diff", self.at("a"), self.at("b")).err)

    def test_the_samples_by_another_unit(self):
        for unit in "sentence", "turn":
            self.ran(0, "code", "-q", "-c", CODEBOOK, "--cases", os.path.join(SAMPLES, "cases.csv"), "--unit", unit,
                     "-o", self.at(unit), SAMPLES)
        found = self.changes("sentence", "turn")
        self.assertEqual({(r["change"], r["why"]) for r in found}, {("moved", "options changed")})
        segments = {side: len(rows(self.at(side), "segments.csv")) for side in ("sentence", "turn")}
        kept = sum(int(r["kept"]) for r in self.changes("sentence", "turn", "--per", "code"))
        self.assertEqual(len(found) + kept, segments["sentence"])
        self.assertLess(segments["turn"], segments["sentence"])


if __name__ == "__main__":
    main()
