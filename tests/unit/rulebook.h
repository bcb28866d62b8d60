/* SPDX-License-Identifier: Apache-2.0
 * rulebook.h - a codebook of a few rules, its plan, and one document that a matcher has prepared.
 * The rules are the lines below `rules:` of the one code c of the codebook b, or a whole codebook. */
#ifndef DR_RULEBOOK_H
#define DR_RULEBOOK_H

#include "harness.h"
#include "base/buf.h"
#include "rules/matcher.h"

typedef struct rulebook {
    dr_codebook *book;
    dr_plan *plan;
    draad_document *doc;
    dr_matcher *m;
} rulebook;

static inline void rulebook_message(void *ctx, draad_severity severity, const draad_error *m)
{
    (void)ctx;
    if (severity == DRAAD_ERROR)
        print_error("%u:%u: %s\n", (unsigned)m->line, (unsigned)m->column, m->message);
}

/* A codebook with these keys behind its head. */
static inline rulebook rulebook_of(const char *keys)
{
    const draad_report report = {rulebook_message, NULL};
    rulebook r = {0};
    dr_buf yaml = {0};
    assert_int_equal(dr_buf_put(&yaml, DR_STR("draad: 1\nid: b\ntitle: B\nlanguage: nl\n"), NULL), DRAAD_OK);
    assert_int_equal(dr_buf_put(&yaml, dr_str_of(keys), NULL), DRAAD_OK);
    assert_int_equal(dr_codebook_read(dr_buf_str(&yaml), "b.yaml", &report, &r.book), DRAAD_OK);
    dr_buf_free(&yaml);
    return r;
}

static inline void rulebook_plan(rulebook *r)
{
    draad_error err;
    assert_int_equal(dr_plan_new(&r->book, 1, NULL, false, &r->plan, &err), DRAAD_OK);
}

/* One code with one rule. */
static inline rulebook rulebook_of_rule(const char *rule)
{
    dr_buf keys = {0};
    dr_buf_put(&keys, DR_STR("codes:\n- id: c\n  rules:\n  - >-\n    "), NULL);
    dr_buf_put(&keys, dr_str_of(rule), NULL);
    dr_buf_put(&keys, DR_STR("\n\0"), NULL);
    rulebook r = rulebook_of(keys.data);
    dr_buf_free(&keys);
    rulebook_plan(&r);
    return r;
}

/* Another text for the matcher, prepared up to its postings. */
static inline void rulebook_read(rulebook *r, const char *text)
{
    draad_error err;
    draad_document_free(r->doc);
    assert_int_equal(draad_document_read_bytes(dr_str_of(text), "d.txt", NULL, NULL, &r->doc, &err), DRAAD_OK);
    if (r->m == NULL)
        assert_int_equal(dr_matcher_new(r->plan, &r->m, &err), DRAAD_OK);
    r->m->doc = r->doc;
    r->m->roles = r->doc->speakers;
    r->m->arena = &r->m->brief;
    r->m->work = 1000000;
    r->m->budget = DR_PATTERN_BUDGET;
    assert_int_equal(dr_prepare_document(r->m, &err), DRAAD_OK);
}

static inline void rulebook_free(rulebook *r)
{
    dr_matcher_free(r->m);
    draad_document_free(r->doc);
    dr_plan_free(r->plan);
    dr_codebook_free(r->book);
    *r = (rulebook){0};
}

/* Appends the word with this number. */
static inline void rulebook_put_word(const rulebook *r, uint32_t word, dr_buf *out)
{
    dr_word w = r->doc->words[word];
    dr_buf_put(out, (draad_str){r->doc->text.data + w.start, w.end - w.start}, NULL);
}

#endif
