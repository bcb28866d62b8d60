#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""report.py - the page to look at: its numbers are those of the tables, its links arrive, and nothing shown is markup."""
import csv
import io
import os
import re
import resource
import shutil
import signal
import urllib.parse
from html.parser import HTMLParser

import whole
from whole import CODEBOOK, SAMPLES, WholeTest, files_of, main, read, rows, write

VOID = {"meta", "br", "col", "input", "hr", "wbr"}


class Element:
    def __init__(self, name, attributes, parent):
        self.name, self.attributes, self.parent, self.children = name, dict(attributes), parent, []

    def text(self):
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def all(self, name=None, **attributes):
        for c in self.children:
            if isinstance(c, str):
                continue
            if (name is None or c.name == name) and all(c.attributes.get(k.replace("_", "-").rstrip("-")) == v
                                                        for k, v in attributes.items()):
                yield c
            yield from c.all(name, **attributes)

    def classes(self):
        return (self.attributes.get("class") or "").split()


class Page(HTMLParser):
    """A page as a tree; what is not well-formed is an error."""

    def __init__(self, text):
        super().__init__()
        self.root = self.at = Element("", {}, None)
        self.feed(text)
        self.close()
        assert self.at is self.root, "not closed: " + self.at.name

    def handle_starttag(self, tag, attrs):
        names = [k for k, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        e = Element(tag, attrs, self.at)
        self.at.children.append(e)
        if tag not in VOID:
            self.at = e

    def handle_endtag(self, tag):
        assert tag == self.at.name, "</%s> in <%s>" % (tag, self.at.name)
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def number(element):
    return int(element.text().strip().replace("\u202f", ""))


class Report(WholeTest):
    def page(self, name="uit/report.html"):
        return Page(read(self.at(name)).decode("utf-8")).root

    def samples(self, *more):
        return self.ran(0, "code", "-c", CODEBOOK, "--cases", os.path.join(SAMPLES, "cases.csv"), "--by", "groep", "-o",
                        self.at("uit"), *more, SAMPLES)

    def study(self, codes, sources, status=0, *more):
        """A study of codes (id: rules) and sources (name: text)."""
        book = "draad: 1\nid: p\nlanguage: nl\ncodes:\n" + "".join(
            "  - id: %s\n    rules: [%s]\n" % (code, ", ".join(rules)) for code, rules in codes.items())
        write(self.at("p.yaml"), book)
        for name, text in sources.items():
            write(self.at("bron", name), text)
        return self.ran(status, "code", "-c", self.at("p.yaml"), "-o", self.at("uit"), *more, self.at("bron"))

    def check_links(self, folder=None, name="report.html"):
        """Every link leads to something that is there."""
        folder = folder or self.at("uit")
        pages = {n: Page(read(os.path.join(folder, n)).decode("utf-8")).root for n in files_of(folder) if n.endswith(".html")}
        ids = {}
        for n, page in pages.items():
            found = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
            self.assertEqual(len(found), len(set(found)), "an id twice in " + n)
            ids[n] = set(found)
        count = 0
        for n, page in pages.items():
            for a in page.all("a"):
                path, _, to = a.attributes["href"].partition("#")
                path = urllib.parse.unquote(path)
                path = os.path.normpath(os.path.join(os.path.dirname(n), path)) if path else n
                self.assertTrue(path in ids and to in ids[path], "%s: %s" % (n, a.attributes["href"]))
                count += 1
            for e in page.all():
                if "aria-labelledby" in e.attributes:
                    self.assertTrue(set(e.attributes["aria-labelledby"].split()) <= ids[n], e.attributes)
        self.assertIn(name, pages)
        return count

    def test_numbers_are_those_of_the_tables(self):
        self.samples()
        page, folder = self.page(), self.at("uit")
        tree = {tr.attributes["data-code"]: tr for tr in next(page.all("section", id="codes")).all("tr")
                if "data-code" in tr.attributes}
        codes = rows(folder, "codes.csv")
        self.assertEqual([r["code"] for r in codes], list(tree))
        for r in codes:
            self.assertEqual([number(td) for td in tree[r["code"]].all("td", class_="n")],
                             [int(r[k]) for k in ("segments", "documents", "cases", "words")])
            self.assertEqual(next(tree[r["code"]].all("bdi")).text(), r["label"])
        matrix = {r["code"]: r for r in rows(folder, "cooccurrence_matrix.csv")}
        heat = [tr for tr in next(page.all("table", class_="heat")).all("tr") if "data-code" in tr.attributes]
        shown = [tr.attributes["data-code"] for tr in heat]
        self.assertEqual(shown, [r["code"] for r in codes if r["segments"] != "0"])
        for tr in heat:
            self.assertEqual([number(td) for td in tr.all("td")], [int(matrix[tr.attributes["data-code"]][c]) for c in shown])
        keys = {dt.text(): dd for dt, dd in zip(next(page.all("dl", class_="key")).all("dt"),
                                                next(page.all("dl", class_="key")).all("dd"))}
        documents = rows(folder, "documents.csv")
        self.assertEqual(number(keys["documenten"]), len(documents))
        self.assertEqual(number(keys["woorden die meetellen"]), sum(int(r["eligible_words"]) for r in documents))
        self.assertEqual(number(keys["segmenten"]), sum(int(r["segments"]) for r in codes))

    def test_a_code_has_its_passages_rules_and_pairs(self):
        self.samples()
        page, folder = self.page(), self.at("uit")
        segments, matches = rows(folder, "segments.csv"), rows(folder, "matches.csv")
        matrix = {r["code"]: r for r in rows(folder, "cooccurrence_matrix.csv")}
        themes = rows(folder, "themes.csv")
        codes = rows(folder, "codes.csv")
        for i, r in enumerate(codes, 1):
            about = next(page.all("article", id="k%d" % i))
            own = [s for s in segments if s["code"] == r["code"]]
            items = [li for li in about.all("li") if re.fullmatch(r"s\d+c\d+", li.attributes.get("id", ""))]
            self.assertEqual(len(items), len(own))
            for li, s in zip(items, own):
                said = next(li.all("blockquote")).text()
                self.assertIn(s["text"].strip(), said)
                marked = "".join(m.text() for m in li.all("mark"))
                at = int(s["start"])
                words = [[max(int(n) - at, 0) for n in w.split("-")] for w in s["evidence"].split(";")]
                self.assertIn("".join(s["text"][a:b] for a, b in words), marked)
                why = next(li.all("span", class_="why")).text()
                self.assertIn(s["document"], why)
                for rule in s["rules"].split(";"):
                    self.assertIn(rule, why)
                self.assertEqual("ontkend" in why, s["negated"] in ("yes", "mixed"))
            rule_rows = list(about.all("tr", class_="rule"))
            for tr in rule_rows:
                rule = next(tr.all("th")).text()
                of_rule = [m for m in matches if m["code"] == r["code"] and m["rule"] == rule]
                self.assertEqual([number(td) for td in tr.all("td", class_="n")][1:],
                                 [sum(m["blocked_by"] == "" for m in of_rule), sum(m["blocked_by"] != "" for m in of_rule)])
            for g in about.all("li"):
                found = re.fullmatch(r"k\d+g(\d+)", g.attributes.get("id", ""))
                if found:
                    group = next(g.all("bdi")).text()
                    theme = next(t for t in themes if t["code"] == r["code"] and t["group"] == group)
                    self.assertTrue(g.text().strip().startswith("%s: %s in" % (group, theme["segments"])), g.text())
            for k, other in enumerate(codes[i:], i + 1):
                n = int(matrix[r["code"]][other["code"]])
                heading = list(about.all("h4", id="p%d-%d" % (i, k)))
                self.assertEqual(len(heading), n > 0)
                if n > 0:
                    self.assertTrue(heading[0].text().endswith(": %d" % n))
                    siblings = heading[0].parent.children
                    behind = [e for e in siblings[siblings.index(heading[0]):] if not isinstance(e, str)][1]
                    self.assertEqual(len([e for e in behind.children if not isinstance(e, str)]), min(n, 200))

    def test_groups_salience_saturation_and_speakers_are_those_of_the_tables(self):
        self.samples()
        page, folder = self.page(), self.at("uit")
        themes = rows(folder, "themes.csv")
        for tr in next(page.all("section", id="groups")).all("tr"):
            if "data-code" in tr.attributes:
                own = [t for t in themes if t["code"] == tr.attributes["data-code"]]
                cells = list(tr.all("td"))
                self.assertEqual(len(cells), len(own))
                for td, t in zip(cells, own):
                    small = next(td.all("small")).text()
                    self.assertEqual(td.text().strip().removesuffix(small).strip(), t["segments"])
                    self.assertEqual(small, "%s (%.0f%%)" % (t["cases"], 100 * float(t["share"]) + 1e-9))
        salience = {r["code"]: r for r in rows(folder, "salience.csv")}
        shown = [tr for tr in next(page.all("section", id="salience")).all("tr") if "data-code" in tr.attributes]
        self.assertEqual(len(shown), sum(r["segments"] != "0" for r in rows(folder, "codes.csv")))
        for tr in shown:
            r = salience[tr.attributes["data-code"]]
            self.assertEqual([td.text().strip() for td in tr.all("td")],
                             [r["cases"], "%.0f%%" % (100 * float(r["share"])), r["label"], r["cqr"], r["groups"], r["group_label"],
                              "ja" if r["selected"] == "1" else "nee"])
        curve = rows(folder, "saturation.csv")
        section = next(page.all("section", id="saturation"))
        body = list(next(section.all("tbody")).all("tr"))
        self.assertEqual(len(body), len(curve))
        for tr, r in zip(body, curve):
            self.assertEqual([td.text().strip() for td in tr.all("td")],
                             [r["interview"], r["new"], r["cumulative"], "%.0f%%" % (100 * float(r["share"]))])
            self.assertEqual(next(tr.all("bdi")).text(), r["document"])
        self.assertIn("Verzadigd bij document %s (%s)," % (curve[0]["saturated_at"], curve[0]["notation"]), section.text())
        self.assertIn("documenten, in de volgorde van de cases", section.text())
        self.assertEqual(len(next(section.all("polyline")).attributes["points"].split()), len(curve))
        speakers = rows(folder, "speakers.csv")
        body = list(next(next(page.all("section", id="speakers")).all("tbody")).all("tr"))
        self.assertEqual(len(body), len(speakers))
        for tr, r in zip(body, speakers):
            self.assertEqual([td.text().strip().replace("\u202f", "") for td in tr.all("td")][:5],
                             [r["speaker"], r["role"], r["turns"], r["words"], "%.0f%%" % (100 * float(r["share_words"]))])

    def test_a_lens_and_phases_are_the_tables(self):
        book = lambda name: os.path.join(whole.ROOT, "codebooks", name)
        self.ran(0, "code", "-c", book("peo-haaglanden.yaml"), "-c", book("uitval-fase.yaml"), "--cases",
                 os.path.join(SAMPLES, "cases.csv"), "-o", self.at("uit"), SAMPLES)
        lens = os.path.join(whole.ROOT, "codebooks", "lenses", "sdt.csv")
        self.ran(0, "report", "--lens", lens, "--phases", "fase", self.at("uit"))
        page = self.page()
        labels = {r["code"]: r["label"] for r in rows(self.at("uit"), "codes.csv")}

        def table(*args):
            return list(csv.DictReader(io.StringIO(self.ran(0, "table", *args, self.at("uit")).out)))

        section = next(page.all("section", id="lens"))
        cells = [td for td in section.all("td")]
        expected = [r for r in table("lens", "--lens", lens) if r["part"] != "outside"]
        self.assertEqual(len(cells), len(expected))
        for td, r in zip(cells, expected):
            self.assertEqual([b.text() for b in td.all("bdi")],
                             [labels[c] for c in r["codes"].split(";") if c] if r["part"] == "cell" else [])
            if r["ncodes"] != "0":
                self.assertEqual(next(td.all("small")).text(), "%s segment%s, %s respondent%s" % (
                    r["segments"], "" if r["segments"] == "1" else "en", r["cases"], "" if r["cases"] == "1" else "en"))
        outside = [r for r in table("lens", "--lens", lens) if r["part"] == "outside"]
        self.assertEqual([b.text() for b in list(section.all("p"))[-1].all("bdi")], [labels[r["codes"]] for r in outside])
        section = next(page.all("section", id="phases"))
        phases, precedence, narratives = ([[td.text().strip() for td in tr.all("td")] for tr in next(t.all("tbody")).all("tr")]
                                          for t in section.all("table"))
        self.assertEqual(phases, [[r["listed"], r["documents"], "%.0f%%" % (100 * float(r["share"])), "ja" if r["shared"] == "1" else "nee",
                                   r["consensus"]] for r in table("phases", "--only", "fase")])
        self.assertEqual([n for row in precedence for n in row],
                         ["" if r["code_a"] == r["code_b"] else r["a_first"] for r in table("precedence", "--only", "fase")])
        self.assertEqual(narratives, [[" → ".join(labels[c] for c in r["order"].split(";") if c),
                                       "NA" if r["order_score"] == "NA" else "%.0f%%" % (100 * float(r["order_score"]))]
                                      for r in table("narratives", "--only", "fase")])
        self.check_links()
        self.ran(2, "report", "--phases", "niets", self.at("uit"))
        self.ran(3, "report", "--lens", self.at("weg.csv"), self.at("uit"))

    def test_the_network_has_the_pairs_of_the_matrix(self):
        self.samples()
        page = self.page()
        matrix = rows(self.at("uit"), "cooccurrence_matrix.csv")
        names = [r["code"] for r in matrix]
        labels = {r["code"]: r["label"] for r in rows(self.at("uit"), "codes.csv")}
        drawn = sorted(t.text() for t in page.all("title") if t.parent.name == "path")
        self.assertEqual(drawn, sorted("%s met %s: %s" % (labels[a], labels[b], matrix[i][b]) for i, a in enumerate(names)
                                       for b in names[i + 1:] if matrix[i][b] != "0"))
        pairs = {(r["code_a"], r["code_b"]): r for r in rows(self.at("uit"), "cooccurrence.csv") if r["unit"] == "sentence"}
        listed = [tr for tr in page.all("tr") if "data-other" in tr.attributes]
        self.assertEqual(len(listed), min(15, len(drawn)))
        for tr in listed:
            r = pairs[tr.attributes["data-code"], tr.attributes["data-other"]]
            self.assertEqual([td.text().strip().replace("\u2212", "-") for td in tr.all("td")],
                             [r["n11"]] + [("%.2f" % float(r[m])).replace(".", ",") for m in ("jaccard", "lift", "npmi")])
        for svg in page.all("svg"):
            for name in svg.attributes["aria-labelledby"].split():
                self.assertGreater(len(next(page.all(id=name)).text()), 10)

    def test_a_large_study_is_split_into_linked_files(self):
        text = read(os.path.join(SAMPLES, "student-stage.txt"))
        for i in range(90):
            write(self.at("bron", "gesprek %02d & meer.txt" % i), text + b"R: Nummer %d.\n" % i)
        self.ran(0, "code", "-c", CODEBOOK, "-o", self.at("uit"), self.at("bron"))
        names = files_of(self.at("uit", "report_files"))
        self.assertEqual(len([n for n in names if n.startswith("document-")]), 90)
        self.assertEqual(len([n for n in names if n.startswith("code-")]), len(rows(self.at("uit"), "codes.csv")))
        self.check_links()
        first = {n: read(self.at("uit", "report_files", n)) for n in names}
        self.ran(0, "report", self.at("uit"))
        self.assertEqual({n: read(self.at("uit", "report_files", n)) for n in files_of(self.at("uit", "report_files"))}, first)
        self.ran(0, "verify", self.at("uit"))
        self.ran(0, "report", "-o", self.at("los #1.html"), self.at("uit"))
        self.assertIn(b'href="los%20%231_files/', read(self.at("los #1.html")))
        self.assertIn(b'href="../los%20%231.html#codes"', read(self.at("los #1_files", "code-2.html")))
        self.ran(0, "code", "--force", "-c", CODEBOOK, "-o", self.at("uit"), os.path.join(SAMPLES, "student-stage.txt"))
        self.assertNotIn("report_files", os.listdir(self.at("uit")))

    def test_speech_without_full_stops_makes_no_page_of_its_square(self):
        said = " ".join("moe w%d %s" % (i, "x" * 80) for i in range(1000))
        self.study({"moe": ["moe"], "steun": ["steun"]}, {"lang.txt": "R: Ja. %s. Nee.\n" % said}, 0, "--unit", "match")
        self.assertEqual(rows(self.at("uit"), "codes.csv")[0]["segments"], "1000")
        page = read(self.at("uit", "report.html")).decode("utf-8")
        self.assertLess(len(page), 2500000)
        about = next(Page(page).root.all("article", id="k1"))
        around = [next(li.all("blockquote")).text() for li in about.all("li") if li.attributes.get("id", "").startswith("s1c")]
        self.assertTrue(around[0].startswith("Ja. moe w0 xx"), around[0][:40])
        self.assertTrue(around[0].endswith("xx moe w5\u2026"), around[0][-40:])
        self.assertTrue(all(t.startswith("\u2026 ") and t.endswith("\u2026") for t in around[10:-10]))
        self.assertTrue(around[-1].endswith(" Nee."), around[-1][-40:])
        self.assertLess(max(map(len, around)), 1010)
        self.check_links()

    def test_a_page_is_split_by_what_stands_on_it(self):
        said = " ".join("moe w%d %s" % (i, "x" * 80) for i in range(2000))
        self.study({"moe": ["moe"]}, {"lang.txt": "R: %s\n" % said}, 0, "--unit", "match")
        self.assertIn("report_files", os.listdir(self.at("uit")))
        self.check_links()

    def test_every_link_arrives(self):
        self.samples()
        self.assertGreater(self.check_links(), 1000)

    def test_a_transcript_is_shown_whole_with_its_codings_beside_it(self):
        self.samples()
        page = self.page()
        for i, d in enumerate(rows(self.at("uit"), "documents.csv"), 1):
            about = next(page.all("article", id="d%d" % i))
            self.assertEqual(len([e for e in about.all("div") if "turn" in e.classes()]), int(d["turns"]))
            beside = [li for ul in about.all("ul", class_="beside") for li in ul.all("li")]
            self.assertEqual(len(beside), sum(s["document"] == d["document"] for s in rows(self.at("uit"), "segments.csv")))
        about = next(page.all("article", id="d1"))
        source = read(os.path.join(SAMPLES, "student-stage.txt")).decode("utf-8")
        for no in about.all("a", class_="no"):
            no.children.clear()
        shown = re.sub(r"\s+", "", "".join(e.text() for e in about.all() if {"who", "said", "before"} & set(e.classes())))
        self.assertEqual(shown, re.sub(r"\s+", "", source))

    def test_the_same_bytes_each_time_and_everywhere(self):
        self.samples()
        first = read(self.at("uit", "report.html"))
        self.ran(0, "report", self.at("uit"))
        self.assertEqual(read(self.at("uit", "report.html")), first)
        self.ran(0, "report", "uit", cwd=self.dir, env={"LC_ALL": "nl_NL.UTF-8", "TZ": "Asia/Tokyo"})
        self.assertEqual(read(self.at("uit", "report.html")), first)
        self.ran(0, "verify", self.at("uit"))
        self.ran(0, "code", "--lang", "nl", "--force", "-c", CODEBOOK, "--cases", os.path.join(SAMPLES, "cases.csv"), "--by", "groep",
                 "-o", self.at("uit"), SAMPLES)
        self.assertEqual(read(self.at("uit", "report.html")), first)
        for secret in (self.dir, SAMPLES, os.path.expanduser("~")):
            self.assertNotIn(secret.encode(), first)

    def test_no_page_where_none_is_wanted(self):
        self.samples("--no-report")
        self.assertNotIn("report.html", os.listdir(self.at("uit")))
        self.ran(0, "report", "-o", self.at("p.html"), self.at("uit"))
        self.ran(2, "report", "-o", self.at("p.html"), self.at("uit"))
        self.ran(0, "report", "--force", "-o", self.at("p.html"), self.at("uit"))
        self.ran(2, "report", self.at("bestaat-niet"))
        self.ran(2, "report", "--only", "zin.niets", self.at("uit"))
        self.assertNotIn("report.html", os.listdir(self.at("uit")))
        self.assertEqual(os.stat(self.at("p.html")).st_mode & 0o777, 0o600)

    def test_warnings_of_a_codebook_are_told_once(self):
        done = self.study({"druk": ["druk", "druk"]}, {"a.txt": "R: druk\n"})
        again = self.ran(0, "report", self.at("uit"))
        self.assertEqual(len(re.findall("warning", done.err)), len(set(re.findall(".*warning.*", done.err))), done.err)
        self.assertEqual(again.err, "")
        write(self.at("leeg.yaml"), "draad: 1\nid: leeg\ncodes:\n  - id: niets\n")
        done = self.ran(0, "code", "-c", self.at("leeg.yaml"), "-o", self.at("leeg"), self.at("bron"))
        self.assertEqual(len(re.findall("warning: the code 'niets' has no rules", done.err)), 1, done.err)

    def test_quotes_none_and_masked_hide_what_was_said(self):
        self.study({"druk": ["druk"], "steun": ["team"]},
                   {"a.txt": "Datum: geheimdatum\n\nI: Geheimvraag?\nR: Het is geheimtaal druk met ons team. Nooitgeheim.\n"})
        self.ran(0, "report", "--quotes", "masked", "-o", self.at("m.html"), self.at("uit"))
        self.ran(0, "report", "--quotes", "none", "-o", self.at("n.html"), self.at("uit"))
        whole, masked, none = (read(self.at(n)).decode("utf-8").lower() for n in ("uit/report.html", "m.html", "n.html"))
        for word in ("geheimdatum", "geheimvraag", "geheimtaal", "nooitgeheim"):
            self.assertIn(word, whole)
            self.assertNotIn(word, masked)
            self.assertNotIn(word, none)
        self.assertIn("<mark>druk</mark>", masked)
        self.assertIn("••• •• ••••••••••", masked)
        self.assertNotIn("<mark>", none)
        self.assertNotIn("<blockquote", none)

    def test_masked_does_not_tell_what_denies(self):
        self.study({"druk": ["druk"]}, {"a.txt": "R: Ik heb nooit druk gevoeld.\n"})
        self.ran(0, "report", "--quotes", "masked", "-o", self.at("m.html"), self.at("uit"))
        whole, masked = (self.page(n).text() for n in ("uit/report.html", "m.html"))
        self.assertIn("ontkend: \u201cnooit\u201d", whole)
        self.assertIn("ontkend", masked)
        self.assertNotIn("nooit", masked)

    def test_sources_that_are_gone_leave_passages(self):
        self.samples()
        whole = read(self.at("uit", "report.html"))
        os.rename(self.at("uit"), self.at("elders"))
        self.samples()
        shutil.copytree(SAMPLES, self.at("bron"))
        self.ran(0, "code", "--force", "-c", CODEBOOK, "--cases", os.path.join(SAMPLES, "cases.csv"), "--by", "groep", "-o",
                 self.at("uit"), self.at("bron"))
        os.rename(self.at("bron"), self.at("verhuisd"))
        done = self.ran(0, "report", self.at("uit"))
        self.assertIn("12 of 12 sources are not where they were, or changed", done.err)
        page = self.page()
        self.assertIn("Bronnen die niet gevonden zijn", page.text())
        self.assertEqual(len([e for e in page.all("div") if "turn" in e.classes()]), 0)
        for s in rows(self.at("uit"), "segments.csv")[:50]:
            self.assertIn(s["text"].strip(), page.text())
        self.check_links()
        write(self.at("verhuisd", "student-stage.txt"), b"R: iets anders\n")
        done = self.ran(0, "report", self.at("uit"), self.at("verhuisd"))
        self.assertIn("1 of the sources (12) is not where it was, or changed", done.err)
        shutil.copy(os.path.join(SAMPLES, "student-stage.txt"), self.at("verhuisd"))
        done = self.ran(0, "report", self.at("uit"), self.at("verhuisd"))
        self.assertNotIn("not where they were", done.err)
        self.assertEqual(read(self.at("uit", "report.html")), whole)

    def test_hostile_names_and_texts_are_only_shown(self):
        evil = "</script><script>alert(1)</script>\"'&<!--"
        book = ("draad: 1\nid: p\nlanguage: nl\ntitle: '%s'\ncodes:\n  - id: druk\n    label: '%s'\n    definition: '%s'\n"
                "    include: ['%s']\n    rules: [druk]\n") % ((evil.replace("'", "''"),) * 4)
        write(self.at("p.yaml"), book)
        name = "a&\"'<b> \u202e\u05d0\u05d1.txt"
        write(self.at("bron", name), "%s: druk %s \x07 \u202e\u05d0\nR: druk\n" % ("R<i>", evil))
        self.ran(0, "code", "-c", self.at("p.yaml"), "-o", self.at("uit"), self.at("bron"))
        page = self.page()
        self.assertEqual(len(list(page.all("script"))), 1)
        self.assertEqual(list(page.all("i")) + list(page.all("b")), [])
        self.assertEqual(next(page.all("title")).text(), evil)
        self.assertIn(evil, next(page.all("article", id="k1")).text())
        self.assertIn("\u2407", page.text())
        self.assertNotIn("\x07", page.text())
        self.assertIn(name[:-4], [e.text() for e in page.all("bdi")])
        self.check_links()

    def test_the_policy_allows_this_script_and_nothing_else(self):
        import base64
        import hashlib
        self.study({"druk": ["druk"]}, {"a.txt": "R: druk\n"})
        page = self.page()
        policy = next(e for e in page.all("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy").attributes["content"]
        script = next(page.all("script")).text()
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        self.assertEqual(policy, "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'; base-uri 'none'; "
                                 "form-action 'none'" % digest)
        for e in page.all():
            self.assertFalse({"src", "srcset", "action", "data", "poster"} & set(e.attributes), e.attributes)
            self.assertFalse([k for k in e.attributes if k.startswith("on")], e.attributes)
            if e.name == "a":
                self.assertTrue(e.attributes["href"].startswith("#"), e.attributes)
        self.assertEqual([e for e in page.all() if e.name in ("link", "iframe", "img", "object", "form", "base")], [])

    def methods(self):
        return next(e for e in self.page().all("p") if "paste" in e.classes()).text()

    def test_whose_words_count_is_said_as_it_was(self):
        sources = {"a.txt": "I: Is het druk?\nR: Ja, druk.\nR: Druk met het team.\n", "b.txt": "I: En nu?\nR: Druk.\n"}
        self.study({"druk": ["druk"], "team": ["team"]}, sources)
        said = "Wat gezegd is door respondenten telt mee; door interviewers niet."
        self.assertIn(said, self.methods())
        self.assertIn("De 2 documenten (7 woorden die meetellen) zijn gecodeerd", self.methods())
        self.assertIn(said, next(self.page().all("section", id="pairs")).text())
        shutil.rmtree(self.at("uit"))
        write(self.at("q.yaml"), "draad: 1\nid: p\nlanguage: nl\nspeakers: {include: [respondent, interviewer]}\ncodes:\n"
              "  - id: druk\n    rules: [druk]\n  - id: team\n    rules: [team]\n")
        self.ran(0, "code", "-c", self.at("q.yaml"), "-o", self.at("uit"), self.at("bron"))
        said = "Alles wat gezegd is telt mee, ook door wie interviewt."
        self.assertIn(said, self.methods())
        self.assertIn(said, next(self.page().all("section", id="pairs")).text())
        shutil.rmtree(self.at("uit"))
        shutil.rmtree(self.at("bron"))
        self.study({"druk": ["druk"], "team": ["team"]}, {"a.txt": "Anna: Druk?\nBea: Druk met het team.\nAnna: Ja.\n"})
        self.assertIn("van geen spreker is bekend dat die interviewt", self.methods())
        shutil.rmtree(self.at("uit"))
        write(self.at("q.yaml"), "draad: 1\nid: p\nlanguage: nl\ncodes:\n  - id: druk\n    rules:\n      - druk\n"
              "      - find: vraag\n        speakers: {include: [interviewer]}\n")
        write(self.at("bron", "a.txt"), "I: Een vraag?\nR: Druk.\n")
        self.ran(0, "code", "-c", self.at("q.yaml"), "-o", self.at("uit"), self.at("bron"))
        self.assertIn("door interviewers niet, behalve voor regels die erom vragen.", self.methods())

    def test_one_of_something_is_said_as_one(self):
        self.study({"druk": ["druk"]}, {"a.txt": "R: Druk.\n"}, 0, "--unit", "turn")
        self.assertTrue(self.methods().startswith("Eén document (1 woord dat meetelt) is gecodeerd met Draad"), self.methods())
        for words in ("met 1 code en 1 regel.", "kreeg de beurt de code.", "zijn één segment: 1 segment in totaal."):
            self.assertIn(words, self.methods())
        self.assertEqual([dt.text() for dt in next(self.page().all("dl", class_="key")).all("dt")],
                         ["document", "respondent", "code", "segment", "woord dat meetelt", "zin die meetelt"])
        self.ran(0, "report", "--lang", "en", self.at("uit"))
        self.assertTrue(self.methods().startswith("One document (1 word that counts) was coded with Draad"), self.methods())

    def test_saturation_of_few_documents_cannot_be_computed(self):
        self.study({"druk": ["druk"]}, {"%d.txt" % i: "R: Druk.\n" for i in range(5)})
        said = next(self.page().all("section", id="saturation")).text()
        self.assertIn("Verzadiging is niet te berekenen", said)
        self.assertNotIn("niet bereikt", said)
        self.assertIn("documenten, op naam", said)
        shutil.rmtree(self.at("uit"))
        book = {"w%d" % i: ["=woord%d" % i] for i in range(6)}
        self.study(book, {"%d.txt" % i: "R: Een woord%d.\n" % i for i in range(6)})
        self.assertIn("Verzadiging is niet bereikt", next(self.page().all("section", id="saturation")).text())

    def test_a_code_shows_what_the_codes_below_it_have(self):
        write(self.at("q.yaml"), "draad: 1\nid: p\nlanguage: nl\ncodes:\n  - id: werk\n    codes:\n"
              "      - id: druk\n        rules: [druk]\n      - id: team\n        rules: [team]\n")
        write(self.at("bron", "a.txt"), "R: Druk.\nR: Druk met het team.\n")
        write(self.at("bron", "b.txt"), "R: Het team.\n")
        self.ran(0, "code", "-c", self.at("q.yaml"), "-o", self.at("uit"), self.at("bron"))
        table = csv.DictReader(io.StringIO(self.ran(0, "table", "frequencies", "--rollup", "all", self.at("uit")).out))
        all_levels = {}
        for r in table:
            all_levels.setdefault(r["code"], []).append(int(r["segments"]))
        tree = {tr.attributes["data-code"]: tr for tr in next(self.page().all("section", id="codes")).all("tr")
                if "data-code" in tr.attributes}
        self.assertEqual(list(tree), list(all_levels))
        self.assertEqual({c: number(next(tr.all("td", class_="n all"))) for c, tr in tree.items()},
                         {c: sum(n) for c, n in all_levels.items()})
        self.assertEqual(number(next(tree["p.werk"].all("td", class_="n all"))), 3)
        self.assertEqual(number(next(tree["p.werk"].all("td", class_="n"))), 0)
        about = next(self.page().all("article", id="k1")).text()
        self.assertIn("Alles samen: 3 segmenten in 2 documenten van 2 respondenten.", about)
        shutil.rmtree(self.at("uit"))
        self.study({"druk": ["druk"]}, {})
        self.assertEqual(list(self.page().all("td", class_="n all")), [])

    def test_a_matrix_of_zeros_says_what_to_do(self):
        self.study({"druk": ["druk"], "team": ["team"]}, {"a.txt": "R: Het is druk. Ons team helpt.\n"})
        said = next(self.page().all("section", id="pairs")).text()
        self.assertIn("Er staan geen twee codes in één zin. Om die van één beurt te tellen: draad code --matrix-unit turn", said)
        self.ran(0, "code", "--force", "--matrix-unit", "turn", "-c", self.at("p.yaml"), "-o", self.at("uit"), self.at("bron"))
        self.assertNotIn("geen twee codes", next(self.page().all("section", id="pairs")).text())

    def test_quotations_are_of_another_respondent_as_long_as_there_is_one(self):
        long = "Het is druk op het werk en dat merk ik ook echt nummer %d."
        self.study({"druk": ["druk"]}, {"a.txt": "".join("R: " + long % i + "\n" for i in range(4)),
                                        "b.txt": "R: Druk.\n", "c.txt": "R: " + long % 9 + "\n"})
        about = next(self.page().all("article", id="k1"))
        quoted = [next(li.all("span", class_="why")).text()[0] for li in next(about.all("ol")).all("li")]
        self.assertEqual(sorted(quoted[:2]), ["a", "c"])
        self.assertEqual(quoted[2:], ["a"])  # b says too little to be quoted
        self.assertIn("uit de passages van 8 tot 80 woorden binnen één beurt", about.text())

    def test_the_parts_of_an_earlier_page_go_with_it(self):
        said = " ".join("moe w%d %s" % (i, "x" * 80) for i in range(2000))
        self.study({"moe": ["moe"], "rust": ["rust"]}, {"lang.txt": "R: %s\nR: rust\n" % said}, 0, "--unit", "match", "--no-report")
        page = ("-o", self.at("p.html"), self.at("uit"))
        self.ran(0, "report", *page)
        self.assertEqual(files_of(self.at("p_files")), ["code-1.html", "code-2.html", "document-1.html"])
        write(self.at("p_files", "code-van mij.html"), "van mij")
        self.ran(0, "report", "--force", "--only", "p.rust", *page)
        self.assertEqual(files_of(self.at("p_files")), ["code-van mij.html"])
        os.remove(self.at("p_files", "code-van mij.html"))
        self.ran(0, "report", "--force", *page)
        self.assertIn("document-1.html", files_of(self.at("p_files")))
        self.ran(0, "report", "--force", "--only", "p.rust", *page)
        self.assertNotIn("p_files", os.listdir(self.dir))

    def test_in_a_result_folder_lies_no_other_page(self):
        self.study({"druk": ["druk"]}, {"a.txt": "R: druk\n"})
        for name in ("uit/ander.html", "uit/inputs/report.html", "bron/../uit/ander.html"):
            self.assertIn("is inside the result folder", self.ran(2, "report", "-o", self.at(name), self.at("uit")).err)
        self.ran(2, "report", "-o", "ander.html", ".", cwd=self.at("uit"))
        self.ran(0, "report", "--force", "-o", self.at("uit", "report.html"), self.at("uit"))
        self.ran(0, "report", "-o", self.at("uit.html"), self.at("uit"))
        self.ran(0, "verify", self.at("uit"))

    def test_standard_input_is_not_missed_and_a_page_that_failed_is_not_named(self):
        self.study({"druk": ["druk"]}, {"a.txt": "R: druk\n"})
        done = self.ran(0, "code", "--force", "-c", self.at("p.yaml"), "-o", self.at("uit"), "-", stdin=b"R: druk\n")
        self.assertNotIn("not where", done.err)
        self.assertIn("uit/report.html", done.out)

        def no_large_files(): # the page is larger than all the rest of so small a study
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (12000, 12000))

        done = self.ran(1, "code", "-c", self.at("p.yaml"), "-o", self.at("vol"), self.at("bron"), preexec_fn=no_large_files)
        self.assertIn("segments.csv", done.out)
        self.assertNotIn("report.html", done.out)
        self.assertNotIn("report.html", os.listdir(self.at("vol")))

    def test_of_very_many_codings_a_page_is_made_when_it_is_asked_for(self):
        write(self.at("p.yaml"), "draad: 1\nid: p\ntitle: P\ncodes:\n  - id: druk\n    rules: [druk]\n")
        write(self.at("a.txt"), "R: " + "Druk. " * 100001 + "\n")
        done = self.ran(0, "code", "-c", self.at("p.yaml"), "-o", self.at("uit"), self.at("a.txt"))
        self.assertIn("draad report", done.out)
        self.assertNotIn("report.html", os.listdir(self.at("uit")))

    def test_the_title_names_the_codebooks(self):
        names = ["c%d" % i for i in range(5)]
        for n in names:
            write(self.at(n + ".yaml"), "draad: 1\nid: %s\ntitle: Boek %s\nlanguage: nl\ncodes:\n  - id: druk\n    rules: [druk]\n" % (n, n))
        write(self.at("bron", "a.txt"), "R: druk\n")
        for n, title in ((1, "Boek c0"), (2, "Boek c0 en Boek c1"), (3, "Boek c0, Boek c1 en Boek c2"),
                         (5, "Boek c0, Boek c1, Boek c2 en nog 2")):
            self.ran(0, "code", "--force", *[a for c in names[:n] for a in ("-c", self.at(c + ".yaml"))], "-o", self.at("uit"), self.at("bron"))
            self.assertEqual(next(self.page().all("h1")).text(), title)
            self.assertEqual(next(self.page().all("title")).text(), title)

    def test_no_codings_one_code_and_sixty(self):
        self.study({"druk": ["zeldzaam"]}, {"a.txt": "R: niets\n"})
        self.assertIn("Er komen minder dan twee codes voor", self.page().text())
        self.check_links()
        shutil.rmtree(self.at("uit"))
        self.study({"druk": ["niets"]}, {"a.txt": "R: niets\n"})
        self.check_links()
        shutil.rmtree(self.at("uit"))
        words = ["woord" + chr(97 + i // 8) + chr(97 + i % 8) for i in range(70)]
        self.study({w: ["=" + w] for w in words}, {"a.txt": "R: %s.\nR: %s.\n" % (" ".join(words), " ".join(words[5:]))})
        page = self.page()
        tables = list(page.all("table", class_="heat"))
        self.assertEqual([len(list(next(t.all("thead")).all("th"))) - 1 for t in tables], [20, 20, 20])
        self.assertEqual(len(list(tables[0].all("tr"))), 61 if len(tables) == 3 else 0)
        self.assertIn("Er zijn meer codes dan passen", page.text())
        self.check_links()

    def test_a_code_with_many_segments(self):
        self.study({"druk": ["druk"], "team": ["team"]},
                   {"a.txt": "".join("R: druk met team %d.\n" % i for i in range(5000))})
        self.assertEqual(rows(self.at("uit"), "codes.csv")[0]["segments"], "5000")
        self.check_links()
        text = "".join(read(self.at("uit", n)).decode("utf-8") for n in files_of(self.at("uit")) if n.endswith(".html"))
        self.assertEqual(len(set(re.findall(r'id="(s1c\d+)"', text))), 10000)
        self.assertIn("draad table cooccurrence --unit sentence --cell p.druk,p.team", text)

    def test_only_some_codes_with_the_numbers_of_all(self):
        self.samples()
        self.ran(0, "report", "--only", "zin.transformatieve-processen", "--lang", "en", "-o", self.at("kort.html"), self.at("uit"))
        page = self.page("kort.html")
        shown = [tr.attributes["data-code"] for tr in next(page.all("section", id="codes")).all("tr") if "data-code" in tr.attributes]
        self.assertEqual(shown, [r["code"] for r in rows(self.at("uit"), "codes.csv")
                                 if r["code"] == "zin.transformatieve-processen" or r["parent"] == "zin.transformatieve-processen"])
        self.assertIn("This is a short page: it shows 5 of these codes.", page.text())
        self.assertEqual(next(page.all("html")).attributes["lang"], "en")
        shutil.copy(self.at("kort.html"), self.at("uit", "report.html"))
        self.check_links()


if __name__ == "__main__":
    main()
