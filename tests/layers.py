#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""layers.py - the rooms of lib/ stand in order, and nothing looks up.

Reads every #include under lib/ and cli/ and refuses
  - a file that includes a header of a later room;
  - headers that include each other in a circle, and modules of one room that need each other in a circle (a header
    without a .c of its own is the inside of those who include it, and no module);
  - an outside library's header that more than one .c includes, or a header (a .h) that passes one on;
  - in cli/: any header but draad.h, its own and those of the C library and POSIX.

The order of the rooms stands in docs/ARCHITECTURE.md as a line with all of them, "base, outside, ..."; without
that file, below.

    tests/layers.py [ROOT]
"""
import os
import re
import sys

ROOMS = "base outside dutch text source rules coding analysis exchange".split()

# What a header of an outside library is called, and the name to use for it.
OUTSIDE = [("pcre2", r"pcre2\.h"), ("libxml2", r"libxml/.*"), ("libzip", r"zip\.h|zipconf\.h"), ("libdeflate", r"libdeflate\.h"),
           ("utf8proc", r"utf8proc\.h"), ("libstemmer", r"libstemmer\.h"), ("libfyaml", r"libfyaml\.h"), ("jansson", r"jansson.*\.h"),
           ("libcrypto", r"openssl/.*"), ("libxlsxwriter", r"xlsxwriter.*"), ("ReadStat", r"readstat\.h"),
           ("zlib", r"zlib\.h"), ("iconv", r"iconv\.h"), ("ICU", r"unicode/.*")]

# Modules that need each other: known, and not to grow. None at present.
KNOWN_CIRCLES = []

PLAIN = """assert ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic
stdbool stddef stdint stdio stdlib stdnoreturn string strings tgmath threads time uchar wchar wctype dirent fcntl poll
pthread unistd sys/stat sys/types sys/wait sys/resource sys/ioctl sys/mman malloc""".split()

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.M)


def rooms_of(root):
    """The order as the document says it, else ours."""
    try:
        with open(os.path.join(root, "docs", "ARCHITECTURE.md"), encoding="utf-8") as file:
            text = file.read()
    except OSError:
        return ROOMS
    names = set(ROOMS)
    for line in re.split(r"\n\s*\n|\n(?=[|#-])", text):
        found = [word for word in re.findall(r"[a-z]+", line) if word in names]
        if len(found) == len(names) and set(found) == names:
            return found
    first = {name: re.search(r"(?m)^[|\-*\d. `]*(?:lib/)?%s/?`?\b" % name, text) for name in ROOMS}
    if all(first.values()):
        return sorted(ROOMS, key=lambda name: first[name].start())
    print("docs/ARCHITECTURE.md names no order of all rooms; using the one in this script", file=sys.stderr)
    return ROOMS


def includes_of(path):
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), file.read(), flags=re.S)
    return [(text.count("\n", 0, m.start()) + 1, m.group(1), m.group(2)) for m in INCLUDE.finditer(text)]


def files_of(folder):
    return sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
                  if name.endswith((".c", ".h")))


def circles(graph):
    """Groups of nodes that can all reach each other (Tarjan), larger than one."""
    index, low, stack, found = {}, {}, [], []

    def visit(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        for w in graph.get(v, ()):
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            group = stack[stack.index(v):]
            del stack[len(stack) - len(group):]
            if len(group) > 1:
                found.append(sorted(group))
    for v in sorted(graph):
        if v not in index:
            visit(v)
    return found


def without_insides(lib, graph):
    """The graph of modules with a .c: what a header without one needs, is needed by who includes it."""
    inside = {m for needs in graph.values() for m in needs if not os.path.exists(os.path.join(lib, m + ".c"))}

    def needs_of(module, seen):
        found = set()
        for m in graph.get(module, ()):
            if m in inside and m not in seen:
                found |= needs_of(m, seen | {m})
            elif m not in inside:
                found.add(m)
        return found
    return {m: needs_of(m, {m}) - {m} for m in graph if m not in inside}


def check(root):
    wrong = []
    lib = os.path.join(root, "lib")
    rooms = rooms_of(root)
    users = {}    # outside library -> files that include it
    headers = {}  # header -> headers it includes
    modules = {}  # room -> module -> modules of that room it needs
    for room in sorted(os.listdir(lib)):
        if os.path.isdir(os.path.join(lib, room)) and room not in rooms + ["include"]:
            wrong.append("lib/%s: is no room; expected one of %s" % (room, " ".join(rooms)))
    for path in files_of(lib):
        name = os.path.relpath(path, lib)
        room = name.split(os.sep)[0]
        for line, kind, target in includes_of(path):
            place = "lib/%s:%d" % (name, line)
            for library, pattern in OUTSIDE:
                if re.fullmatch(pattern, target):
                    users.setdefault(library, {})[name] = place
                    if room != "outside":
                        wrong.append("%s: %s may be included in outside/ only" % (place, target))
                    if name.endswith(".h"):
                        wrong.append("%s: a header passes %s on; include it in the .c" % (place, target))
            if kind == "<" or target == "draad.h":
                continue
            if room == "include":
                wrong.append("%s: draad.h includes %s; it may only include the C library" % (place, target))
                continue
            if not os.path.exists(os.path.join(lib, target)):
                wrong.append("%s: %s is not there; write ROOM/NAME.h" % (place, target))
                continue
            there = target.split("/")[0]
            if rooms.index(there) > rooms.index(room):
                wrong.append("%s: %s includes %s, but %s/ stands before %s/" % (place, name, target, room, there))
            if name.endswith(".h"):
                headers.setdefault(name, set()).add(target)
            if there == room:
                own, other = (os.path.splitext(n)[0] for n in (name, target))
                if own != other:
                    modules.setdefault(room, {}).setdefault(own, set()).add(other)
        modules.setdefault(room, {})
    for library, files in sorted(users.items()):
        if len(files) > 1:
            wrong.append("%s: included by more than one file: %s" % (library, ", ".join(sorted(files.values()))))
    for group in circles(headers):
        wrong.append("headers include each other in a circle: %s" % ", ".join(group))
    seen = [group for graph in modules.values() for group in circles(without_insides(lib, graph))]
    for group in sorted(seen):
        if group not in KNOWN_CIRCLES:
            wrong.append("modules need each other in a circle: %s" % ", ".join(group))
    for group in KNOWN_CIRCLES:
        if group not in seen and os.path.exists(os.path.join(lib, group[0] + ".c")):
            wrong.append("%s are no circle any more: take them out of KNOWN_CIRCLES" % ", ".join(group))
    for path in files_of(os.path.join(root, "cli")):
        for line, kind, target in includes_of(path):
            plain = target.endswith(".h") and target[:-2] in PLAIN
            ours = target == "draad.h" or (target.endswith(".h") and os.path.exists(os.path.join(root, "cli", target)))
            if not (ours if kind == '"' else plain):
                wrong.append("cli/%s:%d: includes %s; expected draad.h, a header of cli/ or the C library"
                             % (os.path.basename(path), line, target))
    return wrong


if __name__ == "__main__":
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    problems = check(sys.argv[1] if len(sys.argv) > 1 else here)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
