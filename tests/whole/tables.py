#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tables.py - tables from a result folder of the sample interviews: the numbers that were made from the interviews."""
import csv
import io
import json
import os

from whole import CODEBOOK, ROOT, SAMPLES, WholeTest, main, rows


class Tables(WholeTest):
    def setUp(self):
        super().setUp()
        self.result = self.at("result")
        self.ran(0, "code", "-q", "-c", CODEBOOK, "--cases", os.path.join(SAMPLES, "cases.csv"), "-o", self.result, SAMPLES)

    def counts(self, *options):
        done = self.ran(0, "table", "cooccurrence", *options, self.result)
        self.assertEqual(done.err, "")
        return list(csv.DictReader(io.StringIO(done.out)))

    def test_units_are_counted_as_when_they_were_coded(self):
        for unit in "sentence", "paragraph", "turn", "document":
            found = {(r["code_a"], r["code_b"]): r for r in self.counts("--unit", unit)}
            pairs = [r for r in rows(self.result, "cooccurrence.csv") if r["unit"] == unit]
            self.assertEqual(len(pairs), 15 * 14 // 2)
            for r in pairs:
                cell = found[r["code_a"], r["code_b"]]
                self.assertEqual((cell["count"], cell["n"], cell["unit"]), (r["n11"], r["n"], unit))
                self.assertEqual(int(found[r["code_a"], r["code_a"]]["count"]), int(r["n11"]) + int(r["n10"]))

    def test_codes_by_a_short_name_or_in_other_letter_case(self):
        def told(only, cell):
            out = self.ran(0, "table", "cooccurrence", "--only", only, "--cell", cell + "," + cell, self.result).out
            return [r[:-1] for r in csv.reader(io.StringIO(out))]  # the last column says what was asked for

        for name in "coping", "Coping", "ZIN.Coping":
            self.assertEqual(told(name, name), told("zin.coping", "zin.coping"))
            self.ran(0, "report", "--only", name, "--force", "-o", self.at("kort.html"), self.result)
        for options in ("--only", "copnig"), ("--cell", "coping,copnig"):
            said = self.ran(2, "table", "cooccurrence", *options, self.result).err
            self.assertIn("there is no code 'copnig' here; did you mean zin.coping?", said)

    def test_segments_and_characters_can_be_added_up_by_hand(self):
        segments = {r["code"]: int(r["segments"]) for r in rows(self.result, "codes.csv")}
        covered = {code: set() for code in segments}
        for c in rows(self.result, "segments.csv"):
            covered[c["code"]].update((c["document"], i) for i in range(int(c["start"]), int(c["end"])))
        for r in self.counts("--count", "hits"):
            if r["code_a"] == r["code_b"]:
                self.assertEqual(int(r["count"]), segments[r["code_a"]])
        for r in self.counts("--count", "chars"):
            self.assertEqual(int(r["count"]), len(covered[r["code_a"]] & covered[r["code_b"]]))

    def test_a_wider_window_holds_more(self):
        near, far = (self.counts("--count", "window", "--window", n) for n in (0, 500))
        self.assertTrue(all(int(a["count"]) <= int(b["count"]) for a, b in zip(near, far)))
        self.assertGreater(sum(int(r["count"]) for r in far), sum(int(r["count"]) for r in near))
        self.assertEqual({r["setting"] for r in far}, {"window 500"})

    def test_json_holds_the_same(self):
        options = ("--count", "followed", "--next-coded", "--unit", "turn")
        made = json.loads(self.ran(0, "table", "cooccurrence", "--json", *options, self.result).out)
        self.assertEqual((made["setting"], made["unit"], made["counting"]), ("lag 1 next coded", "turn", "followed"))
        for r, one in zip(self.counts(*options), made["rows"]):
            self.assertEqual((r["code_a"], r["code_b"], int(r["count"])), (one["code_a"], one["code_b"], one["count"]))
        self.assertGreater(sum(one["count"] for one in made["rows"]), 0)

    def test_saturation_can_be_followed_by_hand(self):
        seen, new, curve = set(), [], list(csv.DictReader(io.StringIO(self.ran(0, "table", "saturation", self.result).out)))
        for d in rows(self.result, "documents.csv"):
            codes = {c["code"] for c in rows(self.result, "segments.csv") if c["document"] == d["document"]}
            new.append(len(codes - seen))
            seen |= codes
        self.assertEqual([int(r["new"]) for r in curve], new)
        self.assertEqual([r["document"] for r in curve], [d["document"] for d in rows(self.result, "documents.csv")])
        ratios = [sum(new[j - 2:j]) / sum(new[:4]) for j in range(6, len(new) + 1)]
        self.assertEqual(curve[0]["saturated_at"], str(6 + [r <= 0.05 for r in ratios].index(True)))
        made = json.loads(self.ran(0, "table", "saturation", "--json", "--orders", "0", self.result).out)
        self.assertEqual((made["orders_reached"], made["order_median"]), (0, None))
        self.assertEqual([i["cumulative"] for i in made["rows"]][-1], len(seen))

    def test_salience_counts_respondents_and_groups(self):
        found = list(csv.DictReader(io.StringIO(self.ran(0, "table", "salience", "--by", "groep", self.result).out)))
        codes = rows(self.result, "codes.csv")
        self.assertEqual([(r["code"], r["cases"]) for r in found], [(c["code"], c["cases"]) for c in codes])
        self.assertTrue(all(r["label"] for r in found if r["cases"] != "0"))
        made = json.loads(self.ran(0, "table", "salience", "--by", "groep", "--json", self.result).out)
        self.assertEqual([(r["label"], str(r["groups"])) for r in made["rows"]], [(r["label"], r["groups"]) for r in found])
        self.assertIn("no attribute kleur", self.ran(2, "table", "salience", "--by", "kleur", self.result).err)

    def test_keyness_adds_up_over_groups(self):
        found = list(csv.DictReader(io.StringIO(self.ran(0, "table", "keyness", "--by", "groep", self.result).out)))
        segments = {r["code"]: int(r["segments"]) for r in rows(self.result, "codes.csv")}
        for r in found:
            self.assertEqual(int(r["segments"]) + int(r["rest_segments"]), segments[r["code"]])
            self.assertEqual(int(r["size"]) + int(r["rest_size"]), sum(segments.values()))
        made = json.loads(self.ran(0, "table", "keyness", "--by", "groep", "--json", self.result).out)["rows"]
        self.assertEqual([(r["group"], r["code"], str(r["segments"])) for r in made],
                         [(r["group"], r["code"], r["segments"]) for r in found])
        for r, one in zip(found, made):
            self.assertTrue((r["g2"] == "NA") == (one["g2"] is None))
            if one["g2"]:
                self.assertEqual("%.6g" % one["g2"], "%.6g" % float(r["g2"]))
        self.assertTrue(any(one["g2"] and one["g2"] != float("%.10g" % one["g2"]) for one in made), "15 digits in JSON")
        self.assertIn("--by", self.ran(2, "table", "keyness", self.result).err)

    def test_the_attribute_of_the_result_is_taken_when_none_is_given(self):
        self.ran(0, "code", "-q", "--no-report", "-c", CODEBOOK, "--cases", os.path.join(SAMPLES, "cases.csv"), "--by", "groep", "-o", self.at("uit"), SAMPLES)
        for kind in "themes", "keyness":
            made = self.ran(0, "table", kind, self.at("uit")).out
            self.assertEqual(made, self.ran(0, "table", kind, self.at("uit"), "--by", "groep").out)
            self.assertNotEqual(made, self.ran(0, "table", kind, self.at("uit"), "--by", "ervaring").out)

    def test_what_cannot_be_made_is_said(self):
        for options, told in (([], "needs a kind"), (["cooccurrence"], "needs a kind"), (["kleur", self.result], "there is no table kleur"),
                              (["cooccurrence", "--only", "kleur", self.result], "no code or codebook 'kleur'"),
                              (["cooccurrence", "--coder", "kleur", self.result], "no coder 'kleur'"),
                              (["cooccurrence", "--rollup", "0", self.result], "--rollup takes a number from 1"),
                              (["cooccurrence", "--cell", "zin.coping", self.result], "--cell takes two names"),
                              (["themes", self.result], "needs --by ATTRIBUTE: an attribute of the cases, which have groep, ervaring"), (["lens", self.result], "needs --lens"),
                              (["cooccurrence", "--count", "alles", self.result], "--count takes one of"),
                              (["cooccurrence", "--lag", "0", self.result], "--lag takes a number from 1"),
                              (["cooccurrence", ROOT], "manifest.json")):
            done = self.ran(2, "table", *options)
            self.assertIn(told, done.err)
            self.assertEqual(done.out, "")


if __name__ == "__main__":
    main()
