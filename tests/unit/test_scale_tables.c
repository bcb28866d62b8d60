/* SPDX-License-Identifier: Apache-2.0
 * test_scale_tables.c - scales as tables; the numbers are made by hand, from docs/scales.md. */
#include "handmade.h"

#include "coding/scale_set.h"
#include "tables.h"

static const char two_items[] = "draad-scale: 1\nid: s\nitems: 2\nmin: 1\nmax: 5\nreversed: [2]\nscore: mean\n"
                                "flag: inconsistent\nsubscales:\n  - id: total\n    label: Alles\n    items: [1-2]\n"
                                "    bands:\n      - {label: laag}\n      - {label: hoog, from: 3.00}\n"
                                "  - id: een\n    items: [1]\n";

static draad_scales *scales_of(const char *yaml, const char *csv)
{
    draad_scales *scales = dr_alloc_zero(1, sizeof *scales);
    scales->at = dr_alloc_zero(1, sizeof *scales->at);
    scales->n = 1;
    assert_int_equal(dr_scale_key_read(dr_str_of(yaml), "key", NULL, &scales->at[0].key), DRAAD_OK);
    assert_int_equal(
        dr_scale_answers_read(dr_str_of(csv), "answers.csv", &scales->at[0].key, NULL, &scales->at[0].answers),
        DRAAD_OK);
    return scales;
}

static draad_table_options options_with(const draad_scales *scales)
{
    draad_table_options o = defaults();
    o.scales = scales;
    return o;
}

/* ---- Scores ------------------------------------------------------------------------------------------------ */

TEST(scores_stand_in_the_order_of_the_file_subscale_by_subscale)
{
    draad_project *p = handmade_new(1);
    draad_scales *scales = scales_of(two_items, "case,moment,s1,s2\nP2,Voor,4,2\nP1,voor,5,5\nP1,na,,1\nP2,na,,\n");
    draad_table_options o = options_with(scales);
    draad_table *t = ask(p, "scales", &o);
    CHECK_INT(draad_table_rows(t), 8);
    CHECK_STR(text(t, 0, "scale"), "s");
    CHECK_STR(text(t, 0, "subscale"), "total");
    CHECK_STR(text(t, 0, "label"), "Alles");
    CHECK_STR(text(t, 1, "label"), "een"); /* for want of one */
    CHECK_STR(text(t, 0, "case"), "P2");
    CHECK_STR(text(t, 2, "moment"), "Voor"); /* as first written */
    CHECK_NEAR(value(t, 0, "score"), 4, 0);  /* 4, and 6 - 2 */
    CHECK_NEAR(value(t, 1, "score"), 4, 0);
    CHECK_NEAR(value(t, 2, "score"), 3, 0);
    CHECK_NEAR(value(t, 2, "inconsistent"), 1, 0);
    CHECK_NEAR(value(t, 0, "inconsistent"), 0, 0);
    CHECK_NEAR(value(t, 0, "missing"), 0, 0);
    CHECK(isnan(value(t, 4, "score"))); /* of two items none may be missing */
    CHECK_NEAR(value(t, 4, "missing"), 1, 0);
    CHECK_NEAR(value(t, 4, "inconsistent"), 0, 0);
    CHECK_STR(text(t, 4, "moment"), "na");
    CHECK_NEAR(value(t, 6, "missing"), 2, 0);
    for (size_t i = 0; i < 8; i++)
        CHECK_STR(text(t, i, "band"), "");
    draad_table_free(t);
    o.bands = true;
    t = ask(p, "scales", &o);
    CHECK_STR(text(t, 0, "band"), "hoog");
    CHECK_STR(text(t, 2, "band"), "hoog"); /* 3.00 is in it */
    CHECK_STR(text(t, 4, "band"), "");
    CHECK_STR(text(t, 1, "band"), ""); /* a subscale without bands */
    draad_table_free(t);
    draad_scales_free(scales);
    handmade_free(p);
}

TEST(a_file_without_moments_has_one_without_a_name)
{
    draad_project *p = handmade_new(1);
    draad_scales *scales = scales_of(two_items, "case,s1,s2\nP1,1,2\n");
    draad_table_options o = options_with(scales);
    draad_table *t = ask(p, "scales", &o);
    CHECK_STR(text(t, 0, "moment"), "");
    CHECK_NEAR(value(t, 0, "score"), 2.5, 0);
    draad_table_free(t);
    t = ask(p, "reliability", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(text(t, 0, "moment"), "");
    draad_table_free(t);
    CHECK_STR(dr_str_of(refusal(p, "change", &o)), "the answers have 0 moments; --moments says which two to compare");
    draad_scales_free(scales);
    handmade_free(p);
}

TEST(tables_of_scales_need_scales)
{
    static const char *const kinds[] = {"scales", "reliability", "correlation", "change"};
    draad_project *p = handmade_new(1);
    draad_table_options o = defaults();
    for (size_t i = 0; i < 4; i++)
        CHECK_STR(dr_str_of(refusal(p, kinds[i], &o)),
                  "this table needs --scale FILE, the key of a scale, and --answers FILE");
    handmade_free(p);
}

/* ---- Reliability --------------------------------------------------------------------------------------------- */

/* At the first moment 1 2, 2 2, 3 5 after reversing: variances 1 and 3, of the sums 7. */
TEST(alpha_is_of_each_moment_over_who_answered_all)
{
    draad_project *p = handmade_new(1);
    draad_scales *scales =
        scales_of(two_items, "case,moment,s1,s2\nP1,voor,1,4\nP2,voor,2,4\nP3,voor,3,1\nP4,voor,5,\nP1,na,1,1\n");
    draad_table_options o = options_with(scales);
    draad_table *t = ask(p, "reliability", &o);
    CHECK_INT(draad_table_rows(t), 4);
    CHECK_STR(text(t, 0, "moment"), "voor");
    CHECK_NEAR(value(t, 0, "items"), 2, 0);
    CHECK_NEAR(value(t, 0, "respondents"), 4, 0);
    CHECK_NEAR(value(t, 0, "complete"), 3, 0);
    CHECK_NEAR(value(t, 0, "alpha"), 2 * (1 - 4 / 7.0), 1e-12);
    CHECK_STR(text(t, 1, "moment"), "na");
    CHECK_NEAR(value(t, 1, "respondents"), 1, 0);
    CHECK(isnan(value(t, 1, "alpha")));
    CHECK_STR(text(t, 2, "subscale"), "een");
    CHECK_NEAR(value(t, 2, "complete"), 4, 0);
    CHECK(isnan(value(t, 2, "alpha"))); /* of one item */
    draad_table_free(t);
    draad_scales_free(scales);
    handmade_free(p);
}

/* ---- Codes beside scores --------------------------------------------------------------------------------------- */

/* P1 to P5 say ten words each and have code a 0, 1, 1, 2, 4 times; nobody has b; c is of P5 alone. */
static draad_project *five_cases(void)
{
    static const char *const names[] = {"P1", "P2", "P3", "P4", "P5"};
    static const uint32_t counts[] = {0, 1, 1, 2, 4};
    draad_project *p = handmade_new(3);
    handmade_coder(p, "draad");
    for (size_t i = 0; i < 5; i++) {
        dr_coded *d = handmade_document(p, names[i], "RRRR");
        handmade_turn_words(d, 10);
        for (uint32_t k = 0; k < counts[i]; k++)
            handmade_coding(d, 0, 0, 10 * k, 10 * k + 9);
    }
    handmade_coding(&p->documents[4], 2, 0, 0, 9);
    return p;
}

/* The tail of t with three degrees of freedom. */
static double p_of(double r)
{
    const double theta = atan(fabs(r) / sqrt(1 - r * r));
    return 1 - 2 / acos(-1) * (theta + sin(theta) * cos(theta));
}

static const char of_five[] = "case,s1,s2\nP1,1,5\nP2,2,4\nP3,3,3\nP4,4,2\nP5,5,1\nP9,1,1\n";

TEST(codes_are_counted_by_thousand_words_beside_the_score)
{
    draad_project *p = five_cases();
    draad_scales *scales = scales_of(two_items, of_five);
    draad_table_options o = options_with(scales);
    draad_table *t = ask(p, "correlation", &o);
    CHECK_INT(draad_table_rows(t), 6); /* two subscales, three codes */
    const double r = 9 / sqrt(92);
    CHECK_STR(text(t, 0, "code"), "a");
    CHECK_STR(text(t, 0, "moment"), "");
    CHECK_NEAR(value(t, 0, "n"), 5, 0); /* P9 was not spoken with */
    CHECK_NEAR(value(t, 0, "r"), r, 1e-12);
    CHECK_NEAR(value(t, 0, "p"), p_of(r), 1e-9);
    CHECK_NEAR(value(t, 0, "q_bh"), 2 * p_of(r), 1e-9); /* of two: b has no p */
    CHECK_NEAR(value(t, 0, "family"), 2, 0);
    CHECK_STR(text(t, 0, "word"), "sterk");
    CHECK_NEAR(value(t, 0, "rho"), 9.5 / sqrt(95), 1e-12); /* ranks 1, 2.5, 2.5, 4, 5 */
    CHECK_NEAR(value(t, 0, "p_rho"), p_of(9.5 / sqrt(95)), 1e-9);
    CHECK(isnan(value(t, 1, "r")) && isnan(value(t, 1, "p")) && isnan(value(t, 1, "q_bh")) &&
          isnan(value(t, 1, "rho")));
    CHECK_NEAR(value(t, 1, "n"), 5, 0);
    CHECK_STR(text(t, 1, "word"), "");
    CHECK_NEAR(value(t, 2, "r"), 2 * 1 / sqrt(10 * 0.8), 1e-12);
    CHECK_NEAR(value(t, 2, "q_bh"), p_of(2 / sqrt(8)), 1e-9);
    CHECK_STR(text(t, 2, "word"), ""); /* .71, but p is not below .05 */
    CHECK_STR(text(t, 3, "subscale"), "een");
    CHECK_STR(fact(t, "frequency").text, "segments per 1000 words");
    draad_table_free(t);
    draad_scales_free(scales);
    handmade_free(p);
}

TEST(who_lacks_a_number_drops_out)
{
    draad_project *p = five_cases();
    draad_scales *scales = scales_of(two_items, "case,s1,s2\nP1,1,5\nP2,2,4\nP3,3,\nP5,5,1\n");
    draad_table_options o = options_with(scales);
    handmade_turn_words(&p->documents[0], 0); /* P1 says nothing */
    draad_table *t = ask(p, "correlation", &o);
    CHECK_NEAR(value(t, 0, "n"), 2, 0); /* P2, P5 */
    CHECK_NEAR(value(t, 3, "n"), 3, 0); /* with P3, of whom item 1 is known */
    draad_table_free(t);
    o.presence = true; /* P1 has it not, however little was said */
    t = ask(p, "correlation", &o);
    CHECK_NEAR(value(t, 0, "n"), 3, 0);
    CHECK_NEAR(value(t, 3, "n"), 4, 0);
    CHECK_NEAR(value(t, 0, "r"), 5 / 3.0 / sqrt(26 / 3.0 * 2 / 3.0), 1e-12);
    CHECK_STR(fact(t, "frequency").text, "presence");
    draad_table_free(t);
    draad_scales_free(scales);
    handmade_free(p);
}

TEST(each_moment_has_its_own_correlations)
{
    draad_project *p = five_cases();
    draad_scales *scales =
        scales_of(two_items, "case,meting,s1,s2\nP1,voor,1,5\nP2,voor,2,4\nP3,voor,3,3\nP1,na,3,3\n");
    draad_table_options o = options_with(scales);
    draad_table *t = ask(p, "correlation", &o);
    CHECK_INT(draad_table_rows(t), 12);
    CHECK_STR(text(t, 0, "moment"), "voor");
    CHECK_NEAR(value(t, 0, "n"), 3, 0);
    CHECK_NEAR(value(t, 0, "r"), 1 / sqrt(2 * 2 / 3.0), 1e-12);
    CHECK_STR(text(t, 3, "moment"), "na");
    CHECK_NEAR(value(t, 3, "n"), 1, 0);
    CHECK(isnan(value(t, 3, "r")) && isnan(value(t, 3, "q_bh")));
    CHECK_NEAR(value(t, 3, "family"), 0, 0);
    draad_table_free(t);
    draad_scales_free(scales);
    handmade_free(p);
}

/* ---- First and second measurement ------------------------------------------------------------------------------- */

/* P1 2 to 3, P2 3 to 5, P3 stays at 4, P4 has one of the two, P5 none. */
static const char twice[] = "case,moment,s1,s2\nP1,voor,2,4\nP2,voor,3,3\nP3,voor,4,2\nP4,voor,1,5\nP5,voor,,\n"
                            "P3,na,4,2\nP2,na,5,1\nP1,na,3,3\nP5,na,1,\n";

TEST(change_is_of_who_has_both)
{
    draad_project *p = handmade_new(1);
    draad_scales *scales = scales_of(two_items, twice);
    draad_table_options o = options_with(scales);
    draad_table *t = ask(p, "change", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_STR(text(t, 0, "pre"), "voor");
    CHECK_STR(text(t, 0, "post"), "na");
    CHECK_NEAR(value(t, 0, "n"), 3, 0);
    CHECK_NEAR(value(t, 0, "unmatched"), 1, 0); /* P5 has no score at all */
    CHECK_NEAR(value(t, 1, "unmatched"), 2, 0); /* of item 1 alone P5 has one */
    CHECK_NEAR(value(t, 0, "mean_pre"), 3, 1e-12);
    CHECK_NEAR(value(t, 0, "mean_post"), 4, 1e-12);
    CHECK_NEAR(value(t, 0, "sd_pre"), 1, 1e-12);
    CHECK_NEAR(value(t, 0, "sd_post"), 1, 1e-12);
    CHECK_NEAR(value(t, 0, "mean"), 1, 1e-12);
    CHECK_NEAR(value(t, 0, "sd"), 1, 1e-12);
    CHECK_NEAR(value(t, 0, "t"), sqrt(3), 1e-12);
    CHECK_NEAR(value(t, 0, "df"), 2, 0);
    CHECK_NEAR(value(t, 0, "p"), 1 - sqrt(3) / sqrt(5), 1e-12); /* two degrees of freedom: 1 - t / sqrt(2 + t t) */
    const double critical = 0.95 * sqrt(2 / (1 - 0.95 * 0.95));
    CHECK_NEAR(value(t, 0, "low"), 1 - critical / sqrt(3), 1e-9);
    CHECK_NEAR(value(t, 0, "high"), 1 + critical / sqrt(3), 1e-9);
    CHECK_NEAR(value(t, 0, "dz"), 1, 1e-12);
    CHECK_NEAR(value(t, 0, "gz"), 1 - 3 / 7.0, 1e-12);
    CHECK_NEAR(value(t, 0, "d_av"), 1, 1e-12);
    CHECK_NEAR(value(t, 0, "wilcoxon_w"), 0, 0);
    CHECK(value(t, 0, "wilcoxon_n") > 0 && value(t, 0, "wilcoxon_n") <= value(t, 0, "n"));
    CHECK_NEAR(value(t, 0, "wilcoxon_p"), 0.5, 1e-12);
    CHECK_NEAR(value(t, 0, "wilcoxon_exact"), 1, 0);
    draad_table_free(t);
    o.moments[0] = "NA"; /* the other way round, in any case */
    o.moments[1] = "Voor";
    t = ask(p, "change", &o);
    CHECK_NEAR(value(t, 0, "mean"), -1, 1e-12);
    CHECK_STR(text(t, 0, "pre"), "na");
    draad_table_free(t);
    draad_scales_free(scales);
    handmade_free(p);
}

TEST(moments_must_be_two_that_are_there)
{
    draad_project *p = handmade_new(1);
    draad_scales *scales = scales_of(two_items, twice);
    draad_table_options o = options_with(scales);
    o.moments[0] = "voor";
    o.moments[1] = "later";
    CHECK_STR(dr_str_of(refusal(p, "change", &o)), "there is no moment 'later' in the answers");
    o.moments[1] = "Voor";
    CHECK_STR(dr_str_of(refusal(p, "change", &o)), "'voor' is the first moment and the second");
    draad_scales_free(scales);
    scales = scales_of(two_items, "case,moment,s1,s2\nP1,a,2,4\nP1,b,3,3\nP1,c,4,2\n");
    o = options_with(scales);
    CHECK_STR(dr_str_of(refusal(p, "change", &o)), "the answers have 3 moments; --moments says which two to compare");
    o.moments[0] = "a";
    o.moments[1] = "c";
    draad_table *t = ask(p, "change", &o);
    CHECK_NEAR(value(t, 0, "mean"), 2, 1e-12);
    CHECK_NEAR(value(t, 0, "n"), 1, 0);
    draad_table_free(t);
    draad_scales_free(scales);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = five_cases();
    draad_scales *scales = scales_of(two_items, twice);
    draad_table_options o = options_with(scales);
    CHECK(ask_without_memory(p, "scales", &o) > 5);
    CHECK(ask_without_memory(p, "reliability", &o) > 5);
    CHECK(ask_without_memory(p, "correlation", &o) > 20);
    CHECK(ask_without_memory(p, "change", &o) > 5);
    draad_scales_free(scales);
    handmade_free(p);
}

int main(void)
{
    return RUN(scores_stand_in_the_order_of_the_file_subscale_by_subscale,
               a_file_without_moments_has_one_without_a_name, tables_of_scales_need_scales,
               alpha_is_of_each_moment_over_who_answered_all, codes_are_counted_by_thousand_words_beside_the_score,
               who_lacks_a_number_drops_out, each_moment_has_its_own_correlations, change_is_of_who_has_both,
               moments_must_be_two_that_are_there, no_memory_is_an_error_and_loses_nothing);
}
