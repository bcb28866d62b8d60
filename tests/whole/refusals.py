#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""refusals.py - bad input gets one clear line, the rest is coded, and nothing is half written."""
import io
import os
import shutil
import unittest
import zipfile

from whole import CODEBOOK, WholeTest, docx, edge_sources, main, read, run, rows, write

GOOD = "I: Hoe is dat?\nR: Ik neem het werk mee naar huis. kanariewoord\n"
KINDS = {"nep.docx": b"%PDF-1.7\n%%EOF\n", "oud.docx": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "leeg.txt": b"",
         "nul.txt": b"R: ja, dat was zo.\n" * 20 + b"\0nee\n", "rtf.txt": b"{\\rtf1\\ansi kanariewoord}", "plaatje.txt": b"\x89PNG\r\n\x1a\n" + bytes(30),
         "pagina.txt": b"<!DOCTYPE html><html><body>kanariewoord</body></html>", "los.zip": b"PK\x03\x04kapot kanariewoord"}

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def packed(parts):
    """The bytes of a ZIP with these parts, by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb():
    """A document that unpacks to a thousand times its size."""
    with zipfile.ZipFile(io.BytesIO(docx(body="<w:p>" + "<w:r/>" * 2000000 + "</w:p>"))) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def encrypted():
    """A document of which the parts say that they are encrypted."""
    sound = bytearray(docx([GOOD]))
    for mark, flags in (b"PK\x03\x04", 6), (b"PK\x01\x02", 8):
        at = sound.find(mark)
        while at >= 0:
            sound[at + flags] |= 1
            at = sound.find(mark, at + 4)
    return bytes(sound)


# What people give by mistake, all of it named .docx, and the words that name what it is.
NAMED = {
    "met een wachtwoord": (OLE + "EncryptedPackage".encode("utf-16-le"), "an encrypted Office document; take the password off"),
    "versleuteld": (encrypted(), "encrypted"),
    "oud": (OLE + "WordDocument".encode("utf-16-le"), "a Word document of before 2007 (.doc); save it as DOCX"),
    "rtf": (b"{\\rtf1\\ansi kanariewoord}", "an RTF document; save it as DOCX"),
    "odt": (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "kanariewoord"}), "an OpenDocument text (ODT)"),
    "pdf": (b"%PDF-1.7\nkanariewoord", "a PDF; save the interview"),
    "html": (b"\n<!DOCTYPE html>\n<html>kanariewoord", "a web page (HTML); save the interview"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(30), "a PNG image; give its transcript"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(30), "a JPEG image; give its transcript"),
    "gescheurd": (docx([GOOD])[:-40], "a damaged ZIP archive"),
    "bom": (bomb(), "unpacks to more than 200 times its size"),
    "ondertitels zonder": (b"WEBVTT\n\nkanariewoord\n", "no cue of subtitles"),
}


class Refusals(WholeTest):
    def test_each_kind_is_named_by_what_it_is(self):
        for name, (content, words) in NAMED.items():
            with self.subTest(name):
                done = self.ran(3, "text", write(self.at(name + ".docx"), content))
                self.assertEqual(len(done.err.splitlines()), 1, done.err)
                self.assertTrue(done.err.startswith(self.at(name + ".docx") + ":"), done.err)
                self.assertIn(words, done.err)
                self.assertNotIn("kanariewoord", done.err)
                self.assertEqual(done.out, "")

    def test_the_good_one_is_coded_and_each_other_gets_one_line(self):
        good = write(self.at("goed.txt"), GOOD)
        bad = [write(self.at(name), content) for name, content in KINDS.items()]
        os.mkfifo(self.at("pijp"))
        bad += [self.at("pijp"), self.at("weg.txt")]
        done = self.ran(1, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), good, *bad)
        lines = done.err.splitlines()
        self.assertEqual(len(lines), len(bad), done.err)
        for path in bad:
            self.assertEqual(sum(line.startswith(path + ":") for line in lines), 1, path)
        self.assertIn("PDF", next(line for line in lines if "nep.docx" in line))
        self.assertEqual({row["document"] for row in rows(self.at("uit"), "documents.csv")}, {"goed"})
        self.assertNotIn("kanariewoord", done.err)

    @unittest.skipIf(os.getuid() == 0, "root may read everything")
    def test_a_folder_without_rights_is_named(self):
        good = write(self.at("goed.txt"), GOOD)
        write(self.at("dicht", "anna.txt"), GOOD)
        os.chmod(self.at("dicht"), 0)
        self.addCleanup(os.chmod, self.at("dicht"), 0o700)
        done = self.ran(1, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), good, self.at("dicht"))
        self.assertEqual(len(done.err.splitlines()), 1, done.err)
        self.assertIn("dicht", done.err)

    def test_nothing_readable_is_exit_3_and_writes_nothing(self):
        self.ran(3, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), write(self.at("leeg.txt"), b""))
        self.assertFalse(os.path.exists(self.at("uit")))

    def test_all_errors_of_a_codebook_come_in_one_run(self):
        book = write(self.at("fout.yaml"), "draad: 1\nid: x\ntitle: Test\nkleur: rood\ncodes:\n  - id: a\n    rules:\n"
                     "      - (druk OR werk\n      - /ab(c/\n  - id: a\n    rules: [steun]\n")
        done = self.ran(4, "code", "-c", book, "-o", self.at("uit"), write(self.at("goed.txt"), GOOD))
        places = [line.split(": ")[0][len(book):] for line in done.err.splitlines()]
        self.assertEqual(places, [":4:1", ":8:9", ":9:14", ":10:9"], done.err)
        self.assertFalse(os.path.exists(self.at("uit")))

    def test_a_cases_file_with_errors_is_exit_3(self):
        cases = write(self.at("cases.csv"), "naam,rol\nanna,respondent\n")
        self.ran(3, "code", "-q", "-c", CODEBOOK, "--cases", cases, "-o", self.at("uit"), write(self.at("goed.txt"), GOOD))

    def test_a_result_is_never_overwritten_without_force(self):
        good = write(self.at("goed.txt"), GOOD)
        args = ("code", "-q", "-c", CODEBOOK, "-o", self.at("uit"))
        self.ran(0, *args, good)
        self.ran(2, *args, good)
        self.ran(0, *args, "--force", good)
        write(self.at("ander", "brief.txt"), "van mij")
        self.ran(2, "code", "-q", "-c", CODEBOOK, "--force", "-o", self.at("ander"), good)
        self.assertTrue(os.path.exists(self.at("ander", "brief.txt")))

    def test_a_result_is_for_its_maker_alone(self):
        self.ran(0, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), write(self.at("goed.txt"), GOOD))
        self.assertEqual(os.stat(self.at("uit")).st_mode & 0o777, 0o700)
        for name in os.listdir(self.at("uit")):
            if os.path.isfile(self.at("uit", name)):
                self.assertEqual(os.stat(self.at("uit", name)).st_mode & 0o777, 0o600, name)

    def test_no_socket_is_opened(self):
        strace = shutil.which("strace")
        if strace is None:
            self.skipTest("strace is not here")
        good = write(self.at("goed.txt"), GOOD)
        done = run("code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), good,
                   before=(strace, "-f", "-e", "trace=network,execve", "-o", self.at("trace")))
        if done.status != 0:
            self.skipTest("strace may not trace here")
        with open(self.at("trace"), encoding="utf-8") as trace:
            calls = [line for line in trace if "(" in line and "exited" not in line]
        self.assertEqual([c for c in calls if "socket" in c or "connect" in c], [])
        self.assertEqual(sum("execve" in c for c in calls), 1)

    def test_a_sentence_of_megabytes_ends(self):
        long = "R: " + "ik laat het werk niet los want de druk is hoog en mijn team helpt " * 15000 + "\n"
        self.ran(0, "code", "-q", "-c", CODEBOOK, "-o", self.at("uit"), write(self.at("lang.txt"), long))

    def test_a_rule_over_its_limit_fails_for_that_document_and_no_other(self):
        book = write(self.at("zwaar.yaml"), "draad: 1\nid: x\ntitle: T\ncodes:\n  - id: a\n    rules:\n      - id: zwaar\n"
                     "        find: /(x+x+)+[yz]/\n      - team\n")
        heavy = write(self.at("zwaar.txt"), "R: \u00c9\u00e9n keer. X" + "x" * 5000 + " en ons team. kanariewoord\n")
        good = write(self.at("goed.txt"), "R: Ons team, en xxy.\n")
        digests = set()
        for more in (), ("--no-jit",), ("--threads", "7"):
            done = self.ran(1, "code", "-q", "--force", "-c", book, "-o", self.at("uit"), *more, heavy, good)
            self.assertEqual(done.err, book + ":8:15: error: the rule zwaar of x.a takes too much work on document zwaar and codes nothing there; it gave up at character 13\n")
            found = {(row["document"], row["rule"]) for row in rows(self.at("uit"), "matches.csv")}
            self.assertEqual(found, {("goed", "zwaar"), ("goed", "a#2"), ("zwaar", "a#2")})
            digests.add(read(self.at("uit", "segments.csv")))
        self.assertEqual(len(digests), 1)

    def test_no_part_of_a_document_is_fetched_or_read_from_elsewhere(self):
        secret = write(self.at("geheim.txt"), "kanariewoord")
        for body in ('<!DOCTYPE w [<!ENTITY e SYSTEM "file://%s">]>' % secret, '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">'):
            content = docx([GOOD])
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = {name: archive.read(name).decode() for name in archive.namelist()}
            parts["word/document.xml"] = parts["word/document.xml"].replace("?>", "?>" + body, 1).replace("huis", "&e;")
            done = self.ran(3, "text", write(self.at("xxe.docx"), packed(parts)))
            self.assertIn("has a document type declaration, which is not read", done.err)
            self.assertNotIn("kanariewoord", done.out + done.err)

    def test_a_full_disk_is_an_error_of_standard_output(self):
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                import subprocess
                from whole import DRAAD, PLAIN_ENVIRONMENT
                done = subprocess.run([DRAAD, "text", write(self.at("goed.txt"), GOOD)], stdout=full, env=PLAIN_ENVIRONMENT,
                                      stderr=subprocess.PIPE, check=False)
            self.assertNotEqual(done.returncode, 0)


class Check(WholeTest):
    BOOK = ("draad: 1\nid: x\ntitle: Test\ncodes:\n  - id: a\n    label: A\n    examples: [\"Ik voel %s.\"]\n"
            "    counterexamples: [\"Ik heb %s gelezen.\"]\n    rules: [steun, kasteel]\n")

    def test_examples_that_hold_pass(self):
        self.ran(0, "check", write(self.at("a.yaml"), self.BOOK % ("steun", "een boek")))

    def test_an_example_that_is_not_found_fails(self):
        done = self.ran(1, "check", write(self.at("a.yaml"), self.BOOK % ("niets", "een boek")))
        self.assertIn("a.yaml:7:", done.err)

    def test_a_counterexample_that_is_found_fails(self):
        done = self.ran(1, "check", write(self.at("a.yaml"), self.BOOK % ("steun", "over steun")))
        self.assertIn("a.yaml:8:", done.err)

    def test_rules_that_never_matched_are_named(self):
        book = write(self.at("a.yaml"), self.BOOK % ("steun", "een boek"))
        done = self.ran(0, "check", book, "--", write(self.at("goed.txt"), "R: Ik kreeg steun.\n"))
        self.assertIn("a#2 of x.a never matched", done.err)
        self.assertNotIn("a#1", done.err)

    def test_the_skeletons_are_sound(self):
        for lang in ("nl", "en"):
            new = self.ran(0, "check", "--new", "--lang", lang)
            self.ran(0, "check", write(self.at(lang + ".yaml"), new.out))

    def test_the_first_codebook_is_sound(self):
        done = self.ran(0, "check", CODEBOOK)
        self.assertEqual(done.err, "")


if __name__ == "__main__":
    main()
