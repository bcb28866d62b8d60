#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""run.py DRAAD [--update] CASE... - what users see, as text that a researcher can read and correct.

A case is one file.  It begins with the command, `$ draad ...`; those on lines before the last one only prepare, must
succeed, and are not seen.  Then come parts, each headed by a line `--- NAME`:
the inputs by their file name, and what must be seen: `--- out`, `--- err` (each left out when empty), `--- exit`.
An input `anna.qdpx/project.qde` is a part of the archive `anna.qdpx`.
The command runs in an empty folder that holds the inputs.  --update rewrites what is seen; read it before you keep it.
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
import zipfile

SEEN = ("out", "err", "exit")


def parse(path):
    with open(path, encoding="utf-8", newline="") as file:
        command, *rest = file.read().split("\n--- ")
    parts = {}
    for part in rest:
        name, _, text = part.partition("\n")
        parts[name] = text + ("\n" if text and not text.endswith("\n") else "")
    return command.strip(), parts


def put(folder, name, text):
    """A file; or a part of an archive."""
    archive, is_part, part = name.partition(".qdpx/")
    if is_part:
        with zipfile.ZipFile(os.path.join(folder, archive + ".qdpx"), "a") as file:
            file.writestr(part, text.encode())
        return
    os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        file.write(text)


def see(draad, command, parts):
    keep = {k: v for k, v in os.environ.items() if k.startswith(("ASAN", "UBSAN", "LSAN", "TSAN", "LD_", "PATH"))}
    with tempfile.TemporaryDirectory(prefix="draad-golden-") as folder:
        for name, text in parts.items():
            if name not in SEEN:
                put(folder, name, text)
        *before, seen = [shlex.split(line[len("$ "):])[1:] for line in command.split("\n")]
        for words in before:
            subprocess.run([draad, *words], cwd=folder, env={**keep, "LC_ALL": "C"}, stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, timeout=60, check=True)
        done = subprocess.run([draad, *seen], cwd=folder, env={**keep, "LC_ALL": "C"}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
    return {"out": done.stdout.decode("utf-8", "replace"), "err": done.stderr.decode("utf-8", "replace"),
            "exit": "%d\n" % done.returncode}


def write(path, command, parts, seen):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(command + "\n")
        for name, text in [(n, t) for n, t in parts.items() if n not in SEEN] + [(n, seen[n]) for n in SEEN if seen[n]]:
            file.write("\n--- %s\n%s" % (name, re.sub(r"\n$", "", text)))
        file.write("\n")


def main():
    draad, *cases = sys.argv[1:]
    update = "--update" in cases
    failed = 0
    for path in [c for c in cases if c != "--update"]:
        command, parts = parse(path)
        seen = see(os.path.abspath(draad), command, parts)
        if update:
            write(path, command, parts, seen)
            continue
        for name in SEEN:
            if parts.get(name, "").rstrip("\n") != seen[name].rstrip("\n"):
                failed += 1
                print("%s: %s\nexpected %s:\n%sfound:\n%s" % (path, command, name, parts.get(name, ""), seen[name]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
