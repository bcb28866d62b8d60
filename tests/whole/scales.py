#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""scales.py - scores of scales beside the codes of the sample interviews: numbers that can be made by hand."""
import csv
import io
import math
import os
import statistics

from whole import CODEBOOK, ROOT, SAMPLES, WholeTest, main, rows

ANSWERS = os.path.join(SAMPLES, "answers.csv")
KEYS = os.path.join(ROOT, "codebooks", "scales")


def brs(row):
    """The mean of six answers, three of them reversed; None when two are missing."""
    given = [(6 - float(row["brs%d" % i]) if i in (2, 4, 6) else float(row["brs%d" % i]))
             for i in range(1, 7) if row["brs%d" % i] not in ("", "NA")]
    return statistics.mean(given) if len(given) >= 5 else None


def pearson(x, y):
    mx, my = statistics.mean(x), statistics.mean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))


class Scales(WholeTest):
    def setUp(self):
        super().setUp()
        self.result = self.at("result")
        self.ran(0, "code", "-q", "-c", CODEBOOK, "--cases", os.path.join(SAMPLES, "cases.csv"), "-o", self.result, SAMPLES)
        with open(ANSWERS, encoding="utf-8", newline="") as file:
            self.answers = list(csv.DictReader(file))

    def table(self, kind, *options, scale="brs", status=0):
        done = self.ran(status, "table", kind, "--scale", os.path.join(KEYS, scale + ".yaml"), "--answers", ANSWERS, *options, self.result)
        return list(csv.DictReader(io.StringIO(done.out))) if status == 0 else done

    def test_scores_are_means_with_items_reversed(self):
        found = self.table("scales")
        self.assertEqual([(r["case"], r["moment"]) for r in found], [(a["case"], a["moment"]) for a in self.answers])
        for r, a in zip(found, self.answers):
            self.assertEqual(r["score"], "%.6g" % brs(a))
            self.assertEqual(r["band"], "")
        self.assertEqual({r["band"] for r in self.table("scales", "--bands")}, {"laag", "normaal", "hoog"})

    def test_all_five_keys_are_read(self):
        self.assertEqual(len(os.listdir(KEYS)), 5)
        self.assertEqual(len({r["subscale"] for r in self.table("scales", scale="wami")}), 4)
        for scale in "swing", "w-bns", "res":  # the sample answers have no columns of these
            self.assertIn("no columns of", self.table("scales", scale=scale, status=3).err)

    def test_codes_stand_beside_scores(self):
        words, segments = {}, {}
        for u in rows(self.result, "units.csv"):
            if u["unit"] == "turn" and u["eligible"] == "1":
                words[u["document"]] = words.get(u["document"], 0) + int(u["words"])
        cases = {d["document"]: d["case"] for d in rows(self.result, "documents.csv")}
        for s in rows(self.result, "segments.csv"):
            segments[s["code"], s["document"]] = segments.get((s["code"], s["document"]), 0) + 1
        before = {a["case"]: brs(a) for a in self.answers if a["moment"] == "voor"}
        found = {r["code"]: r for r in self.table("correlation") if r["moment"] == "voor"}
        x = [before[cases[d]] for d in words]
        y = [1000 * segments.get(("zin.coping", d), 0) / words[d] for d in words]
        self.assertEqual(found["zin.coping"]["r"], "%.6g" % pearson(x, y))
        self.assertEqual((found["zin.coping"]["n"], found["zin.coping"]["frequency"]), ("12", "segments per 1000 words"))
        self.assertEqual(found["zin.parallelle-processen"]["r"], "NA")  # nobody has it
        self.assertEqual({r["frequency"] for r in self.table("correlation", "--presence")}, {"presence"})

    def test_change_is_over_those_with_both(self):
        (found,) = self.table("change")
        pairs = {}
        for a in self.answers:
            pairs.setdefault(a["case"], {})[a["moment"]] = brs(a)
        both = [p["na"] - p["voor"] for p in pairs.values() if len(p) == 2]
        self.assertEqual((found["n"], found["unmatched"]), (str(len(both)), str(len(pairs) - len(both))))
        self.assertEqual(found["mean"], "%.6g" % statistics.mean(both))
        self.assertEqual(found["dz"], "%.6g" % (statistics.mean(both) / statistics.stdev(both)))
        (turned,) = self.table("change", "--moments", "na,voor")
        self.assertEqual(float(turned["mean"]), -float(found["mean"]))

    def test_what_is_missing_is_said(self):
        self.assertIn("--scale", self.ran(2, "table", "scales", self.result).err)
        self.assertIn("no moment 'later'", self.table("change", "--moments", "voor,later", status=2).err)
        self.assertIn("cannot", self.ran(3, "table", "scales", "--scale", self.at("none.yaml"), "--answers", ANSWERS, self.result).err)
        self.assertIn("cannot", self.ran(3, "table", "scales", "--scale", os.path.join(KEYS, "brs.yaml"), "--answers", self.at("none"),
                                         self.result).err)


if __name__ == "__main__":
    main()
