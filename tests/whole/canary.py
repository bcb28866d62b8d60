#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""canary.py - no message ever holds a word of an interview.

A word stands in sources that are wrong in every way we know, and all that Draad says about them is searched for it; so
are the files beside the tables (manifest, local.json) and the summaries."""
import io
import os
import shutil
import zipfile

from whole import WholeTest, docx, main, read, run, write

WORD = "kanariewoord"
TEXT = "I: Wat zei je over de %s?\nR: Mijn collega en ik, %s, wij laten het los. %s!\n" % (WORD, WORD, WORD.upper())
RUN = "<w:r><w:t>R: %s en mijn collega</w:t></w:r>" % WORD

BOOK = """\
draad: 1
id: proef
title: Proef
codes:
  - id: steun
    rules:
      - collega
      - id: zwaar
        find: /(\\w+\\s*)+(\\w+\\s*)+\\d\\d/
"""


def repacked(content, change):
    """A Word document with each part as change(name, bytes) wants it; None leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def body(old, new):
    """docx() in which the text of the main part is not as it should be."""
    return repacked(docx(body="<w:p>%s</w:p>" % RUN),
                    lambda name, part: part.replace(old, new) if name == "word/document.xml" else part)


def bad_sources():
    good = docx(body="<w:p>%s</w:p>" % RUN)
    stored = repacked(good, lambda name, part: part)
    at = stored.index(WORD.encode())
    return {
        "beschadigd.txt": ("R: één %s, twee héél %s\n" % (WORD, WORD)).encode() + b"R: " + WORD.encode() + b" \xff\xfe\xc3\n",
        "binair.txt": TEXT.encode() + b"\0\1\2" + WORD.encode(),
        "onbekend.txt": b"R: \x81\x8d\x8f\x90\x9d " + WORD.encode() + b"\n",
        "half-utf16.txt": b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8x",
        "afgekapt.docx": good[:len(good) * 2 // 3],
        "controlesom.docx": stored[:at] + b"X" + stored[at + 1:],
        "element.docx": body(b"<w:r>", b"<%s><w:r>" % WORD.encode()),
        "entiteit.docx": body(b"collega", b"&%s;" % WORD.encode()),
        "dtd.docx": body(b"<w:document", b'<!DOCTYPE x [<!ENTITY e "%s">]><w:document' % WORD.encode()),
        "voorvoegsel.docx": body(b"<w:r>", b"<%s:r %s='1' %s='2'>" % ((WORD.encode(),) * 3)),
        "open.docx": body(b"</w:body>", WORD.encode()),
        "teken.docx": body(b"collega", WORD.encode() + b"\x01"),
        "utf8.docx": body(b"collega", WORD.encode() + b"\xff"),
        "zonder.docx": repacked(good, lambda name, part: None if name == "word/document.xml" else part),
        "verwijzing.docx": repacked(good, lambda name, part: part.replace(b"word/document.xml", WORD.encode() + b".xml")
                                    if name.endswith(".rels") else part),
        "opmaak.rtf": b"{\\rtf1\\ansi " + WORD.encode() + b"}",
        "pagina.html": b"<!DOCTYPE html><html><body>" + WORD.encode(),
        "leeg.txt": b"",
    }


def odd_sources():
    """Read with a warning, or with more work than a rule may do."""
    return {
        "windows.txt": TEXT.replace("laten", "lét").encode("cp1252"),
        "wijzigingen.docx": docx(body='<w:p><w:ins w:id="1" w:author="%s">%s</w:ins><w:del w:id="2" w:author="%s"><w:r>'
                                 '<w:delText>%s</w:delText></w:r></w:del></w:p>' % (WORD, RUN, WORD, WORD)),
        "verborgen.docx": docx(body="<w:p>%s<w:r><w:rPr><w:vanish/></w:rPr><w:t>%s</w:t></w:r></w:p>" % (RUN, WORD)),
        "symbool.docx": docx(body='<w:p>%s<w:r><w:sym w:font="%s" w:char="F0FF"/></w:r></w:p>' % (RUN, WORD)),
        "lang.txt": "R: Mijn collega %s\n" % ((WORD + " ") * 4000),
    }


class Canary(WholeTest):

    def silent(self, status, *args, **how):
        done = run(*args, **how)
        self.assertIn(done.status, status if isinstance(status, tuple) else (status,), done)
        self.assertNotIn(WORD, done.err.lower(), done.err)
        return done

    def test_messages_about_bad_sources(self):
        write(self.at("proef.yaml"), BOOK)
        good = write(self.at("goed.txt"), TEXT)
        for name, content in bad_sources().items():
            path = write(self.at("slecht", name), content)
            for command in (("text", path), ("tokens", path), ("find", "-q", "collega", path), ("text", "--json", path)):
                done = self.silent(3, *command)
                self.assertEqual(len(done.err.splitlines()), 1, (command, done.err))
                self.assertEqual(done.out.replace("[]\n", ""), "", command)
        done = self.silent(1, "code", "-c", self.at("proef.yaml"), "-o", self.at("uit"), good, self.at("slecht"))
        self.assertNotIn(WORD, done.out)
        for name in bad_sources():
            self.assertIn(name, done.err)

    def test_messages_about_odd_sources(self):
        write(self.at("proef.yaml"), BOOK)
        for name, content in odd_sources().items():
            path = write(self.at("vreemd", name), content)
            done = self.silent((0, 1), "code", "-c", self.at("proef.yaml"), "-o", self.at("uit-" + name), path)
            self.assertIn(name.split(".")[0], done.err)
            self.silent((0, 1), "check", self.at("proef.yaml"), "--", path)
            self.silent((0, 1), "text", "--turns", path)
            self.silent((0, 1), "tokens", path)

    def test_messages_about_cases_and_command_lines(self):
        write(self.at("proef.yaml"), BOOK)
        good = write(self.at("goed.txt"), TEXT)
        for cases in ("document,case\nander,1\n", "document,case,case\ngoed,1,2\n", 'document,case\n"goed,1\n', "document,speaker\ngoed,Q\n"):
            self.silent((0, 1, 3), "code", "-c", self.at("proef.yaml"), "-o", self.at("uit"), "--force", "--cases",
                        write(self.at("cases.csv"), cases), good)
        self.silent(3, "code", "-c", self.at("proef.yaml"), "--cases", good, "-o", self.at("uit"), good)
        self.silent(2, "verify", good)
        self.silent(2, "find", "(collega", good)
        self.silent(2, "code", "-c", self.at("proef.yaml"), "-o", good, "--force", good)
        self.assertEqual(read(good).decode(), TEXT)

    def test_messages_about_a_result_that_differs(self):
        write(self.at("proef.yaml"), BOOK)
        good = write(self.at("goed.txt"), TEXT)
        self.silent((0, 1), "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), good)
        for name in "segments.csv", "matches.csv", "units.csv", "manifest.json", "inputs/proef.yaml":
            before = read(self.at("uit", name))
            write(self.at("uit", name), before.replace(b"collega", b"kollega") if b"collega" in before else before[:-1] + b"x\n")
            self.silent((1, 2), "verify", self.at("uit"))
            write(self.at("uit", name), before)
        self.silent(0, "verify", self.at("uit"))
        write(good, TEXT.replace("los", "vast"))
        self.silent(1, "verify", self.at("uit"))
        shutil.copy(good, self.at("anders.txt"))
        os.remove(good)
        self.silent(1, "verify", self.at("uit"), self.at("anders.txt"))
        for name in "manifest.json", "local.json":
            self.assertNotIn(WORD, read(self.at("uit", name)).decode())


if __name__ == "__main__":
    main()
