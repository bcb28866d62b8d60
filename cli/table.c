/* SPDX-License-Identifier: Apache-2.0
 * table.c - `draad table`: a table from a result folder, as CSV or JSON. */
#include "cli.h"

#include <string.h>

/* What a table is about: the same words in every row of CSV, and once in JSON. */
typedef struct about {
    const char *counting;
    const char *unit; /* "" where units are not what is counted */
    char setting[32]; /* "window 10", "lag 1", "next coded" */
    uint64_t n;
    bool symmetric;
} about;

static about about_of(const draad_matrix_options *o, uint64_t n)
{
    const bool by_unit = o->counting <= DRAAD_COUNT_MINIMUM || o->counting == DRAAD_COUNT_FOLLOWED;
    const draad_unit unit = o->unit == DRAAD_UNIT_MATCH ? DRAAD_UNIT_SENTENCE : o->unit;
    about a = {.counting = draad_counting_name(o->counting),
               .unit = by_unit ? draad_unit_name(unit) : "",
               .n = n,
               .symmetric = o->counting != DRAAD_COUNT_HITS && o->counting != DRAAD_COUNT_FOLLOWED};
    if (o->counting == DRAAD_COUNT_WINDOW)
        snprintf(a.setting, sizeof a.setting, "window %u%s", o->window, o->same_turn ? " same turn" : "");
    else if (o->counting == DRAAD_COUNT_FOLLOWED)
        snprintf(a.setting, sizeof a.setting, "lag %u%s", o->lag > 0 ? o->lag : 1, o->next_coded ? " next coded" : "");
    return a;
}

static void put_name(draad_str name) /* ids of codes: no character that CSV would have to guard */
{
    fwrite(name.data, 1, name.len, stdout);
}

static void put_csv(const draad_table *t, const about *a)
{
    puts("counting,setting,unit,universe,n,rollup,coders,code_a,code_b,count");
    for (size_t row = 0; row < draad_table_rows(t); row++)
        for (size_t column = a->symmetric ? row : 0; column < draad_table_columns(t); column++) {
            printf("%s,%s,%s,", a->counting, a->setting, a->unit);
            if (a->unit[0] != '\0')
                printf("all,%llu,leaf,all,", (unsigned long long)a->n);
            else
                fputs(",,leaf,all,", stdout);
            put_name(draad_table_row_name(t, row));
            putchar(',');
            put_name(draad_table_column_name(t, column));
            printf(",%.0f\n", draad_table_value(t, row, column));
        }
}

static void put_json(const draad_table *t, const about *a)
{
    printf("{\"counting\": \"%s\", \"setting\": \"%s\"", a->counting, a->setting);
    if (a->unit[0] != '\0')
        printf(", \"unit\": \"%s\", \"universe\": \"all\", \"n\": %llu", a->unit, (unsigned long long)a->n);
    fputs(", \"rollup\": \"leaf\", \"coders\": \"all\",\n \"codes\": [", stdout);
    for (size_t i = 0; i < draad_table_rows(t); i++) {
        fputs(i > 0 ? ", " : "", stdout);
        cli_put_json(stdout, draad_table_row_name(t, i));
    }
    fputs("],\n \"counts\": [", stdout);
    for (size_t row = 0; row < draad_table_rows(t); row++) {
        fputs(row > 0 ? ",\n  [" : "\n  [", stdout);
        for (size_t column = 0; column < draad_table_columns(t); column++)
            printf("%s%.0f", column > 0 ? ", " : "", draad_table_value(t, row, column));
        putchar(']');
    }
    puts("]}");
}

static int put_cooccurrence(cli *c, const draad_project *p)
{
    draad_error err = {0};
    draad_table *t = NULL;
    uint64_t n = 0;
    if (draad_project_matrix(p, &c->matrix, &t, &n, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        return err.status == DRAAD_E_MEMORY ? EXIT_DIFFERENCE : EXIT_USAGE;
    }
    const about a = about_of(&c->matrix, n);
    if (c->format == FORMAT_TABLE)
        put_csv(t, &a);
    else
        put_json(t, &a);
    draad_table_free(t);
    return EXIT_DONE;
}

int cli_table(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    draad_project *p = NULL;
    if (c->nnames != 2 || strcmp(c->names[0], "cooccurrence") != 0) {
        cli_fail(c, DRAAD_E_USAGE,
                 "table needs a kind and a result folder; for example: draad table cooccurrence result",
                 "table vraagt een soort en een resultaatmap; bijvoorbeeld: draad table cooccurrence resultaat");
        return EXIT_USAGE;
    }
    if (draad_project_load(c->names[1], &report, &p, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        return err.status == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_NOTHING_READ;
    }
    const int status = put_cooccurrence(c, p);
    draad_project_free(p);
    return status;
}
