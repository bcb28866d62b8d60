/* SPDX-License-Identifier: Apache-2.0
 * small_result.h - a result folder of two short interviews, in a folder of its own that is removed at the end. */
#ifndef DR_SMALL_RESULT_H
#define DR_SMALL_RESULT_H

#define _GNU_SOURCE /* mkdtemp */
#include "base/error.h"
#include "outside/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char small_home[200];

static inline void demand(bool what)
{
    if (!what)
        abort();
}

/* A path in the folder; four may be in use at a time. */
static inline const char *in_home(const char *name)
{
    static char paths[4][300];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", small_home, name);
    return path;
}

static inline void put_file(const char *path, draad_str bytes)
{
    FILE *f = fopen(path, "wb");
    demand(f != NULL && fwrite(bytes.data, 1, bytes.len, f) == bytes.len);
    demand(fclose(f) == 0);
}

static inline void remove_home(void)
{
    char command[300];
    snprintf(command, sizeof command, "rm -rf %s", small_home);
    if (system(command) != 0)
        fputs("small_result.h: the folder stays\n", stderr);
}

static inline void make_home(void)
{
    struct stat s;
    snprintf(small_home, sizeof small_home, "%s/draad-fuzz-XXXXXX", stat("/dev/shm", &s) == 0 ? "/dev/shm" : "/tmp");
    demand(mkdtemp(small_home) != NULL);
    atexit(remove_home);
}

/* Makes the folder `result` in it. */
static inline void make_small_result(void)
{
    static const char book[] =
        "draad: 1\nid: b\ntitle: B\ncodes:\n  - id: a\n    rules: [loslaten, part(zorg)]\n    codes:\n"
        "      - id: c\n        rules: [{find: team, unless: baas}]\n";
    static const char cases[] = "document,speaker,case,groep\nd1,,P1,x\nd2,R,P2,y\n";
    draad_error err;
    make_home();
    draad_project *p = draad_project_new(NULL);
    demand(draad_project_add_codebook_bytes(p, dr_str_of(book), "b.yaml") == DRAAD_OK);
    demand(draad_project_set_cases_bytes(p, dr_str_of(cases), "cases.csv") == DRAAD_OK);
    demand(draad_project_add_source_bytes(
               p, DR_STR("I: Hoe?\nR: Ik laat het los. De jeugdzorg hielp, met dit team.\nR: Ja.\n"), "d1.txt") ==
           DRAAD_OK);
    demand(draad_project_add_source_bytes(p, DR_STR("R: Ons team. De baas van het team liet het los.\n"), "d2.txt") ==
           DRAAD_OK);
    demand(draad_project_code(p, &(draad_code_options){.threads = 1, .count_words = true}) == DRAAD_OK);
    demand(draad_project_write(p, in_home("result"), &(draad_write_options){.by = "groep", .with_sources = true},
                               &err) == DRAAD_OK);
    draad_project_free(p);
}

#endif
