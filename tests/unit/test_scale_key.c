/* SPDX-License-Identifier: Apache-2.0
 * test_scale_key.c - the key of a scale. */
#include "failing.h"
#include "base/buf.h"
#include "coding/scale_key.h"
#include "outside/file.h"

static void note(void *ctx, draad_severity severity, const draad_error *m)
{
    dr_buf_printf(ctx, NULL, "%u:%u%s %s\n", (unsigned)m->line, (unsigned)m->column,
                  severity == DRAAD_ERROR ? ":" : ": warning:", m->message);
}

static dr_scale_key read_key(const char *yaml)
{
    dr_scale_key key;
    assert_int_equal(dr_scale_key_read(dr_str_of(yaml), "key.yaml", NULL, &key), DRAAD_OK);
    return key;
}

#define CHECK_REFUSED(yaml, expected) ((void)state_, check_refused((yaml), (expected), __FILE__, __LINE__))
static void check_refused(const char *yaml, const char *expected, const char *file, int line)
{
    dr_buf said = {0};
    dr_scale_key key;
    const draad_report report = {note, &said};
    const draad_status s = dr_scale_key_read(dr_str_of(yaml), "key.yaml", &report, &key);
    check_str(dr_buf_str(&said), expected, file, line);
    assert_int_equal(s, DRAAD_E_CODEBOOK);
    assert_true(key.nitems == 0 && key.subscales == NULL);
    dr_buf_free(&said);
}

static const char whole[] = "draad-scale: 1\n"
                            "id: wb\n"
                            "title: Welbevinden\n"
                            "source: verzonnen\n"
                            "prefix: q_\n"
                            "items: 5\n"
                            "min: -2\n"
                            "max: 2\n"
                            "reversed: [2, 4-5]\n"
                            "score: sum\n"
                            "flag: inconsistent\n"
                            "subscales:\n"
                            "  - id: kort\n"
                            "    label: Korte schaal\n"
                            "    items: [5, 1-2]\n"
                            "  - id: totaal\n"
                            "    items: 1-5\n"
                            "    bands:\n"
                            "      - {label: laag}\n"
                            "      - {label: midden, from: -1.5}\n"
                            "      - {label: hoog, above: 4}\n";

TEST(a_key_says_how_items_become_scores)
{
    dr_scale_key key = read_key(whole);
    static const bool reversed[] = {false, true, false, true, true};
    CHECK_STR(key.id, "wb");
    CHECK_STR(key.title, "Welbevinden");
    CHECK_STR(key.source, "verzonnen");
    CHECK_STR(key.prefix, "q_");
    CHECK(key.nitems == 5 && key.min == -2 && key.max == 2 && key.sum && key.flag_inconsistent);
    CHECK(memcmp(key.reversed, reversed, sizeof reversed) == 0);
    CHECK_INT(key.nsubscales, 2);
    CHECK_STR(key.subscales[0].label, "Korte schaal");
    CHECK(key.subscales[0].nitems == 3 && key.subscales[0].items[0] == 4 && key.subscales[0].items[2] == 1);
    CHECK_INT(key.subscales[0].nbands, 0);
    CHECK_STR(key.subscales[1].label, "totaal");
    CHECK_INT(key.subscales[1].nbands, 3);
    CHECK(isinf(key.subscales[1].bands[0].from));
    CHECK(key.subscales[1].bands[1].from == -1.5 && !key.subscales[1].bands[1].above);
    CHECK(key.subscales[1].bands[2].from == 4 && key.subscales[1].bands[2].above);
    CHECK_INT(dr_scale_key_find(&key, DR_STR("totaal")), 1);
    CHECK_INT(dr_scale_key_find(&key, DR_STR("x")), DRAAD_NONE);
    dr_scale_key_free(&key);
}

TEST(what_is_left_out_has_a_default)
{
    dr_scale_key key = read_key("draad-scale: 1\nid: a\nitems: 1\nmin: 0\nmax: 1\nscore: mean\n"
                                "subscales: [{id: b, items: [1]}]\n");
    CHECK_STR(key.title, "a");
    CHECK_STR(key.prefix, "a");
    CHECK_STR(key.source, "");
    CHECK(!key.reversed[0] && !key.sum && !key.flag_inconsistent);
    CHECK_STR(key.subscales[0].label, "b");
    dr_scale_key_free(&key);
}

TEST(all_errors_are_told_in_the_order_of_the_file)
{
    CHECK_REFUSED("draad-scale: 1\n"
                  "id: Mijn Schaal\n"
                  "itemz: 4\n"
                  "kleur: rood\n"
                  "items: 4\n"
                  "min: een\n"
                  "max: 1,5\n"
                  "score: mediaan\n"
                  "reversed: [2, 5, 2, x, 3-1]\n"
                  "title: [a]\n"
                  "subscales:\n"
                  "  - id: a\n"
                  "    items: [1-3, 2]\n"
                  "    item: 3\n"
                  "  - id: a\n"
                  "    items: []\n"
                  "  - label: b\n"
                  "  - los\n",
                  "2:5: found 'Mijn Schaal' as an id; expected at most 50 small letters, digits, hyphens and "
                  "underscores\n"
                  "3:1: unknown key 'itemz'; is 'items' meant?\n"
                  "4:1: unknown key 'kleur'; expected one of draad-scale, id, title, source, prefix, items, min, max, "
                  "score, reversed, flag, subscales\n"
                  "6:6: found 'een'; expected a whole number from -1000 to 1000\n"
                  "7:6: found '1,5'; expected a whole number from -1000 to 1000\n"
                  "8:8: found 'mediaan'; expected mean or sum\n"
                  "9:15: found '5'; the items go from 1 to 4\n"
                  "9:18: item 2 stands twice in this list\n"
                  "9:21: found 'x'; expected the number of an item, or a range such as 1-8\n"
                  "9:24: found '3-1'; expected the number of an item, or a range such as 1-8\n"
                  "10:8: expected a text of at most 2000 bytes\n"
                  "13:18: item 2 stands twice in this list\n"
                  "14:5: unknown key 'item'; is 'items' meant?\n"
                  "15:9: the subscale 'a' stands twice\n"
                  "16:12: a subscale without items\n"
                  "17:5: the key 'id' is missing\n"
                  "17:5: the key 'items' is missing\n"
                  "18:5: expected a subscale, which begins with '- id: ' and has its other keys below it\n");
}

TEST(needed_keys_are_asked_for)
{
    CHECK_REFUSED("draad-scale: 1\n", "1:1: the key 'id' is missing\n"
                                      "1:1: the key 'items' is missing\n"
                                      "1:1: the key 'min' is missing\n"
                                      "1:1: the key 'max' is missing\n"
                                      "1:1: the key 'score' is missing\n"
                                      "1:1: the key 'subscales' is missing\n");
}

TEST(numbers_have_their_limits)
{
    CHECK_REFUSED("draad-scale: 1\nid: a\nitems: 1001\nmin: -1001\nmax: 1001\nscore: sum\n"
                  "subscales: [{id: b, items: [1]}]\n",
                  "3:8: found '1001'; expected a whole number from 1 to 1000\n"
                  "4:6: found '-1001'; expected a whole number from -1000 to 1000\n"
                  "5:6: found '1001'; expected a whole number from -1000 to 1000\n");
    CHECK_REFUSED("draad-scale: 1\nid: a\nitems: 1\nmin: 4\nmax: 4\nscore: sum\nsubscales: [{id: b, items: [1]}]\n",
                  "5:6: the highest answer (4) is not above the lowest (4)\n");
    CHECK_REFUSED("draad-scale: 1\nid: a\nitems: 1\nmin: 1\nmax: 4\nscore: sum\nsubscales: []\n",
                  "7:12: expected a list of 1 to 100 subscales, each after '- '\n");
}

TEST(a_flag_needs_items_of_both_directions)
{
    CHECK_REFUSED("draad-scale: 1\nid: a\nitems: 2\nmin: 1\nmax: 5\nscore: sum\nflag: inconsistent\n"
                  "subscales: [{id: b, items: 1-2}]\n",
                  "7:7: equal answers are inconsistent only when some items are reversed and others are not\n");
}

TEST(bands_rise)
{
#define HEAD "draad-scale: 1\nid: a\nitems: 1\nmin: 1\nmax: 5\nscore: mean\nsubscales:\n- id: b\n  items: 1\n  bands:\n"
    CHECK_REFUSED(HEAD "  - {label: x}\n", "11:3: expected a list of 2 to 20 bands, from low to high\n");
    CHECK_REFUSED(HEAD "  - {label: x, from: 1}\n"
                       "  - {label: y, from: 3, above: 3}\n"
                       "  - {from: 3}\n"
                       "  - {label: z}\n"
                       "  - {label: u, above: hoog}\n"
                       "  - v\n",
                  "11:16: the first band begins at the lowest score: it takes no 'from'\n"
                  "12:25: found both from and above; expected one of them\n"
                  "13:5: the key 'label' is missing\n"
                  "13:12: a band begins above the one before it\n"
                  "14:5: expected where the band begins: 'from' or 'above' a number\n"
                  "15:23: found 'hoog'; expected a number\n"
                  "16:5: expected a band, as in {label: hoog, above: 4.30}\n");
#undef HEAD
}

/* What it is, nobody knows: nothing of it is quoted. */
TEST(another_file_is_not_quoted)
{
    CHECK_REFUSED("", "1:1: the key 'draad-scale' is missing; the key of a scale begins with 'draad-scale: 1'\n");
    CHECK_REFUSED("- geheim\n",
                  "1:1: the key 'draad-scale' is missing; the key of a scale begins with 'draad-scale: 1'\n");
    CHECK_REFUSED("draad: 1\nid: zin\n",
                  "1:1: the key 'draad-scale' is missing; the key of a scale begins with 'draad-scale: 1'\n");
    CHECK_REFUSED("draad-scale: 2\nid: zin\n", "1:14: a format that is not known; expected 'draad-scale: 1'\n");
    CHECK_REFUSED("draad-scale: 1\nid: a\nid: b\n", "3:1: the key 'id' stands here twice; it is already on line 2\n");
}

TEST(a_file_that_is_too_large_is_refused)
{
    dr_scale_key key;
    char *large = calloc(1, DR_SCALE_BYTES_MAX + 1);
    memset(large, '#', DR_SCALE_BYTES_MAX + 1);
    CHECK_INT(dr_scale_key_read((draad_str){large, DR_SCALE_BYTES_MAX + 1}, "x", NULL, &key), DRAAD_E_LIMIT);
    free(large);
}

TEST(many_errors_are_counted)
{
    dr_buf yaml = {0}, said = {0};
    dr_scale_key key;
    dr_buf_printf(&yaml, NULL, "draad-scale: 1\nid: a\nitems: 1\nmin: 1\nmax: 2\nscore: sum\nreversed: [");
    for (int i = 0; i < 150; i++)
        dr_buf_printf(&yaml, NULL, "%sx", i > 0 ? ", " : "");
    dr_buf_printf(&yaml, NULL, "]\nsubscales: [{id: b, items: 1}]\n");
    CHECK_INT(dr_scale_key_read(dr_buf_str(&yaml), "x", &(draad_report){note, &said}, &key), DRAAD_E_CODEBOOK);
    CHECK(said.len > 24 && memcmp(said.data + said.len - 24, "0:0: and 50 more errors\n", 24) == 0);
    dr_buf_free(&yaml);
    dr_buf_free(&said);
}

TEST(an_item_in_no_subscale_is_a_warning)
{
    dr_buf said = {0};
    dr_scale_key key;
    CHECK_INT(dr_scale_key_read(DR_STR("draad-scale: 1\nid: a\nitems: 4\nmin: 1\nmax: 2\nscore: sum\n"
                                       "subscales: [{id: b, items: [1, 3]}]\n"),
                                "x", &(draad_report){note, &said}, &key),
              DRAAD_OK);
    CHECK_STR(dr_buf_str(&said), "7:1: warning: item 2 is in no subscale\n7:1: warning: item 4 is in no subscale\n");
    dr_scale_key_free(&key);
    dr_buf_free(&said);
}

/* ---- The keys that come with Draad --------------------------------------------------------------------- */

static dr_scale_key shipped(const char *name)
{
    char path[200];
    dr_buf bytes = {0}, said = {0};
    dr_scale_key key;
    snprintf(path, sizeof path, "codebooks/scales/%s.yaml", name);
    assert_int_equal(dr_file_read(path, DR_SCALE_BYTES_MAX, &bytes, NULL), DRAAD_OK);
    assert_int_equal(dr_scale_key_read(dr_buf_str(&bytes), name, &(draad_report){note, &said}, &key), DRAAD_OK);
    check_str(dr_buf_str(&said), "", __FILE__, __LINE__);
    assert_int_equal(dr_buf_put_char(&bytes, '\0', NULL), DRAAD_OK);
    assert_non_null(strstr(bytes.data, "The order of items differs between printed versions. CHECK THIS KEY"));
    check_str(key.id, name, __FILE__, __LINE__);
    dr_buf_free(&bytes);
    dr_buf_free(&said);
    return key;
}

/* The items as a line: "1 4 5 8". */
#define CHECK_ITEMS(key, k, subscale, expected) \
    ((void)state_, check_items((key), (k), (subscale), (expected), __FILE__, __LINE__))
static void check_items(const dr_scale_key *key, uint32_t k, const char *id, const char *expected, const char *file,
                        int line)
{
    dr_buf out = {0};
    check_str(key->subscales[k].id, id, file, line);
    for (uint32_t i = 0; i < key->subscales[k].nitems; i++)
        dr_buf_printf(&out, NULL, "%s%u", i > 0 ? " " : "", (unsigned)(key->subscales[k].items[i] + 1));
    check_str(dr_buf_str(&out), expected, file, line);
    dr_buf_free(&out);
}

#define CHECK_REVERSED(key, expected) ((void)state_, check_reversed((key), (expected), __FILE__, __LINE__))
static void check_reversed(const dr_scale_key *key, const char *expected, const char *file, int line)
{
    dr_buf out = {0};
    for (uint32_t i = 0; i < key->nitems; i++)
        if (key->reversed[i])
            dr_buf_printf(&out, NULL, "%s%u", out.len > 0 ? " " : "", (unsigned)(i + 1));
    check_str(dr_buf_str(&out), expected, file, line);
    dr_buf_free(&out);
}

TEST(the_key_of_the_brs_is_read)
{
    dr_scale_key key = shipped("brs");
    CHECK(key.nitems == 6 && key.min == 1 && key.max == 5 && !key.sum && key.flag_inconsistent && key.nsubscales == 1);
    CHECK_REVERSED(&key, "2 4 6");
    CHECK_ITEMS(&key, 0, "total", "1 2 3 4 5 6");
    const dr_band *bands = key.subscales[0].bands;
    CHECK(key.subscales[0].nbands == 3 && bands[1].from == 3 && !bands[1].above && bands[2].from == 4.3 &&
          bands[2].above);
    dr_scale_key_free(&key);
}

TEST(the_key_of_the_swing_is_read)
{
    dr_scale_key key = shipped("swing");
    CHECK(key.nitems == 22 && key.min == 0 && key.max == 3 && !key.sum && !key.flag_inconsistent &&
          key.nsubscales == 4);
    CHECK_REVERSED(&key, "");
    CHECK_ITEMS(&key, 0, "negative_work_home", "1 2 3 4 5 6 7 8");
    CHECK_ITEMS(&key, 1, "negative_home_work", "9 10 11 12");
    CHECK_ITEMS(&key, 2, "positive_work_home", "13 14 15 16 17");
    CHECK_ITEMS(&key, 3, "positive_home_work", "18 19 20 21 22");
    dr_scale_key_free(&key);
}

TEST(the_key_of_the_w_bns_is_read)
{
    dr_scale_key key = shipped("w-bns");
    CHECK(key.nitems == 18 && key.min == 1 && key.max == 5 && !key.sum && !key.flag_inconsistent &&
          key.nsubscales == 3);
    CHECK_STR(key.prefix, "wbns");
    CHECK_REVERSED(&key, "1 3 5 7 10 14 15 18");
    CHECK_ITEMS(&key, 0, "relatedness", "1 2 3 4 5 6");
    CHECK_ITEMS(&key, 1, "competence", "7 8 9 10 11 12");
    CHECK_ITEMS(&key, 2, "autonomy", "13 14 15 16 17 18");
    dr_scale_key_free(&key);
}

TEST(the_key_of_the_wami_is_read)
{
    dr_scale_key key = shipped("wami");
    CHECK(key.nitems == 10 && key.min == 1 && key.max == 5 && key.sum && !key.flag_inconsistent && key.nsubscales == 4);
    CHECK_REVERSED(&key, "3");
    CHECK_ITEMS(&key, 0, "positive_meaning", "1 4 5 8");
    CHECK_ITEMS(&key, 1, "meaning_making", "2 7 9");
    CHECK_ITEMS(&key, 2, "greater_good", "3 6 10");
    CHECK_ITEMS(&key, 3, "total", "1 2 3 4 5 6 7 8 9 10");
    dr_scale_key_free(&key);
}

TEST(the_key_of_the_res_is_read)
{
    dr_scale_key key = shipped("res");
    CHECK(key.nitems == 9 && key.min == 0 && key.max == 4 && key.sum && !key.flag_inconsistent && key.nsubscales == 3);
    CHECK_REVERSED(&key, "");
    CHECK_ITEMS(&key, 0, "self_confidence", "1 7 9");
    CHECK_ITEMS(&key, 1, "self_efficacy", "2 3 4 5 6 8");
    CHECK_ITEMS(&key, 2, "total", "1 2 3 4 5 6 7 8 9");
    dr_scale_key_free(&key);
}

TEST(the_example_of_the_manual_is_read)
{
    dr_buf page = {0};
    dr_scale_key key;
    CHECK_INT(dr_file_read("docs/scales.md", 1 << 20, &page, NULL), DRAAD_OK);
    CHECK_INT(dr_buf_put_char(&page, '\0', NULL), DRAAD_OK);
    const char *start = strstr(page.data, "```yaml\n");
    CHECK(start != NULL);
    start += strlen("```yaml\n");
    const char *end = strstr(start, "```");
    CHECK(end != NULL);
    CHECK_INT(dr_scale_key_read((draad_str){start, (size_t)(end - start)}, "scales.md", NULL, &key), DRAAD_OK);
    CHECK_STR(key.id, "brs");
    CHECK_INT(key.subscales[0].nbands, 3);
    dr_scale_key_free(&key);
    dr_buf_free(&page);
}

TEST(reading_survives_every_failed_allocation)
{
    static const char *const files[] = {whole, "draad-scale: 1\nid: a\nklur: 3\nitems: 4\nsubscales: [b, {id: c}]\n"};
    for (size_t i = 0; i < 2; i++) {
        draad_status s = DRAAD_E_MEMORY;
        for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
            dr_scale_key key;
            draad_set_allocator(&failing);
            allocations_left = n;
            s = dr_scale_key_read(dr_str_of(files[i]), "x", NULL, &key);
            draad_set_allocator(NULL);
            CHECK(s == DRAAD_E_MEMORY || s == (i == 0 ? DRAAD_OK : DRAAD_E_CODEBOOK));
            dr_scale_key_free(&key);
        }
    }
}

int main(void)
{
    return RUN(a_key_says_how_items_become_scores, what_is_left_out_has_a_default,
               all_errors_are_told_in_the_order_of_the_file, needed_keys_are_asked_for, numbers_have_their_limits,
               a_flag_needs_items_of_both_directions, bands_rise, another_file_is_not_quoted,
               a_file_that_is_too_large_is_refused, many_errors_are_counted, an_item_in_no_subscale_is_a_warning,
               the_key_of_the_brs_is_read, the_key_of_the_swing_is_read, the_key_of_the_w_bns_is_read,
               the_key_of_the_wami_is_read, the_key_of_the_res_is_read, the_example_of_the_manual_is_read,
               reading_survives_every_failed_allocation);
}
