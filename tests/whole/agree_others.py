#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""agree_others.py - the codings of others reach draad agree whole, however they come: with positions, by what is quoted,
or from the program in which someone coded."""
import csv
import io
import os
import random
import zipfile

import refi_tools as tools
from whole import CODEBOOK, SAMPLES, WholeTest, main, run, write

CODINGS = os.path.join(SAMPLES, "codings.csv")

BOOK = """draad: 1
id: b
codes:
  - {id: druk, label: Werk druk, rules: [druk]}
  - {id: thuis, label: Thuis, rules: [thuis]}
"""
ANNA = "I: Hoe is het?\nR: Druk \U0001F600 hier. Ik zei: \u2018het is e\u0301cht druk\u2019.\nR: Thuis is rust. Ja. Thuis is  rust.\n"


def texts():
    found = {}
    for name in os.listdir(SAMPLES):
        stem, extension = os.path.splitext(name)
        if extension in (".txt", ".docx", ".vtt"):
            found[stem] = run("text", "-q", os.path.join(SAMPLES, name)).out
    return found


def sloppy(lot, passage):
    """As people copy: other quotation marks, spaces, capitals, dots; sometimes in quotation marks."""
    passage = lot.choice([passage, passage.replace("'", "\u2019"), passage.replace("\n", " "), passage.replace(" ", "\u00A0"),
                          passage.replace("...", "\u2026"), passage[:1].swapcase() + passage[1:], passage.replace("\u2013", "-")])
    return lot.choice([passage, "\u201C" + passage + "\u201D", "  " + passage + " ", "... " + passage])


class Others(WholeTest):
    def setUp(self):
        super().setUp()
        write(self.at("b.yaml"), BOOK)
        write(self.at("in", "anna.txt"), ANNA)
        self.ran(0, "code", "-q", "-c", self.at("b.yaml"), "-o", self.at("uit"), self.at("in"))


class Words(WholeTest):
    def test_each_dutch_word_of_landis_and_koch_is_more_than_the_one_before(self):
        """Of 20 units code cNxK has N by each coder and K by both."""
        codes = ["c4x0", "c4x1", "c4x2", "c5x3", "c4x3", "c4x4"]  # kappa -.25, .06, .38, .47, .69, 1
        lines = [[] for _ in range(20)]
        rows_ = []
        for code in codes:
            n, both = int(code[1]), int(code[3])
            for i in range(n):
                lines[i].append(code)
            rows_ += [(i, code) for i in range(n - both, 2 * n - both)]
        said = ["R: Nou %s.\n" % " ".join(line) for line in lines]
        starts = [sum(map(len, said[:i])) + 3 for i in range(20)]
        write(self.at("a.txt"), "".join(said))
        write(self.at("b.yaml"), "draad: 1\nid: b\ncodes:\n" + "".join("  - {id: %s, rules: [%s]}\n" % (c, c) for c in codes))
        write(self.at("bo.csv"), "document,start,end,code\n" + "".join("a,%d,%d,b.%s\n" % (starts[i], starts[i] + 3, c) for i, c in rows_))
        self.ran(0, "code", "-q", "-c", self.at("b.yaml"), "-o", self.at("uit"), self.at("a.txt"))
        found = []
        for lang in "en", "nl":
            out = self.ran(0, "agree", "--lang", lang, "--labels", "landis-koch", self.at("uit"), self.at("bo.csv")).out
            found.append([line.split("  ")[-1] for line in out.splitlines() if line.startswith("b.c")])
        self.assertEqual(found, [["poor", "slight", "fair", "moderate", "substantial", "almost perfect"],
                                 ["slecht", "gering", "matig", "redelijk", "voldoende tot goed", "bijna perfect"]])


class Folders(Others):
    def test_a_file_where_a_result_folder_is_expected_is_named_as_such(self):
        bo = write(self.at("bo.csv"), "document,start,end,code\nanna,18,22,b.druk\n")
        for args in (["agree", bo, bo], ["diff", self.at("uit"), bo], ["diff", bo, self.at("uit")], ["table", "themes", bo],
                     ["export", bo, "-o", self.at("x.xlsx")], ["export", bo, "-o", self.at("x.qdpx")], ["report", bo], ["verify", bo]):
            done = self.ran(2, *args)
            self.assertIn(bo + ": error: is no result folder: it holds no readable manifest.json", done.err, args)


class Quotations(Others):
    def test_the_hand_coding_of_the_samples_by_its_words_is_the_same(self):
        self.ran(0, "code", "-q", "-c", CODEBOOK, "-o", self.at("samples"), SAMPLES)
        lot, said = random.Random(4), texts()
        with open(CODINGS, encoding="utf-8", newline="") as file:
            rows_ = [[r["document"], sloppy(lot, said[r["document"]][int(r["start"]):int(r["end"])]) if r["start"] else "", r["code"], r["coder"]]
                     for r in csv.DictReader(file)]
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([["document", "citaat", "code", "codeur"]] + rows_)
        write(self.at("citaten.csv"), out.getvalue())
        for kind in ("agreement", "unitizing"):
            by_words = self.ran(0, "table", kind, self.at("samples"), "--with", self.at("citaten.csv"))
            self.assertEqual(by_words.err, "")
            self.assertEqual(by_words.out, self.ran(0, "table", kind, self.at("samples"), "--with", CODINGS).out)

    def unitized(self, text):
        write(self.at("bo.csv"), text)
        return self.ran(0, "agree", "--format", "csv", self.at("uit"), self.at("bo.csv"))

    def test_what_is_nowhere_or_in_two_places_is_told_with_its_row(self):
        done = self.unitized("document,text,code\nanna,thuis is rust,Thuis\nanna,thuis is zuurstof,thuis\nanna,Hier is druk,b.druk\nanna,\"het is \u00e9cht druk\",Werk druk\n")
        self.assertIn("bo.csv:2: warning: what is quoted stands 2 times in anna", done.err)
        self.assertIn("bo.csv:3: warning: what is quoted does not stand in anna", done.err)
        self.assertIn("bo.csv:4: warning: what is quoted does not stand in anna", done.err)
        self.assertNotIn("zuurstof", done.err)
        self.assertEqual(done.err.count("\n"), 3)

    def test_a_comma_in_a_quotation_puts_no_word_of_it_in_a_message(self):
        done = self.unitized("document,text,code\nanna,Ja, zuurstof is het,thuis\nanna,Ja.,zuurstof\nzuurstof,Ja.,thuis\nanna,Ja.,thius\nanna,Ja.,thuis\n")
        self.assertNotIn("zuurstof", done.err)
        self.assertIn("bo.csv:2: warning: 4 cells, but the first line names 3 columns: left out", done.err)
        self.assertIn("bo.csv:3: warning: column 3 names no code of this result: left out\n", done.err)
        self.assertIn("bo.csv:4: warning: column 1 names no document of this result: left out\n", done.err)
        self.assertIn("bo.csv:5: warning: column 3 names no code of this result: left out; did you mean b.thuis?\n", done.err)
        self.assertEqual(done.err.count("\n"), 4)

    def test_a_label_with_the_apostrophe_of_word(self):
        write(self.at("b.yaml"), BOOK.replace("label: Thuis", "label: \"Foto's thuis\""))
        self.ran(0, "code", "-q", "--force", "-c", self.at("b.yaml"), "-o", self.at("uit"), self.at("in"))
        self.assertEqual(self.unitized("document,text,code\nanna,Ja.,foto\u2019s Thuis\n").err, "")

    def test_positions_go_before_words(self):
        done = self.unitized("document,start,end,text,code\nanna,18,22,zo staat het er niet,b.druk\nanna,,,Ja.,b.thuis\n")
        self.assertEqual(done.err, "")

    def test_a_source_that_moved_can_be_named_and_a_changed_one_is_told(self):
        os.rename(self.at("in"), self.at("elders"))
        write(self.at("bo.csv"), "document,text,code\nanna,Ja,b.thuis\nanna,Ik zei,b.druk\n")
        done = self.ran(2, "agree", self.at("uit"), self.at("bo.csv"))
        self.assertEqual(done.err.count("the source of document anna is not found"), 1)
        self.assertEqual(done.err.count("cannot be read again"), 2)
        self.assertEqual(self.ran(0, "agree", "--sources", self.at("elders"), self.at("uit"), self.at("bo.csv")).err, "")
        write(self.at("elders", "anna.txt"), ANNA + "Nog iets.\n")
        done = self.ran(2, "agree", "--sources", self.at("elders"), self.at("uit"), self.at("bo.csv"))
        self.assertIn("is not as it was when it was coded as document anna", done.err)

    def test_without_positions_and_words_there_is_nothing(self):
        write(self.at("bo.csv"), "document,code\nanna,b.druk\n")
        self.assertIn("or text: what is quoted", self.ran(3, "agree", self.at("uit"), self.at("bo.csv")).err)


class Projects(Others):
    def renamed(self, change=lambda text: text, name=b"Bo"):
        """The result as another program would give it back: by another coder, with a text that it changed."""
        self.ran(0, "export", self.at("uit"), "-o", self.at("uit.qdpx"), "--force")
        with zipfile.ZipFile(self.at("uit.qdpx")) as given, zipfile.ZipFile(self.at("bo.qdpx"), "w") as made:
            for part in given.namelist():
                content = given.read(part)
                if part == "project.qde":
                    content = content.replace(b'name="draad 0.1.0"', b'name="' + name + b'"').replace(b'origin="draad 0.1.0"', b'origin="Ander"')
                else:
                    content = change(content.decode()).encode()
                made.writestr(part, content)
        return self.at("bo.qdpx")

    def test_what_went_out_comes_back_as_the_same_codings(self):
        done = self.ran(0, "agree", "--format", "csv", self.at("uit"), self.renamed())
        self.assertEqual([(r["code"], r["po"], r["kappa"]) for r in csv.DictReader(io.StringIO(done.out))], [("b.druk", "1", "1"), ("b.thuis", "1", "1")])
        self.assertIn("coders: draad;Bo", self.ran(0, "agree", self.at("uit"), self.at("bo.qdpx")).out)

    def test_our_own_rules_that_come_back_are_no_second_coder(self):
        self.ran(0, "export", self.at("uit"), "-o", self.at("uit.qdpx"))
        done = self.ran(2, "agree", self.at("uit"), self.at("uit.qdpx"))
        self.assertIn("codings by draad 0.1.0 are those of the rules, and left out", done.err)
        self.assertIn("agreement needs two coders", done.err)

    def test_codings_of_a_text_that_was_changed_are_placed_by_their_words(self):
        package = self.renamed(lambda text: text.replace("\u2018", "'").replace("\u2019", "'").replace("  rust", " rust"))
        done = self.ran(0, "agree", "--format", "csv", self.at("uit"), package)
        self.assertIn("the text of anna is not quite the same there", done.err)
        self.assertEqual([r["kappa"] for r in csv.DictReader(io.StringIO(done.out))], ["1", "1"])

    def test_a_passage_that_is_not_in_our_text_is_told(self):
        package = self.renamed(lambda text: text.replace("hier", "daar"))
        done = self.ran(0, "agree", self.at("uit"), package)
        self.assertIn("a coded passage of anna stands 1 times in the text there and 0 times here: left out", done.err)
        self.assertNotIn("daar.", done.err)

    def test_a_document_that_is_not_here_is_told(self):
        at = ANNA.index("Ja.")
        write(self.at("anna.qdpx"), tools.qualcoder(ANNA, at, at + 3))
        done = self.ran(2, "agree", self.at("uit"), self.at("anna.qdpx"))
        self.assertIn("the document d1 is not in this result", done.err)

    def test_codes_by_their_label(self):
        write(self.at("in", "d1.txt"), ANNA)
        self.ran(0, "code", "-q", "-c", self.at("b.yaml"), "-o", self.at("twee"), self.at("in"))
        at = ANNA.index("Ja.")
        package = tools.f4(ANNA, at, at + 3)
        write(self.at("f4.qdpx"), package)
        done = self.ran(0, "agree", self.at("twee"), self.at("f4.qdpx"))
        self.assertIn("coders: draad;Anna", done.out)
        self.assertIn("d1:", done.out)  # Anna's coding of "Druk" is b.druk by its id

    def of_anna(self, status, source, text, *passages):
        """draad agree of a source and a project in which Anna coded these passages of another text."""
        write(self.at("los", "d1.txt"), source)
        self.ran(0, "code", "-q", "--force", "-c", self.at("b.yaml"), "-o", self.at("los", "uit"), self.at("los", "d1.txt"))
        write(self.at("los", "bo.qdpx"), tools.plain_project(text, passages, "Ander"))
        return self.ran(status, "agree", self.at("los", "uit"), self.at("los", "bo.qdpx"))

    def test_a_passage_that_stands_there_twice_and_here_once_is_not_placed(self):
        text = "R: Ik ben moe.\nI: Waarvan?\nR: Dat was zwaar.\nI: En nu?\nR: Ik ben moe.\n"
        done = self.of_anna(2, "R: Dat was zwaar.\nI: En nu?\nR: Ik ben moe.\n", text, (3, 14))
        self.assertIn("a coded passage of d1 stands 2 times in the text there and 1 times here: left out", done.err)
        self.assertNotIn("placed by their words", done.err)

    def test_of_as_many_places_the_same_in_order_is_meant(self):
        text = "R: Ja. Ik ben moe. Nee. Ja. Thuis.\n"
        for nth, at in enumerate((text.index("Ja"), text.rindex("Ja"))):
            done = self.of_anna(0, "R: Zeg!\n" + text, text, (at, at + 3))
            self.assertIn("1 codings were placed by their words", done.err)
            self.assertIn("d1:%d " % (2 + 3 * nth), done.out)

    def test_a_passage_inside_a_word_is_not_taken_for_the_word(self):
        done = self.of_anna(2, "R: Nou. Verdraaid, ik draai om.\n", "R: Verdraaid, ik draai om.\n", (6, 11))
        self.assertIn("a coded passage of d1 begins or ends inside a word", done.err)

    def test_documents_in_which_nobody_coded_are_counted_and_can_be_said_to_be_read(self):
        write(self.at("in", "d1.txt"), ANNA)
        self.ran(0, "code", "-q", "--force", "-c", self.at("b.yaml"), "-o", self.at("uit"), self.at("in"))
        at = ANNA.index("Druk")
        write(self.at("bo.qdpx"), tools.package(
            tools.project(tools.USERS + tools.codebook(tools.code(10, "druk")) + "<Sources>%s%s</Sources>" % tuple(
                '<TextSource guid="%s" name="%s"><PlainTextContent>%s</PlainTextContent>%s</TextSource>' % (tools.guid(n), name, ANNA, made)
                for n, name, made in ((2, "d1", tools.selection(100, at, at + 4, "Druk", tools.coding(1000, 10, 1))), (3, "anna", ""))), "Ander")))
        done = self.ran(0, "agree", "--format", "csv", self.at("uit"), self.at("bo.qdpx"))
        self.assertIn("nobody coded anything in 1 documents there, which are taken as not read and not compared", done.err)
        units = {r["n"] for r in csv.DictReader(io.StringIO(done.out))}
        write(self.at("gelezen.csv"), "document,start,end,code,coder\nanna,,,,Anna\n")
        done = self.ran(0, "agree", "--format", "csv", self.at("uit"), self.at("bo.qdpx"), self.at("gelezen.csv"))
        self.assertEqual({str(2 * int(n)) for n in units}, {r["n"] for r in csv.DictReader(io.StringIO(done.out))})

    def test_other_tables_take_them_too(self):
        done = self.ran(0, "table", "disagreements", self.at("uit"), "--with", self.renamed())
        self.assertEqual(len(done.out.splitlines()), 1)


if __name__ == "__main__":
    main()
