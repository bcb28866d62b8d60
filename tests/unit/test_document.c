/* SPDX-License-Identifier: Apache-2.0
 * test_document.c - what holds of every document: positions, units, words.
 * Texts are put together at random from pieces that are hard: emoji, marks of their own, soft hyphens, labels, time
 * stamps, odd brackets.  The numbers come from a generator of our own, so that a failure is the same everywhere. */
#include "harness.h"
#include "base/error.h"
#include "base/utf8.h"
#include "text/document.h"

static const char *const pieces[] = {" ",
                                     " ",
                                     " ",
                                     "\n",
                                     "\n\n",
                                     ". ",
                                     "? ",
                                     "! ",
                                     "... ",
                                     ", ",
                                     ": ",
                                     "R: ",
                                     "I: ",
                                     "\nR1: ",
                                     "\nI: ",
                                     "\nANNA: ",
                                     "[00:01:02] ",
                                     "(lacht) ",
                                     "[..] ",
                                     "<naam> ",
                                     "(",
                                     ")",
                                     "\"",
                                     "'",
                                     "\xE2\x80\x99s ",
                                     "-",
                                     "- ",
                                     "-\n",
                                     "ik",
                                     "laat",
                                     "het",
                                     "los",
                                     "jeugdzorg",
                                     "D",
                                     "dr. ",
                                     "enz. ",
                                     "bijv. ",
                                     "10:30 ",
                                     "3,5% ",
                                     "h\xC3\xA9 ",
                                     "e\xCC\x81",
                                     "\xC2\xAD",
                                     "\xC2\xAD\n",
                                     "\xE2\x80\x8B",
                                     "\xF0\x9F\x98\x80",
                                     "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD",
                                     "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9",
                                     "\xC4\xB3",
                                     "\xEF\xAC\x83",
                                     "eh ",
                                     "eh, ",
                                     "niet ",
                                     "www.x.nl ",
                                     "a@b.nl",
                                     "\t",
                                     "\xC2\xA0",
                                     "\xE2\x80\xA8",
                                     "\xC2\x85",
                                     "Datum: nu\n",
                                     "Kortom: ",
                                     "``",
                                     "''",
                                     ",,",
                                     "\xE2\x80\x9C",
                                     "\xE2\x80\x9D",
                                     "\xD9\xA3",
                                     "U+1",
                                     "&",
                                     "#",
                                     "/",
                                     "\x0C"};

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static draad_document *document_of(const char *text, const draad_read_options *options)
{
    draad_document *doc = NULL;
    draad_error err = {0};
    draad_status s = draad_document_read_bytes(dr_str_of(text), "d.txt", options, NULL, &doc, &err);
    if (s != DRAAD_OK)
        print_error("%s\n", err.message);
    assert_int_equal(s, DRAAD_OK);
    return doc;
}

static draad_document *random_document(uint32_t seed)
{
    static char text[4096];
    size_t n = 1 + next(&seed) % 80;
    text[0] = 'A'; /* no text of white space alone, and no mark in front */
    text[1] = '\0';
    for (size_t i = 0; i < n; i++)
        strcat(text, pieces[next(&seed) % (sizeof pieces / sizeof *pieces)]);
    draad_read_options options = {.wrapped = (draad_wrapped)(next(&seed) % 3)};
    return document_of(text, &options);
}

enum { TEXTS = 4000 };

/* ---- Positions ----------------------------------------------------------------------------------------- */

static void check_positions(const draad_document *doc)
{
    draad_str text = draad_document_text(doc);
    uint32_t ncps = 0;
    for (draad_byte at = 0; at < text.len; at++) {
        if (!dr_utf8_is_start(text.data[at]))
            continue;
        assert_int_equal(draad_document_cp(doc, at).value, ncps);
        assert_int_equal(draad_document_byte(doc, (draad_cp){ncps}), at);
        ncps++;
    }
    assert_int_equal(draad_document_cp(doc, (draad_byte)text.len).value, ncps);
    assert_int_equal(draad_document_byte(doc, (draad_cp){ncps}), text.len);
    assert_int_equal(draad_document_byte(doc, (draad_cp){ncps + 7}), text.len);
}

TEST(bytes_and_code_points_are_inverse)
{
    (void)state_;
    for (uint32_t i = 0; i < TEXTS; i++) {
        draad_document *doc = random_document(i);
        check_positions(doc);
        draad_document_free(doc);
    }
}

TEST(positions_hold_where_the_marks_of_the_index_fall)
{
    static char text[1200];
    (void)state_;
    for (size_t len = 250; len <= 262; len++) { /* around the first mark, and text that ends on one */
        for (size_t at = 0; at < len; at++)
            text[at] = 'a';
        memcpy(text + 1, "\xC3\xA9", 2);
        memcpy(text + len, "\xF0\x9F\x98\x80", 5);
        draad_document *doc = document_of(text, NULL);
        check_positions(doc);
        draad_document_free(doc);
    }
}

/* ---- Units --------------------------------------------------------------------------------------------- */

static bool is_white(char c)
{
    return strchr(" \t\n\v\f\r", c) != NULL;
}

static void check_units(const draad_document *doc, draad_unit unit)
{
    draad_str text = draad_document_text(doc);
    draad_byte before = 0;
    uint32_t words = 0;
    for (size_t i = 0; i < draad_document_units(doc, unit); i++) {
        draad_unit_info u = draad_document_unit(doc, unit, i);
        assert_true(u.range.start < u.range.end && u.range.end <= text.len);
        assert_true(i == 0 || u.range.start >= before);
        assert_true(!is_white(text.data[u.range.start]) && !is_white(text.data[u.range.end - 1]));
        assert_true(dr_utf8_is_start(text.data[u.range.start]));
        assert_true(u.range.end == text.len || dr_utf8_is_start(text.data[u.range.end]));
        assert_int_equal(doc->units[unit].at[i].first_word, words);
        words += u.nwords;
        before = u.range.end;
    }
    assert_int_equal(words, doc->nwords);
}

/* Every unit of `inner` lies in one of `outer`, of the same turn, and every one of `outer` has one. */
static void check_nesting(const draad_document *doc, draad_unit inner, draad_unit outer)
{
    size_t o = 0;
    for (size_t i = 0; i < draad_document_units(doc, inner); i++) {
        draad_unit_info u = draad_document_unit(doc, inner, i);
        size_t at = dr_spans_at(&doc->units[outer], u.range.start);
        assert_true(at < draad_document_units(doc, outer));
        draad_unit_info around = draad_document_unit(doc, outer, at);
        assert_true(around.range.start <= u.range.start && u.range.end <= around.range.end);
        assert_int_equal(around.turn, u.turn);
        assert_true(at == o || at == o + 1);
        assert_true(i > 0 || at == 0);
        o = at;
    }
    assert_true(draad_document_units(doc, outer) == 0 || o + 1 == draad_document_units(doc, outer));
}

static void check_words(const draad_document *doc)
{
    const dr_spans *sentences = &doc->units[DRAAD_UNIT_SENTENCE];
    for (size_t w = 0; w < doc->nwords; w++) {
        dr_word word = doc->words[w];
        size_t holding = 0;
        assert_true(word.start < word.end && (w == 0 || doc->words[w - 1].end <= word.start));
        for (size_t i = 0; i < sentences->n; i++)
            holding += sentences->at[i].range.start <= word.start && word.end <= sentences->at[i].range.end;
        assert_int_equal(holding, 1);
        const dr_span *s = &sentences->at[dr_spans_at(sentences, word.start)];
        assert_true(s->first_word <= w && w < s->first_word + s->nwords);
    }
}

TEST(units_are_disjoint_ordered_trimmed_and_nested)
{
    (void)state_;
    for (uint32_t i = 0; i < TEXTS; i++) {
        draad_document *doc = random_document(i);
        for (draad_unit u = DRAAD_UNIT_SENTENCE; u <= DRAAD_UNIT_TURN; u++)
            check_units(doc, u);
        check_nesting(doc, DRAAD_UNIT_SENTENCE, DRAAD_UNIT_PARAGRAPH);
        check_nesting(doc, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_TURN);
        draad_document_free(doc);
    }
}

TEST(every_word_lies_in_one_sentence)
{
    (void)state_;
    for (uint32_t i = 0; i < TEXTS; i++) {
        draad_document *doc = random_document(i);
        check_words(doc);
        draad_document_free(doc);
    }
}

static void count_word(void *ctx, const draad_token *t)
{
    size_t *n = ctx;
    *n += dr_str_equal(t->kind, DR_STR("word")) || dr_str_equal(t->kind, DR_STR("number")) ||
          dr_str_equal(t->kind, DR_STR("address")) || dr_str_equal(t->kind, DR_STR("placeholder"));
}

TEST(a_sentence_read_again_has_the_words_it_had)
{
    for (uint32_t i = 0; i < TEXTS / 4; i++) {
        draad_error err;
        size_t n = 0;
        draad_document *doc = random_document(i);
        CHECK_INT(draad_document_tokens(doc, count_word, &n, &err), DRAAD_OK);
        CHECK_INT(n, doc->nwords);
        draad_document_free(doc);
    }
}

/* ---- Paragraphs ---------------------------------------------------------------------------------------- */

static void check_paragraphs(const char *text, draad_wrapped wrapped, size_t n, const char *second)
{
    draad_read_options options = {.wrapped = wrapped};
    draad_document *doc = document_of(text, &options);
    assert_int_equal(draad_document_units(doc, DRAAD_UNIT_PARAGRAPH), n);
    if (second != NULL) {
        draad_range r = draad_document_unit(doc, DRAAD_UNIT_PARAGRAPH, 1).range;
        check_str((draad_str){draad_document_text(doc).data + r.start, r.end - r.start}, second, __FILE__, __LINE__);
    }
    draad_document_free(doc);
}

TEST(a_line_end_ends_a_paragraph)
{
    (void)state_;
    check_paragraphs("R: Een.\nTwee.\n\nDrie.\n", DRAAD_WRAPPED_AUTO, 3, "Twee.");
    check_paragraphs("R: Een.\nTwee.\n\nDrie.\n", DRAAD_WRAPPED_YES, 2, "Drie.");
}

TEST(a_hyphenated_line_end_never_ends_one)
{
    (void)state_;
    check_paragraphs("R: De jeugd-\nzorg.\nJa.\n", DRAAD_WRAPPED_NO, 2, "Ja.");
    check_paragraphs("R: De jeugd\xC2\xAD\nzorg.\nJa.\n", DRAAD_WRAPPED_NO, 2, "Ja.");
}

static const char full_lines[] = "R: Ik werk nu bijna acht jaar in de jeugdzorg en in die tijd is\n"
                                 "er wel het een en ander veranderd aan hoe wij met elkaar en ook\n"
                                 "met de gezinnen omgaan, want toen ik begon was er nog veel meer\n"
                                 "tijd om met elkaar te praten en dat is er nu gewoon niet meer in\n"
                                 "de meeste weken en dat merk je aan alles wat er in zo'n team dan\n"
                                 "gebeurt en ook aan hoe de mensen zich voelen op het werk en thuis\n"
                                 "als ze vrij zijn.\n"
                                 "\nTot zover.\n";

TEST(a_hard_wrapped_file_is_known_by_its_full_lines)
{
    (void)state_;
    check_paragraphs(full_lines, DRAAD_WRAPPED_AUTO, 2, "Tot zover.");
    check_paragraphs(full_lines, DRAAD_WRAPPED_NO, 8, NULL);
}

/* ---- What a document says of itself ---------------------------------------------------------------------- */

TEST(a_document_is_called_by_its_base_name)
{
    static const char *const names[][2] = {
        {"map/anna.b.txt", "anna.b"}, {"anna", "anna"}, {".txt", ".txt"}, {"-", "stdin"}, {"a.d/x", "x"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        draad_document *doc = NULL;
        draad_error err;
        CHECK_INT(draad_document_read_bytes(DR_STR("Ja."), names[i][0], NULL, NULL, &doc, &err), DRAAD_OK);
        CHECK_STR(draad_document_id(doc), names[i][1]);
        draad_document_free(doc);
    }
}

TEST(header_lines_are_attributes)
{
    draad_str name, value;
    draad_document *doc = document_of("Datum: 2024-03-12\nLocatie: Den Haag \n\nR: Ja.\n", NULL);
    CHECK_INT(draad_document_attributes(doc), 2);
    draad_document_attribute(doc, 1, &name, &value);
    CHECK_STR(name, "Locatie");
    CHECK_STR(value, "Den Haag");
    draad_document_free(doc);
}

TEST(many_speakers_keep_their_names)
{
    static char text[40000];
    size_t used = 0;
    for (int i = 0; i < 1000; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "R%d: Ja, ik.\n", i);
    draad_document *doc = document_of(text, NULL);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_TURN), 1000);
    CHECK_STR(draad_document_unit(doc, DRAAD_UNIT_TURN, 777).speaker, "R777");
    CHECK_INT(doc->nspeakers, 1000);
    draad_document_free(doc);
}

TEST(nothing_said_is_no_unit)
{
    draad_document *doc = document_of("I:\nR:   \n", NULL);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_TURN), 0);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_DOCUMENT), 1);
    draad_document_free(doc);
}

TEST(only_the_text_is_read_when_no_more_is_wanted)
{
    const draad_read_options options = {.only_text = true};
    static const char text[] = "Naam: Anna\n\nI: Hoe is het?\nR: Goed. Ja.\n";
    draad_document *doc = document_of(text, &options);
    CHECK_STR(draad_document_text(doc), text);
    CHECK_STR(draad_document_id(doc), "d");
    CHECK_INT(draad_document_attributes(doc), 0);
    for (draad_unit unit = DRAAD_UNIT_SENTENCE; unit <= DRAAD_UNIT_TURN; unit++)
        CHECK_INT(draad_document_units(doc, unit), 0);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_DOCUMENT), 1);
    draad_document_free(doc);
}

int main(void)
{
    return RUN(bytes_and_code_points_are_inverse, positions_hold_where_the_marks_of_the_index_fall,
               units_are_disjoint_ordered_trimmed_and_nested, every_word_lies_in_one_sentence,
               a_sentence_read_again_has_the_words_it_had, a_line_end_ends_a_paragraph,
               a_hyphenated_line_end_never_ends_one, a_hard_wrapped_file_is_known_by_its_full_lines,
               a_document_is_called_by_its_base_name, header_lines_are_attributes, many_speakers_keep_their_names,
               nothing_said_is_no_unit, only_the_text_is_read_when_no_more_is_wanted);
}
