#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs_examples.py DRAAD FILE - runs the examples of a manual.

An example is three fenced blocks in a row: ```yaml codebook, ```text interview and ```csv codings (columns code,text: each
coded segment in order).  Fewer than nine examples is a failure too.
"""
import csv
import io
import os
import re
import subprocess
import sys
import tempfile

LEAST = 9
KINDS = ["yaml codebook", "text interview", "csv codings"]


def found(draad, codebook, interview):
    with tempfile.TemporaryDirectory(prefix="draad-docs-") as folder:
        for name, text in (("codebook.yaml", codebook), ("interview.txt", interview)):
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        done = subprocess.run([draad, "code", "-q", "-c", "codebook.yaml", "-o", "out", "interview.txt"], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            return [["draad says", done.stdout.decode()]]
        with open(os.path.join(folder, "out", "segments.csv"), encoding="utf-8", newline="") as file:
            return [[row["code"], row["text"]] for row in csv.DictReader(file)]


def main():
    draad, manual = os.path.abspath(sys.argv[1]), sys.argv[2]
    with open(manual, encoding="utf-8") as file:
        text = file.read()
    blocks = [(m[1].strip(), m[2], text.count("\n", 0, m.start()) + 1)
              for m in re.finditer(r"^```([^\n]*)\n(.*?)^```$", text, re.M | re.S)]
    examples = failed = 0
    for i in range(len(blocks) - 2):
        if [b[0] for b in blocks[i:i + 3]] != KINDS:
            continue
        examples += 1
        expected = list(csv.reader(io.StringIO(blocks[i + 2][1])))[1:]
        seen = found(draad, blocks[i][1], blocks[i + 1][1])
        if seen != expected:
            failed += 1
            print("%s:%d: the example gives\n%s\nexpected\n%s\n" % (manual, blocks[i][2], "\n".join(map(str, seen)),
                                                                  "\n".join(map(str, expected))))
    print("%d examples, %d wrong" % (examples, failed))
    return 1 if failed or examples < LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
