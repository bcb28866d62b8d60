/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

#include "base/faults.h"

#include <string.h>

typedef struct told {
    size_t n, nwarnings;
    char last[2000];
} told;

static void note(void *ctx, draad_severity severity, const draad_error *message)
{
    told *t = ctx;
    t->n++;
    t->nwarnings += severity == DRAAD_WARNING;
    snprintf(t->last, sizeof t->last, "%s:%u:%u: %s", message->place, (unsigned)message->line,
             (unsigned)message->column, message->message);
}

TEST(a_fault_has_a_place_and_makes_reading_fail)
{
    told t = {0};
    const draad_report report = {note, &t};
    dr_faults f = {&report, "a.csv", DRAAD_ERROR, DRAAD_E_CASES, 0};
    CHECK_INT(dr_faults_end(&f, DRAAD_OK), DRAAD_OK);
    dr_fault(&f, 3, 7, "the column %s stands twice", "case");
    CHECK_STR(dr_str_of(t.last), "a.csv:3:7: the column case stands twice");
    CHECK_INT(dr_faults_end(&f, DRAAD_OK), DRAAD_E_CASES);
    CHECK_INT(dr_faults_end(&f, DRAAD_E_MEMORY), DRAAD_E_MEMORY);
    CHECK_INT(t.n, 1);
}

TEST(a_hundred_are_told_and_the_rest_counted)
{
    told t = {0};
    const draad_report report = {note, &t};
    dr_faults f = {&report, "a.csv", DRAAD_WARNING, DRAAD_E_USAGE, 0};
    for (uint32_t i = 1; i <= 103; i++)
        dr_fault(&f, i, 0, "is empty");
    CHECK_INT(t.n, 100);
    CHECK_INT(dr_faults_end(&f, DRAAD_OK), DRAAD_OK); /* warnings keep nothing from being used */
    CHECK_INT(t.nwarnings, 101);
    CHECK_STR(dr_str_of(t.last), "a.csv:0:0: and 3 more warnings");
}

int main(void)
{
    return RUN(a_fault_has_a_place_and_makes_reading_fail, a_hundred_are_told_and_the_rest_counted);
}
