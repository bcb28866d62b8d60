/* SPDX-License-Identifier: Apache-2.0
 * fuzz_turns.c - any text as a transcript: units stay in order, inside the text and inside each other, and every
 * token can be shown. */
#include "draad.h"

#include <stdlib.h>
#include <string.h>

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_units(const draad_document *doc, draad_unit unit)
{
    draad_str text = draad_document_text(doc);
    draad_byte before = 0;
    uint32_t turn = 0;
    for (size_t i = 0; i < draad_document_units(doc, unit); i++) {
        draad_unit_info u = draad_document_unit(doc, unit, i);
        check(u.range.start >= before && u.range.end > u.range.start && u.range.end <= text.len);
        check(u.turn >= turn && u.turn < draad_document_units(doc, DRAAD_UNIT_TURN));
        draad_range t = draad_document_unit(doc, DRAAD_UNIT_TURN, u.turn).range;
        check(u.range.start >= t.start && u.range.end <= t.end);
        check(u.speaker.len <= 3 * text.len); /* a name, as it is written or with plain spaces and composed letters */
        for (size_t k = 0; k < u.speaker.len; k++)
            check(u.speaker.data[k] != '\n');
        check(u.time.len == 0 || (u.time.data >= text.data && u.time.data + u.time.len <= text.data + text.len));
        draad_cp start = draad_document_cp(doc, u.range.start);
        check(draad_document_byte(doc, start) == u.range.start);
        before = u.range.end;
        turn = u.turn;
    }
}

typedef struct seen {
    const draad_document *doc;
    uint32_t nwords; /* tokens that are words */
} seen;

static void check_token(void *ctx, const draad_token *t)
{
    static const char *const words[] = {"word", "number", "address", "placeholder"};
    seen *s = ctx;
    check(t->range.start < t->range.end && t->range.end <= draad_document_text(s->doc).len);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        s->nwords += t->kind.len == strlen(words[i]) && memcmp(t->kind.data, words[i], t->kind.len) == 0;
}

/* A word of a sentence is a word when the sentence is looked at by itself. */
static void check_words(const draad_document *doc, uint32_t nwords)
{
    uint32_t counted = 0;
    for (size_t i = 0; i < draad_document_units(doc, DRAAD_UNIT_SENTENCE); i++)
        counted += draad_document_unit(doc, DRAAD_UNIT_SENTENCE, i).nwords;
    check(counted == nwords);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    draad_document *doc = NULL;
    draad_error err;
    if (draad_document_read_bytes((draad_str){(const char *)data, n}, "fuzz.txt", NULL, NULL, &doc, &err) != DRAAD_OK)
        return 0;
    check_units(doc, DRAAD_UNIT_TURN);
    check_units(doc, DRAAD_UNIT_PARAGRAPH);
    check_units(doc, DRAAD_UNIT_SENTENCE);
    seen s = {.doc = doc};
    check(draad_document_tokens(doc, check_token, &s, &err) == DRAAD_OK);
    check_words(doc, s.nwords);
    draad_document_free(doc);
    return 0;
}
