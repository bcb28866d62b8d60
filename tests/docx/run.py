#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""run.py DRAAD [--update] - what of a Word file is text, as text that a researcher can read and correct.

Beside NAME.docx stands what `draad text` must print for it:

    NAME.txt                 the text
    NAME.OPTION.txt          the same with an option: tracked.track-reject.txt is that of --track=reject
    NAME.says                the messages, and for a file that is refused the exit code; left out when there are none
    NAME.OPTION.says         the messages with an option, where they matter

--update rewrites these; read them before you keep them.  When DRAAD_TEST_DATA names a folder that holds `docx-samples`
(Word files of other projects, with their text in `text/`), those are read too."""
import difflib
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
OPTIONS = {"track-reject": "--track=reject", "track-all": "--track=all", "hidden-drop": "--hidden=drop",
           "annotations": "--annotations", "turns": "--turns"}


def read(path):
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def see(draad, path, *options):
    """Text and messages of one file, named as it is in its folder."""
    keep = {k: v for k, v in os.environ.items() if k.startswith(("ASAN", "UBSAN", "LSAN", "TSAN", "LD_", "PATH"))}
    done = subprocess.run([draad, "text", *options, os.path.basename(path)], cwd=os.path.dirname(path),
                          env={**keep, "LC_ALL": "C"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60, check=False)
    said = done.stderr.decode("utf-8", "replace") + ("exit %d\n" % done.returncode if done.returncode != 0 else "")
    return done.stdout.decode("utf-8", "replace"), said


def differs(name, expected, found):
    if expected == found:
        return 0
    print("".join(difflib.unified_diff((expected or "").splitlines(True), found.splitlines(True), name, "found")))
    return 1


def write(path, content):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(content)


def rewrite(path, found):
    """Nothing to say is said by no file."""
    if found:
        write(path, found)
    elif os.path.exists(path):
        os.remove(path)


def own(draad, update):
    """Our own files: how many differ, and how many things were looked at."""
    wrong = looked = 0
    names = sorted(f[:-len(".docx")] for f in os.listdir(HERE) if f.endswith(".docx"))
    expected = sorted(f for f in os.listdir(HERE) if f.endswith((".txt", ".says")))
    for name in names:
        path = os.path.join(HERE, name)
        text, said = see(draad, path + ".docx")
        for ending, found in (".txt", text), (".says", said):
            if update:
                rewrite(path + ending, found)
            wrong += differs(name + ending, read(path + ending) or "", found)
            looked += 1
    for file in expected:
        name, *option = file.rsplit(".", 1)[0].split(".")
        if name not in names or (option and option[0] not in OPTIONS):
            print("run.py: %s belongs to no Word file or option" % file)
            wrong += 1
        elif option:
            text, said = see(draad, os.path.join(HERE, name + ".docx"), OPTIONS[option[0]])
            found = said if file.endswith(".says") else text
            if update:
                write(os.path.join(HERE, file), found)
            wrong += differs(file, read(os.path.join(HERE, file)), found)
            looked += 1
    return wrong, looked


def of_others(draad, folder):
    """Word files of other projects; line ends at the end of the text do not count."""
    wrong = looked = 0
    for file in sorted(os.listdir(folder)):
        if file.endswith(".docx"):
            expected = read(os.path.join(folder, "text", file + ".txt"))
            found, _ = see(draad, os.path.join(folder, file))
            wrong += differs(file, (expected or "").rstrip("\n"), found.rstrip("\n"))
            looked += 1
    return wrong, looked


def main():
    draad = os.path.abspath(sys.argv[1])
    wrong, looked = own(draad, "--update" in sys.argv)
    if looked == 0:
        print("run.py: there is nothing to look at")
        return 1
    print("%d of %d as they should be" % (looked - wrong, looked))
    samples = os.path.join(os.environ.get("DRAAD_TEST_DATA", ""), "docx-samples")
    if os.path.isdir(samples):
        others, n = of_others(draad, samples)
        print("%d of %d Word files of other projects as they should be" % (n - others, n))
        wrong += others + (n == 0)
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
