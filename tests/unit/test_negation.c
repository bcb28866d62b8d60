/* SPDX-License-Identifier: Apache-2.0
 * test_negation.c - which words a negation reaches: the sentence with those words in {braces}. */
#include "harness.h"
#include "base/buf.h"

typedef struct marked {
    draad_str text;
    draad_byte at;
    dr_buf out;
} marked;

static void mark(void *ctx, const draad_token *t)
{
    marked *m = ctx;
    dr_buf_put(&m->out, (draad_str){m->text.data + m->at, t->range.start - m->at}, NULL);
    dr_buf_printf(&m->out, NULL, t->cue.len > 0 ? "{%.*s}" : "%.*s", (int)(t->range.end - t->range.start),
                  m->text.data + t->range.start);
    m->at = t->range.end;
}

static void check_scope(const char *text, const char *expected, int line)
{
    draad_document *doc = NULL;
    draad_error err;
    marked m = {.at = 0};
    assert_int_equal(draad_document_read_bytes(dr_str_of(text), "d.txt", NULL, NULL, &doc, &err), DRAAD_OK);
    m.text = draad_document_text(doc);
    assert_int_equal(draad_document_tokens(doc, mark, &m, &err), DRAAD_OK);
    check_str(dr_buf_str(&m.out), expected, __FILE__, line);
    dr_buf_free(&m.out);
    draad_document_free(doc);
}
#define CHECK_SCOPE(text, expected) ((void)state_, check_scope((text), (expected), __LINE__))

TEST(a_negation_reaches_both_ways_in_its_clause)
{
    CHECK_SCOPE("Ik kreeg geen steun.", "{Ik} {kreeg} geen {steun}.");
    CHECK_SCOPE("Het helpt niet.", "{Het} {helpt} niet.");
}

TEST(it_stops_at_the_border_of_its_clause)
{
    CHECK_SCOPE("Ik slaap niet, maar ik werk.", "{Ik} {slaap} niet, maar ik werk.");
    CHECK_SCOPE("Ik weet dat hij niet komt omdat ik moe ben.", "Ik weet dat {hij} niet {komt} omdat ik moe ben.");
    CHECK_SCOPE("Ik kom niet (denk ik) vandaag.", "{Ik} {kom} niet (denk ik) vandaag.");
}

TEST(it_reaches_eight_words)
{
    CHECK_SCOPE("a1 niet b1 b2 b3 b4 b5 b6 b7 b8 b9.", "{a1} niet {b1} {b2} {b3} {b4} {b5} {b6} {b7} {b8} b9.");
}

TEST(zonder_reaches_six_words_to_the_right)
{
    CHECK_SCOPE("Ik ga zonder steun van hen door naar huis toe.",
                "Ik ga zonder {steun} {van} {hen} {door} {naar} {huis} toe.");
}

TEST(pseudo_negation_reaches_nothing)
{
    CHECK_SCOPE("Ik kreeg niet alleen steun.", "Ik kreeg niet alleen steun.");
    CHECK_SCOPE("Ik heb geen idee van steun.", "Ik heb geen idee van steun.");
    CHECK_SCOPE("Het ging niet zonder steun.", "Het ging niet zonder steun.");
}

TEST(being_left_alone_is_denied)
{
    CHECK_SCOPE("Je moet er niet alleen voor staan.", "{Je} {moet} {er} niet {alleen} {voor} {staan}.");
}

TEST(an_answer_denies_nothing_by_itself)
{
    CHECK_SCOPE("Nee, ik krijg steun.", "Nee, ik krijg steun.");
    CHECK_SCOPE("Nee hoor.", "Nee hoor.");
}

TEST(fillers_interrupt_nothing)
{
    CHECK_SCOPE("Ik, eh kreeg geen eh steun.", "Ik, eh {kreeg} geen eh {steun}.");
}

int main(void)
{
    return RUN(a_negation_reaches_both_ways_in_its_clause, it_stops_at_the_border_of_its_clause, it_reaches_eight_words,
               zonder_reaches_six_words_to_the_right, pseudo_negation_reaches_nothing, being_left_alone_is_denied,
               an_answer_denies_nothing_by_itself, fillers_interrupt_nothing);
}
