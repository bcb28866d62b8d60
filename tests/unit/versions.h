/* SPDX-License-Identifier: Apache-2.0
 * versions.h - two versions of a codebook on a text, for tests of what changed.
 * A version is the lines under "codes:"; lines before it (sets, unless) go in `head`. */
#ifndef DR_VERSIONS_H
#define DR_VERSIONS_H

#include "base/buf.h"
#include "coding/project.h"
#include "harness.h"

static inline void add_book(draad_project *p, const char *head, const char *codes)
{
    dr_buf b = {0};
    assert_int_equal(dr_buf_printf(&b, NULL, "draad: 1\nid: b\n%scodes:\n%s", head, codes), DRAAD_OK);
    assert_int_equal(draad_project_add_codebook_bytes(p, dr_buf_str(&b), "b.yaml"), DRAAD_OK);
    dr_buf_free(&b);
}

/* A project with a document "d". */
static inline draad_project *version_of(const char *head, const char *codes, const char *text)
{
    draad_project *p = draad_project_new(NULL);
    add_book(p, head, codes);
    assert_int_equal(draad_project_add_source_bytes(p, dr_str_of(text), "d.txt"), DRAAD_OK);
    assert_int_equal(draad_project_code(p, NULL), DRAAD_OK);
    return p;
}

#endif
