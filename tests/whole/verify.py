#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""verify.py - a result folder can be made again, and what was changed since is named."""
import os
import shutil

from whole import CODEBOOK, SAMPLES, WholeTest, main, read, write


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

    def test_a_missing_source_is_named(self):
        os.remove(self.at("bronnen", "student-stage.txt"))
        self.differs("student-stage")

    def test_a_changed_letter_in_the_codebook_is_named(self):
        self.change(self.at("uit", "inputs", "weerbaarheid.yaml"), b"coping", b"coqing")
        self.differs("weerbaarheid.yaml")

    def test_a_changed_letter_in_each_output_is_named(self):
        for name in sorted(os.listdir(self.at("uit"))):
            path = self.at("uit", name)
            if name in ("local.json", "inputs", "manifest.json"):
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

    def test_what_is_no_result_folder_is_said(self):
        os.makedirs(self.at("leeg"))
        self.assertIn("leeg", self.ran(2, "verify", self.at("leeg")).err)


if __name__ == "__main__":
    main()
