/* SPDX-License-Identifier: Apache-2.0
 * test_codebook.c - codebooks in, and all that can be wrong with one, told in one run. */
#include "harness.h"

#include "base/buf.h"
#include "rules/codebook.h"

/* Messages as lines "line:column: text"; warnings begin with "w ". */
static dr_buf said;

static void say(void *ctx, draad_severity severity, const draad_error *m)
{
    (void)ctx;
    dr_buf_printf(&said, NULL, "%s%u:%u: %s\n", severity == DRAAD_WARNING ? "w " : "", m->line, m->column, m->message);
}

static const draad_report report = {say, NULL};

static dr_codebook *book(const char *yaml)
{
    dr_codebook *c;
    dr_buf_free(&said);
    draad_status s = dr_codebook_read(dr_str_of(yaml), "c.yaml", &report, &c);
    dr_buf_put_char(&said, '\0', NULL);
    assert_true(s == DRAAD_OK ? c != NULL : s == DRAAD_E_CODEBOOK && c == NULL);
    return c;
}

#define HEAD "draad: 1\nid: b\n"
#define CODE HEAD "codes:\n- id: c\n" /* its own keys follow, on line 5, indented by two */

static void check_wrong(const char *yaml, const char *expected)
{
    dr_codebook *c = book(yaml);
    if (c != NULL || strstr(said.data, expected) == NULL) {
        print_error("%s\nsaid %sexpected %s\n", yaml, said.data, expected);
        dr_codebook_free(c);
        fail();
    }
    dr_buf_free(&said);
}

static void end(dr_codebook *c)
{
    dr_codebook_free(c);
    dr_buf_free(&said);
}

static const char whole[] = "draad: 1\n"
                            "id: zin\n"
                            "title: Zingeving\n"
                            "language: nl\n"
                            "version: 1.0.0\n"
                            "source: een onderzoek\n"
                            "author: iemand\n"
                            "licence: CC0\n"
                            "description: over werk\n"
                            "unit: paragraph\n"
                            "within: 3 sentences\n"
                            "speakers: {exclude: [interviewer]}\n"
                            "unless: $ontkend\n"
                            "codes:\n"
                            "  - id: balans\n"
                            "    within: turn\n"
                            "    memo: nog bespreken\n"
                            "    codes:\n"
                            "      - id: werk-prive\n"
                            "        label: Werk en privé\n"
                            "        definition: iets\n"
                            "        include: [een, twee]\n"
                            "        exclude: drie\n"
                            "        examples: [Het gaat mee naar huis.]\n"
                            "        counterexamples:\n"
                            "          - Ik ga naar huis.\n"
                            "        unit: sentence\n"
                            "        unless: $collega\n"
                            "        rules:\n"
                            "          - werk-privébalans\n"
                            "          - id: mee\n"
                            "            find: meenemen NEAR/3 (naar huis)\n"
                            "            unless: papieren OR pakje\n"
                            "            except: naar huis gaan\n"
                            "            negated: never\n"
                            "            weight: zwaarwegend\n"
                            "            within: paragraph\n"
                            "            speakers: {include: [respondent]}\n"
                            "            note: let op\n"
                            "          - |\n"
                            "            'k neem \"a: b\" mee\n"
                            "  - id: collega\n"
                            "    rules: $collega\n"
                            "sets:\n"
                            "  ontkend: [daar heb ik geen last van]\n"
                            "  collega: collega OR $team\n"
                            "  team: [team, maatje]\n";

TEST(a_whole_codebook_is_read)
{
    dr_codebook *b = book(whole);
    CHECK(b != NULL);
    CHECK_STR(b->id, "zin");
    CHECK_STR(b->title, "Zingeving");
    CHECK_STR(b->author, "iemand");
    CHECK_STR(b->description, "over werk");
    CHECK_INT(b->sha256.len, 64);
    CHECK(b->ncodes == 3 && b->nrules == 4 && b->sets.n == 3);
    const dr_code *balance = &b->codes[0], *work = &b->codes[1], *mate = &b->codes[2];
    CHECK(balance->parent == DRAAD_NONE && balance->level == 1 && work->parent == 0 && work->level == 2);
    CHECK_STR(balance->label, "balans");
    CHECK_STR(balance->memo, "nog bespreken");
    CHECK_STR(work->label, "Werk en privé");
    CHECK(work->ninclude == 2 && work->nexclude == 1 && work->nexamples == 1 && work->ncounterexamples == 1);
    CHECK_STR(work->exclude[0], "drie");
    CHECK(work->counterexamples[0].line == 26 && work->counterexamples[0].column == 13);
    CHECK(work->unless != NULL && work->unless->kind == DR_Q_SET && balance->unless == NULL);
    CHECK_STR(mate->id, "collega");
    CHECK(b->unless != NULL && b->unless->kids[0]->kind == DR_Q_SEQ);
    end(b);
}

TEST(rules_have_ids_places_and_what_they_inherit)
{
    dr_codebook *b = book(whole);
    const dr_rule *first = &b->rules[0], *mee = &b->rules[1], *third = &b->rules[2], *last = &b->rules[3];
    CHECK_STR(first->id, "werk-prive#1");
    CHECK_STR(first->source, "werk-privébalans");
    CHECK(first->line == 30 && first->column == 13 && first->code == 1);
    CHECK(first->unit == DRAAD_UNIT_SENTENCE && first->within.unit == DRAAD_UNIT_TURN);
    CHECK(first->speakers.nexclude == 1 && first->speakers.ninclude == 0);
    CHECK_STR(first->weight, "");
    CHECK_STR(mee->id, "mee");
    CHECK(mee->line == 32 && mee->column == 19 && mee->find->kind == DR_Q_NEAR);
    CHECK(mee->unless->kind == DR_Q_OR && mee->except->kind == DR_Q_SEQ && mee->negated == DR_NEGATED_NEVER);
    CHECK_STR(mee->weight, "zwaarwegend");
    CHECK_STR(mee->note, "let op");
    CHECK(mee->within.unit == DRAAD_UNIT_PARAGRAPH && mee->speakers.ninclude == 1 && mee->speakers.nexclude == 0);
    CHECK_STR(third->id, "werk-prive#3");
    CHECK_STR(third->source, "'k neem \"a: b\" mee");
    CHECK(third->line == 41 && third->column == 13);
    CHECK_STR(last->id, "collega#1");
    CHECK(last->unit == DRAAD_UNIT_PARAGRAPH && last->within.unit == DRAAD_UNIT_SENTENCE &&
          last->within.nsentences == 3);
    end(b);
}

TEST(what_is_not_said_has_a_default)
{
    dr_codebook *b = book(CODE "  rules: [x]\n");
    CHECK_STR(b->title, "b");
    CHECK_STR(b->language, "nl");
    CHECK(b->unit == DRAAD_UNIT_SENTENCE && b->within.unit == DRAAD_UNIT_SENTENCE && b->within.nsentences == 4);
    CHECK_INT(b->speakers.nexclude, 2);
    CHECK_STR(b->speakers.exclude[1], "moderator");
    CHECK(b->unless == NULL && b->rules[0].negated == DR_NEGATED_EITHER);
    end(b);
    b = book(CODE "  rules: [x]\nspeakers: {exclude: []}\nwithin: sentence\n");
    CHECK(b->speakers.nexclude == 0 && b->speakers.ninclude == 0 && b->within.nsentences == 1);
    end(b);
}

TEST(yes_and_no_and_numbers_are_words)
{
    dr_codebook *b = book(CODE "  rules: [nee, on, 12, null]\n");
    CHECK_INT(b->nrules, 4);
    CHECK_STR(b->rules[3].find->text, "null");
    end(b);
}

TEST(all_errors_are_told_in_the_order_of_the_file)
{
    CHECK(book("draad: 2\n"
               "titel: x\n"
               "codes:\n"
               "  - id: c\n"
               "    rules:\n"
               "      - a OR\n"
               "      - $onbekend\n"
               "  - id: c\n"
               "    rules: [x]\n"
               "sets:\n"
               "  a: [$a]\n") == NULL);
    CHECK_STR(((draad_str){said.data, said.len - 1}),
              "1:1: the codebook has no 'id'\n"
              "1:8: a format that is not known; expected 'draad: 1'\n"
              "2:1: unknown key 'titel'; is 'title' meant?\n"
              "6:13: the rule ends where a word is expected\n"
              "7:9: there is no set 'onbekend'; expected one that stands under 'sets'\n"
              "8:9: the id 'c' is already on line 4\n"
              "11:3: the set 'a' contains itself\n");
    dr_buf_free(&said);
}

#define TWENTY      "bcdefghijklmnopqrstu"
#define TWO_HUNDRED TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY TWENTY

TEST(ids_are_small_letters_digits_and_hyphens)
{
    (void)state_;
    check_wrong("draad: 1\nid: Zin & Werk\ncodes: []\n", "2:5: the id 'Zin & Werk' has more than");
    check_wrong("draad: 1\nid: Zin & Privé\n", "write for instance zin-prive\n");
    check_wrong("draad: 1\nid: '&'\n", "2:6: found '&' as an id");
    check_wrong(HEAD "codes:\n- label: x\n  rules: [x]\n", "4:3: a code has no 'id'");
    check_wrong(CODE "  rules:\n  - {id: r, find: x}\n  - {id: r, find: y}\n", "7:10: the id 'r' is already on line 6");
    check_wrong("draad: 1\nid: 'Druk! (zo''n #1)'\n", "write for instance druk-zon-1\n");
    check_wrong("draad: 1\nid: -a{\n", "write for instance a\n");
    check_wrong("draad: 1\nid: a:b\n", "write for instance a-b\n");
    check_wrong("draad: 1\nid: A" TWO_HUNDRED "\n", "as an id; expected at most 200");
    check_wrong("draad: 1\nid: a" TWO_HUNDRED "\n", "as an id; expected at most 200");
    check_wrong("draad: 1\nid: [a]\n", "2:5: found a list; expected one text");
    end(book(CODE "  rules: [{id: r, find: x}]\n- id: d\n  rules: [{id: r, find: x}]\n")); /* in another code */
    check_wrong(CODE "  codes:\n  - id: c\n    rules: [x]\n", "6:9: the id 'c' is already on line 4");
}

TEST(keys_are_known_and_suggested)
{
    (void)state_;
    check_wrong(CODE "  rulez: [x]\n", "5:3: unknown key 'rulez'; is 'rules' meant?");
    check_wrong(CODE "  rules: [{find: x, negate: only}]\n", "unknown key 'negate'; is 'negated' meant?");
    check_wrong(CODE "  rules: [{fnid: x}]\n", "unknown key 'fnid'; is 'find' meant?");
    check_wrong(HEAD "eensleuteldiegeensleutelis: x\n", "goes on the next line, after '|'");
    check_wrong(HEAD "kleur: x\n", "3:1: unknown key 'kleur'; expected one of draad, id, title");
    check_wrong(CODE "  rules:\n  - wat ik bedoel: werkdruk\n", "6:5: found a mapping with the key 'wat ik bedoel'");
    check_wrong(CODE "  definition: x\n  een lange zin met een dubbele punt: x\n", "goes on the next line, after '|'");
}

TEST(settings_have_a_few_values)
{
    (void)state_;
    check_wrong(HEAD "unit: document\n", "3:7: found 'document'; expected match, sentence, paragraph or turn");
    check_wrong(HEAD "unit: sentense\n", "is 'sentence' meant?");
    check_wrong(HEAD "within: 4 zinnen\n", "3:9: found '4 zinnen'; expected for instance '4 sentences'");
    check_wrong(HEAD "within: paragrap\n", "3:9: found 'paragrap'; is 'paragraph' meant?");
    check_wrong(HEAD "within: uur\n", "3:9: found 'uur'; expected for instance '4 sentences', or sentence");
    check_wrong(HEAD "within: 4\n", "expected for instance '4 sentences'");
    check_wrong(HEAD "within: 4 turn\n", "expected for instance '4 sentences'");
    check_wrong(HEAD "within: /\n", "expected for instance '4 sentences'");
    check_wrong(HEAD "unit: [turn]\n", "3:7: found a list; expected one text");
    check_wrong(HEAD "speakers: {exclude: [[interviewer]]}\n", "3:22: found a list; expected one text");
    check_wrong(HEAD "speakers: {exclude: nobody}\n", "3:21: found 'nobody'; expected the role");
    check_wrong(HEAD "within: 0 sentences\n", "from 1 to 1000");
    check_wrong(HEAD "within: 3 turns\n", "expected for instance");
    check_wrong(HEAD "within: 99999999999999999999 sentences\n", "from 1 to 1000");
    check_wrong(HEAD "speakers: interviewer\n", "3:11: expected who is coded");
    check_wrong(HEAD "speakers: {exclude: [interviewr]}\n", "3:22: found 'interviewr'; is 'interviewer' meant?");
    check_wrong(HEAD "speakers: {exclude: [], include: [respondent]}\n", "3:11: found both include and exclude");
    check_wrong(HEAD "speakers: {include: []}\n", "3:12: includes nobody");
    check_wrong(HEAD "speakers: {only: x}\n", "unknown key 'only'");
    check_wrong(HEAD "language: fr\n", "3:11: found 'fr'; expected nl or en");
    check_wrong(CODE "  rules: [{find: x, negated: nooit}]\n", "found 'nooit'; expected either, never or only");
}

TEST(texts_and_lists_are_where_they_belong)
{
    (void)state_;
    check_wrong(CODE "  label: [x]\n", "5:10: found a list; expected one text");
    check_wrong(CODE "  examples:\n  - Zo: dat is het\n", "6:5: found a mapping; expected a text");
    check_wrong(CODE "  examples: [x, '']\n", "an empty example");
    check_wrong(CODE "  unless: [a, b]\n", "5:11: found a list; expected one rule");
    check_wrong(CODE "  rules: {find: x}\n", "5:10: found a mapping; expected a list of rules");
    check_wrong(CODE "  rules: [{id: x}]\n", "5:11: a rule without 'find'");
    check_wrong(CODE "  rules:\n    - x\n    -\n", "7:5: the rule is empty");
    check_wrong(CODE "  rules:\n  - x\n  -\n", "8:1: not valid YAML: a value is missing");
    check_wrong(CODE "  codes: x\n", "5:10: expected a list of codes");
    check_wrong(HEAD "codes:\n- x\n", "4:3: expected a code");
    check_wrong(HEAD "codes:\n", "3:1: there are no codes");
    check_wrong(HEAD, "1:1: there are no codes");
    check_wrong(HEAD "sets: [x]\n", "3:7: expected sets");
    check_wrong("- x\n", "1:1: found a list; expected a codebook");
    check_wrong("zomaar een tekst\n", "1:1: found a text; expected a codebook");
    check_wrong("draad: [1]\n", "1:8: a format that is not known");
    check_wrong(CODE "  rules: [{find: [a, b]}]\n", "5:18: found a list; expected one rule");
    check_wrong(CODE "  unless: {a: b}\n", "5:11: found a mapping; expected a rule");
    check_wrong(HEAD "sets: {a: [[x]]}\n", "3:12: found a list; expected one rule");
    check_wrong(HEAD "sets: x\n", "3:7: expected sets");
    check_wrong(HEAD "codes: [{}]\n", "3:9: a code has no 'id'");
    check_wrong("", "1:1: found nothing; expected a codebook");
    check_wrong("id: x\n", "1:1: the key 'draad' is missing");
}

TEST(one_text_needs_no_list_and_none_is_nothing)
{
    dr_codebook *b = book(HEAD "sets:\ncodes:\n- id: c\n  examples: Een zin.\n  include: ' '\n  rules: x\n"
                               "  speakers: {exclude: interviewer}\n- id: d\n  rules: ' '\n- id: e\n  rules: [y]\n");
    CHECK(b != NULL);
    CHECK_INT(b->codes[0].nexamples, 1);
    CHECK_STR(b->codes[0].examples[0].text, "Een zin.");
    CHECK_INT(b->codes[0].ninclude, 0);
    CHECK_INT(b->nrules, 2);
    CHECK_STR(((draad_str){said.data, said.len - 1}), "w 10:3: the code 'd' has no rules and no codes below it\n");
    end(b);
}

TEST(two_mistakes_at_one_place_are_told_in_the_order_they_were_found)
{
    (void)state_;
    check_wrong(HEAD "sets:\n  ik: [part($b)]\n  b: [twee woorden]\n",
                "4:3: the set 'ik' is built in; choose another name\n4:3: the set 'ik' has phrases");
}

/* So many lines of one kind, below a head. */
static void check_too_many(const char *head, const char *line, size_t n, const char *expected)
{
    dr_buf yaml = {0};
    dr_buf_put(&yaml, dr_str_of(head), NULL);
    for (size_t i = 0; i < n; i++)
        dr_buf_printf(&yaml, NULL, line, i);
    dr_buf_put_char(&yaml, '\0', NULL);
    dr_codebook *c = book(yaml.data);
    if (c != NULL || strstr(said.data, expected) == NULL)
        print_error("said %.200s\nexpected %s\n", said.data, expected);
    assert_true(c == NULL && strstr(said.data, expected) != NULL);
    dr_buf_free(&yaml);
    dr_buf_free(&said);
}

TEST(codes_and_rules_are_bounded)
{
    (void)state_;
    check_too_many(HEAD "codes:\n", "- {id: c%zu, rules: [x]}\n", DR_CODES_MAX + 1, "more than 200000 codes");
    check_too_many(CODE "  rules:\n", "  - x\n", DR_RULES_MAX + 1, "more than 1000000 rules");
}

TEST(a_codebook_may_come_without_a_name)
{
    dr_codebook *c = NULL;
    CHECK_INT(dr_codebook_read(DR_STR("zomaar\n"), NULL, NULL, &c), DRAAD_E_CODEBOOK);
    CHECK(c == NULL);
    CHECK_INT(dr_codebook_read(DR_STR(CODE "  rules: [x]\n"), NULL, NULL, &c), DRAAD_OK);
    CHECK_STR(c->name, "");
    dr_codebook_free(c);
}

TEST(sets_have_names_and_rules)
{
    (void)state_;
    check_wrong(HEAD "sets:\n  ik: [x]\n", "4:3: the set 'ik' is built in");
    check_wrong(HEAD "sets:\n  Col: [x]\n", "4:3: 'Col' is no name of a set");
    check_wrong(HEAD "sets:\n  a: []\n", "4:6: the set 'a' is empty");
    check_wrong(HEAD "sets:\n  a: [x, 'b (']\n", "4:13: an opening bracket");
    check_wrong(HEAD "sets:\n  a: [part($b)]\n  b: [twee woorden]\n", "4:3: the set 'a' has phrases where part");
    check_wrong(CODE "  rules: [part($b)]\nsets:\n  b: [twee woorden]\n", "5:16: the set $b has phrases");
    check_wrong(CODE "  rules: [$colega]\nsets:\n  collega: [x]\n",
                "5:11: there is no set 'colega'; is $collega meant?");
}

TEST(columns_of_errors_in_rules_point_into_the_file)
{
    (void)state_;
    check_wrong(CODE "  rules:\n  - één (twee\n", "6:9: an opening bracket");
    check_wrong(CODE "  rules:\n  - 'één (twee'\n", "6:10: an opening bracket");
    check_wrong(CODE "  rules:\n  - |\n    één (twee\n", "7:9: an opening bracket");
    check_wrong(CODE "  rules:\n  - \"één \\x28twee\"\n", "6:6: an opening bracket that is not closed (at character 5");
    check_wrong(CODE "  rules:\n  - /a(b/\n", "6:9: not a valid regular expression");
    check_wrong(CODE "  rules:\n  - >\n    een\n    twee (\n", "(at character 10 of the rule)");
}

TEST(errors_of_syntax_end_the_reading)
{
    (void)state_;
    check_wrong(CODE "  rules:\n  - *druk\n", "6:5: a value cannot begin with '*'; for words that end in something");
    check_wrong(CODE "  rules:\n  - 'k ben\n", "6:6: not valid YAML");
    check_wrong("a: 1\na: 2\n", "2:1: the key 'a' stands here twice");
}

TEST(a_code_without_rules_or_codes_is_a_warning)
{
    dr_codebook *b = book(CODE "- id: d\n  rules: [x]\n- id: e\n  codes: [{id: f, rules: [y]}]\n");
    CHECK(b != NULL && b->ncodes == 4);
    CHECK_STR(((draad_str){said.data, said.len - 1}), "w 4:3: the code 'c' has no rules and no codes below it\n");
    end(b);
}

TEST(thirty_levels_and_no_more)
{
    char yaml[4000];
    for (int levels = 30; levels <= 31; levels++) {
        size_t at = (size_t)snprintf(yaml, sizeof yaml, HEAD);
        for (int i = 0; i < levels; i++)
            at += (size_t)snprintf(yaml + at, sizeof yaml - at, "%*scodes:\n%*s- id: c%d\n", 2 * i, "", 2 * i, "", i);
        snprintf(yaml + at, sizeof yaml - at, "%*srules: %s\n", 2 * levels, "",
                 levels == 30 ? "[{find: x, speakers: {exclude: [moderator]}}]" : "[x]");
        if (levels == 31) {
            check_wrong(yaml, "codes nest deeper than 30 levels");
            continue;
        }
        dr_codebook *b = book(yaml);
        CHECK(b != NULL && b->codes[29].level == 30);
        end(b);
    }
}

TEST(a_large_codebook_stays_quick)
{
    dr_buf yaml = {0};
    dr_buf_printf(&yaml, NULL, HEAD "sets:\n");
    for (int i = 0; i < 2000; i++)
        dr_buf_printf(&yaml, NULL, "  s%d: [a%d, b]\n", i, i);
    dr_buf_printf(&yaml, NULL, "codes:\n");
    for (int i = 0; i < 20000; i++)
        dr_buf_printf(&yaml, NULL, "- id: c%d\n  rules: [a%d OR $s%d]\n", i, i, i % 2000);
    dr_codebook *c;
    CHECK_INT(dr_codebook_read(dr_buf_str(&yaml), "c", NULL, &c), DRAAD_OK);
    CHECK_INT(c->ncodes, 20000);
    dr_codebook_free(c);
    dr_buf_free(&yaml);
}

static size_t left; /* allocations until one fails */
static void *fail_alloc(void *ctx, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : malloc(n);
}
static void *fail_resize(void *ctx, void *block, size_t n)
{
    (void)ctx;
    return left-- == 0 ? NULL : realloc(block, n);
}
static void fail_release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}
static const draad_allocator failing = {fail_alloc, fail_resize, fail_release, NULL};

TEST(reading_survives_every_failed_allocation)
{
    static const char bad[] = "draad: 2\nid: Aé B\nx: [y]\nsets: {a: [$a, $q], b: 'c ('}\ncodes: [{id: c}, {id: c}]\n";
    for (int which = 0; which < 2; which++) {
        draad_status s = DRAAD_E_MEMORY;
        draad_set_allocator(&failing);
        for (size_t n = 0; s == DRAAD_E_MEMORY; n++) {
            dr_codebook *c;
            left = n;
            s = dr_codebook_read(dr_str_of(which == 0 ? whole : bad), "c.yaml", NULL, &c);
            CHECK(s == (c != NULL ? DRAAD_OK : s) &&
                  (s == DRAAD_E_MEMORY || s == (which == 0 ? DRAAD_OK : DRAAD_E_CODEBOOK)));
            dr_codebook_free(c);
        }
        draad_set_allocator(NULL);
    }
}

int main(void)
{
    return RUN(a_whole_codebook_is_read, rules_have_ids_places_and_what_they_inherit, what_is_not_said_has_a_default,
               yes_and_no_and_numbers_are_words, all_errors_are_told_in_the_order_of_the_file,
               ids_are_small_letters_digits_and_hyphens, keys_are_known_and_suggested, settings_have_a_few_values,
               texts_and_lists_are_where_they_belong, one_text_needs_no_list_and_none_is_nothing,
               two_mistakes_at_one_place_are_told_in_the_order_they_were_found, codes_and_rules_are_bounded,
               a_codebook_may_come_without_a_name, sets_have_names_and_rules,
               columns_of_errors_in_rules_point_into_the_file, errors_of_syntax_end_the_reading,
               a_code_without_rules_or_codes_is_a_warning, thirty_levels_and_no_more, a_large_codebook_stays_quick,
               reading_survives_every_failed_allocation);
}
