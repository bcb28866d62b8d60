#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""help.py - the help names each command once, and so does the man page."""
import os
import re
import unittest

from whole import ROOT, WholeTest, main


class Help(WholeTest):
    def entries(self, *options):
        """The lines that say how commands are used, in groups: what one explanation belongs to."""
        text = self.ran(0, "--help", *options).out
        return re.findall(r"^((?:draad [^\n]*\n)+)    ", text, re.M)

    def test_each_command_has_one_entry(self):
        names = [re.findall(r"^draad ([a-z]+)", entry, re.M) for entry in self.entries()]
        self.assertEqual(len(names), len({n for group in names for n in group}))
        for group in names:
            self.assertEqual(len(set(group)), 1, group)
        self.assertEqual(self.entries(), self.entries("--lang", "nl"))
        self.assertIn(["export", "export"], names)  # with each way to use it

    def test_the_man_page_explains_the_same_commands(self):
        with open(os.path.join(ROOT, "docs", "draad.1"), encoding="utf-8") as file:
            part = file.read().split(".SH COMMANDS")[1].split(".SH OPTIONS")[0]
        self.assertEqual(re.findall(r"^\.TP\n\.B ([a-z]+)$", part, re.M),
                         [re.match("draad ([a-z]+)", entry).group(1) for entry in self.entries()])


if __name__ == "__main__":
    main()
