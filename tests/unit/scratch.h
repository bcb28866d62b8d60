/* SPDX-License-Identifier: Apache-2.0
 * scratch.h - a folder for the files of a test, made before the first of a group and removed after the last.
 * Needs _GNU_SOURCE before the first include (mkdtemp). */
#ifndef DR_SCRATCH_H
#define DR_SCRATCH_H

#include "harness.h"

#include <stdlib.h>
#include <unistd.h>

static char home[64];

static inline int make_home(void **state)
{
    (void)state;
    snprintf(home, sizeof home, "/tmp/draad-test-XXXXXX");
    return mkdtemp(home) != NULL ? 0 : -1;
}

static inline int remove_home(void **state)
{
    char command[200];
    (void)state;
    snprintf(command, sizeof command, "chmod -R u+rwx %s && rm -r %s", home, home);
    return system(command);
}

/* A path in the folder; eight may be in use at a time. */
static inline const char *in_home(const char *name)
{
    static char paths[8][256];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", home, name);
    return path;
}

static inline void write_file(const char *path, const char *bytes)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, strlen(bytes), f), strlen(bytes));
    assert_int_equal(fclose(f), 0);
}

static inline void make_file(const char *name, const char *bytes)
{
    write_file(in_home(name), bytes);
}

#endif
