/* SPDX-License-Identifier: Apache-2.0
 * test_unitizing_table.c - where segments begin and end, of a project; the coefficients are those of unitizing.h. */
#include "handmade.h"

#include "tables.h"

static draad_project *new_project(size_t ncodes)
{
    draad_project *p = handmade_new(ncodes);
    handmade_coder(p, "Bo");
    handmade_coder(p, "Cas");
    return p;
}

/* Text of 39 characters; Bo marks [0, 10) and Cas [5, 15). */
TEST(one_code_by_itself)
{
    draad_project *p = new_project(1);
    draad_table_options o = defaults();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 0, 0, 0, 10);
    handmade_coding(d, 0, 1, 5, 15);
    draad_table *t = ask(p, "unitizing", &o);
    CHECK_INT(draad_table_rows(t), 1); /* a family of one is its code */
    CHECK_STR(text(t, 0, "family"), "a");
    CHECK_STR(text(t, 0, "code"), "a");
    CHECK_STR(text(t, 0, "note"), "");
    CHECK_NEAR(value(t, 0, "segments"), 2, 0);
    /* l_10 = 10, and by chance 78 * 58 * 20 / (78 squared - 258) */
    CHECK_NEAR(value(t, 0, "u_alpha"), 1 - 10 / (78 * 58 * 20 / 5826.0), 1e-12);
    CHECK_NEAR(value(t, 0, "bar_u_alpha"), 1 - 10 / (78 * 58 * 20 / 5826.0), 1e-12);
    CHECK_NEAR(value(t, 0, "alpha_char_binary"), 1 - 20 / 78.0 / (2 * 20 * 58 / (78 * 77.0)), 1e-12);
    const double observed = 2 * 50 / (2.0 * 39 * 39); /* a square of 5 at each border */
    const double fits = 100 * (20 + 15);              /* gaps of 29 and 24 have room for ten */
    const double expected = 2 / 39.0 * 2 * ((2000 - 300 + 10) / 3.0 + fits) / (78 * 77 - 180.0);
    CHECK_NEAR(value(t, 0, "alpha_u"), 1 - observed / expected, 1e-12);
    CHECK(isnan(value(t, 0, "cu_alpha")) && isnan(value(t, 0, "ku_alpha")) && isnan(value(t, 0, "ku_coverage")));
    CHECK_NEAR(fact(t, "coders").number, 2, 0);
    CHECK_NEAR(fact(t, "characters").number, 39, 0);
    draad_table_free(t);
    handmade_free(p);
}

/* The same, with a document before it that Cas did not read and one that says more text. */
TEST(the_continuum_is_what_every_coder_read)
{
    draad_project *p = new_project(1);
    draad_table_options o = defaults();
    handmade_coding(handmade_document(p, "v", "RR"), 0, 0, 0, 19);
    dr_coded *w = handmade_document(p, "w", "RR"), *x = handmade_document(p, "x", "RR");
    handmade_coding(w, 0, 0, 0, 10);
    handmade_coding(w, 0, 1, 5, 15);
    handmade_reader(x, 0);
    draad_table *t = ask(p, "unitizing", &o);
    CHECK_NEAR(fact(t, "characters").number, 19, 0);
    CHECK_NEAR(value(t, 0, "segments"), 2, 0);
    draad_table_free(t);
    handmade_reader(x, 1); /* 19 characters of two documents, 38 in all: nothing in the second */
    t = ask(p, "unitizing", &o);
    CHECK_NEAR(fact(t, "characters").number, 38, 0);
    CHECK_NEAR(value(t, 0, "segments"), 2, 0);
    CHECK_NEAR(value(t, 0, "bar_u_alpha"), 1 - 10 / (76 * 56 * 20 / (76 * 76 - 200 - 56.0)), 1e-12);
    draad_table_free(t);
    handmade_coding(x, 0, 0, 0, 9); /* on the continuum it begins at 19 */
    handmade_coding(x, 0, 1, 0, 9);
    t = ask(p, "unitizing", &o);
    CHECK_NEAR(value(t, 0, "segments"), 4, 0);
    CHECK_NEAR(value(t, 0, "bar_u_alpha"), 1 - 10 / (76 * 38 * 38 / (76 * 76 - 200 - 162 - 38.0)), 1e-12);
    draad_table_free(t);
    handmade_free(p);
}

TEST(touching_segments_stay_apart_and_overlapping_ones_of_a_coder_are_one)
{
    draad_project *p = new_project(1);
    draad_table_options o = defaults();
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 0, 0, 0, 6);
    handmade_coding(d, 0, 0, 4, 10);
    handmade_coding(d, 0, 1, 5, 15);
    draad_table *t = ask(p, "unitizing", &o);
    CHECK_NEAR(value(t, 0, "segments"), 2, 0);
    CHECK_NEAR(value(t, 0, "u_alpha"), 1 - 10 / (78 * 58 * 20 / 5826.0), 1e-12);
    draad_table_free(t);
    handmade_coding(d, 0, 1, 15, 20);
    t = ask(p, "unitizing", &o);
    CHECK_NEAR(value(t, 0, "segments"), 3, 0);
    draad_table_free(t);
    handmade_free(p);
}

/* a with b, and c (with d) below it; e by itself.  The family of a has the values b and d. */
static draad_project *family(void)
{
    draad_project *p = new_project(5);
    handmade_below(p, 1, 0);
    handmade_below(p, 2, 0);
    handmade_below(p, 3, 2);
    dr_coded *d = handmade_document(p, "x", "RRRR");
    handmade_coding(d, 1, 0, 0, 9); /* b of Bo is b of Cas too; d of Bo is b of Cas */
    handmade_coding(d, 1, 1, 0, 9);
    handmade_coding(d, 3, 0, 20, 29);
    handmade_coding(d, 1, 1, 20, 29);
    handmade_coding(d, 0, 0, 0, 39); /* a code above others has segments of its own */
    handmade_coding(d, 0, 1, 0, 39);
    return p;
}

TEST(families_stand_before_their_codes)
{
    static const char *const codes[] = {"", "a", "b", "c", "d", "e"};
    draad_project *p = family();
    draad_table_options o = defaults();
    draad_table *t = ask(p, "unitizing", &o);
    CHECK_INT(draad_table_rows(t), 6);
    for (size_t i = 0; i < 6; i++) {
        CHECK_STR(text(t, i, "family"), i < 5 ? "a" : "e");
        CHECK_STR(text(t, i, "code"), codes[i]);
        CHECK_STR(text(t, i, "note"), "");
    }
    CHECK_NEAR(value(t, 0, "segments"), 4, 0); /* a itself is no value of its family */
    CHECK_NEAR(value(t, 1, "segments"), 2, 0);
    CHECK_NEAR(value(t, 2, "segments"), 3, 0);
    CHECK_NEAR(value(t, 3, "segments"), 0, 0);
    CHECK_NEAR(value(t, 4, "segments"), 1, 0);
    CHECK_NEAR(value(t, 0, "bar_u_alpha"), 1, 1e-12); /* they marked the same */
    CHECK(value(t, 0, "u_alpha") < 1);
    /* l*: b with b 18, b with d 9 and 9; Y: 81 of each segment.  l*_b 27, l*_d 9; l* 36, Y_b 243, Y 324. */
    CHECK_NEAR(value(t, 0, "cu_coverage"), 36 / 78.0, 1e-12);
    const double e_bb = (27 * 27 - 243) / (36 - 324 / 36.0), e_dd = (9 * 9 - 81) / (36 - 324 / 36.0);
    CHECK_NEAR(value(t, 0, "cu_alpha"), 1 - (36 - 18) / (36 - e_bb - e_dd), 1e-12);
    CHECK(isnan(value(t, 0, "ku_alpha")) && isnan(value(t, 0, "alpha_u")));
    CHECK_NEAR(value(t, 2, "ku_coverage"), 1, 1e-12); /* all of b is of what both marked */
    CHECK_NEAR(value(t, 4, "ku_coverage"), 1, 1e-12);
    const double e_bd = 27 * 9 / (36 - 324 / 36.0);
    CHECK_NEAR(value(t, 2, "ku_alpha"), 1 - (e_bb + e_bd) / 27 * 9 / e_bd, 1e-12);
    CHECK_NEAR(value(t, 4, "ku_alpha"), 1 - (e_dd + e_bd) / 9 * 9 / e_bd, 1e-12);
    CHECK(isnan(value(t, 1, "ku_alpha")) && isnan(value(t, 3, "ku_alpha")) && isnan(value(t, 5, "ku_alpha")));
    draad_table_free(t);
    handmade_free(p);
}

TEST(a_family_whose_codes_overlap_is_said_to)
{
    draad_project *p = family();
    draad_table_options o = defaults();
    handmade_coding(&p->documents[0], 3, 0, 8, 12);
    draad_table *t = ask(p, "unitizing", &o);
    CHECK_INT(draad_table_rows(t), 6);
    CHECK_STR(text(t, 0, "note"), "codes overlap");
    CHECK(isnan(value(t, 0, "u_alpha")) && isnan(value(t, 0, "cu_coverage")));
    CHECK_NEAR(value(t, 0, "segments"), 5, 0);
    CHECK_STR(text(t, 2, "note"), "");
    CHECK(!isnan(value(t, 2, "u_alpha")) && isnan(value(t, 2, "ku_alpha")));
    draad_table_free(t);
    handmade_free(p);
}

TEST(touching_codes_of_a_family_do_not_overlap)
{
    draad_project *p = family();
    draad_table_options o = defaults();
    handmade_coding(&p->documents[0], 3, 0, 9, 12);
    draad_table *t = ask(p, "unitizing", &o);
    CHECK_STR(text(t, 0, "note"), "");
    CHECK(!isnan(value(t, 0, "u_alpha")));
    draad_table_free(t);
    handmade_free(p);
}

TEST(nothing_read_by_all_is_a_continuum_of_nothing)
{
    draad_project *p = new_project(2);
    draad_table_options o = defaults();
    handmade_coding(handmade_document(p, "x", "R"), 0, 0, 0, 9);
    handmade_coding(handmade_document(p, "y", "R"), 0, 1, 0, 9);
    draad_table *t = ask(p, "unitizing", &o);
    CHECK_INT(draad_table_rows(t), 2);
    CHECK_NEAR(fact(t, "characters").number, 0, 0);
    CHECK_NEAR(value(t, 0, "segments"), 0, 0);
    CHECK(isnan(value(t, 0, "u_alpha")) && isnan(value(t, 0, "alpha_char_binary")) && isnan(value(t, 0, "alpha_u")));
    draad_table_free(t);
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = family();
    draad_table_options o = defaults();
    CHECK(ask_without_memory(p, "unitizing", &o) > 40);
    handmade_free(p);
}

int main(void)
{
    return RUN(one_code_by_itself, the_continuum_is_what_every_coder_read,
               touching_segments_stay_apart_and_overlapping_ones_of_a_coder_are_one, families_stand_before_their_codes,
               a_family_whose_codes_overlap_is_said_to, touching_codes_of_a_family_do_not_overlap,
               nothing_read_by_all_is_a_continuum_of_nothing, no_memory_is_an_error_and_loses_nothing);
}
