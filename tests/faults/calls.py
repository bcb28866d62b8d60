#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""calls.py - each call that writes fails once: no half file, no word of success, and what was there is as it was.

Every scenario is run again and again, with the first call of a kind failing, then the second, until none fails.  The
calls are made to fail by failing_calls.c, which DRAAD_FAILING_CALLS names."""
import errno
import os
import re
import shutil
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "whole"))
from whole import SMALL_CODEBOOK, WholeTest, digest, main, read, run, write  # pylint: disable=wrong-import-position

SHIM = os.environ.get("DRAAD_FAILING_CALLS", "")
# What fails, and how; 0: the disk fills, half of what is written still fits.
CALLS = [("write", errno.EIO), ("write", 0), ("fsync", errno.EIO), ("close", errno.EIO), ("rename", errno.EIO), ("link", errno.EIO),
         ("unlink", errno.EIO), ("mkdir", errno.ENOSPC), ("create", errno.EMFILE)]
TEXTS = {"anna.txt": "I: Hoe is dat?\nR: Mijn collega helpt. Ik laat het los.\n", "bram.txt": "R: Samenwerken is echt heel rustig.\n"}


def there(path):
    """What is at a path, whole: None, or one digest."""
    if os.path.isdir(path):
        return digest(path)
    return read(path) if os.path.lexists(path) else None


@unittest.skipUnless(os.path.exists(SHIM), "failing_calls is not here")
class Calls(WholeTest):

    def setUp(self):
        super().setUp()
        write(self.at("proef.yaml"), SMALL_CODEBOOK)
        for name, text in TEXTS.items():
            write(self.at("bronnen", name), text)
        self.ran(0, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("resultaat"), self.at("bronnen"))

    def scenario(self, target, *args, old=None, optional=False):
        """Runs ARGS, which make `target` where `old` is (a path to copy, or nothing), under each failing call."""
        good = self.at("good", os.path.basename(target))
        os.makedirs(self.at("good"), exist_ok=True)
        arguments = [good if a == target else a for a in args]
        done = run(*arguments)
        if optional and done.status == 2:
            return # built without the library for this format
        self.assertEqual(done.status, 0, done)
        new, before = there(good), there(old) if old else None
        failed = 0
        for call, why in CALLS:
            n = 0
            while True:
                n += 1
                folder = self.at("hier")
                shutil.rmtree(folder, True)
                os.mkdir(folder)
                here = os.path.join(folder, os.path.basename(target))
                if old:
                    (shutil.copytree if os.path.isdir(old) else shutil.copy)(old, here)
                mark = self.at("mark")
                if os.path.exists(mark):
                    os.remove(mark)
                done = run(*[here if a == target else a for a in args],
                           env={"LD_PRELOAD": SHIM, "DRAAD_FAIL": "%s %d %d %s" % (call, n, why, mark)})
                what = "%s %d of %s %s\n%s" % (call, n, " ".join(args[:2]), target, done)
                if not os.path.exists(mark):
                    self.assertEqual(done.status, 0, what)
                    break
                failed += 1
                self.check_failure(done, here, call, before, new, what)
        self.assertGreater(failed, 2) # something was tried at all

    def with_page(self, here):
        """What is there, when its page is too: that is made of a result in its place, and may be missing."""
        page, good = os.path.join(here, "report.html"), self.at("good", os.path.basename(here), "report.html")
        if os.path.exists(good) and not os.path.exists(page):
            shutil.copy(good, page)
        return there(here)

    def check_failure(self, done, here, call, before, new, what):
        now = there(here)
        # A file system without links: another way was taken.  A library's own file in the folder for temporary ones.
        if done.status == 0 and (call in ("link", "rename") or (call in ("unlink", "create") and here.endswith(".xlsx"))):
            self.assertEqual(now, new, what)
            return
        self.assertGreater(done.status, 0, what) # no crash
        self.assertNotEqual(done.status, 70, what)
        lines = [line for line in done.err.splitlines() if "error" in line]
        self.assertEqual(len(lines), 1, what)
        self.assertEqual(done.out, "", what)
        if "uit.rows: error: is new" in done.err or "uit.cols: error: is new" in done.err:
            self.assertEqual(now, before, what) # the names beside a matrix, which then is not made
        elif "is new and whole" in done.err or "report.html: error" in done.err or (call == "unlink" and now == new):
            self.assertEqual(self.with_page(here), new, what) # it was in place before the call that failed
        else:
            self.assertEqual(now, before, what)
        left = [name for name in os.listdir(os.path.dirname(here)) if name != os.path.basename(here)]
        if here.endswith(".mtx") and call in ("link", "rename", "unlink", "fsync"): # three files: the names are first in place
            left = [name for name in left if not name.endswith((".rows", ".cols"))]
        if call != "unlink": # what cannot be removed stays
            self.assertEqual(left, [], what)
        for name in left:
            self.assertTrue(re.match(r"\..*\.draad-\d+-\d+(\.old)?$", name), what)

    def test_a_new_result(self):
        self.scenario(self.at("uit"), "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"))

    def test_a_result_that_is_replaced(self):
        write(self.at("ander.yaml"), SMALL_CODEBOOK.replace("collega OR teamgenoot", "collega"))
        self.ran(0, "code", "-q", "-c", self.at("ander.yaml"), "-o", self.at("oud"), self.at("bronnen"))
        self.scenario(self.at("uit"), "code", "-q", "--force", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"),
                      old=self.at("oud"))

    def test_exports(self):
        for name in "uit.xlsx", "uit.graphml", "uit.mtx", "uit.jsonl", "uit.sav":
            with self.subTest(name):
                self.scenario(self.at(name), "export", self.at("resultaat"), "-o", self.at(name), optional=name.endswith((".xlsx", ".sav")))

    def test_an_export_that_is_replaced(self):
        write(self.at("oud.jsonl"), "oud\n")
        self.scenario(self.at("uit.jsonl"), "export", "--force", self.at("resultaat"), "-o", self.at("uit.jsonl"), old=self.at("oud.jsonl"))

    def test_a_project_for_other_programs_and_back(self):
        self.scenario(self.at("uit.qdpx"), "export", "-q", self.at("resultaat"), "-o", self.at("uit.qdpx"))
        self.scenario(self.at("uit.qdc"), "export", "-q", self.at("resultaat"), "-o", self.at("uit.qdc"))
        self.scenario(self.at("terug"), "import", "-q", self.at("good", "uit.qdpx"), "-o", self.at("terug"))

    def test_a_codebook_as_a_table_and_back(self):
        self.scenario(self.at("uit.csv"), "export", self.at("proef.yaml"), "-o", self.at("uit.csv"))
        self.scenario(self.at("uit.yaml"), "import", self.at("good", "uit.csv"), "-o", self.at("uit.yaml"))



if __name__ == "__main__":
    main()
