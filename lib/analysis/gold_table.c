/* SPDX-License-Identifier: Apache-2.0
 * gold_table.c - how well each coder finds what one of them, held to be right, has marked: segments and characters.
 * Knows: segments of coders.  Does not know: how they are matched, files. */
#include "analysis/gold.h"
#include "analysis/kinds.h"
#include "analysis/marks.h"
#include "analysis/ratings.h"

#include <math.h>

static void put_row(draad_table *t, draad_str coder, draad_str code, const char *match, dr_hits h, double f1)
{
    const double numbers[] = {h.tp, h.fp, h.fn, dr_precision(h), dr_recall(h), f1};
    dr_table_put_text(t, coder);
    dr_table_put_text(t, dr_str_of(match));
    dr_table_put_text(t, code);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        dr_table_put(t, numbers[i]);
}

/* Code by code, then all counts together (micro), then the mean of the codes that the gold has (macro). */
static void put_match(draad_table *t, const draad_project *p, draad_str coder, const char *match, const dr_hits *hits)
{
    dr_hits all = {0, 0, 0};
    double macro = 0, n = 0;
    for (size_t i = 0; i < p->codes.n; i++) {
        put_row(t, coder, p->codes.at[i].id, match, hits[i], dr_f1(hits[i]));
        all = (dr_hits){all.tp + hits[i].tp, all.fp + hits[i].fp, all.fn + hits[i].fn};
        if (hits[i].tp + hits[i].fn > 0) {
            macro += dr_f1(hits[i]);
            n += 1;
        }
    }
    put_row(t, coder, DR_STR("micro"), match, all, dr_f1(all));
    put_row(t, coder, DR_STR("macro"), match, (dr_hits){NAN, NAN, NAN}, n > 0 ? macro / n : (double)NAN);
}

static draad_status put_coder(draad_table *t, const draad_project *p, uint32_t coder, uint32_t gold, dr_hits *hits,
                              draad_error *err)
{
    static const struct {
        const char *name;
        double least; /* 0: characters */
    } kinds[] = {{"overlap 0.5", 0.5}, {"overlap 0.75", 0.75}, {"exact", 1}, {"characters", 0}};
    dr_marks right = {0}, found = {0};
    draad_status s = dr_marks_of(p, gold, coder, &right, err);
    if (s == DRAAD_OK)
        s = dr_marks_of(p, coder, gold, &found, err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof kinds / sizeof *kinds; i++) {
        for (size_t k = 0; k < p->codes.n; k++)
            hits[k] = (dr_hits){0, 0, 0};
        if (kinds[i].least > 0)
            s = dr_match_segments(right.at, right.n, found.at, found.n, kinds[i].least, hits, err);
        else
            s = dr_match_characters(right.at, right.n, found.at, found.n, hits, err);
        if (s == DRAAD_OK)
            put_match(t, p, p->coders.at[coder], kinds[i].name, hits);
    }
    dr_vec_free(&right);
    dr_vec_free(&found);
    return s;
}

draad_status dr_table_gold(const draad_project *p, const draad_table_options *o, draad_table **out, draad_error *err)
{
    static const char *const columns[] = {"@coder", "@match",    "@code",  "tp", "fp",
                                          "fn",     "precision", "recall", "f1", NULL};
    uint32_t *coders = NULL;
    size_t ncoders = 0, gold = 0;
    dr_hits *hits = dr_alloc_zero(p->codes.n, sizeof *hits);
    *out = NULL;
    draad_status s = hits != NULL ? dr_active_coders(p, &coders, &ncoders, err) : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_gold_coder(p, coders, ncoders, o->gold, &gold, err);
    if (s == DRAAD_OK)
        s = dr_table_of(columns, out, err);
    for (size_t g = 0; s == DRAAD_OK && g < ncoders; g++)
        if (g != gold)
            s = put_coder(*out, p, coders[g], coders[gold], hits, err);
    if (s == DRAAD_OK)
        dr_table_fact_text(*out, "gold", p->coders.at[coders[gold]]);
    dr_free(coders);
    dr_free(hits);
    return dr_table_done(out, s, err);
}
