#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ids.py - the ids of segments, codings and matches are name-based (UUID version 5), unlike each other, and stay."""
import uuid
from collections import Counter

from whole import SMALL_CODEBOOK, WholeTest, edge_sources, main, rows, write

NAMESPACE = uuid.UUID("58c0a1a9-7f0e-4d3b-9b62-2f4f0f7ad1e6")


class Ids(WholeTest):
    def setUp(self):
        super().setUp()
        self.small_study()
        self.code("uit", self.at("bronnen"))

    def code(self, name, *sources, options=(), book="proef.yaml"):
        self.ran(0, "code", "-q", "-c", self.at(book), "-o", self.at(name), *options, *sources)

    def ids(self, name, key=("document", "start", "end", "code")):
        """What a coding is -> its id and that of its segment."""
        return {tuple(row[k] for k in key): (row["coding_id"], row["segment_id"]) for row in rows(self.at(name), "segments.csv")}

    def test_they_are_uuids_of_version_5(self):
        found = [row[k] for row in rows(self.at("uit"), "segments.csv") for k in ("coding_id", "segment_id")]
        found += [row["match_id"] for row in rows(self.at("uit"), "matches.csv")]
        self.assertGreater(len(found), 30)
        for text in found:
            self.assertEqual(str(uuid.UUID(text)), text)
            self.assertEqual((uuid.UUID(text).version, uuid.UUID(text).variant), (5, uuid.RFC_4122), text)

    def test_each_coding_and_each_match_has_its_own(self):
        for table, column in ("segments.csv", "coding_id"), ("matches.csv", "match_id"):
            counts = Counter(row[column] for row in rows(self.at("uit"), table))
            self.assertEqual([i for i, n in counts.items() if n > 1], [], table)

    def test_a_segment_is_its_document_and_range_whatever_the_code(self):
        seen = {}
        for (document, start, end, _), (_, segment) in self.ids("uit").items():
            self.assertEqual(seen.setdefault((document, start, end), segment), segment)
        self.assertEqual(len(set(seen.values())), len(seen))

    def test_a_match_names_the_coding_it_is_part_of(self):
        codings = {row["coding_id"]: row for row in rows(self.at("uit"), "segments.csv")}
        counts = Counter()
        for row in rows(self.at("uit"), "matches.csv"):
            self.assertEqual(row["coding_id"] == "", row["blocked_by"] != "", row)
            if row["coding_id"]:
                coding = codings[row["coding_id"]]
                counts[row["coding_id"]] += 1
                self.assertEqual((row["document"], row["code"]), (coding["document"], coding["code"]))
                self.assertLessEqual(int(coding["start"]), int(row["start"]))
                self.assertLessEqual(int(row["end"]), int(coding["end"]))
        self.assertEqual(counts, Counter({i: int(row["matches"]) for i, row in codings.items()}))

    def test_they_stay_when_other_things_change(self):
        """Other sources beside it, positions in bytes, another rule of the code, another name of the file."""
        before = self.ids("uit")
        self.code("alone", self.at("bronnen", "emoji.txt"))
        self.assertEqual(self.ids("alone"), {k: v for k, v in before.items() if k[0] == "emoji"})
        self.code("bytes", self.at("bronnen"), options=["--bytes"])
        self.assertEqual(sorted(self.ids("bytes").values()), sorted(before.values()))
        write(self.at("meer.yaml"), SMALL_CODEBOOK.replace("find: samenwerken", "find: samenwerken OR steunen OR waarderen"))
        self.code("meer", self.at("bronnen"), book="meer.yaml")
        self.assertEqual(self.ids("meer"), before)
        write(self.at("hernoemd", "anna.txt"), edge_sources()["emoji.txt"])
        self.code("anders", self.at("hernoemd", "anna.txt"))
        self.assertEqual(sorted(self.ids("anders").values()), sorted(v for k, v in before.items() if k[0] == "emoji"))

    def test_they_are_others_when_the_source_or_the_code_is_another(self):
        before = {i for pair in self.ids("uit").values() for i in pair}
        write(self.at("ander", "emoji.txt"), edge_sources()["emoji.txt"] + "R: Nog iets.\n")
        self.code("ander-uit", self.at("ander"))
        self.assertFalse(before & {i for pair in self.ids("ander-uit").values() for i in pair})
        write(self.at("code.yaml"), SMALL_CODEBOOK.replace("id: steun", "id: hulp"))
        self.code("code", self.at("bronnen"), book="code.yaml")
        after = self.ids("code")
        for (document, start, end, code), (coding, segment) in self.ids("uit").items():
            other = after[document, start, end, code.replace("steun", "hulp")]
            self.assertEqual(segment, other[1])
            self.assertEqual(coding == other[0], code == "proef.rust")

    def test_the_recipe_is_the_one_below(self):
        """A change of it breaks every reference to a result, so it stands here in full."""
        sha256 = {row["document"]: row["sha256"] for row in rows(self.at("uit"), "documents.csv")}
        for row in rows(self.at("uit"), "segments.csv"):
            name = "%s\n%s-%s" % (sha256[row["document"]], row["start"], row["end"])
            self.assertEqual(row["segment_id"], str(uuid.uuid5(NAMESPACE, name)))
            self.assertEqual(row["coding_id"], str(uuid.uuid5(NAMESPACE, name + "\n%s\n%s" % (row["code"], row["coder"]))))
        for row in rows(self.at("uit"), "matches.csv"):
            name = "%s\n%s\n%s\n%s-%s" % (sha256[row["document"]], row["code"], row["rule"], row["start"], row["end"])
            self.assertEqual(row["match_id"], str(uuid.uuid5(NAMESPACE, name + "\n" + row["evidence"])))

    def test_words_that_code_two_sentences_are_two_matches(self):
        """AND found them from either side: the name of the second has a line end more."""
        write(self.at("twee.yaml"), "draad: 1\nid: b\ncodes:\n  - id: a\n    rules: [(druk OR ziek) AND druk AND ziek]\n")
        write(self.at("twee.txt"), "R: Het was druk. Toen werd ik ziek.\n")
        self.code("twee", self.at("twee.txt"), book="twee.yaml")
        one, other = rows(self.at("twee"), "matches.csv")
        self.assertEqual({**one, "match_id": "", "coding_id": ""}, {**other, "match_id": "", "coding_id": ""})
        self.assertEqual([r["coding_id"] for r in (one, other)], [c["coding_id"] for c in rows(self.at("twee"), "segments.csv")])
        name = "%s\nb.a\na#1\n%s-%s\n%s" % (rows(self.at("twee"), "documents.csv")[0]["sha256"], one["start"], one["end"], one["evidence"])
        self.assertEqual([r["match_id"] for r in (one, other)], [str(uuid.uuid5(NAMESPACE, name + end)) for end in ("", "\n")])


if __name__ == "__main__":
    main()
