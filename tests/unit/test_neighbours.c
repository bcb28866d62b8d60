/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "analysis/neighbours.h"
#include "tables.h"

static dr_segment segment(draad_byte start, draad_byte end)
{
    return (dr_segment){.range = {start, end}, .start = {start}, .end = {end}};
}

TEST(every_relation_is_the_first_that_holds)
{
    static const struct {
        draad_byte a[2], b[2];
        dr_relation of_a, of_b;
    } pairs[] = {
        {{0, 9}, {0, 9}, DR_EQUAL, DR_EQUAL},
        {{2, 5}, {0, 9}, DR_WITHIN, DR_CONTAINS},
        {{0, 5}, {0, 9}, DR_WITHIN, DR_CONTAINS}, /* one start */
        {{4, 9}, {0, 9}, DR_WITHIN, DR_CONTAINS}, /* one end */
        {{0, 5}, {4, 9}, DR_STARTS_BEFORE, DR_STARTS_AFTER},
        {{0, 9}, {8, 10}, DR_STARTS_BEFORE, DR_STARTS_AFTER},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const dr_segment a = segment(pairs[i].a[0], pairs[i].a[1]), b = segment(pairs[i].b[0], pairs[i].b[1]);
        CHECK_INT(dr_relation_of(&a, &b), pairs[i].of_a);
        CHECK_INT(dr_relation_of(&b, &a), pairs[i].of_b);
    }
    CHECK_STR(dr_str_of(dr_relation_name(DR_EQUAL)), "equal");
    CHECK_STR(dr_str_of(dr_relation_name(DR_WITHIN)), "within");
    CHECK_STR(dr_str_of(dr_relation_name(DR_CONTAINS)), "contains");
    CHECK_STR(dr_str_of(dr_relation_name(DR_STARTS_BEFORE)), "starts_before");
    CHECK_STR(dr_str_of(dr_relation_name(DR_STARTS_AFTER)), "starts_after");
}

TEST(a_gap_is_the_words_wholly_between)
{
    static const struct {
        draad_byte a[2], b[2];
        uint32_t gap;
    } pairs[] = {
        {{0, 9}, {10, 19}, 0}, {{0, 9}, {9, 19}, 0},   {{0, 9}, {5, 19}, 0},
        {{0, 9}, {20, 29}, 3}, {{0, 4}, {4, 9}, 0},   /* they share a word, and no character */
        {{0, 4}, {17, 19}, 3}, {{2, 3}, {20, 29}, 5}, /* the blank between two words */
        {{0, 2}, {9, 10}, 2},  {{9, 10}, {19, 20}, 3},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        draad_project *p = handmade_new(2);
        dr_coded *d = handmade_document(p, "d", "RRRR");
        handmade_coding(d, 0, 0, pairs[i].a[0], pairs[i].a[1]);
        handmade_coding(d, 1, 0, pairs[i].b[0], pairs[i].b[1]);
        dr_segment *s = NULL;
        size_t n = 0;
        CHECK_INT(dr_segments_of(d, &s, &n, NULL), DRAAD_OK);
        CHECK_INT(n, 2);
        CHECK_INT(dr_gap_of(&s[0], &s[1]), pairs[i].gap);
        CHECK_INT(dr_gap_of(&s[1], &s[0]), pairs[i].gap);
        dr_free(s);
        handmade_free(p);
    }
}

static bool stop_at_two(void *ctx, const dr_segment *a, const dr_segment *b)
{
    assert_true(a < b);
    return ++*(int *)ctx < 2;
}

TEST(a_visitor_can_stop)
{
    const dr_segment s[] = {segment(0, 9), segment(1, 9), segment(2, 9), segment(3, 9)};
    for (draad_counting way = DRAAD_COUNT_PAIRS; way <= DRAAD_COUNT_WINDOW; way++) {
        int n = 0;
        CHECK(!dr_each_neighbour(s, 4, &(draad_matrix_options){.counting = way}, stop_at_two, &n));
        CHECK_INT(n, 2);
    }
}

/* ---- The slow way to say the same -------------------------------------------------------------------------- */

static uint32_t words_between(const dr_coded *d, draad_byte from, draad_byte to)
{
    const draad_byte starts[] = {0, 3, 6}, ends[] = {2, 5, 9};
    uint32_t n = 0;
    for (uint32_t w = 0; w < 3 * d->units[DRAAD_UNIT_SENTENCE].n; w++)
        n += 10 * (w / 3) + starts[w % 3] >= from && 10 * (w / 3) + ends[w % 3] <= to;
    return n;
}

/* Does a segment lie in one turn, blanks between turns not counted?  Which one. */
static uint32_t only_turn(const dr_coded *d, const dr_segment *s)
{
    uint32_t found = DRAAD_NONE, n = 0;
    for (uint32_t t = 0; t < d->units[DRAAD_UNIT_TURN].n; t++)
        if (d->units[DRAAD_UNIT_TURN].at[t].range.start < s->range.end &&
            d->units[DRAAD_UNIT_TURN].at[t].range.end > s->range.start) {
            found = t;
            n++;
        }
    return n == 1 ? found : DRAAD_NONE;
}

static double add(const dr_coded *d, const draad_matrix_options *o, const dr_segment *a, const dr_segment *b, bool *hit)
{
    const draad_byte start = a->range.start > b->range.start ? a->range.start : b->range.start;
    const draad_byte end = a->range.end < b->range.end ? a->range.end : b->range.end;
    *hit |= start < end;
    if (o->counting == DRAAD_COUNT_CHARS)
        return start < end ? end - start : 0;
    if (o->counting != DRAAD_COUNT_WINDOW)
        return start < end && a != b;
    if (a == b || (o->same_turn && (only_turn(d, a) == DRAAD_NONE || only_turn(d, a) != only_turn(d, b))))
        return 0;
    return start < end || words_between(d, end, start) <= o->window;
}

static double count_slowly(const draad_project *p, const draad_matrix_options *o, uint32_t a, uint32_t b)
{
    double n = 0;
    for (size_t i = 0; i < p->ndocuments; i++) {
        dr_segment *s = NULL;
        size_t ns = 0;
        assert_int_equal(dr_segments_of(&p->documents[i], &s, &ns, NULL), DRAAD_OK);
        for (size_t x = 0; x < ns; x++) {
            bool hit = false;
            double sum = 0;
            for (size_t y = 0; y < ns; y++)
                if (s[x].code == a && s[y].code == b)
                    sum += add(&p->documents[i], o, &s[x], &s[y], &hit);
            n += o->counting == DRAAD_COUNT_HITS ? hit : sum;
        }
        dr_free(s);
    }
    return a == b && o->counting == DRAAD_COUNT_WINDOW ? n / 2 : n; /* unordered there */
}

TEST(counting_in_one_walk_equals_counting_slowly)
{
    draad_project *p = handmade_new(4);
    uint32_t random = 7;
    for (int i = 0; i < 8; i++) {
        dr_coded *d = handmade_document(p, "d", "IRRISRRRSSIRIIRRRRSI");
        for (int k = 0; k < 5 * i; k++) {
            random = random * 1664525u + 1013904223u;
            const draad_byte start = (random >> 8) % 199, length = 1 + (random >> 24) % (k % 5 == 0 ? 60 : 9);
            handmade_coding(d, (random >> 4) % 4, 0, start, start + length);
        }
    }
    for (draad_counting way = DRAAD_COUNT_PAIRS; way <= DRAAD_COUNT_WINDOW; way++)
        for (uint32_t setting = 0; setting < (way == DRAAD_COUNT_WINDOW ? 8u : 1u); setting++) {
            const draad_matrix_options o = {
                .counting = way, .window = (uint32_t[]){0, 1, 5, 1000}[setting / 2], .same_turn = setting % 2 == 1};
            draad_table *t = NULL;
            CHECK_INT(draad_project_matrix(p, &o, &t, NULL, NULL), DRAAD_OK);
            for (uint32_t a = 0; a < 4; a++)
                for (uint32_t b = 0; b < 4; b++)
                    CHECK_NEAR(draad_table_value(t, a, b), count_slowly(p, &o, a, b), 0);
            draad_table_free(t);
        }
    handmade_free(p);
}

TEST(no_memory_is_an_error_and_loses_nothing)
{
    draad_project *p = handmade_new(3);
    dr_coded *d = handmade_document(p, "d", "RRRR");
    for (uint32_t code = 0; code < 3; code++)
        handmade_coding(d, code, 0, code, 9);
    for (draad_counting way = DRAAD_COUNT_PAIRS; way <= DRAAD_COUNT_WINDOW; way++) {
        size_t n = 0;
        for (draad_status s = DRAAD_E_MEMORY; s != DRAAD_OK; n++) {
            draad_table *t = NULL;
            allocations_left = n;
            draad_set_allocator(&failing);
            s = draad_project_matrix(p, &(draad_matrix_options){.counting = way}, &t, NULL, NULL);
            draad_set_allocator(NULL);
            CHECK((s == DRAAD_OK) == (t != NULL));
            draad_table_free(t);
        }
        CHECK(n > 5);
    }
    handmade_free(p);
}

int main(void)
{
    return RUN(every_relation_is_the_first_that_holds, a_gap_is_the_words_wholly_between, a_visitor_can_stop,
               counting_in_one_walk_equals_counting_slowly, no_memory_is_an_error_and_loses_nothing);
}
