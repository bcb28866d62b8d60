#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""readme.py DRAAD FILE... - the outputs that a README shows are those of the program.

Runs each `$ draad ...` line of the ```console blocks in the project's root and compares all it prints with what stands below
it.  RESULT is a folder of the moment; a line `...` stands for any lines.
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def commands(text):
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S):
        for part in re.split(r"^(?=\$ )", block, flags=re.M):
            if part.startswith("$ draad "):
                command, _, output = part.partition("\n")
                yield command[2:], output.rstrip("\n")


def matches(expected, seen):
    pattern = "\n".join(r"(?:.*\n)*.*" if line == "..." else re.escape(line.rstrip()) for line in expected.split("\n"))
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in seen.rstrip("\n").split("\n"))) is not None


def main():
    draad = os.path.abspath(sys.argv[1])
    failed = count = 0
    with tempfile.TemporaryDirectory(prefix="draad-readme-") as folder:
        for name in sys.argv[2:]:
            result = os.path.join(folder, os.path.basename(name))
            with open(name, encoding="utf-8") as file:
                text = file.read()
            for command, expected in commands(text):
                count += 1
                words = [w.replace("RESULT", result) for w in shlex.split(command)]
                done = subprocess.run([draad, *words[1:]], cwd=ROOT, env={**os.environ, "LC_ALL": "C"}, check=False,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                seen = done.stdout.decode().replace(result, "RESULT")
                if not matches(expected, seen):
                    failed += 1
                    print("%s: %s\nstands there:\n%s\nis printed:\n%s\n" % (name, command, expected, seen))
    print("%d commands, %d print something else" % (count, failed))
    return 1 if failed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
