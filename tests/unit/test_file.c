/* SPDX-License-Identifier: Apache-2.0
 * test_file.c - files, folders, and what is neither.  Works in a fresh folder of its own. */
#define _GNU_SOURCE
#include "harness.h"
#include "scratch.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "outside/file.h"
#include "base/memory.h"

static void make_folder(const char *name)
{
    assert_int_equal(mkdir(in_home(name), 0700), 0);
}

static void check_file(const char *name, const char *expected)
{
    dr_buf b = {0};
    assert_int_equal(dr_file_read(in_home(name), 1000, &b, NULL), DRAAD_OK);
    check_str(dr_buf_str(&b), expected, name, 0);
    dr_buf_free(&b);
}

TEST(a_file_is_read_up_to_its_limit)
{
    dr_buf b = {0};
    draad_error err;
    make_file("f", "12345");
    CHECK_INT(dr_buf_put(&b, DR_STR("x"), NULL), DRAAD_OK);
    CHECK_INT(dr_file_read(in_home("f"), 5, &b, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), "x12345");
    CHECK_INT(dr_file_read(in_home("f"), 4, &b, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "is larger than the limit of 4 bytes");
    CHECK_STR(dr_buf_str(&b), "x12345");
    CHECK_INT(dr_file_read(in_home("none"), 4, &b, &err), DRAAD_E_IO);
    CHECK(dr_file_exists(in_home("f")) && !dr_file_exists(in_home("none")));
    dr_buf_free(&b);
}

TEST(what_is_no_file_is_named_and_never_waited_for)
{
    dr_buf b = {0};
    draad_error err;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    CHECK_INT(mkfifo(in_home("fifo"), 0600), 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", home);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK_INT(symlink("loop", in_home("loop")), 0);
    CHECK_INT(dr_file_read(in_home("fifo"), 9, &b, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "is a pipe (FIFO); a file was expected");
    CHECK_INT(dr_file_read(in_home("socket"), 9, &b, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "is a socket; a file was expected");
    CHECK_INT(dr_file_read("/dev/zero", 9, &b, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "is a device; a file was expected");
    CHECK_INT(dr_file_read(home, 9, &b, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "is a folder; a file was expected");
    CHECK_INT(dr_file_read(in_home("loop"), 9, &b, &err), DRAAD_E_IO);
    close(fd);
    dr_buf_free(&b);
}

static draad_status collect(void *ctx, const char *path, const char *relative, draad_error *err)
{
    assert_true(dr_file_exists(path));
    return dr_buf_printf(ctx, err, "%s\n", relative);
}

static void note(void *ctx, draad_severity severity, const draad_error *m)
{
    const char *slash = strrchr(m->place, '/');
    (void)severity;
    dr_buf_printf(ctx, NULL, "! %s %s\n", slash != NULL ? slash + 1 : m->place, m->message);
}

TEST(a_walk_meets_every_file_in_order_and_names_what_it_leaves_out)
{
    dr_buf found = {0};
    draad_error err;
    const draad_report report = {note, &found};
    make_folder("w");
    make_folder("w/b");
    make_folder("w/B");
    make_folder("w/.hidden");
    make_file("w/c.txt", "");
    make_file("w/b/z", "");
    make_file("w/B/z", "");
    make_file("w/.hidden/x", "");
    make_file("w/.DS_Store", "");
    make_file("w/~$anna.docx", ""); /* Word has anna.docx open */
    CHECK_INT(mkfifo(in_home("w/d"), 0600), 0);
    CHECK_INT(symlink("c.txt", in_home("w/e")), 0);
    CHECK_INT(symlink("b", in_home("w/f")), 0);
    CHECK_INT(symlink("nowhere", in_home("w/g")), 0);
    CHECK_INT(dr_file_walk(in_home("w/"), &report, collect, NULL, &found, &err), DRAAD_E_IO);
    CHECK_STR(dr_buf_str(&found), "B/z\nb/z\nc.txt\n"
                                  "! d is a pipe (FIFO); a file was expected\n"
                                  "e\n"
                                  "! f is a link to a folder, which is not followed; name that folder itself\n"
                                  "! g cannot open: No such file or directory\n");
    found.len = 0;
    CHECK_INT(dr_file_walk(in_home("w/b/z"), &report, collect, NULL, &found, &err), DRAAD_OK);
    CHECK_INT(dr_file_walk(in_home("w/f"), &report, collect, NULL, &found, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&found), "z\nz\n");
    dr_buf_free(&found);
}

static draad_status not_b(void *ctx, const char *folder, bool *enter, draad_error *err)
{
    (void)ctx, (void)err;
    *enter = strcmp(strrchr(folder, '/'), "/b") != 0;
    return strcmp(strrchr(folder, '/'), "/B") != 0 ? DRAAD_OK : DRAAD_E_MEMORY;
}

TEST(a_walk_asks_before_it_enters_a_folder_but_not_for_the_given_one)
{
    dr_buf found = {0};
    const draad_report report = {note, &found};
    make_folder("v");
    make_folder("v/b");
    make_file("v/a", "");
    make_file("v/b/z", "");
    CHECK_INT(dr_file_walk(in_home("v"), &report, collect, not_b, &found, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&found), "a\n");
    found.len = 0;
    CHECK_INT(dr_file_walk(in_home("v/b"), &report, collect, not_b, &found, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&found), "z\n");
    make_folder("v/B");
    CHECK_INT(dr_file_walk(in_home("v"), &report, collect, not_b, &found, NULL), DRAAD_E_MEMORY);
    dr_buf_free(&found);
}

static dr_folder *new_folder(const char *name, bool force)
{
    dr_folder *f;
    assert_int_equal(dr_folder_new(in_home(name), "mark", force, &f, NULL), DRAAD_OK);
    return f;
}

TEST(a_folder_appears_only_when_it_is_whole)
{
    struct stat found;
    dr_folder *f = new_folder("new/", false);
    CHECK_INT(dr_folder_write(f, "a", DR_STR("1"), NULL), DRAAD_OK);
    CHECK_INT(dr_folder_write(f, "sub/b", DR_STR("2"), NULL), DRAAD_OK);
    CHECK_INT(dr_folder_write(f, "sub/c", DR_STR(""), NULL), DRAAD_OK);
    CHECK(!dr_file_exists(in_home("new")));
    CHECK_INT(dr_folder_commit(f, NULL), DRAAD_OK);
    check_file("new/a", "1");
    check_file("new/sub/b", "2");
    CHECK(stat(in_home("new"), &found) == 0 && (found.st_mode & 0777) == 0700);
    CHECK(stat(in_home("new/sub"), &found) == 0 && (found.st_mode & 0777) == 0700);
    CHECK(stat(in_home("new/sub/b"), &found) == 0 && (found.st_mode & 0777) == 0600);
}

/* The names in the test's folder that begin with '.': what was being built. */
static int leftovers(void)
{
    char command[200];
    snprintf(command, sizeof command, "test -z \"$(find %s -name '.?*.draad-*')\"", home);
    return system(command);
}

TEST(a_file_of_a_folder_may_be_written_bit_by_bit)
{
    dr_folder *f = NULL;
    dr_folder_file *file = NULL, *again = NULL;
    draad_error err;
    dr_buf b = {0};
    CHECK_INT(dr_folder_new(in_home("bits"), "mark", false, &f, NULL), DRAAD_OK);
    CHECK_INT(dr_folder_open(f, "a", &file, NULL), DRAAD_OK);
    CHECK_INT(dr_folder_open(f, "a", &again, &err), DRAAD_E_IO); /* it is being written */
    CHECK(again == NULL);
    CHECK_INT(dr_folder_append(file, DR_STR("een "), NULL), DRAAD_OK);
    CHECK_INT(dr_folder_append(file, DR_STR(""), NULL), DRAAD_OK);
    CHECK_INT(dr_folder_append(file, DR_STR("draad"), NULL), DRAAD_OK);
    CHECK_INT(dr_folder_close(file, NULL), DRAAD_OK);
    CHECK_INT(dr_folder_close(NULL, NULL), DRAAD_OK);
    CHECK_INT(dr_folder_commit(f, NULL), DRAAD_OK);
    CHECK_INT(dr_file_read(in_home("bits/a"), 100, &b, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), "een draad");
    dr_buf_free(&b);
}

TEST(an_abandoned_folder_leaves_nothing)
{
    dr_folder *f = new_folder("gone", false);
    CHECK_INT(dr_folder_write(f, "sub/b", DR_STR("2"), NULL), DRAAD_OK);
    CHECK(leftovers() != 0);
    dr_folder_abandon(f);
    dr_folder_abandon(NULL);
    CHECK(!dr_file_exists(in_home("gone")));
    CHECK_INT(leftovers(), 0);
}

TEST(only_a_result_folder_is_replaced_and_only_by_force)
{
    dr_folder *f;
    draad_error err;
    make_folder("old");
    make_file("old/mark", "old");
    make_folder("old/sub");
    make_file("old/sub/x", "old");
    make_file("outside", "stays");
    CHECK_INT(symlink("../outside", in_home("old/link")), 0);
    CHECK_INT(dr_folder_new(in_home("old"), "mark", false, &f, &err), DRAAD_E_USAGE);
    CHECK(f == NULL);
    f = new_folder("old", true);
    CHECK_INT(dr_folder_write(f, "mark", DR_STR("new"), NULL), DRAAD_OK);
    check_file("old/mark", "old");
    CHECK_INT(dr_folder_commit(f, &err), DRAAD_OK);
    check_file("old/mark", "new");
    check_file("outside", "stays");
    CHECK(!dr_file_exists(in_home("old/sub")));
    make_folder("holiday");
    make_file("holiday/photo", "");
    CHECK_INT(dr_folder_new(in_home("holiday"), "mark", true, &f, &err), DRAAD_E_USAGE);
    CHECK_INT(dr_folder_new(in_home("outside"), "mark", true, &f, &err), DRAAD_E_USAGE);
    CHECK_INT(symlink("old", in_home("alias")), 0);
    CHECK_INT(dr_folder_new(in_home("alias"), "mark", true, &f, &err), DRAAD_E_USAGE);
    make_folder("empty");
    CHECK_INT(dr_folder_commit(new_folder("empty", false), NULL), DRAAD_OK);
    CHECK_INT(leftovers(), 0);
}

TEST(what_came_in_between_is_not_overwritten)
{
    draad_error err;
    dr_folder *f = new_folder("late", false);
    make_folder("late");
    make_file("late/x", "theirs");
    CHECK_INT(dr_folder_commit(f, &err), DRAAD_E_IO);
    check_file("late/x", "theirs");
    CHECK_INT(leftovers(), 0);
}

TEST(a_full_disk_is_an_error_and_the_old_folder_stays)
{
    struct rlimit before, small;
    draad_error err;
    make_folder("kept");
    make_file("kept/mark", "old");
    dr_folder *f = new_folder("kept", true);
    CHECK_INT(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 3; /* no file may grow over three bytes: what a full disk does, without filling one */
    signal(SIGXFSZ, SIG_IGN);
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &small), 0);
    draad_status s = dr_folder_write(f, "mark", DR_STR("12345"), &err);
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_DFL);
    CHECK_INT(s, DRAAD_E_IO);
    dr_folder_abandon(f);
    check_file("kept/mark", "old");
    CHECK_INT(leftovers(), 0);
}

TEST(names_stay_inside_the_folder)
{
    dr_folder *f;
    static const char *const bad[] = {"", "/x", "../x", "..", "a/..", "a/b/c", "a/"};
    static const char *const no_folder[] = {"", "/", ".", "..", "x/.."};
    for (size_t i = 0; i < sizeof no_folder / sizeof *no_folder; i++)
        CHECK_INT(dr_folder_new(no_folder[i], "mark", true, &f, NULL), DRAAD_E_USAGE);
    CHECK_INT(dr_folder_new(in_home("none/x"), "mark", true, &f, NULL), DRAAD_E_IO);
    f = new_folder("names", false);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_INT(dr_folder_write(f, bad[i], DR_STR("x"), NULL), DRAAD_E_USAGE);
    CHECK_INT(dr_folder_write(f, "a", DR_STR("x"), NULL), DRAAD_OK);
    CHECK_INT(dr_folder_write(f, "a", DR_STR("x"), NULL), DRAAD_E_IO); /* O_EXCL */
    dr_folder_abandon(f);
}

TEST(an_absolute_path_has_no_links)
{
    dr_buf b = {0};
    make_file("real", "");
    CHECK_INT(symlink("real", in_home("link")), 0);
    CHECK_INT(dr_file_absolute(in_home("link"), &b, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), in_home("real"));
    CHECK_INT(dr_file_absolute(in_home("none"), &b, NULL), DRAAD_E_IO);
    dr_buf_free(&b);
}

static size_t left; /* allocations until one fails */
static void *fail_alloc(void *ctx, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : malloc(n);
}
static void *fail_resize(void *ctx, void *block, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : realloc(block, n);
}
static void fail_release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}
static const draad_allocator failing = {fail_alloc, fail_resize, fail_release, NULL};

static draad_status pass(void *ctx, const char *path, const char *relative, draad_error *err)
{
    dr_buf *b = ctx;
    (void)relative;
    b->len = 0;
    return dr_file_read(path, 100, b, err);
}

static void check_new_file(const char *name, const char *text)
{
    dr_buf b = {0};
    struct stat found;
    assert_int_equal(dr_file_read(in_home(name), 100, &b, NULL), DRAAD_OK);
    check_str(dr_buf_str(&b), text, __FILE__, __LINE__);
    assert_int_equal(lstat(in_home(name), &found), 0);
    assert_true(S_ISREG(found.st_mode) && (found.st_mode & 0777) == 0600);
    dr_buf_free(&b);
}

TEST(a_new_file_appears_only_when_it_is_whole)
{
    dr_draft *f = NULL;
    CHECK_INT(dr_draft_new(in_home("draft"), false, &f, NULL), DRAAD_OK);
    CHECK_INT(dr_draft_write(f, DR_STR("een"), NULL), DRAAD_OK);
    CHECK(!dr_file_exists(in_home("draft")));
    CHECK_INT(dr_draft_commit(f, NULL), DRAAD_OK);
    check_new_file("draft", "een");
    CHECK_INT(dr_draft_new(in_home("never"), false, &f, NULL), DRAAD_OK);
    dr_draft_abandon(f);
    CHECK(!dr_file_exists(in_home("never")));
    CHECK_INT(leftovers(), 0);
}

TEST(a_file_is_replaced_only_by_force_and_a_link_never)
{
    make_file("mine", "oud");
    make_file("afar", "ver");
    make_folder("a-map");
    CHECK_INT(symlink(in_home("afar"), in_home("to-afar")), 0);
    CHECK_INT(dr_file_write(in_home("mine"), DR_STR("nieuw"), false, NULL), DRAAD_E_USAGE);
    CHECK_INT(dr_file_write(in_home("mine"), DR_STR("nieuw"), true, NULL), DRAAD_OK);
    check_new_file("mine", "nieuw");
    CHECK_INT(dr_file_write(in_home("to-afar"), DR_STR("x"), true, NULL), DRAAD_E_USAGE);
    CHECK_INT(dr_file_write(in_home("a-map"), DR_STR("x"), true, NULL), DRAAD_E_USAGE);
    CHECK_INT(dr_file_write(in_home("a-map/.."), DR_STR("x"), true, NULL), DRAAD_E_USAGE);
    CHECK_INT(dr_file_write(in_home("geen/x"), DR_STR("x"), true, NULL), DRAAD_E_IO);
    CHECK_INT(leftovers(), 0);
}

TEST(a_file_that_came_in_between_is_not_overwritten)
{
    dr_draft *f = NULL;
    CHECK_INT(dr_draft_new(in_home("between"), false, &f, NULL), DRAAD_OK);
    make_file("between", "van een ander");
    CHECK_INT(dr_draft_commit(f, NULL), DRAAD_E_IO);
    dr_buf b = {0};
    CHECK_INT(dr_file_read(in_home("between"), 100, &b, NULL), DRAAD_OK);
    CHECK_STR(dr_buf_str(&b), "van een ander");
    dr_buf_free(&b);
    CHECK_INT(leftovers(), 0);
}

static bool begins_with_a(const char *name)
{
    return name[0] == 'a';
}

TEST(what_is_ours_is_taken_out_of_a_folder_and_nothing_else)
{
    make_folder("c");
    make_folder("c/a-folder");
    make_file("c/a1", "1");
    make_file("c/a2", "2");
    make_file("c/b", "3");
    CHECK_INT(dr_folder_clear(in_home("c"), begins_with_a, NULL), DRAAD_OK);
    CHECK(!dr_file_exists(in_home("c/a1")) && !dr_file_exists(in_home("c/a2")));
    CHECK(dr_file_exists(in_home("c/b")) && dr_file_exists(in_home("c/a-folder")));
    make_folder("e");
    make_file("e/a1", "1");
    CHECK_INT(symlink("e", in_home("e-link")), 0);
    CHECK_INT(dr_folder_clear(in_home("e-link"), begins_with_a, NULL), DRAAD_OK);
    CHECK(dr_file_exists(in_home("e/a1")));
    CHECK_INT(dr_folder_clear(in_home("e"), begins_with_a, NULL), DRAAD_OK);
    CHECK(!dr_file_exists(in_home("e")));
    CHECK_INT(dr_folder_clear(in_home("e"), begins_with_a, NULL), DRAAD_OK);
    CHECK_INT(dr_folder_clear(in_home("c/b"), begins_with_a, NULL), DRAAD_OK);
}

TEST(all_of_it_survives_every_failed_allocation)
{
    draad_status s = DRAAD_E_MEMORY;
    make_folder("m");
    make_folder("m/sub");
    make_file("m/sub/a", "1");
    make_file("m/b", "2");
    draad_set_allocator(&failing);
    for (size_t n = 0; s != DRAAD_OK; n++) {
        dr_buf b = {0};
        dr_folder *f = NULL;
        left = n;
        s = dr_file_walk(in_home("m"), NULL, pass, NULL, &b, NULL);
        if (s == DRAAD_OK)
            s = dr_folder_new(in_home("m2"), "mark", false, &f, NULL);
        if (s == DRAAD_OK)
            s = dr_folder_write(f, "sub/x", DR_STR("1"), NULL);
        CHECK(s == DRAAD_OK || s == DRAAD_E_MEMORY);
        dr_folder_abandon(f);
        dr_buf_free(&b);
        if (s == DRAAD_OK)
            s = dr_file_write(in_home("m3"), DR_STR("1"), true, NULL);
    }
    draad_set_allocator(NULL);
    CHECK_INT(leftovers(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DR_MAP(a_file_is_read_up_to_its_limit, what_is_no_file_is_named_and_never_waited_for,
               a_walk_meets_every_file_in_order_and_names_what_it_leaves_out,
               a_walk_asks_before_it_enters_a_folder_but_not_for_the_given_one, a_folder_appears_only_when_it_is_whole,
               a_file_of_a_folder_may_be_written_bit_by_bit, an_abandoned_folder_leaves_nothing,
               only_a_result_folder_is_replaced_and_only_by_force, what_came_in_between_is_not_overwritten,
               a_full_disk_is_an_error_and_the_old_folder_stays, names_stay_inside_the_folder,
               an_absolute_path_has_no_links, a_new_file_appears_only_when_it_is_whole,
               a_file_is_replaced_only_by_force_and_a_link_never, a_file_that_came_in_between_is_not_overwritten,
               what_is_ours_is_taken_out_of_a_folder_and_nothing_else, all_of_it_survives_every_failed_allocation)};
    return _cmocka_run_group_tests("", tests, sizeof tests / sizeof *tests, make_home, remove_home);
}
