/* SPDX-License-Identifier: Apache-2.0
 * diff.c - `draad diff`: what changed between two result folders, for people or as rows. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

enum { CODE_WIDTH = 44 };

static bool same(draad_str a, draad_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static bool is(draad_str s, const char *word)
{
    return same(s, cli_str(word));
}

static bool begins(draad_str s, const char *word)
{
    return s.len >= strlen(word) && memcmp(s.data, word, strlen(word)) == 0;
}

/* ---- Rows --------------------------------------------------------------------------------------------------- */

static size_t column_of(const draad_table *t, const char *name)
{
    for (size_t i = 0; i < draad_table_columns(t); i++)
        if (is(draad_table_column_name(t, i), name))
            return i;
    return SIZE_MAX; /* what is asked of it is empty */
}

static draad_str text_of(const draad_table *t, size_t row, const char *column)
{
    return draad_table_text(t, row, column_of(t, column));
}

static double number_of(const draad_table *t, size_t row, const char *column)
{
    return draad_table_value(t, row, column_of(t, column));
}

static bool is_one_sided(const draad_table *t, size_t row)
{
    return !is(text_of(t, row, "in"), "both");
}

/* ---- Summary ------------------------------------------------------------------------------------------------ */

/* The names of the first column whose `column` says `value`, on one line; nothing when there are none. */
static void put_names(const draad_table *t, const char *heading, const char *column, const char *value)
{
    bool any = false;
    for (size_t i = 0; i < draad_table_rows(t); i++) {
        if (!is(text_of(t, i, column), value))
            continue;
        printf("%s", any ? ", " : heading);
        cli_put_text(stdout, draad_table_text(t, i, 0), 0);
        any = true;
    }
    if (any)
        putchar('\n');
}

static void put_counts_of(const cli *c, const draad_table *codes)
{
    static const char *const columns[] = {"kept", "gained", "lost", "moved", "rules"};
    printf("\n%-*s %10s %10s %10s %10s %10s\n", CODE_WIDTH, cli_say(c, "code", "code"), cli_say(c, "kept", "gelijk"),
           cli_say(c, "gained", "erbij"), cli_say(c, "lost", "weg"), cli_say(c, "moved", "verschoven"),
           cli_say(c, "rules", "regels"));
    for (size_t i = 0; i < draad_table_rows(codes); i++) {
        double all = 0;
        for (size_t k = 0; k < 5; k++)
            all += number_of(codes, i, columns[k]);
        if (all == 0)
            continue; /* a heading, or a code that occurs on neither side */
        cli_put_padded(stdout, draad_table_text(codes, i, 0), CODE_WIDTH);
        for (size_t k = 0; k < 5; k++)
            printf(" %10.0f", number_of(codes, i, columns[k]));
        putchar('\n');
    }
}

static void put_summary(const cli *c, const draad_table *codes, const draad_table *documents)
{
    size_t both = 0;
    for (size_t i = 0; i < draad_table_rows(documents); i++)
        both += !is_one_sided(documents, i);
    printf(cli_say(c, "documents in both: %zu\n", "documenten in beide: %zu\n"), both);
    put_names(documents, cli_say(c, "documents only in A: ", "documenten alleen in A: "), "in", "a");
    put_names(documents, cli_say(c, "documents only in B: ", "documenten alleen in B: "), "in", "b");
    put_names(documents, cli_say(c, "documents with another source: ", "documenten met een andere bron: "), "source",
              "changed");
    put_names(codes, cli_say(c, "codes only in A: ", "codes alleen in A: "), "in", "a");
    put_names(codes, cli_say(c, "codes only in B: ", "codes alleen in B: "), "in", "b");
    put_counts_of(c, codes);
}

/* ---- Changes ------------------------------------------------------------------------------------------------ */

/* A reason begins with one of these; names of rules and keys of the codebook follow. */
static void put_reason(const cli *c, draad_str reason)
{
    static const struct {
        const char *english, *dutch;
    } words[] = {{"rule removed", "regel vervallen"},
                 {"rule new", "regel nieuw"},
                 {"rule changed", "regel veranderd"},
                 {"blocked", "geblokkeerd"},
                 {"was blocked", "was geblokkeerd"},
                 {"source changed", "bron veranderd"},
                 {"options changed", "opties veranderd"},
                 {"cases changed", "cases veranderd"},
                 {"lexicon changed", "woordenlijst veranderd"},
                 {"Draad changed", "andere versie van Draad"}};
    for (size_t i = 0; c->dutch && i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i].english);
        if (begins(reason, words[i].english) && (reason.len == n || reason.data[n] == ':')) {
            fputs(words[i].dutch, stdout);
            reason = cli_part(reason, (draad_byte)n, (draad_byte)reason.len);
            break;
        }
    }
    cli_put_text(stdout, reason, 0);
}

/* Reasons stand apart by "; "; a line each. */
static void put_reasons(const cli *c, draad_str why)
{
    while (why.len > 0) {
        const char *end = memchr(why.data, ';', why.len);
        const size_t n = end != NULL ? (size_t)(end - why.data) : why.len;
        fputs("        ", stdout);
        put_reason(c, (draad_str){why.data, n});
        putchar('\n');
        if (end == NULL || why.len < n + 2)
            return;
        why = (draad_str){why.data + n + 2, why.len - n - 2};
    }
}

static void put_range(const draad_table *t, size_t row, const char *start, const char *end)
{
    printf("%.0f-%.0f", number_of(t, row, start), number_of(t, row, end));
}

/* The rules of both sides, once when they are the same: "  [team:14] > [team:14;rust:20]". */
static void put_sides(draad_str a, draad_str b)
{
    if (a.len > 0 || b.len > 0)
        fputs("  [", stdout);
    cli_put_text(stdout, a, 0);
    if (a.len > 0 && b.len > 0 && !same(a, b))
        fputs("] > [", stdout);
    if (!same(a, b))
        cli_put_text(stdout, b, 0);
    if (a.len > 0 || b.len > 0)
        putchar(']');
}

static void put_quote(draad_str text)
{
    if (text.len == 0)
        return;
    fputs("        \"", stdout);
    cli_put_text(stdout, text, 0);
    fputs("\"\n", stdout);
}

static void put_change(const cli *c, const draad_table *t, size_t row)
{
    static const struct {
        const char *name, *english, *dutch;
    } kinds[] = {{"gained", "gained", "erbij"},
                 {"lost", "lost", "weg"},
                 {"moved", "moved", "verschoven"},
                 {"rules", "rules", "regels"}};
    const draad_str change = text_of(t, row, "change"), coder = text_of(t, row, "coder");
    const bool gained = is(change, "gained"), moved = is(change, "moved");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is(change, kinds[i].name))
            printf("    %-10s ", cli_say(c, kinds[i].english, kinds[i].dutch));
    if (!gained)
        put_range(t, row, "start_a", "end_a");
    if (moved)
        fputs(" > ", stdout);
    if (gained || moved)
        put_range(t, row, "start_b", "end_b");
    putchar(' ');
    cli_put_text(stdout, text_of(t, row, "code"), 0);
    if (!is(coder, "draad")) {
        fputs("  ", stdout);
        cli_put_text(stdout, coder, 0);
    }
    put_sides(text_of(t, row, "rules_a"), text_of(t, row, "rules_b"));
    putchar('\n');
    put_reasons(c, text_of(t, row, "why"));
    put_quote(text_of(t, row, "text_a"));
    if (!same(text_of(t, row, "text_a"), text_of(t, row, "text_b")))
        put_quote(text_of(t, row, "text_b"));
}

/* What is only on one side as a whole was named above; its codings are not listed one by one. */
static void put_changes(const cli *c, const draad_table *changes)
{
    draad_str document = {0};
    size_t nleft = 0;
    for (size_t i = 0; i < draad_table_rows(changes); i++) {
        const draad_str why = text_of(changes, i, "why"), here = text_of(changes, i, "document");
        if (begins(why, "document only") || begins(why, "code only")) {
            nleft++;
            continue;
        }
        if (!same(document, here)) {
            putchar('\n');
            cli_put_text(stdout, here, 0);
            putchar('\n');
            document = here;
        }
        put_change(c, changes, i);
    }
    if (nleft > 0)
        printf(cli_say(c, "\nnot listed: %zu (of documents and codes on one side only; --format csv has them)\n",
                       "\nniet genoemd: %zu (van documenten en codes aan één kant; --format csv heeft ze)\n"),
               nleft);
}

/* ---- The command -------------------------------------------------------------------------------------------- */

static void put(void *ctx, draad_str text)
{
    fwrite(text.data, 1, text.len, ctx);
}

typedef struct diff {
    draad_project *a, *b;
    draad_table *changes, *codes, *documents;
} diff;

static draad_status compare(const cli *c, diff *d, draad_error *err)
{
    draad_status s = draad_project_diff(d->a, d->b, DRAAD_DIFF_CHANGES, c->quotes, &d->changes, err);
    if (s == DRAAD_OK)
        s = draad_project_diff(d->a, d->b, DRAAD_DIFF_CODES, false, &d->codes, err);
    if (s == DRAAD_OK)
        s = draad_project_diff(d->a, d->b, DRAAD_DIFF_DOCUMENTS, false, &d->documents, err);
    return s;
}

static bool is_equal(const diff *d)
{
    bool equal = draad_table_rows(d->changes) == 0;
    for (size_t i = 0; i < draad_table_rows(d->codes); i++)
        equal = equal && !is_one_sided(d->codes, i);
    for (size_t i = 0; i < draad_table_rows(d->documents); i++)
        equal = equal && is(text_of(d->documents, i, "source"), "same");
    return equal;
}

static draad_status show(const cli *c, const diff *d, bool equal, draad_error *err)
{
    if (c->format != FORMAT_TABLE || c->writing.excel_nl)
        return draad_table_write(c->per == DRAAD_DIFF_CODES       ? d->codes
                                 : c->per == DRAAD_DIFF_DOCUMENTS ? d->documents
                                                                  : d->changes,
                                 c->format == FORMAT_JSON ? DRAAD_TABLE_JSON
                                 : c->writing.excel_nl    ? DRAAD_TABLE_EXCEL_NL
                                                          : DRAAD_TABLE_CSV,
                                 put, stdout, err);
    if (equal) {
        if (!c->quiet)
            puts(cli_say(c, "equal: the same codings in the same documents",
                         "gelijk: dezelfde coderingen in dezelfde documenten"));
        return DRAAD_OK;
    }
    if (!c->quiet)
        put_summary(c, d->codes, d->documents);
    put_changes(c, d->changes);
    return DRAAD_OK;
}

int cli_diff(cli *c)
{
    draad_error err = {0};
    draad_report report = cli_report(c);
    diff d = {0};
    if (c->nnames != 2) {
        cli_fail(c, DRAAD_E_USAGE, "diff needs two result folders; for example: draad diff before after",
                 "diff vraagt twee resultaatmappen; bijvoorbeeld: draad diff eerst daarna");
        return EXIT_USAGE;
    }
    int status = EXIT_USAGE;
    draad_status s = draad_project_load_matches(c->names[0], &report, &d.a, &err);
    if (s == DRAAD_OK)
        s = draad_project_load_matches(c->names[1], &report, &d.b, &err);
    if (s != DRAAD_OK) {
        status = s == DRAAD_E_USAGE ? EXIT_USAGE : EXIT_NOTHING_READ;
    } else if ((s = compare(c, &d, &err)) != DRAAD_OK || (s = show(c, &d, is_equal(&d), &err)) != DRAAD_OK) {
        status = EXIT_DIFFERENCE;
    } else {
        status = is_equal(&d) ? EXIT_DONE : EXIT_DIFFERENCE;
    }
    if (s != DRAAD_OK && err.message[0] != '\0') /* what is wrong in an input was told */
        cli_tell(c, &err);
    draad_table_free(d.changes);
    draad_table_free(d.codes);
    draad_table_free(d.documents);
    draad_project_free(d.a);
    draad_project_free(d.b);
    return status;
}
