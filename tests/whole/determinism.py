#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""determinism.py - the same bytes whatever the threads, locale, time zone, order of the sources or working directory."""
import hashlib
import os
import shutil
import subprocess
import unittest

from whole import CODEBOOK, SAMPLES, WholeTest, digest, main, read, run


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
        link = self.at("koppeling")
        os.symlink(SAMPLES, link)
        again = [os.path.join(SAMPLES, ".", os.path.basename(self.sources[0])), os.path.join(link, os.path.basename(self.sources[1]))]
        self.assertEqual(self.code("written otherwise", [SAMPLES, *again]), self.expected)
        self.assertEqual(self.code("through a link", [link + os.sep, *self.sources]), self.expected)

    def test_a_result_among_the_interviews_is_no_interview(self):
        there = shutil.copytree(SAMPLES, self.at("interviews"))
        for turn in range(2):
            self.assertEqual(self.code(os.path.join("interviews", "uit"), [there], "--force"), self.expected, turn)
        done = self.ran(0, "code", "-c", CODEBOOK, "-o", self.at("elders"), there)
        self.assertIn("/interviews/uit: note: a result folder of draad, passed over", done.err)

    def test_the_working_directory_changes_nothing(self):
        book = os.path.relpath(CODEBOOK, SAMPLES)
        self.assertEqual(self.code("here", ["."], codebook=book, cwd=SAMPLES), self.expected)

    def locale(self, name):
        """An environment in which the locale is there: made in a folder of its own when the system has the sources."""
        made = self.at("locales")
        os.makedirs(made, exist_ok=True)
        if os.path.isdir(os.path.join(made, name)):
            return {"LC_ALL": name, "LOCPATH": made}
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

    def environments(self):
        """Three locales in two time zones."""
        return [{**(self.locale(name) or {"LC_ALL": name}), "TZ": zone} for name in ("C", "nl_NL.UTF-8", "tr_TR.UTF-8")
                for zone in ("Pacific/Auckland", "America/New_York")]

    def test_all_of_it_together_changes_nothing(self):
        ways = [([SAMPLES], {}), (self.sources, {}), (self.sources[::-1], {}), (["."], {"cwd": SAMPLES})]
        for i, env in enumerate(self.environments()):
            for k, (sources, how) in enumerate(ways):
                threads = (1, 2, 7, 16)[(i + k) % 4]
                name = "%d-%d" % (i, k)
                self.assertEqual(self.code(name, sources, "--threads", threads, env=env, **how), self.expected, (env, sources, threads))
                shutil.rmtree(self.at(name))

    def test_what_is_made_of_a_result_depends_on_nothing_else(self):
        codings = os.path.join(SAMPLES, "codings.csv")
        commands = [("table", "association", "first"), ("table", "saturation", "first"), ("table", "quotes", "first"),
                    ("table", "unitizing", "first", "--with", codings), ("table", "cooccurrence", "first", "--json"),
                    ("agree", "first", codings), ("agree", "--json", "first", codings), ("diff", "first", "first")]
        formats = ["xlsx", "graphml", "mtx", "jsonl", "sav", "qdpx", "qdc", "html"]
        seen = set()
        shutil.copytree(self.at("first"), self.at("elders", "first"))
        for i, env in enumerate(self.environments()):
            whole = hashlib.sha256()
            folder = self.at("elders") if i % 2 else self.dir
            for words in commands:
                done = self.ran(0, *words, "--lang", "en", env=env, cwd=folder)
                whole.update(done.out_bytes)
            for name in formats:
                target = os.path.join(folder, "uit%d.%s" % (i, name))
                done = run(*(("report", "first", "-o", target) if name == "html" else ("export", "-q", "first", "-o", target)), env=env, cwd=folder)
                self.assertIn(done.status, (0, 2), done) # 2: built without the library for it
                if done.status == 0:
                    whole.update(read(target))
            seen.add(whole.hexdigest())
        self.assertEqual(len(seen), 1)


if __name__ == "__main__":
    main()
