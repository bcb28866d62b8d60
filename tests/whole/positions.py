#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""positions.py - every `text` in the tables is exactly [start, end) of what `draad text` prints.

Counted in code points as Python counts them, on sources where bytes, characters and what one sees differ."""
import unittest

import whole


class Positions(whole.WholeTest):

    def texts(self, folder):
        """Document -> its text, as `draad text` prints it."""
        return {row["document"]: self.ran(0, "text", self.at("bronnen", row["source"])).out_bytes
                for row in whole.rows(folder, "documents.csv")}

    def check(self, folder, counted):
        """`counted(text, start, end)` is the stretch in the unit that the table counts in."""
        texts = self.texts(folder)
        nchecked = {}
        for table in "segments.csv", "matches.csv":
            for row in whole.rows(folder, table):
                start, end, text = int(row["start"]), int(row["end"]), texts[row["document"]]
                self.assertLess(start, end)
                self.assertEqual(counted(text, start, end), row["text"], (table, row))
                places = [tuple(map(int, r.split("-"))) for r in row["evidence"].split(";")]
                self.assertEqual(places, sorted(places))
                for a, b in places:
                    self.assertTrue(start <= a < b <= end, row)
                    self.assertTrue(counted(text, a, b).strip(), row)
                nchecked[row["document"]] = nchecked.get(row["document"], 0) + 1
        for row in whole.rows(folder, "units.csv"):
            self.assertTrue(counted(texts[row["document"]], int(row["start"]), int(row["end"])), row)
        for name in texts:
            self.assertGreater(nchecked.get(name, 0), 2, "hardly anything was found in %s" % name)
        return nchecked

    def test_text_is_the_code_points_from_start_to_end(self):
        self.small_study()
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))
        self.check(self.at("uit"), lambda text, a, b: text.decode("utf-8")[a:b])
        self.assertEqual(len(whole.rows(self.at("uit"), "documents.csv")), len(whole.edge_sources()))

    def test_with_bytes_it_is_the_bytes_from_start_to_end(self):
        self.small_study()
        self.ran(0, "code", "-q", "--bytes", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))
        self.check(self.at("uit"), lambda text, a, b: text[a:b].decode("utf-8"))

    def test_words_are_found_however_they_are_written(self):
        self.small_study()
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))
        found = {}
        for row in whole.rows(self.at("uit"), "matches.csv"):
            found.setdefault(row["document"], set()).add(row["rule"])
        for name, rules in {"decomposed": {"collega", "prive", "rust#1"}, "soft": {"collega", "prive", "rust#1"},
                            "runs": {"collega", "prive", "rust#1", "team"}, "crlf": {"collega", "team", "prive"},
                            "emoji": {"collega", "prive", "team"}, "bom": {"collega", "prive"},
                            "windows": {"collega", "prive"}}.items():
            self.assertLessEqual(rules, found.get(name, set()), name)

    def test_text_of_a_source_is_the_source(self):
        """Plain text is kept but for a byte order mark and line ends; Word's runs join without a seam."""
        self.small_study()
        sources = whole.edge_sources()
        for name in "emoji.txt", "decomposed.txt", "soft.txt", "mixed.txt":
            self.assertEqual(self.ran(0, "text", self.at("bronnen", name)).out, sources[name], name)
        self.assertEqual(self.ran(0, "text", self.at("bronnen", "crlf.txt")).out,
                         sources["crlf.txt"].replace("\r\n", "\n").replace("\r", "\n"))
        self.assertEqual(self.ran(0, "text", self.at("bronnen", "bom.txt")).out, sources["bom.txt"][1:])
        self.assertEqual(self.ran(0, "text", self.at("bronnen", "utf16.txt")).out,
                         sources["utf16.txt"].decode("utf-16-le")[1:])
        self.assertIn("Mijn collega en ik laten het los. \U0001F600", self.ran(0, "text", self.at("bronnen", "runs.docx")).out)

    def test_tokens_stand_where_they_say(self):
        import json
        self.small_study()
        for name in whole.edge_sources():
            text = self.ran(0, "text", self.at("bronnen", name)).out
            for line in self.ran(0, "tokens", "--format", "jsonl", self.at("bronnen", name)).out.splitlines():
                token = json.loads(line)
                self.assertEqual(text[token["start"]:token["end"]], token["text"], name)

    def test_tokens_of_a_long_text_are_all_there(self):
        """Output is gathered in blocks, and what comes back is ready-made: nothing is lost or mixed up at a border."""
        import json
        self.small_study()
        words = ["loslaten", "één", "\U0001F600", "\"", "niet", "x" * 3000, "é" * 70000, "\\", "eh", "5"]
        long = " ".join(words[i * i % 7] + ("%d" % i if i % 3 else "") for i in range(9000)) + " " + " ".join(words) + ".\n"
        with open(self.at("lang.txt"), "w", encoding="utf-8") as file:
            file.write(long)
        text = self.ran(0, "text", self.at("lang.txt")).out
        tokens = [json.loads(line) for line in self.ran(0, "tokens", "--format", "jsonl", self.at("lang.txt")).out.splitlines()]
        self.assertEqual([t["token"] for t in tokens], list(range(1, len(tokens) + 1)))
        self.assertEqual("".join(text.split()), "".join(t["text"] for t in tokens))
        for t in tokens:
            self.assertEqual(text[t["start"]:t["end"]], t["text"])
        rows = [line.split("\t") for line in self.ran(0, "tokens", "--format", "conllu", self.at("lang.txt")).out.splitlines()
                if line and line[0] != "#"]
        self.assertEqual([row[1] for row in rows], [t["text"] for t in tokens])
        self.assertEqual([row[9].split("|")[1] for row in rows], ["Chars=%d-%d" % (t["start"], t["end"]) for t in tokens])

    def test_found_passages_stand_where_they_say(self):
        import json
        self.small_study()
        found = json.loads(self.ran(0, "find", "--json", "collega OR loslaten OR privé", self.at("bronnen")).out)
        self.assertGreater(len(found), 10)
        texts = {name.split(".")[0]: self.ran(0, "text", self.at("bronnen", name)).out for name in whole.edge_sources()}
        for place in found:
            passage = texts[place["document"]][place["start"]:place["end"]]
            self.assertTrue(passage.startswith(place["words"][0]) and passage.endswith(place["words"][-1]), place)
            self.assertIn(passage, place["text"])


if __name__ == "__main__":
    unittest.main()
