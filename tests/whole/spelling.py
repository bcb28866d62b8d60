#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""spelling.py - how letters are coded never changes what a word is: the same readings, whatever the bytes.

Every word of the sample interviews, written with composed and decomposed letters, with soft hyphens, with a stress accent
and with each apostrophe, has the same readings, parts and norm."""
import glob
import json
import os
import random
import re
import unicodedata
import unittest

from whole import SAMPLES, WholeTest, main, rows, write

APOSTROPHES = "'\u2019\u2018\u00b4\u02bc"


def words_of_samples():
    words = set()
    for path in sorted(glob.glob(os.path.join(SAMPLES, "*.txt"))):
        with open(path, encoding="utf-8") as file:
            words |= set(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", file.read()))
    return sorted(words | {"collega's", "café", "cliënten", "reünie", "één", "geïnterviewde", "scène", "baby's", "zo'n", "ideeën"})


def soft(word, rng):
    """With a soft hyphen between two letters."""
    at = rng.choice([i for i in range(1, len(word)) if word[i - 1:i + 1].isalpha()])
    return word[:at] + "\u00ad" + word[at:]


def stressed(word):
    """With an acute accent on its first plain vowel, as somebody stresses a word."""
    at = next((i for i, c in enumerate(word) if c in "aeiou"), None)
    return word if at is None else word[:at] + {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú"}[word[at]] + word[at + 1:]


class Spelling(WholeTest):
    def read(self, words):
        """What Draad makes of each, one a line."""
        path = self.at("woorden.txt")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("\n\n".join(words) + "\n")
        tokens = [json.loads(line) for line in self.ran(0, "tokens", "-q", "--format", "jsonl", path).out.splitlines()]
        self.assertEqual([t["text"] for t in tokens], words)
        return [(t.get("kind"), t.get("readings"), t.get("parts")) for t in tokens]

    def setUp(self):
        super().setUp()
        words = [w for w in words_of_samples() if len(w) > 2]
        self.words = [w for w, (kind, _, _) in zip(words, self.read(words)) if kind == "word"]
        self.assertGreater(len(self.words), 1500)

    def check_same(self, variants):
        for word, variant, one, other in zip(self.words, variants, self.read(self.words), self.read(variants)):
            self.assertEqual(one, other, "%s and %a" % (word, variant))

    def test_composed_and_decomposed(self):
        self.check_same([unicodedata.normalize("NFD", w) for w in self.words])

    def test_soft_hyphens(self):
        rng = random.Random(1)
        self.words = [w for w in self.words if w[:2].isalpha()]
        self.check_same([soft(w, rng) for w in self.words])

    def test_every_apostrophe(self):
        self.words = [w for w in self.words if "'" in w]
        self.assertGreater(len(self.words), 5)
        for apostrophe in APOSTROPHES:
            self.check_same([w.replace("'", apostrophe) for w in self.words])

    def test_stress(self):
        """An accent of stress is none of spelling, where the accented letters are no other word."""
        plain = self.read(self.words)
        self.words, variants = zip(*[(w, stressed(w)) for w in self.words if w.isascii() and w.islower()])
        differ = [(w, v) for w, v, a, b in zip(self.words, variants, self.read(list(self.words)), self.read(list(variants))) if a != b]
        self.assertLess(len(differ), len(self.words) / 200, differ)
        self.assertTrue(plain)


class Names(WholeTest):
    """Some systems write the accents of file names apart from their letters; tables that name the documents do not."""
    def test_a_document_is_called_the_same_however_its_name_is_coded(self):
        write(self.at("boek.yaml"), "draad: 1\nid: b\ncodes:\n  - id: a\n    rules: [druk]\n")
        write(self.at("wie.csv"), "document,speaker,case\nJoël,,g\nJoël,Zoë,z\n")
        tables = []
        for form in "NFC", "NFD":
            write(self.at(form, unicodedata.normalize(form, "Joël.txt")), unicodedata.normalize(form, "I: Druk?\nZoë: Druk.\nZoë: Ja.\n"))
            done = self.ran(0, "code", "-q", "--no-report", "-c", self.at("boek.yaml"), "--cases", self.at("wie.csv"), "-o", self.at(form + "-uit"), self.at(form))
            self.assertEqual(done.err, "")
            tables.append([(r["document"], r["speaker"], r["case"], r["turns"]) for r in rows(self.at(form + "-uit"), "speakers.csv")])
        self.assertEqual(tables, [[("Joël", "I", "g", "1"), ("Joël", "Zoë", "z", "2")]] * 2)
        write(self.at("NFC", unicodedata.normalize("NFD", "Joël.txt")), "R: Druk.\n")
        self.ran(0, "code", "-q", "--no-report", "-c", self.at("boek.yaml"), "-o", self.at("beide"), self.at("NFC"))
        self.assertEqual([r["document"] for r in rows(self.at("beide"), "documents.csv")], ["Joël.txt", "Joël.txt~2"])
        self.ran(0, "verify", self.at("beide"))

    def test_a_name_that_is_no_utf8_is_text_in_a_result(self):
        write(self.at("boek.yaml"), "draad: 1\nid: b\ncodes:\n  - id: a\n    rules: [druk]\n")
        os.makedirs(self.at("bron"))
        try:
            write(os.path.join(os.fsencode(self.at("bron")), b"Jo\xebl.txt"), "R: Druk.\n")
        except OSError:
            self.skipTest("this file system has only names in UTF-8")
        self.ran(0, "code", "-q", "-c", self.at("boek.yaml"), "-o", self.at("uit"), self.at("bron"))
        self.assertEqual([(r["document"], r["source"]) for r in rows(self.at("uit"), "documents.csv")], [("Joël", "Joël.txt")])
        self.ran(0, "verify", self.at("uit"), self.at("bron"))
        self.ran(0, "export", "-q", self.at("uit"), "-o", self.at("uit.qdpx"), self.at("bron"))


if __name__ == "__main__":
    main()
