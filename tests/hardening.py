#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""hardening.py - every test that docs/hardening.md names is there and is run; and words that may not stand in the library.

    tests/hardening.py [ROOT]
"""
import os
import re
import sys

# What no file of lib/ may say, and why.
FORBIDDEN = {
    r"XML_PARSE_(NOENT|DTDLOAD|DTDATTR|DTDVALID|XINCLUDE|HUGE|RECOVER)|xmlReadMemory|xmlReadFile|xmlXPath|xmlLoadCatalog":
        "an option or call of libxml2 that opens a door to hostile XML",
    r"ZIP_CHECKCONS": "refuses sound files",
    r"\b(socket|connect|getaddrinfo|gethostbyname|curl_\w+)\s*\(": "the network",
    r"\b(system|popen|execv\w*|execl\w*|fork|posix_spawn\w*)\s*\(": "another program",
    r"\b(setlocale|uselocale)\s*\(": "the locale of the program",
    r"\b(time|gettimeofday|clock_gettime|localtime|gmtime|getenv|rand|random)\s*\(": "the clock, the environment or chance",
}


def without_comments(text):
    return re.sub(r'/\*.*?\*/|"(?:[^"\\]|\\.)*"', lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)


def check_words(root):
    """The library says none of the forbidden words."""
    wrong = []
    for at, _, names in os.walk(os.path.join(root, "lib")):
        for name in sorted(names):
            if not name.endswith((".c", ".h")):
                continue
            with open(os.path.join(at, name), encoding="utf-8") as file:
                text = without_comments(file.read())
            for pattern, why in FORBIDDEN.items():
                for found in re.finditer(pattern, text):
                    wrong.append("%s:%d: %s: %s" % (os.path.relpath(os.path.join(at, name), root),
                                                    text.count("\n", 0, found.start()) + 1, found.group(), why))
    return wrong


def is_there(tests, path, name):
    """Is there such a test, and is it run?"""
    path = os.path.join(tests, path)
    if not os.path.isfile(path):
        return False
    if name is None:
        return True
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if os.path.basename(path).startswith("test_"):
        return re.search(r"^TEST\(%s\)" % name, text, re.M) is not None and len(re.findall(r"\b%s\b" % name, text)) > 1
    return re.search(r"^\s*def %s\(|^[\w *]*\b%s\(" % (name, name), text, re.M) is not None


def check_rules(root):
    """Each row of the tables has a test, and each test is there."""
    wrong, rows = [], 0
    with open(os.path.join(root, "docs", "hardening.md"), encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines, 1):
        if not line.startswith("| ") or line.startswith("| ---") or re.match(r"\| (rule|input) \|", line):
            continue
        rows += 1
        named = re.findall(r"`([\w/.-]+)(?:: (\w+))?`", line.split(" | ", 1)[1])
        if not named:
            wrong.append("docs/hardening.md:%d: no test" % number)
        wrong += ["docs/hardening.md:%d: there is no test %s%s" % (number, path, ": " + name if name else "")
                  for path, name in named if not is_there(os.path.join(root, "tests"), path, name or None)]
    return wrong, rows


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    wrong, rows = check_rules(root)
    wrong += check_words(root)
    print("\n".join(wrong) if wrong else "%d rules, each with its tests" % rows)
    return 1 if wrong or rows == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
