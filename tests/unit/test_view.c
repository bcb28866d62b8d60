/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "analysis/view.h"
#include "tables.h"

/* a with below it b (with c below that) and d; e by itself. */
static draad_project *family(void)
{
    draad_project *p = handmade_new(5);
    handmade_below(p, 1, 0);
    handmade_below(p, 2, 1);
    handmade_below(p, 3, 0);
    handmade_coder(p, "draad");
    handmade_coder(p, "Anna");
    return p;
}

static draad_project *view_of(const draad_project *p, const draad_table_options *o)
{
    draad_project *view = NULL;
    draad_error err = {0};
    assert_int_equal(dr_view_new(p, o, &view, &err), DRAAD_OK);
    return view;
}

static const draad_table_options as_applied = {.rollup = DRAAD_ROLLUP_LEAF};

/* "a b c": the codes of a view. */
static void check_codes(void **state_, const draad_project *view, const char *expected)
{
    CHECK_INT(view->codes.n, (strlen(expected) + 1) / 2);
    for (size_t i = 0; i < view->codes.n; i++)
        CHECK(view->codes.at[i].id.data[0] == expected[2 * i]);
}

TEST(a_view_as_applied_is_the_project)
{
    draad_project *p = family();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 2, 0, 0, 9);
    handmade_coding(d, 0, 1, 5, 15);
    draad_project *view = view_of(p, &as_applied);
    check_codes(state_, view, "a b c d e");
    CHECK_INT(view->ndocuments, 1);
    CHECK_INT(view->documents[0].ncodings, 2);
    CHECK(view->documents[0].codings != d->codings);
    CHECK_INT(view->documents[0].codings[0].code, 2);
    dr_view_free(view);
    CHECK_INT(d->ncodings, 2); /* what it borrowed is still there */
    handmade_free(p);
}

TEST(overlapping_codings_of_sibling_codes_are_one_segment_of_the_code_above)
{
    draad_project *p = family();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 2, 0, 0, 9);   /* c, two levels down */
    handmade_coding(d, 3, 0, 5, 19);  /* d, one level down, over a part of it */
    handmade_coding(d, 3, 0, 19, 25); /* and one that only touches */
    handmade_coding(d, 0, 1, 30, 35); /* a itself */
    handmade_coding(d, 4, 0, 0, 9);
    draad_table_options o = {.rollup = DRAAD_ROLLUP_LEVEL, .level = 1};
    draad_project *view = view_of(p, &o);
    check_codes(state_, view, "a e");
    dr_segment *s = NULL;
    size_t n = 0;
    CHECK_INT(dr_segments_of(&view->documents[0], &s, &n, NULL), DRAAD_OK);
    CHECK_INT(n, 4);
    CHECK_INT(s[0].code, 1); /* e: in the view it is the second code */
    CHECK_RANGE(s[1].range, 0, 19);
    CHECK_INT(s[1].code, 0);
    CHECK_RANGE(s[2].range, 19, 25);
    CHECK_RANGE(s[3].range, 30, 35);
    CHECK_INT(s[1].nwords, 6);
    dr_free(s);
    dr_view_free(view);
    handmade_free(p);
}

TEST(a_code_above_the_level_stays_itself)
{
    draad_project *p = family();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    for (uint32_t code = 0; code < 5; code++)
        handmade_coding(d, code, 0, 0, 9);
    draad_table_options o = {.rollup = DRAAD_ROLLUP_LEVEL, .level = 2};
    draad_project *view = view_of(p, &o);
    check_codes(state_, view, "a b d e");
    uint32_t n[4] = {0};
    for (size_t i = 0; i < view->documents[0].ncodings; i++)
        n[view->documents[0].codings[i].code]++;
    CHECK(n[0] == 1 && n[1] == 2 && n[2] == 1 && n[3] == 1); /* b has that of c too */
    CHECK_INT(view->codes.at[2].parent, 0);
    dr_view_free(view);
    o.level = 9; /* nothing is so far down */
    view = view_of(p, &o);
    check_codes(state_, view, "a b c d e");
    CHECK_INT(view->documents[0].ncodings, 5);
    dr_view_free(view);
    handmade_free(p);
}

TEST(at_all_levels_a_coding_counts_for_every_ancestor_and_is_merged_there)
{
    draad_project *p = family();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 2, 0, 0, 9);
    handmade_coding(d, 3, 1, 5, 19);
    draad_table_options o = {.rollup = DRAAD_ROLLUP_ALL};
    draad_project *view = view_of(p, &o);
    check_codes(state_, view, "a b c d e");
    dr_segment *s = NULL;
    size_t n = 0;
    CHECK_INT(dr_segments_of(&view->documents[0], &s, &n, NULL), DRAAD_OK);
    CHECK_INT(n, 4);
    uint32_t seen[5] = {0};
    for (size_t i = 0; i < n; i++)
        seen[s[i].code]++;
    CHECK(seen[0] == 1 && seen[1] == 1 && seen[2] == 1 && seen[3] == 1 && seen[4] == 0);
    CHECK_INT(s[2].code, 0); /* [0, 9) b, [0, 9) c, [0, 19) a, [5, 19) d */
    CHECK_RANGE(s[2].range, 0, 19);
    dr_free(s);
    dr_view_free(view);
    CHECK(dr_is_above(p, 0, 2) && dr_is_above(p, 1, 2) && !dr_is_above(p, 2, 1));
    CHECK(!dr_is_above(p, 1, 3) && !dr_is_above(p, 4, 0) && !dr_is_above(p, 0, 0));
    handmade_free(p);
}

TEST(only_some_codes_with_those_below_them)
{
    static const char *const b[] = {"b"}, *const d_and_e[] = {"e", "d"}, *const all[] = {"hand"},
                             *const twice[] = {"a", "b"};
    draad_project *p = family();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    for (uint32_t code = 0; code < 5; code++)
        handmade_coding(d, code, 0, 0, 9);
    draad_table_options o = {.only = b, .nonly = 1};
    draad_project *view = view_of(p, &o);
    check_codes(state_, view, "b c");
    CHECK_INT(view->codes.at[0].parent, DRAAD_NONE); /* the one above it is not there */
    CHECK_INT(view->codes.at[1].parent, 0);
    CHECK_INT(view->documents[0].ncodings, 2);
    dr_view_free(view);
    o = (draad_table_options){.only = d_and_e, .nonly = 2};
    view = view_of(p, &o);
    check_codes(state_, view, "d e"); /* in the order of the codebook */
    dr_view_free(view);
    o = (draad_table_options){.only = all, .nonly = 1};
    view = view_of(p, &o);
    check_codes(state_, view, "a b c d e");
    dr_view_free(view);
    o = (draad_table_options){.only = twice, .nonly = 2};
    view = view_of(p, &o);
    check_codes(state_, view, "a b c d");
    CHECK_INT(view->documents[0].ncodings, 4);
    dr_view_free(view);
    handmade_free(p);
}

TEST(only_and_all_levels_go_together)
{
    static const char *const b[] = {"b"};
    draad_project *p = family();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 2, 0, 0, 9);
    handmade_coding(d, 3, 0, 0, 9);
    draad_table_options o = {.rollup = DRAAD_ROLLUP_ALL, .only = b, .nonly = 1};
    draad_project *view = view_of(p, &o);
    check_codes(state_, view, "b c");
    CHECK_INT(view->documents[0].ncodings, 2); /* of c: itself and b; a is not asked for */
    dr_view_free(view);
    handmade_free(p);
}

TEST(codings_of_one_coder)
{
    draad_project *p = family();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 0, 0, 0, 9);
    handmade_coding(d, 0, 1, 5, 19);
    handmade_coding(d, 4, 1, 20, 29);
    draad_table_options o = {.coder = "Anna"};
    draad_project *view = view_of(p, &o);
    CHECK_INT(view->documents[0].ncodings, 2);
    CHECK_RANGE(view->documents[0].codings[0].range, 5, 19);
    dr_view_free(view);
    o.coder = "draad";
    view = view_of(p, &o);
    CHECK_INT(view->documents[0].ncodings, 1);
    dr_view_free(view);
    handmade_free(p);
}

TEST(documents_whose_own_row_has_a_value)
{
    draad_project *p = family();
    handmade_coding(handmade_document(p, "x", "R"), 0, 0, 0, 9);
    handmade_coding(handmade_document(p, "y", "R"), 1, 0, 0, 9);
    handmade_document(p, "z", "R");
    CHECK_INT(dr_cases_read(DR_STR("document,speaker,groep\nx,,een\ny,,twee\ny,R,een\n"), "cases.csv", NULL, &p->cases),
              DRAAD_OK);
    draad_table_options o = {.where = {"groep", "een"}};
    draad_project *view = view_of(p, &o);
    CHECK_INT(view->ndocuments, 1); /* y has it for a speaker only */
    CHECK_STR(view->documents[0].id, "x");
    dr_view_free(view);
    o.where[1] = "drie"; /* misspelt, or nobody's */
    CHECK(strstr(refusal(p, "frequencies", &o), "no document has the value 'drie' of 'groep'") != NULL);
    handmade_free(p);
}

/* Matches of d and c: with `--only a --rollup 1` both are of a; of e alone none is there. */
TEST(matches_come_along_under_their_new_codes)
{
    draad_project *p = family();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    dr_match matches[] = {{.code = 3, .rule = 0, .blocked_by = DR_STR("x")},
                          {.code = 2, .rule = 1, .blocked_by = DR_STR("unless of rule r")}};
    d->matches = matches;
    d->nmatches = 2;
    static const char *const a[] = {"a"}, *const e[] = {"e"};
    draad_project *view =
        view_of(p, &(draad_table_options){.rollup = DRAAD_ROLLUP_LEVEL, .level = 1, .only = a, .nonly = 1});
    CHECK_INT(view->documents[0].nmatches, 2);
    CHECK_INT(view->documents[0].matches[0].code, 0);
    CHECK_INT(view->documents[0].matches[1].code, 0);
    CHECK_STR(view->documents[0].matches[1].blocked_by, "unless of rule r");
    dr_view_free(view);
    view = view_of(p, &(draad_table_options){.only = e, .nonly = 1});
    CHECK_INT(view->documents[0].nmatches, 0);
    dr_view_free(view);
    d->matches = NULL;
    d->nmatches = 0;
    handmade_free(p);
}

TEST(what_is_not_there_is_refused)
{
    static const char *const kleur[] = {"a", "kleur"};
    draad_project *p = family();
    CHECK(strstr(refusal(p, "cooccurrence", &(draad_table_options){.only = kleur, .nonly = 2}), "kleur") != NULL);
    CHECK(strstr(refusal(p, "cooccurrence", &(draad_table_options){.coder = "Bram"}), "Bram") != NULL);
    CHECK(strstr(refusal(p, "cooccurrence", &(draad_table_options){.where = {"kleur", "x"}}), "kleur") != NULL);
    CHECK(strstr(refusal(p, "cooccurrence", &(draad_table_options){.rollup = DRAAD_ROLLUP_LEVEL}), "level 1") != NULL);
    draad_table_options below = {
        .rollup = DRAAD_ROLLUP_LEVEL, .level = 1, .only = (const char *const[]){"e", "b"}, .nonly = 2};
    CHECK(strstr(refusal(p, "cooccurrence", &below), "'b' lies below level 1") != NULL);
    below.level = 2;
    draad_table_free(ask(p, "cooccurrence", &below));
    CHECK(strstr(refusal(p, "kleuren", &as_applied), "kleuren") != NULL);
    handmade_free(p);
}

TEST(a_roll_up_is_said_in_words)
{
    char words[DR_ROLLUP_WORDS];
    dr_rollup_words(&as_applied, words);
    CHECK_STR(dr_str_of(words), "leaf");
    dr_rollup_words(&(draad_table_options){.rollup = DRAAD_ROLLUP_LEVEL, .level = UINT32_MAX}, words);
    CHECK_STR(dr_str_of(words), "level 4294967295");
    dr_rollup_words(&(draad_table_options){.rollup = DRAAD_ROLLUP_ALL}, words);
    CHECK_STR(dr_str_of(words), "all levels");
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    static const char *const only[] = {"a"};
    draad_project *p = family();
    CHECK_INT(dr_cases_read(DR_STR("document,groep\nx,een\n"), "cases.csv", NULL, &p->cases), DRAAD_OK);
    dr_coded *d = handmade_document(p, "x", "RRRR");
    for (uint32_t code = 0; code < 5; code++)
        handmade_coding(d, code, 0, 0, 9);
    const draad_table_options o = {.rollup = DRAAD_ROLLUP_ALL, .only = only, .nonly = 1, .where = {"groep", "een"}};
    size_t n = 0;
    for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
        draad_project *view = NULL;
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_view_new(p, &o, &view, NULL);
        CHECK((s == DRAAD_OK) == (view != NULL));
        dr_view_free(view);
        draad_set_allocator(NULL);
    }
    CHECK(n > 5);
    handmade_free(p);
}

int main(void)
{
    return RUN(a_view_as_applied_is_the_project, overlapping_codings_of_sibling_codes_are_one_segment_of_the_code_above,
               a_code_above_the_level_stays_itself,
               at_all_levels_a_coding_counts_for_every_ancestor_and_is_merged_there,
               only_some_codes_with_those_below_them, only_and_all_levels_go_together, codings_of_one_coder,
               documents_whose_own_row_has_a_value, matches_come_along_under_their_new_codes,
               what_is_not_there_is_refused, a_roll_up_is_said_in_words, no_memory_is_an_error_and_loses_nothing);
}
