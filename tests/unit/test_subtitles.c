/* SPDX-License-Identifier: Apache-2.0
 * test_subtitles.c - subtitles beside the transcript they become. */
#include "harness.h"
#include "base/memory.h"
#include "pack.h"
#include "source/source.h"

static void listen(void *ctx, draad_severity severity, const draad_error *message)
{
    (void)severity;
    *(draad_error *)ctx = *message;
}

/* What is read, as "time|speaker|text" a turn, must be what the text says itself. */
static void check_labels(void **state_, const dr_source_text *text)
{
    draad_str s = dr_buf_str(&text->text);
    draad_byte line = 0;
    for (size_t i = 0; i < text->labels.n; i++) {
        const dr_label *l = &text->labels.at[i];
        CHECK(s.data[line] == '[' && l->time.start == line + 1 && s.data[l->time.end] == ']');
        CHECK(l->label.start == l->time.end + 2);
        CHECK(l->text == l->label.end + (l->label.end > l->label.start ? 2 : 0));
        line = (draad_byte)((const char *)memchr(s.data + line, '\n', s.len - line) - s.data) + 1;
    }
    CHECK_INT(line, s.len); /* a line a turn, and nothing else */
}

static void check_read(void **state_, draad_str bytes, const char *expected, const char *warning, unsigned line)
{
    draad_error heard = {0}, err = {0};
    draad_report report = {listen, &heard};
    dr_source_text text;
    CHECK_INT(dr_source_read(bytes, "a.txt", NULL, &report, &text, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&text.text), expected);
    CHECK_STR(dr_str_of(heard.message), warning);
    CHECK_INT(heard.line, line);
    CHECK(!text.wrapped_possible);
    check_labels(state_, &text);
    dr_source_text_free(&text);
}

static void check_refused(void **state_, draad_str bytes, const char *expected, unsigned line)
{
    draad_error err = {0};
    dr_source_text text;
    CHECK_INT(dr_source_read(bytes, "a.vtt", NULL, NULL, &text, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), expected);
    CHECK_STR(dr_str_of(err.place), "a.vtt");
    CHECK_INT(err.line, line);
    CHECK(text.text.data == NULL && text.labels.at == NULL);
}

#define T1                                "00:00:01.000 --> 00:00:02.000\n"
#define T2                                "00:00:02.500 --> 00:00:04.000\n"
#define T3                                "00:01:15.000 --> 00:01:17.000\n"
#define CHECK_READ(bytes, expected)       check_read(state_, DR_STR(bytes), expected, "", 0)
#define CHECK_VTT(cues, expected)         CHECK_READ("WEBVTT\n\n" cues, expected)
#define CHECK_REFUSED(bytes, expected, l) check_refused(state_, DR_STR(bytes), expected, l)
#define NO_CUE                            "no cue of subtitles, expected 00:01:15.000 --> 00:01:17.000"

/* ---- WebVTT ---------------------------------------------------------------------------------------------- */

TEST(a_voice_tag_names_the_speaker)
{
    CHECK_VTT(T1 "<v Anna>Hoe gaat het?</v>\n\n" T2 "<v.loud.first Bram de Wit>Goed.</v>\n",
              "[00:00:01] Anna: Hoe gaat het?\n[00:00:02] Bram de Wit: Goed.\n");
}

TEST(cues_of_one_voice_in_a_row_are_one_turn)
{
    CHECK_VTT(T1 "<v R>Ik werk\nal jaren</v>\n\n" T2 "<v R>in de zorg.\n\n" T3 "<v I>Ja?\n",
              "[00:00:01] R: Ik werk al jaren in de zorg.\n[00:01:15] I: Ja?\n");
}

TEST(a_cue_without_voice_goes_on)
{
    CHECK_VTT(T1 "<v R>Ik werk\n\n" T2 "in de zorg.\n", "[00:00:01] R: Ik werk in de zorg.\n");
    CHECK_VTT(T1 "Ik werk\n\n" T2 "in de zorg.\n\n" T3 "<v I>Ja?",
              "[00:00:01] Ik werk in de zorg.\n[00:01:15] I: Ja?\n");
}

TEST(one_cue_may_hold_two_voices)
{
    CHECK_VTT(T1 "<v I>En?</v> <v R>Nou ja.\nGoed.</v>\n", "[00:00:01] I: En?\n[00:00:01] R: Nou ja. Goed.\n");
}

TEST(other_tags_are_no_text)
{
    CHECK_VTT(T1 "<v R><i>Heel</i> <b.x>ver</b>moeid <00:00:01.500><c.geel>en</c> <lang nl>moe</lang>, "
                 "<ruby>ik<rt>zelf</rt></ruby><br/>ook\n",
              "[00:00:01] R: Heel vermoeid en moe, ikzelf ook\n");
}

TEST(what_is_no_tag_stays)
{
    CHECK_VTT(T1 "<v R>Dat is <lacht> 3 < 5 en <3 > {ja}, a<\n",
              "[00:00:01] R: Dat is <lacht> 3 < 5 en <3 > {ja}, a<\n");
}

TEST(entities_are_characters)
{
    CHECK_VTT(T1 "<v J&amp;J>A&amp;B &lt;c&gt; d&nbsp;e&lrm;&rlm; &#233;&#xE9; &quot;&apos;&#10;x\n",
              "[00:00:01] J&J: A&B <c> d\xC2\xA0"
              "e\xE2\x80\x8E\xE2\x80\x8F \xC3\xA9\xC3\xA9 \"' x\n");
    CHECK_VTT(T1 "R&D &onbekend; &amp &#; &#xD800; &#99999999999; &#0; &#233\n",
              "[00:00:01] R&D &onbekend; &amp &#; &#xD800; &#99999999999; &#0; &#233\n");
}

TEST(what_is_no_entity_stays)
{
    CHECK_VTT(T1 "&#65;&#x41;&#X4a; &#; &#x; &#65 &#x4Z; &#xD800; &#xdfff; &#xE000; &#x110000; &#99999999; &#1;\n",
              "[00:00:01] AAJ &#; &#x; &#65 &#x4Z; &#xD800; &#xdfff; \uE000 &#x110000; &#99999999; &#1;\n");
    CHECK_VTT(T1 "a&#9;b&#10;c&#13;d &#\n", "[00:00:01] a b c d &#\n");
}

TEST(what_looks_like_a_tag_stays)
{
    CHECK_VTT(T1 "a <b/>b <i.x>c</i> <em\tq>d <em-q>e <brr>f <> </> <1:02>g <1:02x>h <b\n",
              "[00:00:01] a b c d <em-q>e <brr>f <> </> g <1:02x>h <b\n");
    CHECK_VTT(T1 "<v>Ja.</v>\n", "[00:00:01] Ja.\n");
}

TEST(what_is_no_line_of_times_is_text)
{
    CHECK_VTT(T1 "x 1:02:03:04 --> 5\n:15 --> 0:16\n0:1 --> 0:2\n0:15, --> 0:16\n0:15 -> 0:16\n",
              "[00:00:01] x 1:02:03:04 --> 5 :15 --> 0:16 0:1 --> 0:2 0:15, --> 0:16 0:15 -> 0:16\n");
    CHECK_VTT("0:15,5 --> 0:16.25 align:left\nJa.\n", "[0:15] Ja.\n");
}

TEST(ids_settings_notes_and_styles_are_no_text)
{
    CHECK_READ("\xEF\xBB\xBFWEBVTT - gesprek\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
               "NOTE niet voor ogen\n" T1 "geheim\n\nNOTE\n\n1\n00:00:01.000 --> 00:00:02.000 align:start line:0%\n"
               "<v R>Een.\n\n3f2a-0c/12-0\n" T2 "<v R>Twee.\n",
               "[00:00:01] R: Een. Twee.\n");
}

TEST(hours_may_be_left_out)
{
    CHECK_VTT("01:15.000 --> 01:17.000\n<v R>Ja.\n\n101:00:00.000 --> 101:00:01.000\n<v I>Zo?\n",
              "[01:15] R: Ja.\n[101:00:00] I: Zo?\n");
}

TEST(line_ends_may_be_any)
{
    CHECK_READ("WEBVTT\n\n" T1 "<v R></v>\n" T2 "<v R>Ja.\n", "[00:00:02] R: Ja.\n"); /* nothing was said yet */
    CHECK_READ("WEBVTT\r\n\r\n00:00:01.000 --> 00:00:02.000\r\n<v R>Ik\r\nook.\r\n", "[00:00:01] R: Ik ook.\n");
    CHECK_READ("WEBVTT\r\r00:00:01.000 --> 00:00:02.000\r<v R>Ik\rook.", "[00:00:01] R: Ik ook.\n");
    CHECK_READ("\xFF\xFEW\0E\0B\0V\0T\0T\0\n\0\n\0"
               "0\0:\0001\0:\0000\0000\0 \0-\0-\0>\0 \0000\0:\0000\0001\0:\0000\0002\0\n\0j\0a\0",
               "[0:1:00] ja\n");
}

TEST(a_header_may_lead_straight_to_a_cue)
{
    CHECK_READ("WEBVTT\n" T1 "<v R>Ja.\n", "[00:00:01] R: Ja.\n");
    CHECK_READ("WEBVTT\n1\n" T1 "<v R>Ja.\n2\n" T2 "<v I>Zo.\n", "[00:00:01] R: Ja.\n[00:00:02] I: Zo.\n");
}

/* ---- SRT ------------------------------------------------------------------------------------------------- */

TEST(srt_is_known_by_its_first_cue)
{
    CHECK_READ(
        "1\n00:00:01,000 --> 00:00:02,000\nIk werk\nin de zorg.\n\n2\n00:00:02,500 --> 00:00:04,000\nAl jaren.\n",
        "[00:00:01] Ik werk in de zorg. Al jaren.\n");
    CHECK_READ("\n\n 7 \n" T1 "Ja.", "[00:00:01] Ja.\n");
    CHECK_READ("1\n0:00:01 --> 0:00:02 X1:10 X2:20\n{\\an8}<i>Ja</i>, <font color=\"#fff\">nee</font>.\n",
               "[0:00:01] Ja, nee.\n");
}

TEST(labels_in_the_text_name_the_speaker)
{
    CHECK_READ("1\n" T1 "I: Hoe gaat\nhet?\n\n2\n" T2 "R: Goed.\n\n3\n" T3 "R: Druk, ze zei: kom.\n",
               "[00:00:01] I: Hoe gaat het?\n[00:00:02] R: Goed. Druk, ze zei: kom.\n");
    CHECK_READ("1\n" T1 "ANNA: Een.\nBRAM: Twee.\n\n2\n" T2 "ANNA:\nDrie.\n",
               "[00:00:01] ANNA: Een.\n[00:00:01] BRAM: Twee.\n[00:00:02] ANNA: Drie.\n");
    CHECK_VTT(T1 "Anna Bos: Een.\n\n" T2 "<v Bram>Kortom: twee.\n",
              "[00:00:01] Anna Bos: Een.\n[00:00:02] Bram: Kortom: twee.\n");
}

TEST(dashes_of_a_dialogue_change_the_speaker)
{
    CHECK_READ("1\n" T1 "- I: Hoe gaat het?\n- R: Goed.\n\n2\n" T2 "- R: Druk.\n",
               "[00:00:01] I: Hoe gaat het?\n[00:00:01] R: Goed. Druk.\n");
    CHECK_READ("1\n" T1 "- Hoe gaat het?\n<i>\xE2\x80\x93Goed.</i>\n\n2\n" T2 "Hoor.\n",
               "[00:00:01] Hoe gaat het?\n[00:00:01] Goed. Hoor.\n");
    CHECK_READ("1\n" T1 "R: Ik dacht\n\n2\n" T2 "- nou ja -\n--\n-\n\n3\n" T3 "laat maar.\n",
               "[00:00:01] R: Ik dacht - nou ja - -- - laat maar.\n");
}

TEST(missing_and_extra_empty_lines_lose_no_text)
{
    CHECK_READ("1\n" T1 "R: Een.\n2\n" T2 "Twee.\n\nDrie.\n" T3 "12\n", "[00:00:01] R: Een. Twee. Drie. 12\n");
}

/* ---- what is wrong --------------------------------------------------------------------------------------- */

TEST(blocks_that_are_no_cue_are_left_out_with_a_warning)
{
    check_read(state_, DR_STR("WEBVTT\n\n" T1 "<v R>Een.\n\n00:00:xx --> 00:00\nkanarie\n\n" T3 "<v R>Drie.\n"),
               "[00:00:01] R: Een. Drie.\n",
               "1 block is no cue (expected 00:01:15.000 --> 00:01:17.000): left out, text may be missing", 6);
    check_read(state_,
               DR_STR("1\n" T1 "Een.\n\n2\n00:01 -> 00:02 --> x\nkanarie\n\nkanarie\n\n3\n" T3 "Drie.\n\n4\n--> x\n"),
               "[00:00:01] Een. Drie.\n",
               "2 blocks are no cue (expected 00:01:15.000 --> 00:01:17.000): left out, text may be missing", 6);
}

TEST(lines_are_bounded)
{
    enum { MOST_PIECES = 2000000 };
    dr_buf bytes = {0};
    draad_error err = {0};
    dr_source_text text;
    dr_buf_put(&bytes, DR_STR("WEBVTT\n\n" T1), NULL);
    for (size_t i = 0; i <= MOST_PIECES; i++)
        dr_buf_put(&bytes, DR_STR("a\n"), NULL);
    CHECK_INT(dr_source_read(dr_buf_str(&bytes), "a.vtt", NULL, NULL, &text, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "more than 2000000 lines of subtitles");
    dr_buf_free(&bytes);
}

TEST(what_holds_no_cues_is_refused)
{
    CHECK_REFUSED("WEBVTT\n", NO_CUE, 1);
    CHECK_REFUSED("WEBVTT is een formaat.\n\nR: Ja.\n", NO_CUE, 3);
    CHECK_REFUSED("WEBVTT\n\nx\n\n" T1 "ja\n\ny\n", NO_CUE, 3);
    CHECK_REFUSED("WEBVTT\n\n" T1 "<i> </i>\n", "the subtitles hold no text", 0);
}

TEST(plain_text_with_numbers_and_arrows_is_no_subtitles)
{
    const char *texts[] = {"1\n2\n3\n", "WEBVTTX\n", "1\nR: a --> b\n", "00:00:01 --> 00:00:02\nR: ja\n", "1", "\n\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK(!dr_is_subtitles(dr_str_of(texts[i])));
    CHECK(!dr_is_subtitles((draad_str){"", 0}));
}

TEST(a_document_of_subtitles_has_turns)
{
    draad_document *doc;
    draad_error err = {0};
    draad_str bytes = DR_STR("WEBVTT\n\n" T1 "<v Interviewer>Hoe is dat?\n\n" T3 "<v Bram>Ik laat\n\n" T3 "het los.\n");
    CHECK_INT(draad_document_read_bytes(bytes, "gesprek.vtt", NULL, NULL, &doc, &err), DRAAD_OK);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_TURN), 2);
    draad_unit_info turn = draad_document_unit(doc, DRAAD_UNIT_TURN, 0);
    CHECK_STR(turn.role, "interviewer");
    turn = draad_document_unit(doc, DRAAD_UNIT_TURN, 1);
    CHECK_STR(turn.speaker, "Bram");
    CHECK_STR(turn.time, "00:01:15");
    CHECK_INT(turn.nwords, 4);
    CHECK_INT(draad_document_units(doc, DRAAD_UNIT_SENTENCE), 2);
    draad_str text = draad_document_text(doc);
    CHECK_STR(((draad_str){text.data + turn.range.start, turn.range.end - turn.range.start}), "Ik laat het los.");
    draad_document_free(doc);
}

static draad_status read_once(void *ctx, draad_error *err)
{
    dr_source_text text;
    draad_status s = dr_source_read(*(draad_str *)ctx, "a", NULL, NULL, &text, err);
    dr_source_text_free(&text);
    return s == DRAAD_E_SOURCE ? DRAAD_OK : s;
}

TEST(subtitles_survive_each_failed_allocation)
{
    draad_str texts[] = {DR_STR("WEBVTT\n\n" T1 "<v Anna>Hoe gaat het vandaag &amp; gisteren met je?</v>\n\n" T2
                                "<v Bram>Goed.<br>Echt waar, het gaat heel goed met mij.\n\nx\n\n" T3
                                "- Ja.\n- Nee.\n"),
                         DR_STR("1\n" T1 "I: Hoe gaat het?\n- Nou.\n\n2\n" T2 "R: Goed.\n"), DR_STR("WEBVTT\n\nx\n")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK(pack_survives(read_once, &texts[i]));
}

int main(void)
{
    return RUN(a_voice_tag_names_the_speaker, cues_of_one_voice_in_a_row_are_one_turn, a_cue_without_voice_goes_on,
               one_cue_may_hold_two_voices, other_tags_are_no_text, what_is_no_tag_stays, entities_are_characters,
               what_is_no_entity_stays, what_looks_like_a_tag_stays, what_is_no_line_of_times_is_text,
               ids_settings_notes_and_styles_are_no_text, hours_may_be_left_out, line_ends_may_be_any,
               a_header_may_lead_straight_to_a_cue, srt_is_known_by_its_first_cue, labels_in_the_text_name_the_speaker,
               dashes_of_a_dialogue_change_the_speaker, missing_and_extra_empty_lines_lose_no_text,
               blocks_that_are_no_cue_are_left_out_with_a_warning, lines_are_bounded, what_holds_no_cues_is_refused,
               plain_text_with_numbers_and_arrows_is_no_subtitles, a_document_of_subtitles_has_turns,
               subtitles_survive_each_failed_allocation);
}
