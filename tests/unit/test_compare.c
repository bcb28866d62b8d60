/* SPDX-License-Identifier: Apache-2.0
 * test_compare.c - do two versions of a rule say the same? */
#include "harness.h"

#include "base/buf.h"
#include "rules/compare.h"

static dr_codebook *read_book(const char *head, const char *code, const char *rule)
{
    dr_buf b = {0};
    dr_codebook *book = NULL;
    assert_int_equal(dr_buf_printf(&b, NULL,
                                   "draad: 1\nid: b\nsets: {een: [druk, $twee], twee: [werk]}\n%scodes:\n  - id: c\n%s"
                                   "    rules:\n      - %s\n",
                                   head, code, rule),
                     DRAAD_OK);
    assert_int_equal(dr_codebook_read(dr_buf_str(&b), "b.yaml", NULL, &book), DRAAD_OK);
    dr_buf_free(&b);
    return book;
}

static dr_rule_part compare_books(const dr_codebook *a, const dr_codebook *b, char *set)
{
    draad_str name;
    const dr_rule_part part =
        dr_rule_compare((dr_placed_rule){a, &a->rules[0]}, (dr_placed_rule){b, &b->rules[0]}, &name);
    snprintf(set, 20, "%.*s", DR_ARG(name));
    return part;
}

/* Of two rules in the same codebook. */
static dr_rule_part compare_rules(const char *one, const char *other)
{
    char set[20];
    dr_codebook *a = read_book("", "", one), *b = read_book("", "", other);
    const dr_rule_part part = compare_books(a, b, set);
    dr_codebook_free(a);
    dr_codebook_free(b);
    return part;
}

TEST(layout_is_no_difference)
{
    CHECK_INT(compare_rules("druk OR (te veel)~2", "  druk   OR ( te veel )~2"), DR_PART_NONE);
    CHECK_INT(compare_rules("druk", "{find: 'druk'}"), DR_PART_NONE);
    CHECK_INT(compare_rules("druk", "{id: d, find: druk, weight: zwaarwegend, note: iets}"), DR_PART_NONE);
    CHECK_INT(compare_rules("$een NEAR/3 $ik", "$een NEAR/3 $ik"), DR_PART_NONE);
}

TEST(every_part_of_a_rule_counts)
{
    CHECK_INT(compare_rules("druk", "=druk"), DR_PART_FIND);
    CHECK_INT(compare_rules("druk NEAR/3 werk", "druk NEAR/4 werk"), DR_PART_FIND);
    CHECK_INT(compare_rules("druk NEAR/3 werk", "druk BEFORE/3 werk"), DR_PART_FIND);
    CHECK_INT(compare_rules("druk AND werk", "druk AND NOT werk"), DR_PART_FIND);
    CHECK_INT(compare_rules("/druk/", "/druk/c"), DR_PART_FIND);
    CHECK_INT(compare_rules("$een", "$twee"), DR_PART_FIND);
    CHECK_INT(compare_rules("druk OR werk", "druk OR werk OR team"), DR_PART_FIND);
    CHECK_INT(compare_rules("druk", "{find: druk, unless: werk}"), DR_PART_UNLESS);
    CHECK_INT(compare_rules("{find: druk, unless: team}", "{find: druk, unless: werk}"), DR_PART_UNLESS);
    CHECK_INT(compare_rules("{find: druk, except: team}", "druk"), DR_PART_EXCEPT);
    CHECK_INT(compare_rules("{find: druk, negated: only}", "druk"), DR_PART_NEGATED);
    CHECK_INT(compare_rules("{find: druk, unit: turn}", "druk"), DR_PART_UNIT);
    CHECK_INT(compare_rules("{find: druk, within: turn}", "druk"), DR_PART_WITHIN);
    CHECK_INT(compare_rules("{find: druk, within: 3 sentences}", "druk"), DR_PART_WITHIN);
    CHECK_INT(compare_rules("{find: druk, speakers: {include: [respondent]}}", "druk"), DR_PART_SPEAKERS);
    CHECK_INT(compare_rules("{find: druk, speakers: {exclude: [moderator]}}", "druk"), DR_PART_SPEAKERS);
}

TEST(what_stands_above_a_rule_counts_too)
{
    char set[20];
    dr_codebook *plain = read_book("", "", "druk"), *code = read_book("", "    unless: team\n", "druk"),
                *book = read_book("unless: team\n", "", "druk"), *other = read_book("unless: werk\n", "", "druk");
    CHECK_INT(compare_books(plain, code, set), DR_PART_CODE_UNLESS);
    CHECK_INT(compare_books(plain, book, set), DR_PART_CODEBOOK_UNLESS);
    CHECK_INT(compare_books(book, other, set), DR_PART_CODEBOOK_UNLESS);
    CHECK_INT(compare_books(code, code, set), DR_PART_NONE);
    CHECK(strcmp(dr_rule_part_name(DR_PART_CODEBOOK_UNLESS), "unless of codebook") == 0);
    CHECK(strcmp(dr_rule_part_name(DR_PART_SET), "set") == 0);
    dr_codebook_free(plain);
    dr_codebook_free(code);
    dr_codebook_free(book);
    dr_codebook_free(other);
}

static dr_codebook *book_of(const char *yaml)
{
    dr_codebook *book = NULL;
    assert_int_equal(dr_codebook_read(dr_str_of(yaml), "b.yaml", NULL, &book), DRAAD_OK);
    return book;
}

TEST(another_set_is_told_by_its_name_also_inside_another)
{
    char set[20];
#define BOOK(sets, codes) "draad: 1\nid: b\nsets: {" sets "}\n" codes
#define CODES             "codes: [{id: c, rules: [$een]}]\n"
    dr_codebook *a = book_of(BOOK("een: [druk, $twee], twee: [werk]", CODES)),
                *b = book_of(BOOK("een: [druk, $twee], twee: [werk, taak]", CODES)),
                *c = book_of(BOOK("een: [druk, $twee], twee: [werk], drie: [los]", CODES)),
                *d = book_of(BOOK("een: [druk]", "unless: $een\ncodes: [{id: c, rules: [werk]}]\n")),
                *e = book_of(BOOK("een: [drukte]", "unless: $een\ncodes: [{id: c, rules: [werk]}]\n"));
    CHECK_INT(compare_books(a, b, set), DR_PART_SET);
    CHECK_STR(dr_str_of(set), "een");
    CHECK_INT(compare_books(a, c, set), DR_PART_NONE);
    CHECK_INT(compare_books(d, e, set), DR_PART_SET);
    CHECK_STR(dr_str_of(set), "een");
    dr_codebook_free(a);
    dr_codebook_free(b);
    dr_codebook_free(c);
    dr_codebook_free(d);
    dr_codebook_free(e);
}

int main(void)
{
    return RUN(layout_is_no_difference, every_part_of_a_rule_counts, what_stands_above_a_rule_counts_too,
               another_set_is_told_by_its_name_also_inside_another);
}
