#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs_examples.py DRAAD FILE - runs the examples of a manual.

An example is three fenced blocks in a row: ```yaml codebook, ```text interview and ```csv codings (columns code,text:
each coded segment in order).  Fewer than nine examples, and one of these blocks without the others, are failures too.
"""
import csv
import difflib
import io
import os
import re
import subprocess
import sys
import tempfile

LEAST = 9
KINDS = ["yaml codebook", "text interview", "csv codings"]
HEADER = ["code", "text"]


def found(draad, codebook, interview):
    """Rows of code and text, and what went wrong ("": nothing)."""
    with tempfile.TemporaryDirectory(prefix="draad-docs-") as folder:
        for name, text in (("codebook.yaml", codebook), ("interview.txt", interview)):
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        done = subprocess.run([draad, "code", "-c", "codebook.yaml", "-o", "out", "interview.txt"], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
        if done.returncode != 0:
            return [], "exit %d: %s" % (done.returncode, done.stdout.decode("utf-8", "replace"))
        with open(os.path.join(folder, "out", "segments.csv"), encoding="utf-8", newline="") as file:
            return [[row[name] for name in HEADER] for row in csv.DictReader(file)], ""


def problem_of(draad, codebook, interview, codings):
    expected = list(csv.reader(io.StringIO(codings, newline="")))
    if expected[:1] != [HEADER]:
        return "the csv block does not begin with code,text"
    rows, problem = found(draad, codebook, interview)
    if problem or rows == expected[1:]:
        return problem
    before, after = ([" | ".join(row) for row in side] for side in (expected[1:], rows))
    lines = [line for line in difflib.ndiff(before, after) if line[0] != "?"]
    return "- is expected and not found, + is found and not expected\n" + "\n".join("    " + line for line in lines)


def main():
    if len(sys.argv) != 3:
        print("usage: docs_examples.py DRAAD FILE", file=sys.stderr)
        return 2
    draad, manual = os.path.abspath(sys.argv[1]), sys.argv[2]
    with open(manual, encoding="utf-8") as file:
        text = file.read()
    blocks = [(m[1].strip(), m[2], text.count("\n", 0, m.start()) + 1)
              for m in re.finditer(r"^```([^\n]*)\n(.*?)^```[ \t]*$", text, re.M | re.S)]
    examples = failed = at = 0
    while at < len(blocks):
        three = blocks[at:at + 3]
        if [b[0] for b in three] == KINDS:
            examples += 1
            at += 3
            problem = problem_of(draad, *(b[1] for b in three))
        else:
            at += 1
            problem = "a block '%s' that is not part of an example" % three[0][0] if three[0][0] in KINDS else ""
        if problem:
            failed += 1
            print("%s:%d: %s\n" % (manual, three[0][2], problem))
    print("%d examples, %d wrong%s" % (examples, failed, "" if examples >= LEAST else "; too few"))
    return 1 if failed or examples < LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
