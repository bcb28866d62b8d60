/* SPDX-License-Identifier: Apache-2.0
 * test_conllu.c - tokens and sentences that are given. */
#include "harness.h"
#include "base/memory.h"
#include "dutch/tokens.h"
#include "pack.h"
#include "source/source.h"

static void check_text(void **state_, const char *conllu, const char *expected)
{
    dr_source_text text;
    draad_error err = {0};
    CHECK_INT(dr_conllu_read(dr_str_of(conllu), "a.conllu", &text, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), expected);
    CHECK(text.pretokenised);
    dr_source_text_free(&text);
}

TEST(forms_stand_apart_and_sentences_are_lines)
{
    check_text(state_, "# sent_id = 1\n1\tIk\tik\n2\tga\tgaan\n3\t.\t.\n\n\n1\tJa\n", "Ik ga .\nJa\n");
    check_text(state_, "", "");
}

TEST(lines_that_stand_for_others_are_passed_over)
{
    check_text(state_, "1-2\tm'n\n1\tm'\n2\tn\n2.1\tgeen\n3\t10 000\n", "m' n 10_000\n");
}

TEST(what_is_no_conllu_is_refused_with_its_line)
{
    dr_source_text text;
    draad_error err = {0};
    CHECK_INT(dr_conllu_read(DR_STR("1\tIk\nI: Hoe gaat het?\n"), "a.txt", &text, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "no CoNLL-U: expected a number, a tab and a form");
    CHECK_INT(err.line, 2);
    CHECK(text.text.data == NULL);
}

TEST(given_tokens_keep_their_borders_and_get_a_kind)
{
    static const struct {
        uint32_t start, end;
        dr_token_kind kind;
    } expected[] = {{0, 2, DR_TOKEN_WORD},
                    {3, 4, DR_TOKEN_PUNCT},
                    {5, 12, DR_TOKEN_WORD},
                    {13, 15, DR_TOKEN_FILLER},
                    {16, 21, DR_TOKEN_NUMBER}};
    draad_str text = DR_STR("Ik , U1.2.1! eh 12,50");
    draad_byte at = 0;
    dr_token t;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        CHECK(dr_token_given(text, (draad_byte)text.len, &at, &t));
        CHECK_INT(t.start, expected[i].start);
        CHECK_INT(t.end, expected[i].end);
        CHECK_INT(t.kind, expected[i].kind);
    }
    CHECK(!dr_token_given(text, (draad_byte)text.len, &at, &t));
}

static draad_status read_all(void *ctx, draad_error *err)
{
    draad_read_options options = {.pretokenised = true};
    draad_document *doc = NULL;
    draad_status s = draad_document_read_bytes(dr_str_of(ctx), "a.conllu", &options, NULL, &doc, err);
    draad_document_free(doc);
    return s;
}

TEST(every_allocation_may_fail)
{
    CHECK(pack_survives(read_all, "1\tIk\n2\tga\n\n1\tJa\n"));
}

int main(void)
{
    return RUN(forms_stand_apart_and_sentences_are_lines, lines_that_stand_for_others_are_passed_over,
               what_is_no_conllu_is_refused_with_its_line, given_tokens_keep_their_borders_and_get_a_kind,
               every_allocation_may_fail);
}
