# SPDX-License-Identifier: Apache-2.0
"""whole.py - what the tests of the whole share: running the command, a folder to work in, sources to code.

The tests in this folder are run as `TEST.py`, with in the environment
  DRAAD       the command (else build/draad of this project)
  DRAAD_ROOT  the project (else found from here)
"""
import csv
import hashlib
import os
import shutil
import subprocess
import tempfile
import unicodedata
import unittest
import zipfile

ROOT = os.environ.get("DRAAD_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DRAAD = os.path.abspath(os.environ.get("DRAAD") or os.path.join(ROOT, "build", "draad"))
SAMPLES = os.path.join(ROOT, "corpus-samples")
CODEBOOK = os.path.join(ROOT, "codebooks", "weerbaarheid.yaml")

# Draad as everybody has it: English on the screen, no colours.
PLAIN_ENVIRONMENT = {k: v for k, v in os.environ.items() if k.startswith(("ASAN", "UBSAN", "LSAN", "TSAN", "LD_", "PATH"))}
PLAIN_ENVIRONMENT["LC_ALL"] = "C"


class Run:
    """What came of a run: status, and standard output and error as text (out, err) and as bytes."""

    def __init__(self, done):
        self.status, self.out_bytes, self.err_bytes = done.returncode, done.stdout, done.stderr
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    def __str__(self):
        return "exit %d\n--- out\n%s--- err\n%s" % (self.status, self.out, self.err)


def run(*args, cwd=None, env=None, stdin=b"", before=(), **more):
    """Runs `draad ARGS`; `env` is added to the plain environment; `before` stands before the command."""
    done = subprocess.run([*before, DRAAD, *map(str, args)], cwd=cwd, env={**PLAIN_ENVIRONMENT, **(env or {})}, input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False, **more)
    return Run(done)


def write(path, content):
    """A file with this text (UTF-8, line ends as they are) or these bytes, and the folders above it."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def rows(folder, name):
    """The rows of a table of a result folder, each a dictionary."""
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files_of(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names)


def digest(folder):
    """One SHA-256 over the names and bytes of all files but local.json."""
    whole = hashlib.sha256()
    for name in files_of(folder):
        if name != "local.json":
            whole.update(name.encode() + b"\0" + hashlib.sha256(read(os.path.join(folder, name))).digest())
    return whole.hexdigest()


def docx(*paragraphs, body=None):
    """The bytes of a Word document; a paragraph is a list of runs.  `body`: the XML inside w:body instead."""
    def escape(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")
    if body is None:
        body = "".join("<w:p>%s</w:p>" % "".join('<w:r><w:t xml:space="preserve">%s</w:t></w:r>' % escape(run)
                                                 for run in runs) for runs in paragraphs)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + body + "</w:body></w:document>",
    }
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), '<?xml version="1.0" encoding="UTF-8"?>' + text)
        file.seek(0)
        return file.read()


SMALL_CODEBOOK = """\
draad: 1
id: proef
title: Proef
language: nl
version: 1.0.0
codes:
  - id: steun
    label: Steun
    rules:
      - id: collega
        find: collega OR teamgenoot
      - id: team
        find: samenwerken
  - id: rust
    label: Rust
    unit: match
    rules:
      - loslaten
      - id: prive
        find: privé
      - id: echt
        find: (echt rustig)~3
"""


def edge_sources():
    """Sources in which bytes, characters and what one sees are not the same, by file name."""
    decomposed = unicodedata.normalize("NFD", "R: Privé is privé, één keer écht héél rustig. Mijn collega’s zijn geëmotioneerd. Ik laat het los.\n")
    return {
        "emoji.txt": "I: Hoe gaat het? \U0001F600\nR: \U0001F469\u200D\U0001F467\u200D\U0001F466 Met mijn collega \U0001F680 laat ik het los. "
                     "Privé is privé \U0001F3F3\uFE0F\u200D\U0001F308 echt, heel rustig. We werken samen. \U0001F44D\U0001F3FD\n",
        "decomposed.txt": decomposed,
        "crlf.txt": "I: Vertel eens.\r\nR: Mijn collega helpt.\r\nEn ik laat het los.\r\n\r\nR2: Samenwerken is écht fijn en rustig.\r\n"
                    "Privé ook.\rEen teamgenoot.\r",
        "bom.txt": "\uFEFFDatum: 2024-03-12\n\nI: Ja?\nR: Mijn collega. Ik laat het los, privé.\n",
        "soft.txt": "R: Mijn col\u00ADle\u00ADga en teamge\u00ADnoot. Los\u00ADlaten, écht heel rus\u00ADtig. Privé\u00ADleven en pri\u00ADvé.\n",
        "utf16.txt": "\uFEFFR: Een collega \U0001F600 en privé: ik laat het los.\n".encode("utf-16-le"),
        "windows.txt": "R: Een collega \u2018privé\u2019 \u2013 ik laat het los. Het was echt heel rustig.\n".encode("cp1252"),
        "runs.docx": docx(["I: ", "Hoe was", " het?"], ["R: Mijn ", "col", "le", "ga", " en ik la", "ten het l", "os. \U0001F600 "],
                          ["R: Pri", "v", "é \U0001F680 echt, h", "eel rus", "tig. We we", "rken sa", "men & meer."]),
        "mixed.txt": "R: A\u0300\u0301 collega\u0301 \u200B privé\u00A0loslaten \uFB01jn; e\u0301cht heel rustig. 'teamgenoot' \u201Ccollega\u201D\n",
    }


def memory():
    """A folder in memory with half a gigabyte of room, or None: Draad waits for the disk after every file it writes, and
    hundreds of tests would wait with it."""
    try:
        room = os.statvfs("/dev/shm")
    except OSError:
        return None
    return "/dev/shm" if room.f_bavail * room.f_frsize > 512 << 20 and os.access("/dev/shm", os.W_OK | os.X_OK) else None


class WholeTest(unittest.TestCase):
    """A test with a folder of its own, self.dir, that is gone afterwards."""
    maxDiff = None
    in_memory = True

    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="draad-test-", dir=memory() if self.in_memory else None)
        self.addCleanup(shutil.rmtree, self.dir, True)

    def at(self, *names):
        return os.path.join(self.dir, *names)

    def ran(self, status, *args, **how):
        """Runs and checks the exit status."""
        done = run(*args, **how)
        self.assertEqual(done.status, status, "draad %s\n%s" % (" ".join(map(str, args)), done))
        return done

    def small_study(self, sources=None):
        """proef.yaml and bronnen/ with the edge sources."""
        write(self.at("proef.yaml"), SMALL_CODEBOOK)
        for name, content in (sources or edge_sources()).items():
            write(self.at("bronnen", name), content)


def main():
    unittest.main(module="__main__")
