#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""files.py - what happens around the files: full disks, two runs at once, a kill at any moment, links, sources that change,
and what is touched at all while an interview is read."""
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import threading
import time

from whole import DRAAD, PLAIN_ENVIRONMENT, SMALL_CODEBOOK, WholeTest, digest, files_of, main, read, run, write

WORD = "kanariewoord"
TEXT = "I: Hoe is dat met %s?\nR: Mijn collega helpt, %s. Ik laat het los.\n" % (WORD, WORD)


class Files(WholeTest):

    def setUp(self):
        super().setUp()
        write(self.at("proef.yaml"), SMALL_CODEBOOK)
        for name in "anna", "bram", "cor":
            write(self.at("bronnen", name + ".txt"), TEXT * 40)
        os.mkdir(self.at("hier"))

    def args(self, *more, to="hier/uit"):
        return ("code", "-q", "-c", self.at("proef.yaml"), "-o", self.at(to), *more, self.at("bronnen"))

    def start(self, *args, **how):
        return subprocess.Popen([DRAAD, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                                env=PLAIN_ENVIRONMENT, **how)

    def only(self, *names):
        self.assertEqual(sorted(os.listdir(self.at("hier"))), sorted(names))

    # ---- Disks that fill

    def limited(self, nbytes, *args):
        """Runs while no file may grow beyond so many bytes."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (nbytes, nbytes))
        return run(*args, preexec_fn=limit)

    def test_a_disk_that_is_full_leaves_nothing_or_what_was_there(self):
        for nbytes in 0, 1, 100, 2000:
            done = self.limited(nbytes, *self.args())
            self.assertEqual(done.status, 1, done)
            self.assertEqual(len(done.err.splitlines()), 1, done)
            self.assertIn("cannot write", done.err)
            self.only()
        self.ran(0, *self.args())
        old = digest(self.at("hier", "uit"))
        done = self.limited(2000, *self.args("--force", "--unit", "turn"))
        self.assertEqual(done.status, 1, done)
        self.only("uit")
        self.assertEqual(digest(self.at("hier", "uit")), old)

    def test_a_file_that_may_not_grow_is_an_error_and_nothing_is_left(self):
        self.small_study()
        before = sorted(os.listdir(self.dir))
        done = self.ran(1, "code", "-q", "-c", self.at("proef.yaml"), "-o", self.at("uit"), self.at("bronnen"),
                        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
        self.assertIn("File too large", done.err)
        self.assertEqual(sorted(os.listdir(self.dir)), before)

    def test_a_small_disk(self):
        """The same on a file system of its own, which only root can make."""
        os.mkdir(self.at("klein"))
        if shutil.which("mount") is None or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", self.at("klein")],
                                                           stderr=subprocess.DEVNULL, check=False).returncode != 0:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", self.at("klein")], check=False)
        done = run(*self.args(to="klein/uit"))
        self.assertEqual(done.status, 1, done)
        self.assertIn("No space left on device", done.err)
        self.assertEqual(os.listdir(self.at("klein")), [])

    # ---- Two at once, and none to the end

    def test_two_runs_to_one_folder_give_one_result(self):
        self.ran(0, *self.args(to="goed"))
        expected = digest(self.at("goed"))
        for force in (), ("--force",):
            for _ in range(5):
                shutil.rmtree(self.at("hier", "uit"), True)
                if force:
                    shutil.copytree(self.at("goed"), self.at("hier", "uit"))
                runs = [self.start(*self.args(*force)) for _ in range(2)]
                errors = [r.communicate()[1].decode() for r in runs]
                self.assertIn(0, [r.returncode for r in runs], errors)
                for r, error in zip(runs, errors):
                    self.assertIn(r.returncode, (0, 1, 2), error)
                    self.assertEqual(len(error.splitlines()), int(r.returncode != 0), error)
                self.assertEqual(digest(self.at("hier", "uit")), expected)
                self.assertTrue(all(name == "uit" for name in os.listdir(self.at("hier"))) or "could not be removed" in "".join(errors))

    def test_a_kill_at_any_moment_leaves_the_old_or_the_new(self):
        self.ran(0, *self.args("--unit", "turn", to="oud"))
        self.ran(0, *self.args(to="goed"))
        start = time.monotonic()
        self.ran(0, *self.args(to="nog"))
        whole = time.monotonic() - start
        old, new = digest(self.at("oud")), digest(self.at("goed"))
        lot, seen = random.Random(7), set()
        for i in range(60):
            shutil.rmtree(self.at("hier"))
            os.mkdir(self.at("hier"))
            shutil.copytree(self.at("oud"), self.at("hier", "uit"))
            r = self.start(*self.args("--force"))
            time.sleep(lot.random() * whole * 1.2)
            r.kill()
            out = r.communicate()
            now = self.with_page(self.at("hier", "uit"))
            self.assertIn(now, (old, new), "killed after %d runs" % i)
            self.assertEqual(out[0], b"")
            seen.add(now)
            for name in os.listdir(self.at("hier")): # what is half done bears another name, and is for its maker alone
                self.assertTrue(name == "uit" or re.match(r"\.uit\.draad-\d+-\d+(\.old)?$", name), name)
                self.assertEqual(os.stat(self.at("hier", name)).st_mode & 0o777, 0o700)
            self.ran(0, *self.args("--force")) # and the next run is not in its way
            self.assertEqual(digest(self.at("hier", "uit")), new)
        self.assertIn(old, seen)

    def with_page(self, folder):
        """The digest of a result, when its page is too: that is made of a result in its place."""
        for name in os.listdir(folder):
            if name.startswith(".report.html.draad-"):
                os.remove(os.path.join(folder, name))
        for good in "oud", "goed":
            if (read(self.at(good, "segments.csv")) == read(os.path.join(folder, "segments.csv")) and
                    os.path.exists(self.at(good, "report.html")) and not os.path.exists(os.path.join(folder, "report.html"))):
                shutil.copy(self.at(good, "report.html"), folder)
        return digest(folder)

    # ---- What is in the way

    def test_links_at_the_place_of_an_output_are_not_followed(self):
        self.ran(0, *self.args(to="goed"))
        before = digest(self.at("goed"))
        os.symlink(self.at("goed"), self.at("hier", "uit"))
        for force in (), ("--force",):
            done = self.ran(2, *self.args(*force))
            self.assertIn("is no folder", done.err)
        victim = write(self.at("van-mij.txt"), "van mij")
        for name, args in (("uit.jsonl", ("export", self.at("goed"))), ("uit.qdpx", ("export", "-q", self.at("goed"))),
                           ("uit.csv", ("export", self.at("proef.yaml"))), ("uit.html", ("report", self.at("goed")))):
            os.symlink(victim, self.at("hier", name))
            for force in (), ("--force",):
                self.ran(2, *args, "-o", self.at("hier", name), *force)
            self.assertTrue(os.path.islink(self.at("hier", name)))
        self.assertEqual(read(victim), b"van mij")
        self.assertEqual(digest(self.at("goed")), before)

    def test_every_output_is_for_its_maker_alone(self):
        old = os.umask(0)
        self.addCleanup(os.umask, old)
        self.ran(0, *self.args("--words"))
        self.ran(0, "export", "-q", self.at("hier", "uit"), "-o", self.at("hier", "uit.qdpx"))
        self.ran(0, "import", "-q", self.at("hier", "uit.qdpx"), "-o", self.at("hier", "terug"))
        for name in "uit.jsonl", "uit.graphml", "uit.mtx", "uit.qdc":
            self.ran(0, "export", "-q", self.at("hier", "uit"), "-o", self.at("hier", name))
        self.ran(0, "export", self.at("proef.yaml"), "-o", self.at("hier", "codes.csv"))
        self.ran(0, "import", self.at("hier", "codes.csv"), "-o", self.at("hier", "codes.yaml"))
        for name in files_of(self.at("hier")):
            self.assertEqual(os.stat(self.at("hier", name)).st_mode & 0o777, 0o600, name)
        for at, folders, _ in os.walk(self.at("hier")):
            for name in folders:
                self.assertEqual(os.stat(os.path.join(at, name)).st_mode & 0o777, 0o700, name)

    # ---- Sources that are not what they were a moment ago

    def test_a_source_that_changes_while_it_is_read_is_what_its_digest_says(self):
        path = self.at("bronnen", "anna.txt")
        stop = threading.Event()

        def change():
            lot = random.Random(3)
            while not stop.is_set():
                write(path, TEXT * lot.randrange(1, 3000))
        thread = threading.Thread(target=change)
        thread.start()
        try:
            results = [run(*self.args(to="uit%d" % i)) for i in range(8)]
        finally:
            stop.set()
            thread.join()
        for i, done in enumerate(results):
            self.assertIn(done.status, (0, 1), done)
            self.assertLessEqual(len(done.err.splitlines()), 1, done)
            self.assertNotIn(WORD, done.err)
            self.assertTrue(os.path.exists(self.at("uit%d" % i, "manifest.json")))
        for i, done in enumerate(results): # the files of the result belong together, whatever was read
            said = run("verify", self.at("uit%d" % i)).err
            for line in said.splitlines():
                self.assertTrue("anna" in line or "difference" in line or "is not found" in line, said)

    # ---- Nothing else is touched

    def traced(self, *args):
        """Calls of a run, one a line; or the test is left out."""
        strace = shutil.which("strace")
        if strace is None:
            self.skipTest("strace is not here")
        done = run(*args, before=(strace, "-f", "-s", "4096", "-e", "trace=network,execve,openat,open,creat,write,pwrite64,mkdirat,mkdir",
                                  "-o", self.at("trace")))
        if not os.path.exists(self.at("trace")) or "ptrace" in done.err:
            self.skipTest("strace may not trace here")
        with open(self.at("trace"), encoding="utf-8", errors="replace") as file:
            return done, [line for line in file if "(" in line and "exited" not in line]

    def test_nothing_is_asked_of_the_network_nothing_is_run_and_nothing_is_left_elsewhere(self):
        self.ran(0, *self.args(to="goed"))
        write(self.at("bo.csv"), "document,start,end,code,coder\nanna,0,10,proef.steun,Bo\n")
        for args in (self.args(), ("text", self.at("bronnen", "anna.txt")), ("tokens", self.at("bronnen", "anna.txt")),
                     ("find", "collega", self.at("bronnen")), ("check", self.at("proef.yaml"), "--", self.at("bronnen")),
                     ("table", "quotes", self.at("goed")), ("agree", self.at("goed"), self.at("bo.csv")), ("verify", self.at("goed")),
                     ("export", "-q", self.at("goed"), "-o", self.at("hier", "uit.qdpx")),
                     ("import", "-q", self.at("hier", "uit.qdpx"), "-o", self.at("hier", "terug")),
                     ("report", self.at("goed"), "-o", self.at("hier", "uit.html"))):
            with self.subTest(args[0]):
                done, calls = self.traced(*args)
                self.assertEqual(done.status, 0, done)
                self.assertEqual([c for c in calls if re.search(r"\b(socket|connect|bind|sendto)\(", c)], [])
                self.assertEqual(sum("execve(" in c for c in calls), 1)
                made = [c for c in calls if re.search(r"O_CREAT|\bcreat\(|mkdir", c)]
                for call in made:
                    self.assertTrue(re.search(r'"(\.uit|\.terug|%s|[a-z_-]+\.[a-z]+"|inputs|sources|d\d)' % re.escape(self.dir), call), call)
                for call in calls: # what people said goes to the outputs, and never to standard error
                    if WORD in call and re.search(r"\bwrite\(2,", call):
                        self.fail(call)

    def test_what_people_said_is_in_no_file_but_the_outputs_meant_for_it(self):
        temporary = self.at("tmp")
        os.mkdir(temporary)
        env = {"TMPDIR": temporary, "HOME": temporary, "XDG_CACHE_HOME": temporary, "XDG_CONFIG_HOME": temporary}
        self.ran(0, *self.args("--words"), env=env, cwd=temporary)
        for name in "uit.xlsx", "uit.jsonl", "uit.graphml", "uit.mtx", "uit.sav", "uit.qdpx", "uit.qdc":
            run("export", "-q", self.at("hier", "uit"), "-o", self.at("hier", name), env=env, cwd=temporary)
        self.assertEqual(files_of(temporary), [])
        may = {"segments.csv", "matches.csv", "memos.csv", "words.csv", "report.html"}
        for name in files_of(self.at("hier", "uit")):
            if os.path.basename(name) not in may:
                self.assertNotIn(WORD.encode(), read(self.at("hier", "uit", name)), name)
        for name in "uit.graphml", "uit.mtx", "uit.qdc", "uit.jsonl": # masked by default
            self.assertNotIn(WORD.encode(), read(self.at("hier", name)), name)


if __name__ == "__main__":
    main()
