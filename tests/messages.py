#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""messages.py - every message of the library has its Dutch.

Reads the strings of lib/ that hold words with a space between them, and refuses one that is neither in
lib/base/messages.c nor in the list below of what is no message; and an English message there that nobody says.

    tests/messages.py [ROOT]
"""
import glob
import os
import re
import sys

# Rooms and files whose strings are data: Dutch words, samples, keys of other libraries.
DATA = ("lib/dutch/", "lib/exchange/refi_elements.c", "lib/rules/skeleton.c", "lib/source/docx_symbols.c", "lib/text/turns.c",
        "lib/analysis/salience.c", "lib/exchange/account.c", "lib/exchange/graphml.c", "lib/exchange/matrix_market.c",
        "lib/exchange/sav_table.c")

# Said in both languages where they stand: SAY("English", "Dutch"), for pages whose language is not that of the screen.
BOTH = re.compile(r'(?:SAY\(|dutch \? )(?:\s*"(?:[^"\\\n]|\\.)*"(?: DRAAD_VERSION)?)+\s*[,:](?:\s*"(?:[^"\\\n]|\\.)*"(?: DRAAD_VERSION)?)+')

# In columns and listings, which never change with the language, or to compare with.
NO_MESSAGES = """a name for each column
n all
draad code --matrix-unit turn
draad table frequencies --rollup all
draad (
codes overlap
too low
almost perfect
overlap 0.5
overlap 0.75
draad (%.*s)
segments per 1000 words
window %u%s
same turn
lag %u %s
next coded
level %u
all levels
unless of rule
unless of code
unless of codebook
except of rule
negated: never
negated: only
rule removed
rule new
rule changed: %.*s:%u > %.*s:%u
was blocked
source changed
options changed
cases changed
lexicon changed
Draad changed
document only in A
document only in B
code only in A
code only in B
%.*s: every form of
, also apart:
, not in the lexicon
standard input
tab character
invalid nested block mapping
trailing content after
without closing quote
wrongly indented
did not find expected key
block sequence on the same line
invalid indentation
end of block sequence
invalid value after mapping
extra closing bracket
without a closing bracket
missing comma
expected node content
multiline plain key
cannot start with
WAVEfmt
01 Jan 8000:00:00
draad %.*s
place of a memo
%*s- id: %.*s\\n
draad: 1\\nid: %.*s\\n
draad (REFI-QDA)
<?xml version='1.0' encoding='UTF-8'?>
SQLite format 3\\0
<!doctype html
<!DOCTYPE html>
width=device-width, initial-scale=1
default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'
tree sort
c c2
c c3
turn asks
eligible words
eligible sentences
als aanvaard
als verworpen
draad table cooccurrence --unit
network-t network-d
saturation-t saturation-d
M%ld,%ld Q%ld,%ld %ld,%ld
0 0 %d %d
0 0 %d %ld""".splitlines()

# What the C library says of files.
SYSTEM = """No such file or directory
Permission denied
No space left on device
Is a directory
Not a directory
Read-only file system
File name too long
Too many levels of symbolic links
Input/output error""".splitlines()

STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*')


def strings_of(path):
    with open(path, encoding="utf-8") as f:
        code = re.sub(r"/\*.*?\*/|^[ \t]*#[ \t]*include.*?$", "", f.read(), flags=re.S | re.M)
    if os.path.basename(path).startswith("page"):
        code = BOTH.sub("", code)
    for m in STRING.finditer(code):
        yield "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', m.group(0)))


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    table = list(strings_of(os.path.join(root, "lib/base/messages.c")))
    english, said, faults = set(table[::2]), set(), []
    for path in sorted(glob.glob(os.path.join(root, "lib/*/*.c"))):
        name = os.path.relpath(path, root)
        if name == "lib/base/messages.c":
            continue
        for s in strings_of(path):
            said.add(s)
            words = " " in s.strip() and re.search("[a-z]{2}", re.sub("%[0-9.*]*z?[a-zA-Z]", "", s))
            if words and s not in english and s.strip() not in NO_MESSAGES and not name.startswith(DATA):
                faults.append("%s: no Dutch for: %s" % (name, s))
    for s in sorted(english - said - set(SYSTEM)):
        faults.append("lib/base/messages.c: nobody says: %s" % s)
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
