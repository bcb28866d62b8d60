#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""memos.py - comments of Word files become memos: who, when, about what, in every table and view the same."""
import json
import os
import unittest

from whole import CODEBOOK, ROOT, WholeTest, main, rows

SAMPLE = os.path.join(ROOT, "corpus-samples", "gestopt-wijkteam.docx")


class Memos(WholeTest):
    def test_a_memo_says_what_it_is_about(self):
        self.ran(0, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), SAMPLE)
        text = self.ran(0, "text", "-q", SAMPLE).out
        memos = rows(self.at("uit"), "memos.csv")
        self.assertEqual([m["author"] for m in memos], ["Onderzoeker 1", "Onderzoeker 2"] * 3)
        for memo in memos:
            self.assertEqual(memo["text"], text[int(memo["start"]):int(memo["end"])])
            self.assertEqual(memo["document"], "gestopt-wijkteam")
        kantelpunt = [m for m in memos if m["memo"] == "hier kantelpunt?"][0]
        self.assertEqual((kantelpunt["text"], kantelpunt["speaker"]), ("jij denkt dat er iets met míj is", "R"))
        units = [u for u in rows(self.at("uit"), "units.csv") if u["unit"] == "turn" and u["number"] == kantelpunt["turn"]]
        self.assertTrue(int(units[0]["start"]) <= int(kantelpunt["start"]) < int(units[0]["end"]))

    def test_the_table_and_the_view_say_the_same(self):
        self.ran(0, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), SAMPLE)
        seen = [json.loads(line) for line in self.ran(0, "text", "-q", "--annotations", "--format", "jsonl", SAMPLE).out.splitlines()]
        comments = [(str(a["start"]), str(a["end"]), a["author"], a["text"]) for a in seen if a["kind"] == "comment"]
        self.assertEqual(comments, [(m["start"], m["end"], m["author"], m["memo"]) for m in rows(self.at("uit"), "memos.csv")])
        self.assertEqual([a["text"] for a in seen if a["kind"] == "footnote"], ["De folder is later nagestuurd en zit in het dossier."])

    def test_a_footnote_is_said_by_nobody(self):
        turns = [json.loads(line) for line in self.ran(0, "text", "-q", "--turns", "--format", "jsonl", SAMPLE).out.splitlines()]
        self.assertEqual(turns[-1]["words"], 2)

    def test_without_comments_there_are_no_rows(self):
        with open(self.at("a.txt"), "w", encoding="utf-8") as file:
            file.write("I: Hoe is dat?\nR: Druk.\n")
        self.ran(0, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), self.at("a.txt"))
        self.assertEqual(rows(self.at("uit"), "memos.csv"), [])

    def test_a_result_of_before_there_were_memos_is_read(self):
        with open(self.at("a.txt"), "w", encoding="utf-8") as file:
            file.write("I: Hoe is dat?\nR: Druk.\n")
        self.ran(0, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), self.at("a.txt"))
        expected = self.ran(0, "table", "frequencies", self.at("uit")).out
        os.remove(self.at("uit", "memos.csv"))
        self.assertIn("memos.csv", self.ran(3, "table", "frequencies", self.at("uit")).err) # it belongs there
        path = self.at("uit", "manifest.json")
        with open(path, encoding="utf-8") as file:
            manifest = json.load(file)
        manifest["outputs"] = [output for output in manifest["outputs"] if output["name"] != "memos.csv"]
        with open(path, "w", encoding="utf-8") as file:
            json.dump(manifest, file)
        self.assertEqual(self.ran(0, "table", "frequencies", self.at("uit")).out, expected)


if __name__ == "__main__":
    main()
