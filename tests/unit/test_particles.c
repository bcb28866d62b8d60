/* SPDX-License-Identifier: Apache-2.0
 * test_particles.c - verbs whose particle stands apart: each pair as infinitive:verb-particle. */
#include "harness.h"
#include "base/buf.h"

typedef struct seen {
    draad_str word, verb;
    uint32_t partner;
} seen;

typedef struct sentence {
    seen at[64];
    char verbs[64][96];
    draad_str text;
    size_t n;
} sentence;

static void note(void *ctx, const draad_token *t)
{
    sentence *s = ctx;
    assert_true(s->n < 64 && t->verb.len < 96);
    if (t->verb.len > 0)
        memcpy(s->verbs[s->n], t->verb.data, t->verb.len);
    s->at[s->n] = (seen){
        {s->text.data + t->range.start, t->range.end - t->range.start}, {s->verbs[s->n], t->verb.len}, t->partner};
    s->n++;
}

/* By the place of the first half. */
static void check_verbs(const char *text, const char *expected, int line)
{
    draad_document *doc = NULL;
    draad_error err;
    dr_buf found = {0};
    sentence s = {.n = 0};
    assert_int_equal(draad_document_read_bytes(dr_str_of(text), "d.txt", NULL, NULL, &doc, &err), DRAAD_OK);
    s.text = draad_document_text(doc);
    assert_int_equal(draad_document_tokens(doc, note, &s, &err), DRAAD_OK);
    for (size_t i = 0; i < s.n; i++)
        if (s.at[i].verb.len > 0 && s.at[i].partner > i)
            dr_buf_printf(&found, NULL, "%s%.*s:%.*s-%.*s", found.len > 0 ? " " : "", DR_ARG(s.at[i].verb),
                          DR_ARG(s.at[i].word), DR_ARG(s.at[s.at[i].partner].word));
    check_str(dr_buf_str(&found), expected, __FILE__, line);
    dr_buf_free(&found);
    draad_document_free(doc);
}
#define CHECK_VERBS(text, expected) ((void)state_, check_verbs((text), (expected), __LINE__))

TEST(a_particle_at_the_end_belongs_to_the_finite_verb)
{
    CHECK_VERBS("Ik laat het los.", "loslaten:laat-los");
    CHECK_VERBS("Wij hielden dat met het hele team een jaar vol.", "volhouden:hielden-vol");
    CHECK_VERBS("Dat geef ik niet op, hoor.", "opgeven:geef-op");
}

TEST(a_particle_stands_apart_before_te_and_auxiliaries)
{
    CHECK_VERBS("Het is zaak om los te laten.", "loslaten:los-laten");
    CHECK_VERBS("Ik heb het nooit los kunnen laten.", "loslaten:los-laten");
}

TEST(a_preposition_is_no_particle)
{
    CHECK_VERBS("Hij gaf op dinsdag college.", "");
    CHECK_VERBS("Je gaat door de deur.", "");
    CHECK_VERBS("Ik kom op tijd.", "");
}

TEST(a_stranded_preposition_is_no_particle)
{
    CHECK_VERBS("We praten er veel over.", "");
    CHECK_VERBS("Daar reken ik niet op.", "");
}

TEST(the_particle_is_looked_for_in_its_own_clause)
{
    CHECK_VERBS("Ik laat het. Dan ben ik los.", "");
    CHECK_VERBS("Ik geef mijn grenzen aan en hou het vol.", "aangeven:geef-aan volhouden:hou-vol");
    CHECK_VERBS("Wat ik lastig vind, laat ik los.", "loslaten:laat-los");
}

TEST(a_whole_verb_has_no_partner)
{
    CHECK_VERBS("Ik wil het loslaten, ik heb losgelaten.", "");
}

int main(void)
{
    return RUN(a_particle_at_the_end_belongs_to_the_finite_verb, a_particle_stands_apart_before_te_and_auxiliaries,
               a_preposition_is_no_particle, a_stranded_preposition_is_no_particle,
               the_particle_is_looked_for_in_its_own_clause, a_whole_verb_has_no_partner);
}
