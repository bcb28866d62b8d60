/* SPDX-License-Identifier: Apache-2.0
 * study.c - a whole study in C: two interviews and a codebook in, codings and pairs of codes out.
 *     cc study.c $(pkg-config --cflags --libs draad) -o study */
#include <draad.h>
#include <stdio.h>
#include <string.h>

#define STR(s) (draad_str){s, strlen(s)}
#define SHOW(s) (int)(s).len, (s).data

static void say(void *ctx, draad_severity severity, const draad_error *m)
{
    (void)ctx;
    fprintf(stderr, "%s:%u:%u: %s%s\n", m->place, m->line, m->column, severity == DRAAD_ERROR ? "" : "(not an error) ", m->message);
}

int main(void)
{
    static const char codebook[] = "draad: 1\nid: werk\ntitle: Werk\nlanguage: nl\nversion: 1.0.0\ncodes:\n"
                                   "  - {id: balans, label: Balans, rules: [meenemen NEAR/4 (naar huis), loslaten]}\n"
                                   "  - {id: steun, label: Steun, rules: [$collega]}\n"
                                   "sets: {collega: [collega, teamgenoot]}\n";
    const draad_report report = {say, NULL};
    draad_project *p = draad_project_new(&report);
    draad_table *pairs = NULL;
    draad_error err = {.message = "see above"};
    draad_status s = p == NULL ? DRAAD_E_MEMORY : draad_project_add_codebook_bytes(p, STR(codebook), "werk.yaml");
    if (s == DRAAD_OK)
        s = draad_project_add_source_bytes(p, STR("I: Hoe was het?\nR: Ik nam de zorgen altijd mee naar huis. "
                                                  "Mijn collega zei: laat het los.\n"), "anna.txt");
    if (s == DRAAD_OK)
        s = draad_project_add_source_bytes(p, STR("R: Met teamgenoten praat ik het van me af.\n"), "bram.txt");
    if (s == DRAAD_OK)
        s = draad_project_code(p, NULL);
    for (size_t i = 0; s == DRAAD_OK && i < draad_project_codings(p); i++) {
        draad_coding_info c = draad_project_coding(p, i);
        printf("%.*s %u-%u %.*s: %.*s\n", SHOW(c.document), c.start.value, c.end.value, SHOW(c.code), SHOW(c.text));
    }
    if (s == DRAAD_OK)
        s = draad_project_association(p, DRAAD_UNIT_SENTENCE, false, &pairs, &err);
    for (size_t i = 0; s == DRAAD_OK && i < draad_table_rows(pairs); i++)
        printf("%.*s: %.0f together, %.0f in all\n", SHOW(draad_table_row_name(pairs, i)), draad_table_value(pairs, i, 0),
               draad_table_value(pairs, i, 4));
    if (s != DRAAD_OK)
        fprintf(stderr, "not done: %s\n", err.message);
    draad_table_free(pairs);
    draad_project_free(p);
    return s != DRAAD_OK;
}
