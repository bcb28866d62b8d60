/* SPDX-License-Identifier: Apache-2.0
 * test_look.c - what Draad says it sees in a text: norm, kind, lemma, parts, verb, partner, cue. */
#include "harness.h"
#include "base/buf.h"

static void put(void *ctx, const draad_token *t)
{
    dr_buf_printf(ctx, NULL, "%.*s %.*s %.*s [%.*s] %.*s %d <%.*s> %u/%u\n", DR_ARG(t->norm), DR_ARG(t->kind),
                  DR_ARG(t->lemma), DR_ARG(t->parts), DR_ARG(t->verb), (int)t->partner, DR_ARG(t->cue), t->sentence,
                  t->turn);
}

TEST(each_token_is_told_in_order)
{
    dr_buf found = {0};
    draad_document *doc = NULL;
    draad_error err;
    CHECK_INT(draad_document_read_bytes(DR_STR("I: Ja?\nR: Liet je 't los, eh? Geen jeugdzorg.\n"), "d.txt", NULL, NULL,
                                        &doc, &err),
              DRAAD_OK);
    CHECK_INT(draad_document_tokens(doc, put, &found, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&found), "ja word ja []  -1 <> 0/0\n"
                                  "? punctuation  []  -1 <> 0/0\n"
                                  "liet word laten [] loslaten 5 <> 1/1\n"
                                  "je word je []  -1 <> 1/1\n"
                                  "'t word het []  -1 <> 1/1\n"
                                  "los word los [] loslaten 2 <> 1/1\n"
                                  ", punctuation  []  -1 <> 1/1\n"
                                  "eh filler  []  -1 <> 1/1\n"
                                  "? punctuation  []  -1 <> 1/1\n"
                                  "geen word geen []  -1 <> 2/1\n"
                                  "jeugdzorg word jeugdzorg [jeugd+zorg]  -1 <Geen> 2/1\n"
                                  ". punctuation  []  -1 <> 2/1\n");
    draad_document_free(doc);
    dr_buf_free(&found);
}

TEST(a_sentence_without_words_is_told_too)
{
    dr_buf found = {0};
    draad_document *doc = NULL;
    draad_error err;
    CHECK_INT(draad_document_read_bytes(DR_STR("\r\xC2\xAE\r"), "d.txt", NULL, NULL, &doc, &err), DRAAD_OK);
    CHECK_INT(draad_document_tokens(doc, put, &found, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&found), "\xC2\xAE other  []  -1 <> 0/0\n");
    draad_document_free(doc);
    dr_buf_free(&found);
}

static void put_spelling(void *ctx, const draad_token *t)
{
    dr_buf_printf(ctx, NULL, "%.*s %d\n", DR_ARG(t->norm), (int)t->spelling);
}

TEST(a_spelling_has_one_number)
{
    dr_buf found = {0};
    draad_document *doc = NULL;
    draad_error err;
    CHECK_INT(
        draad_document_read_bytes(DR_STR("Druk is druk. Is 5 druk? Ik, ik 5.\n"), "d.txt", NULL, NULL, &doc, &err),
        DRAAD_OK);
    CHECK_INT(draad_document_tokens(doc, put_spelling, &found, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&found), "druk 0\nis 1\ndruk 2\n. 3\nis 4\n5 5\ndruk 2\n? 6\n"
                                  "ik 7\n, 8\nik 9\n5 5\n. 3\n"); /* the first "Ik" is a repetition */
    draad_document_free(doc);
    dr_buf_free(&found);
}

int main(void)
{
    return RUN(each_token_is_told_in_order, a_sentence_without_words_is_told_too, a_spelling_has_one_number);
}
