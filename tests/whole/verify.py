#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""verify.py - a result folder can be made again, and what was changed since is named."""
import os
import shutil

from whole import CODEBOOK, SAMPLES, WholeTest, edge_sources, main, read, run, write


class Verify(WholeTest):
    def setUp(self):
        super().setUp()
        shutil.copytree(SAMPLES, self.at("bronnen"))
        self.ran(0, "code", "-q", "-c", CODEBOOK, "--cases", self.at("bronnen", "cases.csv"), "--by", "groep", "-o",
                 self.at("uit"), self.at("bronnen"))

    def change(self, path, old, new):
        content = read(path)
        self.assertIn(old, content)
        write(path, content.replace(old, new, 1))

    def differs(self, *words):
        done = self.ran(1, "verify", self.at("uit"))
        for word in words:
            self.assertIn(word, done.err)
        return done

    def test_an_untouched_result_is_equal(self):
        self.assertIn("equal", self.ran(0, "verify", self.at("uit")).out)

    def test_a_changed_letter_in_a_source_is_named(self):
        self.change(self.at("bronnen", "student-stage.txt"), b"stage", b"stege")
        self.differs("student-stage.txt")

    def test_words_of_the_user_are_an_input(self):
        write(self.at("eigen.csv"), b"woord;lemma;soort\nstege;stage;znw\n")
        self.ran(0, "code", "-q", "--force", "-c", CODEBOOK, "--lexicon", self.at("eigen.csv"), "-o", self.at("uit"),
                 self.at("bronnen"))
        self.assertEqual(read(self.at("eigen.csv")), read(self.at("uit", "inputs", "eigen.csv")))
        self.assertIn(b'"lexicon"', read(self.at("uit", "manifest.json")))
        self.ran(0, "verify", self.at("uit"))
        self.change(self.at("uit", "inputs", "eigen.csv"), b"stege", b"stoge")
        self.differs("eigen.csv")

    def test_a_missing_source_is_named(self):
        os.remove(self.at("bronnen", "student-stage.txt"))
        self.differs("student-stage")

    def test_a_changed_letter_in_the_codebook_is_named(self):
        self.change(self.at("uit", "inputs", "weerbaarheid.yaml"), b"coping", b"coqing")
        self.differs("weerbaarheid.yaml")

    def test_a_changed_letter_in_each_output_is_named(self):
        for name in sorted(os.listdir(self.at("uit"))):
            path = self.at("uit", name)
            if name in ("local.json", "inputs", "manifest.json", "report.html"):
                continue
            before = read(path)
            write(path, before[:-2] + (b"1" if before[-2:-1] != b"1" else b"2") + before[-1:])
            self.differs(name)
            write(path, before)
        self.ran(0, "verify", self.at("uit"))

    def test_a_missing_and_an_extra_file_are_named(self):
        os.rename(self.at("uit", "codes.csv"), self.at("uit", "extra.csv"))
        self.differs("codes.csv", "extra.csv")

    def test_sources_that_moved_are_found_where_one_says(self):
        os.rename(self.at("bronnen"), self.at("elders"))
        self.ran(1, "verify", self.at("uit"))
        self.ran(0, "verify", self.at("uit"), self.at("elders"))

    def test_a_named_file_that_changed_is_not_passed_over_for_the_old_place(self):
        shutil.copytree(self.at("bronnen"), self.at("elders"))
        self.ran(0, "verify", self.at("uit"), self.at("elders"))
        self.change(self.at("elders", "student-stage.txt"), b"stage", b"stege")
        done = self.ran(1, "verify", self.at("uit"), self.at("elders"))
        self.assertIn(self.at("elders", "student-stage.txt") + ": error: is not as it was", done.err)
        os.remove(self.at("elders", "student-stage.txt")) # not named: it is where it was
        self.ran(0, "verify", self.at("uit"), self.at("elders"))

    def test_what_is_no_result_folder_is_said(self):
        os.makedirs(self.at("leeg"))
        self.assertIn("leeg", self.ran(2, "verify", self.at("leeg")).err)

    def test_the_manifest_itself_is_compared(self):
        for old, new in (b'"bytes": false', b'"bytes": true'), (b'"draad":', b'"drood":'), (b'"unit": "codebook"', b'"unit": "turn"'):
            before = read(self.at("uit", "manifest.json"))
            self.change(self.at("uit", "manifest.json"), old, new)
            done = run("verify", self.at("uit"))
            self.assertIn(done.status, (1, 2), done)
            self.assertNotEqual(done.err, "")
            write(self.at("uit", "manifest.json"), before)

    def test_every_option_is_remembered(self):
        edge = self.at("rand")
        for name, content in edge_sources().items():
            write(os.path.join(edge, "diep er" if name < "e" else "", name), content)
            write(os.path.join(edge, "kopie", name), content)
        for options in (["--bytes"], ["--excel-nl", "--by", "groep"], ["--unit", "turn", "--matrix-unit", "document"], ["--wrapped", "yes"], ["--repair"],
                        ["--track", "all", "--hidden", "drop"], ["--interviewer", "R2", "--interviewer", "Jan \"x\" é"],
                        ["--tests", "always", "--no-jit", "--threads", "3"], ["-c", os.path.join(edge, "..", "ander", "weerbaarheid.yaml")]):
            write(self.at("ander", "weerbaarheid.yaml"), read(CODEBOOK).replace(b"id: zin", b"id: tweede", 1))
            self.ran(0, "code", "-q", "--force", "-c", CODEBOOK, "--cases", self.at("bronnen", "cases.csv"), "-o", self.at("uit"),
                     *options, self.at("bronnen"), edge)
            self.assertIn("equal", self.ran(0, "verify", self.at("uit")).out, options)

    def test_how_bytes_were_read_is_remembered(self):
        for options, content in ((["--encoding", "ISO-8859-15"], "R: Privé \u20AC 5.\n".encode("iso-8859-15")),
                                 (["--repair"], b"R: Priv\xc3\xa9, priv\xc3 en caf\xc3\xa9.\n")):
            source = write(self.at("bytes.txt"), content)
            self.ran(0, "code", "-q", "--force", "-c", CODEBOOK, "-o", self.at("uit"), *options, source)
            self.assertIn("equal", self.ran(0, "verify", self.at("uit")).out, options)


if __name__ == "__main__":
    main()
