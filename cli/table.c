/* SPDX-License-Identifier: Apache-2.0
 * table.c - `draad table`: a table from a result folder, as CSV or JSON. */
#include "cli.h"

#include <math.h>
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

/* ---- Saturation -------------------------------------------------------------------------------------------- */

/* A number, or a count (whole, however large): six digits in CSV and 15 in JSON, where there is none NA or null. */
static void put_real(double value, bool csv)
{
    if (isnan(value))
        fputs(csv ? "NA" : "null", stdout);
    else if (value == floor(value) && fabs(value) < 1e15)
        printf("%.0f", value);
    else
        printf("%.*g", csv ? 6 : 15, value);
}

/* "8+2": interviews before the run, and those of the run. */
static void put_notation(const draad_saturation *s, const draad_saturation_options *o)
{
    if (s->at > 0)
        printf("%u+%u", s->at - o->run, o->run);
    else
        fputs("NA", stdout);
}

static void put_curve_csv(const draad_table *t, const draad_saturation *s, const draad_saturation_options *o)
{
    puts("interview,document,new,cumulative,share,ratio,base,run,threshold,saturated_at,notation,orders,orders_reached,"
         "order_median,order_p5,order_p95,seed");
    for (size_t row = 0; row < draad_table_rows(t); row++) {
        printf("%zu,", row + 1);
        cli_put_csv(stdout, draad_table_row_name(t, row));
        for (size_t column = 0; column < draad_table_columns(t); column++) {
            putchar(',');
            put_real(draad_table_value(t, row, column), true);
        }
        printf(",%u,%u,%.6g,", o->base, o->run, o->threshold);
        put_real(s->at > 0 ? s->at : (double)NAN, true);
        putchar(',');
        put_notation(s, o);
        printf(",%u,%u", o->orders, s->orders_reached);
        const double of_orders[] = {s->order_median, s->order_p5, s->order_p95};
        for (size_t i = 0; i < 3; i++) {
            putchar(',');
            put_real(of_orders[i], true);
        }
        printf(",%llu\n", (unsigned long long)o->seed);
    }
}

static void put_curve_json(const draad_table *t, const draad_saturation *s, const draad_saturation_options *o)
{
    static const char *const levels[] = {"50", "80", "90", "95", "100"};
    printf("{\"base\": %u, \"run\": %u, \"threshold\": %.15g, \"saturated_at\": ", o->base, o->run, o->threshold);
    put_real(s->at > 0 ? s->at : (double)NAN, false);
    fputs(", \"notation\": \"", stdout);
    put_notation(s, o);
    fputs("\",\n \"reached\": {", stdout);
    for (size_t i = 0; i < DRAAD_SATURATION_LEVELS; i++) {
        printf("%s\"%s\": ", i > 0 ? ", " : "", levels[i]);
        put_real(s->reached[i] > 0 ? s->reached[i] : (double)NAN, false);
    }
    printf("},\n \"orders\": %u, \"orders_reached\": %u, \"seed\": %llu", o->orders, s->orders_reached,
           (unsigned long long)o->seed);
    const double of_orders[] = {s->order_median, s->order_p5, s->order_p95};
    static const char *const names[] = {"order_median", "order_p5", "order_p95"};
    for (size_t i = 0; i < 3; i++) {
        printf(", \"%s\": ", names[i]);
        put_real(of_orders[i], false);
    }
    fputs(",\n \"interviews\": [", stdout);
    for (size_t row = 0; row < draad_table_rows(t); row++) {
        fputs(row > 0 ? ",\n  {\"document\": " : "\n  {\"document\": ", stdout);
        cli_put_json(stdout, draad_table_row_name(t, row));
        for (size_t column = 0; column < draad_table_columns(t); column++) {
            const draad_str name = draad_table_column_name(t, column);
            printf(", \"%.*s\": ", (int)name.len, name.data);
            put_real(draad_table_value(t, row, column), false);
        }
        putchar('}');
    }
    puts("]}");
}

static int put_saturation(cli *c, const draad_project *p)
{
    draad_error err = {0};
    draad_table *t = NULL;
    draad_saturation found;
    if (draad_project_saturation(p, &c->saturation, &found, &t, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        return EXIT_DIFFERENCE;
    }
    if (c->format == FORMAT_TABLE)
        put_curve_csv(t, &found, &c->saturation);
    else
        put_curve_json(t, &found, &c->saturation);
    draad_table_free(t);
    return EXIT_DONE;
}

/* ---- Salience ---------------------------------------------------------------------------------------------- */

static void put_salience_csv(const draad_salience *rows, size_t n)
{
    puts("code,cases,all_cases,share,label,cqr,groups,all_groups,group_label,weighty,selected");
    for (size_t i = 0; i < n; i++) {
        const draad_salience *r = &rows[i];
        put_name(r->code);
        printf(",%u,%u,", r->ncases, r->all_cases);
        put_real(r->all_cases > 0 ? (double)r->ncases / r->all_cases : (double)NAN, true);
        printf(",%s,%s,", r->label, r->cqr);
        if (r->all_groups > 0)
            printf("%u,%u,%s", r->ngroups, r->all_groups, r->group_label);
        else
            fputs(",,", stdout);
        printf(",%u,%d\n", r->nweighty, r->is_selected);
    }
}

static void put_salience_json(const draad_salience *rows, size_t n)
{
    puts("[");
    for (size_t i = 0; i < n; i++) {
        const draad_salience *r = &rows[i];
        fputs(" {\"code\": ", stdout);
        cli_put_json(stdout, r->code);
        printf(", \"cases\": %u, \"all_cases\": %u, \"label\": \"%s\", \"cqr\": \"%s\"", r->ncases, r->all_cases,
               r->label, r->cqr);
        if (r->all_groups > 0)
            printf(", \"groups\": %u, \"all_groups\": %u, \"group_label\": \"%s\"", r->ngroups, r->all_groups,
                   r->group_label);
        printf(", \"weighty\": %u, \"selected\": %s}%s\n", r->nweighty, r->is_selected ? "true" : "false",
               i + 1 < n ? "," : "");
    }
    puts("]");
}

static int put_salience(cli *c, const draad_project *p)
{
    draad_error err = {0};
    draad_salience *rows = NULL;
    if (draad_project_salience(p, c->writing.by, &rows, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        return err.status == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_DIFFERENCE;
    }
    if (c->format == FORMAT_TABLE)
        put_salience_csv(rows, draad_project_codes(p));
    else
        put_salience_json(rows, draad_project_codes(p));
    draad_salience_free(rows);
    return EXIT_DONE;
}

/* ---- Keyness ----------------------------------------------------------------------------------------------- */

/* "code group": the code, which has no space in it, and the group. */
static draad_str split_name(draad_str name, draad_str *group)
{
    size_t space = 0;
    while (space < name.len && name.data[space] != ' ')
        space++;
    *group = space < name.len ? (draad_str){name.data + space + 1, name.len - space - 1} : (draad_str){"", 0};
    return (draad_str){name.data, space};
}

static void put_keyness_row(const draad_table *t, size_t row, bool csv)
{
    draad_str group, code = split_name(draad_table_row_name(t, row), &group);
    if (csv) {
        cli_put_csv(stdout, group);
        putchar(',');
        put_name(code);
    } else {
        fputs(row > 0 ? ",\n {\"group\": " : "\n {\"group\": ", stdout);
        cli_put_json(stdout, group);
        fputs(", \"code\": ", stdout);
        cli_put_json(stdout, code);
    }
    for (size_t column = 0; column < draad_table_columns(t); column++) {
        const draad_str name = draad_table_column_name(t, column);
        if (csv)
            putchar(',');
        else
            printf(", \"%.*s\": ", (int)name.len, name.data);
        put_real(draad_table_value(t, row, column), csv);
    }
    fputs(csv ? "\n" : "}", stdout);
}

static int put_keyness(cli *c, const draad_project *p)
{
    draad_error err = {0};
    draad_table *t = NULL;
    const bool csv = c->format == FORMAT_TABLE;
    if (c->writing.by == NULL) {
        cli_fail(c, DRAAD_E_USAGE, "table keyness needs --by ATTRIBUTE: an attribute of the cases",
                 "table keyness vraagt --by KENMERK: een kenmerk van de cases");
        return EXIT_USAGE;
    }
    if (draad_project_keyness(p, c->writing.by, &t, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        return err.status == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_DIFFERENCE;
    }
    fputs(csv ? "group,code" : "[", stdout);
    for (size_t column = 0; csv && column < draad_table_columns(t); column++) {
        putchar(',');
        put_name(draad_table_column_name(t, column));
    }
    fputs(csv ? "\n" : "", stdout);
    for (size_t row = 0; row < draad_table_rows(t); row++)
        put_keyness_row(t, row, csv);
    fputs(csv ? "" : "]\n", stdout);
    draad_table_free(t);
    return EXIT_DONE;
}

/* ---- All --------------------------------------------------------------------------------------------------- */

int cli_table(cli *c)
{
    static const struct {
        const char *name;
        int (*put)(cli *c, const draad_project *p);
    } kinds[] = {{"cooccurrence", put_cooccurrence},
                 {"saturation", put_saturation},
                 {"salience", put_salience},
                 {"keyness", put_keyness}};
    enum { NKINDS = sizeof kinds / sizeof *kinds };
    size_t kind = 0;
    while (kind < NKINDS && (c->nnames != 2 || strcmp(c->names[0], kinds[kind].name) != 0))
        kind++;
    draad_error err = {0};
    draad_report report = cli_report(c);
    draad_project *p = NULL;
    if (kind == NKINDS) {
        cli_fail(c, DRAAD_E_USAGE,
                 "table needs a kind and a result folder; for example: draad table cooccurrence result",
                 "table vraagt een soort en een resultaatmap; bijvoorbeeld: draad table cooccurrence resultaat");
        return EXIT_USAGE;
    }
    if (draad_project_load(c->names[1], &report, &p, &err) != DRAAD_OK) {
        cli_tell(c, &err);
        return err.status == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_NOTHING_READ;
    }
    const int status = kinds[kind].put(c, p);
    draad_project_free(p);
    return status;
}
