#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""shapes.py - one interview, saved in every way that people save it, gives the same turns and the same codings.

The interview is invented.  Positions differ, as the texts do; speakers, words, codes and what is coded do not."""
import json
import re
import textwrap
import unicodedata
import unittest

import whole

TURNS = [
    ("00:00:01", "I", "Hoe is het nu met je werk, en lukt het je nog om 's avonds de knop om te zetten?"),
    ("00:00:09", "R", "Privé gaat het goed. Op het werk is het té druk, één collega is ziek en de anderen vangen dat op, "
                      "en dan zegt mijn leidinggevende: rust eerst maar eens uit."),
    ("00:00:31", "I", "En laat je het dan los?"),
    ("00:00:36", "R", "Ik laat het meestal los zodra ik in de auto zit. Mijn collega’s helpen daar ook bij, die geven "
                      "elkaar ruimte en dat scheelt echt heel veel energie aan het einde van zo'n week."),
    ("00:01:15", "I", "Fijn om te horen."),
    ("00:01:18", "R", "Ja, zonder die collega had ik het niet volgehouden, denk ik, want het wordt er niet rustiger op "
                      "en de cliënten worden ook niet makkelijker."),
]
CODEBOOK = """draad: 1
id: proef
title: Proef
codes:
  - id: los
    label: Los
    rules: [loslaten, uitrusten]
  - id: steun
    label: Steun
    rules: [collega, prive AND goed]
  - id: vol
    label: Vol
    rules: [volhouden, cliënt]
"""


def plain(turns=TURNS):
    return "".join("[%s] %s: %s\n" % t for t in turns)


def vtt():
    """Cues of about forty characters, as services cut them."""
    cues = ["WEBVTT", ""]
    for time, voice, said in TURNS:
        for i, piece in enumerate(textwrap.wrap(said, 40, break_on_hyphens=False)):
            at = "%s.%03d" % (time, i)
            cues += ["%s --> %s9" % (at, at[:-1]), "<v %s>%s" % (voice, piece.replace("&", "&amp;")), ""]
    return "\n".join(cues)


def srt():
    cues, n = [], 0
    for time, voice, said in TURNS:
        for i, piece in enumerate(textwrap.wrap(said, 40, break_on_hyphens=False)):
            n += 1
            cues += [str(n), "%s,%03d --> %s,999" % (time, i, time), (voice + ": " if i == 0 else "") + piece, ""]
    return "\n".join(cues)


def table():
    def cell(text):
        return "<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>" % text
    return "<w:tbl>%s</w:tbl>" % "".join("<w:tr>%s%s%s</w:tr>" % tuple(map(cell, t)) for t in TURNS)


def wrapped():
    return "\n\n".join("\n".join(textwrap.wrap("[%s] %s: %s" % t, 70, break_on_hyphens=False)) for t in TURNS) + "\n"


SHAPES = {
    "utf8.txt": plain().encode(),
    "mark.txt": plain().encode("utf-8-sig"),
    "utf16le.txt": plain().encode("utf-16-le"),
    "utf16be.txt": plain().encode("utf-16-be"),
    "utf16le-mark.txt": b"\xff\xfe" + plain().encode("utf-16-le"),
    "utf16be-mark.txt": b"\xfe\xff" + plain().encode("utf-16-be"),
    "utf32.txt": b"\xff\xfe\0\0" + plain().encode("utf-32-le"),
    "windows.txt": plain().encode("cp1252"),
    "crlf.txt": plain().replace("\n", "\r\n").encode(),
    "cr.txt": plain().replace("\n", "\r").encode(),
    "decomposed.txt": unicodedata.normalize("NFD", plain()).encode(),
    "wrapped.txt": wrapped().encode(),
    "empty-lines.txt": plain().replace("\n", "\n\n").encode(),
    "above.txt": "\n".join("%s  %s\n%s\n" % (v, t, s) for t, v, s in TURNS).encode(),
    "word.docx": whole.docx(*("[%s] %s: %s" % t for t in TURNS)),
    "table.docx": whole.docx(body=table()),
    "voices.vtt": vtt().encode(),
    "cues.srt": srt().encode(),
    "cues-windows.srt": srt().replace("\n", "\r\n").encode("cp1252"),
}


def same(text):
    """White space and composition are no difference between shapes."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))


class Shapes(whole.WholeTest):

    def setUp(self):
        super().setUp()
        whole.write(self.at("proef.yaml"), CODEBOOK)
        for name, content in SHAPES.items():
            whole.write(self.at("bronnen", name), content)

    def test_turns_are_the_same_in_every_shape(self):
        expected = [(t, v, same(s)) for t, v, s in TURNS]
        for name in SHAPES:
            text = self.ran(0, "text", self.at("bronnen", name)).out_bytes.decode()
            lines = self.ran(0, "text", "--turns", "--format", "jsonl", self.at("bronnen", name)).out_bytes.decode()
            turns = [json.loads(line) for line in lines.splitlines()]
            seen = [(t.get("time", ""), t.get("speaker", ""), same(text[t["start"]:t["end"]])) for t in turns]
            self.assertEqual(seen, expected, name)

    def test_codings_are_the_same_in_every_shape(self):
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))
        found = {}
        for row in whole.rows(self.at("uit"), "segments.csv"):
            found.setdefault(row["document"], []).append(
                (row["code"], row["speaker"], row["time"], row["turn"], row["sentence"], row["rules"], row["negated"],
                 same(row["text"])))
        self.assertGreater(len(found["utf8"]), 5)
        for name in SHAPES:
            self.assertEqual(found[name.rsplit(".", 1)[0]], found["utf8"], name)
        self.ran(0, "verify", self.at("uit"))

    def test_an_encoding_that_was_given_is_verified_with(self):
        whole.write(self.at("mac.txt"), plain().encode("mac-roman"))
        self.ran(0, "code", "-q", "--encoding", "macintosh", "-c", self.at("proef.yaml"), "-o", self.at("uit"),
                 self.at("mac.txt"))
        self.assertIn("cliënten", whole.read(self.at("uit", "segments.csv")).decode())
        self.ran(0, "verify", self.at("uit"))


if __name__ == "__main__":
    whole.main()
