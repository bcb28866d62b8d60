/* SPDX-License-Identifier: Apache-2.0
 * worked_example.h - the three documents and seventeen codings by hand of docs/tables.md, as a project: codes we.w,
 * we.s, we.t and we.z, all of the coder "hand". */
#ifndef DR_WORKED_EXAMPLE_H
#define DR_WORKED_EXAMPLE_H

#include "coding/project.h"
#include "harness.h"

#ifndef DR_TESTS_DIR
#define DR_TESTS_DIR "tests"
#endif
#define WORKED_EXAMPLE DR_TESTS_DIR "/data/worked-example/"

static inline void read_example(const char *name, char *out, size_t room)
{
    char path[512];
    snprintf(path, sizeof path, WORKED_EXAMPLE "%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t n = fread(out, 1, room - 1, file);
    assert_true(n < room - 1);
    out[n] = '\0';
    fclose(file);
}

static inline void add_hand_codings(draad_project *p)
{
    char rows[4096];
    read_example("segments.tsv", rows, sizeof rows);
    int ncodings = 0;
    for (const char *row = strchr(rows, '\n'); row != NULL && row[1] != '\0'; row = strchr(row + 1, '\n')) {
        char document[8], letter = 0;
        unsigned start = 0, end = 0;
        assert_int_equal(sscanf(row + 1, "%7[^\t]\t%u\t%u\t%c", document, &start, &end, &letter), 4);
        const char code[] = {'w', 'e', '.', (char)(letter - 'A' + 'a'), '\0'};
        draad_error err = {0};
        assert_int_equal(draad_project_add_coding(p, (draad_str){document, strlen(document)}, (draad_cp){start},
                                                  (draad_cp){end}, (draad_str){code, 4}, (draad_str){"hand", 4}, &err),
                         DRAAD_OK);
        ncodings++;
    }
    assert_int_equal(ncodings, 17);
}

static inline draad_project *worked_example(void)
{
    static const char codebook[] = "draad: 1\nid: we\ncodes:\n"
                                   "  - id: w\n    label: werkdruk\n  - id: s\n    label: steun\n"
                                   "  - id: t\n    label: thuis\n  - id: z\n    label: zelfzorg\n";
    draad_project *p = draad_project_new(NULL);
    assert_int_equal(draad_project_add_codebook_bytes(p, (draad_str){codebook, sizeof codebook - 1}, "we.yaml"),
                     DRAAD_OK);
    for (int i = 1; i <= 3; i++) {
        char name[16], text[1024];
        snprintf(name, sizeof name, "d%d.txt", i);
        read_example(name, text, sizeof text);
        assert_int_equal(draad_project_add_source_bytes(p, (draad_str){text, strlen(text)}, name), DRAAD_OK);
    }
    assert_int_equal(draad_project_read_sources(p), DRAAD_OK);
    add_hand_codings(p);
    return p;
}

#endif
