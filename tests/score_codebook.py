#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""score_codebook.py DRAAD GOLD CODEBOOK... - how well codebooks do what people did, and where they do not.

GOLD is JSON lines, one an utterance: id, scope (prefixes of the codes for which the gold is complete), role, text, codes,
feature (what makes it hard).  Each utterance is coded as an interview of its own; what counts is whether a code is given to
it at all.  Prints precision, recall and F1 over all pairs (micro), the mean F1 of the codes that occur (macro), the share of
the utterances without codes that got one, recall by feature; then every miss and false alarm, with the rule that made it.
Judges nothing: a codebook that learnt these sentences by heart is worth nothing on the next interview."""
import collections
import csv
import json
import os
import subprocess
import sys
import tempfile


def coded(draad, books, utterances):
    """By utterance: its codes, each with the rules that found it."""
    with tempfile.TemporaryDirectory(prefix="draad-score-") as folder:
        source = os.path.join(folder, "source")
        os.mkdir(source)
        for u in utterances:
            label = "I" if u["role"] in ("interviewer", "onderzoeker", "moderator") else "R"
            with open(os.path.join(source, u["id"] + ".txt"), "w", encoding="utf-8") as file:
                file.write("%s: %s\n" % (label, u["text"].replace("\n", " ")))
        command = [draad, "code", "-q", "-o", os.path.join(folder, "out")]
        for book in books:
            command += ["-c", book]
        subprocess.run([*command, source], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = {u["id"]: {} for u in utterances}
        with open(os.path.join(folder, "out", "segments.csv"), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["document"]].setdefault(row["code"], set()).update(row["rules"].split(";"))
        with open(os.path.join(folder, "out", "codes.csv"), encoding="utf-8", newline="") as file:
            codes = {row["code"] for row in csv.DictReader(file)}
    return found, codes


def f1(right, missed, wrong):
    p, r = right / (right + wrong) if right + wrong else 0.0, right / (right + missed) if right + missed else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def main():
    draad, gold, *books = sys.argv[1:]
    with open(gold, encoding="utf-8") as file:
        utterances = [json.loads(line) for line in file if line.strip()]
    found, known = coded(draad, books, utterances)
    prefixes = {code.split(".")[0] for code in known}
    counts = collections.defaultdict(lambda: [0, 0, 0])  # right, missed, wrong, by code
    features = collections.defaultdict(lambda: [0, 0])  # found, expected
    empty = alarmed = judged = 0
    notes = []
    for u in utterances:
        scope = prefixes & set(u["scope"])
        if not scope:
            continue
        judged += 1
        expected = {c for c in u["codes"] if c.split(".")[0] in scope}
        given = {c: rules for c, rules in found[u["id"]].items() if c.split(".")[0] in scope}
        empty += not expected
        alarmed += bool(not expected and given)
        for code in sorted(expected | set(given)):
            what = 0 if code in expected and code in given else 1 if code in expected else 2
            counts[code][what] += 1
            if what == 1:
                notes.append("missed       %s  %-50s %s: %s" % (u["id"], code, u["feature"], u["text"]))
            elif what == 2:
                notes.append("false alarm  %s  %-50s %s: %s" % (u["id"], code, ", ".join(sorted(given[code])), u["text"]))
        for code in expected:
            features[u["feature"]][0] += code in given
            features[u["feature"]][1] += 1
    totals = [sum(c[i] for c in counts.values()) for i in range(3)]
    print("%d utterances, %d codes given by people, %d by the rules" % (judged, totals[0] + totals[1], totals[0] + totals[2]))
    print("micro: precision %.2f recall %.2f F1 %.2f" % f1(*totals))
    occurring = [c for c in counts.values() if c[0] + c[1]]
    print("macro: F1 %.2f over %d codes" % (sum(f1(*c)[2] for c in occurring) / max(1, len(occurring)), len(occurring)))
    print("utterances without codes: %d, of which %d got one" % (empty, alarmed))
    for code in sorted(counts):
        print("  %-55s right %2d missed %2d wrong %2d" % (code, *counts[code]))
    for feature in sorted(features):
        print("  %-20s %2d of %2d" % (feature, *features[feature]))
    print("\n".join(notes))


if __name__ == "__main__":
    main()
