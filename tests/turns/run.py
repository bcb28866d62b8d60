#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""run.py DRAAD [--update] FILE - transcripts in miniature, one a style of label and time stamp, with their turns.

A file holds transcripts.  Each begins with a line `=== what it is`, then the transcript, then `---` and its turns: a
line each, `time | speaker | role | what is said` (line ends shown as /).  All text is invented.  --update rewrites the
turns; read them before you keep them.
"""
import json
import os
import re
import subprocess
import sys
import tempfile


def turns_of(draad, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.txt")
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        run = subprocess.run([draad, "text", "--turns", "--format", "jsonl", path], capture_output=True, check=True)
        whole = subprocess.run([draad, "text", path], capture_output=True, check=True).stdout.decode()
    lines = []
    for line in run.stdout.decode().splitlines():
        t = json.loads(line)
        said = re.sub(r"\s*\n\s*", " / ", whole[t["start"]:t["end"]])
        lines.append(" | ".join([t.get("time", ""), t.get("speaker", ""), t.get("role", ""), said]))
    return "\n".join(lines)


def main():
    args = [a for a in sys.argv[1:] if a != "--update"]
    draad, name = args
    update = len(args) < len(sys.argv) - 1
    with open(name, encoding="utf-8") as f:
        head, *cases = re.split(r"^=== (.*)\n", f.read(), flags=re.M)
    out, wrong = [head], 0
    for title, body in zip(cases[::2], cases[1::2]):
        text, _, expected = body.partition("---\n")
        seen = turns_of(draad, text)
        out.append("=== %s\n%s---\n%s\n\n" % (title, text, seen))
        if seen != expected.strip("\n"):
            wrong += 1
            if not update:
                print("%s\nexpected:\n%s\nfound:\n%s\n" % (title, expected.strip("\n"), seen))
    if update:
        with open(name, "w", encoding="utf-8") as f:
            f.write("".join(out).rstrip("\n") + "\n")
    print("%d transcripts, %d otherwise than expected" % (len(cases) // 2, wrong))
    return 1 if wrong and not update else 0


if __name__ == "__main__":
    sys.exit(main())
