#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""determinism.py - the same bytes whatever the threads, locale, time zone, order of the sources or working directory."""
import os
import shutil
import subprocess
import unittest

from whole import CODEBOOK, SAMPLES, WholeTest, digest, main, run


class Determinism(WholeTest):
    def setUp(self):
        super().setUp()
        self.sources = [os.path.join(SAMPLES, n) for n in sorted(os.listdir(SAMPLES)) if n.endswith((".txt", ".docx", ".vtt"))]
        self.cases = os.path.join(SAMPLES, "cases.csv")
        self.expected = self.code("first", [SAMPLES])

    def code(self, name, sources, *options, codebook=CODEBOOK, **how):
        self.ran(0, "code", "-q", "-c", codebook, "--cases", self.cases, "--by", "groep", "-o", self.at(name), *options,
                 *sources, **how)
        return digest(self.at(name))

    def test_threads_change_nothing(self):
        for n in (1, 2, 7, 16):
            self.assertEqual(self.code("threads%d" % n, [SAMPLES], "--threads", n), self.expected)

    def test_just_in_time_compilation_changes_nothing(self):
        self.assertEqual(self.code("jit", [SAMPLES], "--no-jit"), self.expected)

    def test_time_zones_change_nothing(self):
        for zone in ("Pacific/Auckland", "America/New_York"):
            self.assertEqual(self.code(zone.replace("/", "-"), [SAMPLES], env={"TZ": zone}), self.expected)

    def test_files_or_folder_in_any_order_change_nothing(self):
        self.assertEqual(self.code("files", self.sources), self.expected)
        self.assertEqual(self.code("reversed", reversed(self.sources)), self.expected)
        self.assertEqual(self.code("twice", [SAMPLES, self.sources[0]]), self.expected)

    def test_the_working_directory_changes_nothing(self):
        book = os.path.relpath(CODEBOOK, SAMPLES)
        self.assertEqual(self.code("here", ["."], codebook=book, cwd=SAMPLES), self.expected)

    def locale(self, name):
        """An environment in which the locale is there: made in a folder of its own when the system has the sources."""
        made = self.at("locales")
        os.makedirs(made, exist_ok=True)
        if shutil.which("localedef") is None:
            return None
        done = subprocess.run(["localedef", "-i", name.split(".")[0], "-f", "UTF-8", os.path.join(made, name)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return {"LC_ALL": name, "LOCPATH": made} if done.returncode == 0 else None

    def test_locales_change_nothing(self):
        for name in ("nl_NL.UTF-8", "tr_TR.UTF-8"):
            there = self.locale(name)
            if there is None:
                print("the locale %s cannot be made here: only its name is set" % name)
            self.assertEqual(self.code(name, [SAMPLES], env=there or {"LC_ALL": name}), self.expected)


if __name__ == "__main__":
    main()
