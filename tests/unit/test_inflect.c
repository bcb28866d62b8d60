/* SPDX-License-Identifier: Apache-2.0
 * test_inflect.c - the regular forms of words. */
#include "harness.h"
#include "base/buf.h"
#include "base/memory.h"
#include "dutch/inflect.h"

static draad_status put(void *ctx, draad_str form, unsigned kind, draad_error *err)
{
    (void)kind;
    return dr_buf_printf(ctx, err, " %.*s", DR_ARG(form));
}

/* Are all of `forms`, each with a space before it, among those of the lemma? */
static bool has_all(const char *lemma, size_t particle, unsigned wclass, const char *const *forms)
{
    dr_buf all = {0};
    bool found = dr_inflect(dr_str_of(lemma), particle, wclass, put, &all, NULL) == DRAAD_OK &&
                 dr_buf_put(&all, DR_STR(" "), NULL) == DRAAD_OK && dr_buf_put_char(&all, '\0', NULL) == DRAAD_OK;
    for (; found && *forms != NULL; forms++)
        if (strstr(all.data, *forms) == NULL) {
            print_error("%s: no%s in%s\n", lemma, *forms, all.data);
            found = false;
        }
    dr_buf_free(&all);
    return found;
}

#define HAS(lemma, particle, wclass, ...) \
    CHECK(has_all(lemma, particle, wclass, (const char *const[]){__VA_ARGS__, NULL}))

TEST(nouns_have_plurals_and_diminutives)
{
    HAS("mentor", 0, DR_NOUN, " mentor ", " mentoren ", " mentors ");
    HAS("taak", 0, DR_NOUN, " taken ", " taakje ");
    HAS("stap", 0, DR_NOUN, " stappen ", " stapjes ");
    HAS("huis", 0, DR_NOUN, " huizen ", " huisje ");
    HAS("brief", 0, DR_NOUN, " brieven ");
    HAS("pilot", 0, DR_NOUN, " pilots ");
    HAS("intake", 0, DR_NOUN, " intakes ");
    HAS("casus", 0, DR_NOUN, " casussen ");
    HAS("bal", 0, DR_NOUN, " balletje ");
    HAS("woning", 0, DR_NOUN, " woningen ", " woninkje ");
    HAS("baby", 0, DR_NOUN, " baby's ");
    HAS("kwetsbaarheid", 0, DR_NOUN, " kwetsbaarheden ");
}

TEST(verbs_have_persons_and_participles)
{
    HAS("appen", 0, DR_VERB, " appen ", " app ", " appt ", " appte ", " appten ", " geappt ", " append ");
    HAS("skillen", 0, DR_VERB, " skil ", " skilt ", " skilde ", " geskild ", " geskilde ");
    HAS("matchen", 0, DR_VERB, " matchte ", " gematcht ");
    HAS("chatten", 0, DR_VERB, " chat ", " chatte ", " gechat ", " gechatte ");
    HAS("ontzorgen", 0, DR_VERB, " ontzorgt ", " ontzorgde ", " ontzorgd ");
    HAS("doorappen", 4, DR_VERB, " doorappt ", " doorgeappt ", " doorteappen ");
}

TEST(adjectives_have_degrees)
{
    HAS("vraaggericht", 0, DR_ADJ, " vraaggerichte ", " vraaggerichter ", " vraaggerichtst ");
    HAS("laks", 0, DR_ADJ, " lakse ");
    HAS("vaag", 0, DR_ADJ, " vage ", " vager ", " vaagste ");
}

TEST(names_have_a_genitive)
{
    HAS("jim", 0, DR_OTHER, " jim ", " jims ", " jim's ");
}

TEST(a_receiver_can_stop_it)
{
    dr_buf small = {.max = 8};
    CHECK(dr_inflect(DR_STR("gedragswetenschapper"), 0, DR_NOUN, put, &small, NULL) != DRAAD_OK);
    dr_buf_free(&small);
}

int main(void)
{
    return RUN(nouns_have_plurals_and_diminutives, verbs_have_persons_and_participles, adjectives_have_degrees,
               names_have_a_genitive, a_receiver_can_stop_it);
}
