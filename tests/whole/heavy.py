#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""heavy.py - what is far too large gives a result or one clear line, in bounded time and memory.

Each case has a bound in MiB, some three times what it takes; and its seconds are those of a processor, of which it may
use twenty times as many before it is stopped, so that a busy machine decides nothing and what grows out of hand ends."""
import io
import os
import random
import re
import resource
import subprocess
import zipfile

import refi_tools as tools
from whole import CODEBOOK, DRAAD, PLAIN_ENVIRONMENT, WholeTest, docx, main, read, rows, write

SPEECH = "ik laat het werk niet los want de druk is hoog en mijn team helpt me "
MIB = 1 << 20


def limit(seconds):
    resource.setrlimit(resource.RLIMIT_AS, (4096 * MIB, 4096 * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


class Heavy(WholeTest):
    in_memory = False # files of a gigabyte

    def bounded(self, status, seconds, mib, *args):
        """Runs within bounds; what it said on standard error, as lines."""
        error = self.at("error")
        with open(error, "wb") as err, open(os.devnull, "wb") as out:
            process = subprocess.Popen([DRAAD, *map(str, args)], stdout=out, stderr=err, stdin=subprocess.DEVNULL,
                                       env=PLAIN_ENVIRONMENT, preexec_fn=lambda: limit(20 * seconds))
            _, code, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(code)
        with open(error, encoding="utf-8") as file:
            said = file.read()
        print("%-60s %6.1f s %6d MiB" % (self.id().split(".")[-1], used.ru_utime + used.ru_stime, used.ru_maxrss // 1024))
        self.assertEqual(process.returncode, status, said[:2000])
        self.assertLess(used.ru_maxrss // 1024, mib)
        return said.splitlines()

    def code(self, status, seconds, mib, source, *options, codebook=CODEBOOK):
        return self.bounded(status, seconds, mib, "code", "-q", "-c", codebook, "-o", self.at("uit"), *options, source)

    def repeated(self, name, piece, nbytes):
        """A file of this piece again and again."""
        block = (piece * (MIB // len(piece) + 1)).encode()
        with open(self.at(name), "wb") as file:
            for _ in range(nbytes // len(block) + 1):
                file.write(block)
        return self.at(name)

    def small(self):
        return write(self.at("goed.txt"), "I: Hoe is dat?\nR: Ik neem het werk mee naar huis, met woord5.\n")

    def test_a_codebook_of_a_hundred_thousand_codes(self):
        book = "draad: 1\nid: groot\ntitle: Groot\ncodes:\n" + "".join(
            "  - id: c%d\n    label: Code %d\n    rules: [woord%d, collega%d NEAR/3 werk]\n" % (i, i, i, i) for i in range(100000))
        path = write(self.at("groot.yaml"), book)
        self.assertEqual(self.bounded(0, 60, 1500, "check", path), [])
        said = self.code(1, 60, 1500, self.small(), codebook=path)
        self.assertEqual(said, ["draad: error: 100000 codes to set against each other; at most 5000"])

    def test_a_line_of_a_gigabyte(self):
        said = self.code(3, 20, 700, self.repeated("lang.txt", SPEECH, 1 << 30))
        self.assertEqual(said, [self.at("lang.txt") + ": error: is larger than the limit of 268435456 bytes"])

    def test_a_line_of_a_quarter_of_a_gigabyte(self):
        source = self.repeated("lang.txt", SPEECH, 250 * MIB)
        self.assertEqual(self.bounded(0, 60, 3500, "text", source), [])

    def test_a_line_in_which_rules_find_millions_of_places(self):
        book = write(self.at("veel.yaml"), "draad: 1\nid: b\ntitle: B\ncodes:\n  - id: veel\n    rules:\n"
                     "      - id: woorden\n        find: %s\n      - id: paren\n        find: (%s) NEAR/30 (is OR hoog OR en OR mijn OR team)\n"
                     "  - id: team\n    rules: [team]\n" % (("ik OR laat OR het OR werk OR niet OR los OR want OR de OR druk",) * 2))
        said = self.code(1, 60, 3000, self.repeated("lang.txt", SPEECH, 16 * MIB), codebook=book)
        self.assertEqual([re.sub(".*veel.yaml:", "", line) for line in said], [
            "%d:15: error: the rule %s of b.veel takes too much work on document lang and codes nothing there; it gave up at character %d" % at
            for at in ((8, "woorden", 7666662), (10, "paren", 803897))])
        self.assertEqual([row["segments"] for row in rows(self.at("uit"), "codes.csv")], ["0", "1"])  # the others go on

    def docx_of(self, **sizes):
        """A Word document whose parts are XML of so many MiB each, packed to a twentieth or so; the names end in _xml."""
        lot = random.Random(5)
        with zipfile.ZipFile(io.BytesIO(docx(["R: Ons team."]))) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        parts["word/_rels/document.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
                '<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s.xml"/>'
                % (name, name, name) for name in ("footnotes", "endnotes")) + "</Relationships>")
        with zipfile.ZipFile(self.at("groot.docx"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, mib in sizes.items():
                head, tail = {"document": (parts["word/document.xml"].split("<w:p>")[0], "</w:body></w:document>")}.get(
                    name, ('<w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' % name, "</w:%s>" % name))
                block = "".join("<!-- %s %d -->" % ("x" * 400, lot.randrange(10**9)) for _ in range(MIB // 420))
                with archive.open("word/%s.xml" % name, "w") as part:
                    part.write(head.encode())
                    for _ in range(mib):
                        part.write(block.encode())
                    part.write(tail.encode())
            for name, text in parts.items():
                if name != "word/document.xml":
                    archive.writestr(name, text)
        return self.at("groot.docx")

    def test_parts_that_unpack_to_too_much(self):
        too_much = "unpacks to more than 128 MiB, or all parts to 256 MiB"
        for sizes, part in (({"document": 130}, "word/document.xml"), ({"document": 90, "footnotes": 90, "endnotes": 90}, "word/endnotes.xml")):
            source = self.docx_of(**sizes)
            self.assertEqual(self.bounded(3, 60, 1200, "text", source), ["%s: error: %s: %s" % (source, part, too_much)])
            os.remove(source)

    def test_a_source_of_more_than_256_mebibytes(self):
        with open(self.at("groot.docx"), "wb") as file:
            file.truncate(256 * MIB + 1)
        self.assertEqual(self.bounded(3, 20, 700, "text", self.at("groot.docx")),
                         [self.at("groot.docx") + ": error: is larger than the limit of 268435456 bytes"])

    def test_a_million_empty_paragraphs(self):
        source = write(self.at("leeg.txt"), "\n" * 1000000 + "R: ik laat het werk los\n")
        self.assertEqual(self.code(0, 20, 400, source), [])
        self.assertEqual(rows(self.at("uit"), "documents.csv")[0]["words"], "5")

    def test_a_sentence_of_ten_megabytes(self):
        source = write(self.at("zin.txt"), "R: " + (SPEECH * 160000)[:10 * MIB] + ".\n")
        self.assertEqual(self.code(0, 60, 3500, source), [])

    def test_a_sentence_of_a_megabyte_with_codings_of_single_words(self):
        source = write(self.at("zin.txt"), "R: " + "mijn collega zegt dat ik het werk los moet laten " * 20000 + "\n")
        book = write(self.at("woord.yaml"), "draad: 1\nid: m\ntitle: M\nunit: match\ncodes:\n  - id: a\n    rules: [loslaten]\n"
                     "  - id: b\n    rules: [collega]\n")
        self.assertEqual(self.code(0, 20, 800, source, codebook=book), [])
        self.assertLess(max(len(row["passage"]) for row in rows(self.at("uit"), "segments.csv")), 2200)

    def test_codings_that_repeat_the_text_too_often(self):
        source = write(self.at("groot.txt"), "R: " + "gewoon zoals het hier gaat " * 400000 + "laat werk druk team helpt\n")
        book = write(self.at("veel.yaml"), "draad: 1\nid: v\ntitle: V\nunit: turn\ncodes:\n" + "".join(
            "  - id: c%d\n    rules: [%s]\n" % (i, ["laat", "werk", "druk", "team", "helpt"][i % 5] + " OR woord%d" % i) for i in range(120)))
        said = self.code(3, 60, 3500, source, codebook=book)
        self.assertEqual(len([line for line in said if "its codings hold more than 512 MiB of text" in line]), 1, said)

    def test_sixty_thousand_speakers(self):
        lines = "".join("R%d: ik laat het werk niet los, zei mijn collega.\n" % i for i in range(60000))
        said = self.code(0, 60, 2000, write(self.at("veel.txt"), lines * 2))
        self.assertEqual(["no speaker is known as interviewer" in line for line in said], [True], said)
        source = write(self.at("teveel.txt"), (lines + "".join("R%d: ja.\n" % i for i in range(60000, 60010))) * 2)
        said = self.bounded(3, 20, 1000, "text", "--turns", source)
        self.assertEqual(said, [source + ": error: more than 60000 speakers"])

    def cases(self, n):
        with open(self.at("cases.csv"), "w", encoding="utf-8") as file:
            file.write("document,speaker,case,role,groep\n")
            for i in range(n):
                file.write("doc%d,R%d,case%d,respondent,g%d\n" % (i % 5000, i // 5000, i, i % 7))
        return self.at("cases.csv")

    def test_a_million_cases(self):
        self.code(0, 30, 1200, self.small(), "--cases", self.cases(1000000), "--by", "groep")
        said = self.bounded(3, 20, 1200, "code", "-q", "-c", CODEBOOK, "--cases", self.cases(1000001), "-o", self.at("weg"), self.small())
        self.assertEqual(said, [self.at("cases.csv") + ": error: more than 1000000 rows"])

    def test_sixty_thousand_codings_of_two_coders_in_one_document(self):
        lot = random.Random(1)
        source = write(self.at("d.txt"), "".join("R: ik laat het werk niet los, zei mijn collega %d.\n" % i for i in range(30000)))
        book = write(self.at("zin.yaml"), "draad: 1\nid: zin\ntitle: Z\ncodes:\n  - id: a\n    rules: [loslaten]\n  - id: b\n    rules: [collega]\n")
        self.code(0, 20, 1000, source, codebook=book)
        text = read(source).decode()
        starts, at = [], text.find("ik laat")
        while at >= 0:
            starts.append(at)
            at = text.find("ik laat", at + 1)
        for coder in "anna", "bram":
            lines = [(s, s + 20 + lot.randrange(10), "zin." + lot.choice("ab")) for s in starts] + [(s + 25, s + 35, "zin.b") for s in starts]
            lot.shuffle(lines)
            write(self.at(coder + ".csv"), "document,start,end,code,coder\n" + "".join("d,%d,%d,%s,%s\n" % (*line, coder) for line in lines))
        others = self.at("anna.csv"), self.at("bram.csv")
        self.bounded(0, 30, 1000, "agree", self.at("uit"), *others)
        for kind in "gold", "unitizing", "disagreements":
            self.bounded(0, 20, 1000, "table", kind, self.at("uit"), "--with", others[0], "--with", others[1])

    def test_a_thousand_codings_of_the_same_words_in_a_text_that_was_changed(self):
        text = "".join("R: Ja moe. Dat is %d of %d keer zo, zei ik dan.\n" % (i, i * i) for i in range(1000))
        write(self.at("d1.txt"), "R: Zeg!\n" + text)
        book = write(self.at("druk.yaml"), "draad: 1\nid: b\ncodes: [{id: druk, rules: [ja]}]\n")
        self.code(0, 20, 1000, self.at("d1.txt"), codebook=book)
        places = [(m.start() + 3, m.start() + 10) for m in re.finditer("R: Ja moe", text)]
        write(self.at("bo.qdpx"), tools.plain_project(text, places, "Ander"))
        said = self.bounded(0, 3, 1000, "agree", self.at("uit"), self.at("bo.qdpx"))
        self.assertIn("1000 codings were placed by their words", said[-1])

    def test_two_thousand_quotations_in_a_megabyte(self):
        lot = random.Random(2)
        words = [a + b for a in ("weer", "werk", "thuis", "door", "over", "af") for b in ("spraak", "gang", "loop", "stand", "druk")]
        lines = ["R: " + " ".join(lot.choice(words) for _ in range(12)) + ".\n" for _ in range(11000)]
        source = write(self.at("d.txt"), "".join(lines))
        self.code(0, 30, 1500, source, codebook=write(self.at("a.yaml"), "draad: 1\nid: b\ncodes: [{id: a, rules: [thuisloop]}]\n"))
        write(self.at("bo.csv"), "document,text,code\n" + "".join("d,%s,a\n" % lot.choice(lines)[3:-2] for _ in range(2000)))
        self.assertEqual(self.bounded(0, 4, 1500, "agree", self.at("uit"), self.at("bo.csv")), [])


if __name__ == "__main__":
    main()
