/* SPDX-License-Identifier: Apache-2.0
 * cooccurrence.c - how often do two codes stand together?
 * Every way to count is a walk over the documents that adds to a square of codes.  Units of interviewers and
 * moderators are passed over.
 * Knows: a project's units and the ways to count.  Does not know: tests, files. */
#include "analysis/cooccurrence.h"
#include "analysis/neighbours.h"
#include "analysis/presence.h"
#include "analysis/squares.h"
#include "analysis/tally.h"

static const char *const counting_names[DRAAD_COUNTINGS] = {"binary", "product", "minimum", "pairs",
                                                            "chars",  "hits",    "window",  "followed"};

const char *draad_counting_name(draad_counting counting)
{
    return (unsigned)counting < DRAAD_COUNTINGS ? counting_names[counting] : "";
}

bool draad_counting_find(draad_str name, draad_counting *out)
{
    for (unsigned i = 0; i < DRAAD_COUNTINGS; i++)
        if (dr_str_is(name, counting_names[i])) {
            *out = (draad_counting)i;
            return true;
        }
    return false;
}

/* ---- By unit ----------------------------------------------------------------------------------------------- */

/* What two codes add that are present in one unit; all counts are exact: far below 2^53. */
static double together(draad_counting counting, const dr_present *a, const dr_present *b)
{
    const double na = a->nsegments, nb = b->nsegments;
    if (counting == DRAAD_COUNT_BINARY)
        return 1;
    if (counting == DRAAD_COUNT_MINIMUM)
        return na < nb ? na : nb;
    return a == b ? na * (na - 1) / 2 : na * nb;
}

/* Units that hold any code. */
static uint64_t count_coded(const dr_presence *p)
{
    uint64_t n = 0;
    for (size_t u = 0; u < p->nunits; u++)
        n += p->first[u + 1] > p->first[u];
    return n;
}

static void count_units(const dr_presence *p, draad_counting counting, draad_table *t)
{
    for (size_t u = 0; u < p->nunits; u++)
        for (size_t i = p->first[u]; i < p->first[u + 1]; i++)
            for (size_t j = p->first[u]; j < p->first[u + 1]; j++)
                *dr_table_at(t, p->at[i].code, p->at[j].code) += together(counting, &p->at[i], &p->at[j]);
}

/* Leaves out the units without any code. */
static void drop_empty(dr_presence *p)
{
    size_t kept = 0;
    for (size_t u = 0; u < p->nunits; u++)
        if (p->first[u + 1] > p->first[u])
            p->first[kept++] = p->first[u];
    p->first[kept] = p->first[p->nunits];
    p->nunits = kept;
}

static void count_followed(dr_presence *p, const draad_matrix_options *options, draad_table *t)
{
    const size_t lag = options->lag > 0 ? options->lag : 1;
    if (options->next_coded)
        drop_empty(p);
    for (size_t u = 0; u + lag < p->nunits; u++)
        for (size_t i = p->first[u]; i < p->first[u + 1]; i++)
            for (size_t j = p->first[u + lag]; j < p->first[u + lag + 1]; j++)
                *dr_table_at(t, p->at[i].code, p->at[j].code) += 1;
}

static draad_status count_document(const draad_project *p, const dr_coded *d, const draad_matrix_options *options,
                                   draad_table *t, uint64_t *universe, draad_error *err)
{
    dr_presence presence;
    draad_status s = dr_presence_of(d, options->unit, p->codes.n, &presence, err);
    if (s != DRAAD_OK)
        return s;
    *universe += options->coded_universe ? count_coded(&presence) : presence.nunits;
    if (options->counting == DRAAD_COUNT_FOLLOWED)
        count_followed(&presence, options, t);
    else
        count_units(&presence, options->counting, t);
    dr_presence_free(&presence);
    return DRAAD_OK;
}

/* ---- All --------------------------------------------------------------------------------------------------- */

/* A square of zeros, named by the codes. */
static draad_status new_square(const draad_project *p, draad_table **out, draad_error *err)
{
    draad_status s = dr_table_new(p->codes.n, p->codes.n, out, err);
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++)
        if ((s = dr_table_name_row(*out, i, p->codes.at[i].id, err)) == DRAAD_OK)
            s = dr_table_name_column(*out, i, p->codes.at[i].id, err);
    return s;
}

bool dr_counts_units(draad_counting counting)
{
    return counting <= DRAAD_COUNT_MINIMUM || counting == DRAAD_COUNT_FOLLOWED;
}

static draad_status check_options(const draad_project *p, const draad_matrix_options *o, draad_error *err)
{
    if ((unsigned)o->counting >= DRAAD_COUNTINGS)
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0}, "there is no such way to count");
    if (dr_counts_units(o->counting) && (o->unit <= DRAAD_UNIT_MATCH || o->unit > DRAAD_UNIT_DOCUMENT))
        return dr_fail(err, DRAAD_E_USAGE, (dr_place){0},
                       "co-occurrence is counted by sentence, paragraph, turn or document");
    const bool kept = o->counting == DRAAD_COUNT_BINARY && !o->coded_universe;
    draad_status s = kept ? DRAAD_OK : dr_project_has_codings(p, err);
    if (s != DRAAD_OK)
        return s;
    return dr_can_be_paired(p->codes.n, err);
}

/* What was counted while there were codings; the universe. */
static uint64_t fill_from_squares(const dr_squares *squares, draad_unit unit, draad_table *t)
{
    for (size_t a = 0; a < squares->ncodes; a++)
        for (size_t b = 0; b < squares->ncodes; b++)
            *dr_table_at(t, a, b) = dr_squares_at(squares, unit, a, b);
    return squares->universe[unit];
}

draad_status dr_matrix_of(const draad_project *p, const draad_matrix_options *options, draad_table **out,
                          uint64_t *universe, draad_error *err)
{
    uint64_t n = 0;
    *out = NULL;
    draad_status s = check_options(p, options, err);
    if (s == DRAAD_OK)
        s = new_square(p, out, err);
    if (s == DRAAD_OK && p->squares != NULL)
        n = fill_from_squares(p->squares, options->unit, *out);
    for (size_t i = 0; s == DRAAD_OK && p->squares == NULL && i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        if (dr_counts_units(options->counting)) {
            s = count_document(p, d, options, *out, &n, err);
        } else {
            s = dr_count_neighbours(d, options, *out, err);
        }
    }
    if (universe != NULL)
        *universe = n;
    if (s != DRAAD_OK) {
        draad_table_free(*out);
        *out = NULL;
    }
    return s;
}

draad_status draad_project_matrix(const draad_project *p, const draad_matrix_options *options, draad_table **out,
                                  uint64_t *universe, draad_error *err)
{
    draad_matrix_options o = *options;
    if (o.unit == DRAAD_UNIT_MATCH)
        o.unit = DRAAD_UNIT_SENTENCE;
    return dr_matrix_of(p, &o, out, universe, err);
}

draad_status draad_project_cooccurrence(const draad_project *p, draad_unit unit, draad_table **out, uint64_t *universe,
                                        draad_error *err)
{
    const draad_matrix_options options = {.counting = DRAAD_COUNT_BINARY, .unit = unit};
    return dr_matrix_of(p, &options, out, universe, err);
}
