/* SPDX-License-Identifier: Apache-2.0
 * fuzz_codebook.c - any bytes as a codebook: it is read whole, or every message has a place, in order. */
#include "rules/codebook.h"

#include <stdlib.h>

/* libfyaml 0.7.12 loses 512 bytes when a line is no key after all; what we allocate is still watched. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml";
}

static void demand(bool what)
{
    if (!what)
        abort();
}

typedef struct heard {
    uint32_t line, column;
    size_t nerrors;
} heard;

static void say(void *ctx, draad_severity severity, const draad_error *m)
{
    heard *h = ctx;
    demand(m->message[0] != '\0');
    demand(m->line > h->line || (m->line == h->line && m->column >= h->column));
    h->line = m->line;
    h->column = m->column;
    h->nerrors += severity == DRAAD_ERROR;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    heard h = {0};
    dr_codebook *c;
    draad_status s = dr_codebook_read((draad_str){(const char *)data, n}, "fuzz", &(draad_report){say, &h}, &c);
    demand((s == DRAAD_OK) == (c != NULL) && (c != NULL) == (h.nerrors == 0));
    for (size_t i = 0; c != NULL && i < c->nrules; i++)
        demand(c->rules[i].find != NULL && c->rules[i].id.len > 0 && c->rules[i].code < c->ncodes);
    for (size_t i = 0; c != NULL && i < c->ncodes; i++)
        demand(c->codes[i].id.len > 0 && (c->codes[i].parent == DRAAD_NONE || c->codes[i].parent < i));
    dr_codebook_free(c);
    return 0;
}
