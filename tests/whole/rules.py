#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""rules.py - rules by lot, and what they find, found again in the slow way that docs/codebook-format.md says.

Words that are on no list, as they are written (=bamo), in lists, phrases, NEAR, BEFORE, ( ... )~n, AND, NOT and unless, within
sentences, paragraphs and turns.  What a word and a sentence is, is taken from `draad tokens` and units.csv.

    tests/whole/rules.py                     a few hundred rules, always the same ones
    DRAAD_RULES=100-200 tests/whole/rules.py    other seeds, sixty rules each
"""
import itertools
import json
import os
import random

from whole import WholeTest, main, rows, write

WORDS = ["bamo", "feli", "tokus", "drap", "wizo", "nulm"]
OTHER = ["het", "eh", "café", "12", "zin", "om"]
REACHES = ["sentence", "paragraph", "turn", "1 sentences", "2 sentences", "3 sentences", "4 sentences"]


# ---- Interviews and rules by lot ------------------------------------------------------------------------------------

def sentence(rng):
    words = []
    for _ in range(rng.randint(1, 8)):
        word = rng.choice(WORDS if rng.random() < 0.5 else OTHER)
        if not words or words[-1] != word:  # the first of two is a stammer, and no word
            words.append(word)
    return rng.choice([" ", " ", ", "]).join([words[0].capitalize()] + words[1:]) + rng.choice(".!?")


def interview(rng):
    lines = []
    for _ in range(rng.randint(10, 25)):
        lines.append("%s: %s" % (rng.choice(["I", "R", "R", "R2"]), " ".join(sentence(rng) for _ in range(rng.randint(1, 7)))))
        if rng.random() < 0.2:
            lines.append("Bamo tokus. Drap het feli.")
    return "\n".join(lines) + "\n"


def word(rng):
    return ("word", rng.choice(WORDS))


def item(rng, depth=0):
    lot = rng.random()
    if lot < 0.6 or depth > 1:
        return word(rng)
    if lot < 0.75:
        return ("or", [item(rng, depth + 1) for _ in range(2)])
    if lot < 0.9:
        return ("phrase", [word(rng) if rng.random() < 0.75 else ("or", [word(rng), word(rng)]) for _ in range(2)])
    return ("bag", [word(rng) for _ in range(rng.randint(2, 4))], rng.randint(0, 4))


def near(rng):
    return (rng.choice(["near", "before"]), item(rng, 1), item(rng, 1), rng.randint(0, 5))


def rule(rng):
    lot = rng.random()
    if lot < 0.45:
        return item(rng) if lot < 0.15 else near(rng)
    parts = [item(rng, 1) if rng.random() < 0.7 else near(rng) for _ in range(rng.choice([1, 2, 2, 3]))]
    nots = [item(rng, 1) for _ in range(1 if len(parts) == 1 else rng.choice([0, 0, 1]))]
    return ("and", parts, nots)


def written(r):
    if r[0] == "word":
        return "=" + r[1]
    if r[0] in ("or", "phrase", "bag"):
        return "(%s)" % (" OR " if r[0] == "or" else " ").join(map(written, r[1])) + ("~%d" % r[2] if r[0] == "bag" else "")
    if r[0] == "and":
        return " AND ".join(map(written, r[1])) + "".join(" AND NOT " + written(x) for x in r[2])
    return "(%s %s/%d %s)" % (written(r[1]), r[0].upper(), r[3], written(r[2]))


# ---- What they find -----------------------------------------------------------------------------------------------------

def found(r, words):
    """All sets of words of one sentence, {number: word}, that make it true."""
    if r[0] == "word":
        return {frozenset([i]) for i, w in words.items() if w == r[1]}
    if r[0] == "or":
        return set().union(*(found(x, words) for x in r[1]))
    if r[0] == "phrase":
        a, b = (found(x, words) for x in r[1])
        return {x | y for x in a for y in b if min(y) == max(x) + 1}
    if r[0] == "bag":
        whole = [(frozenset().union(*c), sum(map(len, c))) for c in itertools.product(*(found(x, words) for x in r[1]))]
        return {x for x, n in whole if len(x) == n and max(x) - min(x) + 1 - n <= r[2]}
    return {x | y for x in found(r[1], words) for y in found(r[2], words) if not x & y and (r[0] == "near" or max(x) < min(y))
            and max(min(y) - max(x), min(x) - max(y), 1) - 1 <= r[3]}


def together(sentences, i, reach):
    """The stretches of sentences that hold sentence i and are as long as AND looks."""
    if not reach[0].isdigit():
        return [[k for k, s in enumerate(sentences) if s[reach] == sentences[i][reach]]]
    n = int(reach.split()[0])
    return [[k for k in range(start, start + n) if 0 <= k < len(sentences) and sentences[k]["turn"] == sentences[i]["turn"]]
            for start in range(i - n + 1, i + 1)]


def coded(r, sentences, reach, unless):
    """The sentences that a rule codes, whoever speaks."""
    def where(x):
        return {i for i, s in enumerate(sentences) if found(x, s["words"])}
    parts, nots = (list(map(where, r[1])), list(map(where, r[2]))) if r[0] == "and" else ([where(r)], [])
    nots += [where(unless)] if unless else []
    out = set()
    for i in parts[0]:
        stretches = together(sentences, i, reach)
        if any(all(part & set(s) for part in parts[1:]) for s in stretches) and not any(n & set(s) for n in nots for s in stretches):
            out.add(i)
    return out


class Rules(WholeTest):
    def sentences(self):
        tokens = [json.loads(line) for line in self.ran(0, "tokens", "--format", "jsonl", self.at("a.txt")).out.splitlines()]
        words = [t for t in tokens if t["kind"] in ("word", "number")]
        units = rows(self.at("uit"), "units.csv")
        out = []
        for u in units:
            u["start"], u["end"] = int(u["start"]), int(u["end"])
            if u["unit"] == "sentence":
                u["sentence"] = u["number"]
                u["paragraph"] = next(p["number"] for p in units if p["unit"] == "paragraph" and p["start"] <= u["start"] < p["end"])
                u["words"] = {i: t["norm"] for i, t in enumerate(words) if u["start"] <= t["start"] < u["end"]}
                out.append(u)
        return out

    def check(self, seed):
        rng = random.Random(seed)
        write(self.at("a.txt"), interview(rng))
        rules = [(rule(rng), rng.choice(REACHES), item(rng) if rng.random() < 0.2 else None) for _ in range(60)]
        book = "draad: 1\nid: b\ntitle: B\ncodes:\n"
        for i, (r, reach, unless) in enumerate(rules):
            book += "  - id: r%d\n    within: %s\n    rules:\n      - find: |\n          %s\n" % (i, reach, written(r))
            book += "        unless: |\n          %s\n" % written(unless) if unless else ""
        write(self.at("b.yaml"), book)
        self.ran(0, "code", "-q", "--force", "--no-report", "-c", self.at("b.yaml"), "-o", self.at("uit"), self.at("a.txt"))
        sentences = self.sentences()
        segments = rows(self.at("uit"), "segments.csv")
        for i, (r, reach, unless) in enumerate(rules):
            expected = [s["start"] for k, s in enumerate(sentences) if s["eligible"] == "1" and k in coded(r, sentences, reach, unless)]
            self.assertEqual([int(s["start"]) for s in segments if s["code"] == "b.r%d" % i], expected,
                             "seed %d: %s within %s unless %s" % (seed, written(r), reach, unless and written(unless)))
        ids = [m["match_id"] for m in rows(self.at("uit"), "matches.csv")]
        self.assertEqual(len(ids), len(set(ids)), "ids are unlike each other")
        return len(segments)

    def test_rules_find_what_their_definition_says(self):
        first, last = (os.environ.get("DRAAD_RULES", "1-4").split("-") * 2)[:2]
        self.assertGreater(sum(self.check(seed) for seed in range(int(first), int(last) + 1)), 100)


if __name__ == "__main__":
    main()
