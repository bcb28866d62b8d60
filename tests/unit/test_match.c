/* SPDX-License-Identifier: Apache-2.0
 * test_match.c - the rule language, as pairs of text and findings in rules.txt.
 * That file is meant to be read and corrected by somebody who knows interviews and not C; its head explains it.
 * rules-known-gaps.txt holds pairs in the same form that do not hold yet: they are counted, and fail nothing. */
#include "failing.h"
#include "rulebook.h"
#include "base/buf.h"
#include "coding/project.h"

enum { FAILURES_SHOWN = 40 };

/* What is under test at one place of the file. */
typedef struct pairs {
    const char *file;
    unsigned line; /* of the pair's text */
    dr_buf rule;   /* the rule, or the codebook's YAML */
    bool is_codebook;
    dr_buf text, expected;
    bool open, in_text; /* a text was read and waits for what it gives; its lines go on */
    unsigned npairs, nfailed;
    bool tells; /* failures are shown */
} pairs;

/* ---- What is found ------------------------------------------------------------------------------------- */

static void put(dr_buf *b, draad_str s)
{
    assert_int_equal(dr_buf_put(b, s, NULL), DRAAD_OK);
}

static void put_part(dr_buf *b, draad_str text, draad_byte start, draad_byte end)
{
    put(b, (draad_str){text.data + start, end - start});
}

/* The sentence with the matched words in brackets, a line. */
static void put_found(void *ctx, const draad_found *f)
{
    dr_buf *out = ctx;
    draad_byte at = f->sentence.start;
    for (size_t i = 0; i < f->nevidence; i++) {
        put_part(out, f->text, at, f->evidence[i].start);
        put(out, DR_STR("["));
        put_part(out, f->text, f->evidence[i].start, f->evidence[i].end);
        put(out, DR_STR("]"));
        at = f->evidence[i].end;
    }
    put_part(out, f->text, at, f->sentence.end);
    if (f->negated_by.len > 0) {
        put(out, DR_STR(" <negated: "));
        put(out, f->negated_by);
        put(out, DR_STR(">"));
    }
    put(out, DR_STR("\x1e"));
}

static void put_message(void *ctx, draad_severity severity, const draad_error *message)
{
    if (severity == DRAAD_ERROR)
        dr_buf_printf(ctx, NULL, "error %u:%u: %s\x1e", (unsigned)message->line, (unsigned)message->column,
                      message->message);
}

/* All codings, then what was blocked. */
static void put_codings(const draad_project *p, dr_buf *out)
{
    for (size_t i = 0; i < draad_project_codings(p); i++) {
        draad_coding_info c = draad_project_coding(p, i);
        put(out, c.code);
        put(out, DR_STR(": "));
        put(out, c.text);
        if (!dr_str_equal(c.negated, DR_STR("no")))
            dr_buf_printf(out, NULL, " <negated: %.*s>", DR_ARG(c.negated));
        put(out, DR_STR("\x1e"));
    }
    for (size_t d = 0; d < p->ndocuments; d++)
        for (size_t i = 0; i < p->documents[d].nmatches; i++) {
            const dr_match *m = &p->documents[d].matches[i];
            if (m->blocked_by.len > 0)
                dr_buf_printf(out, NULL, "blocked %.*s: %.*s <by: %.*s>\x1e", DR_ARG(p->codes.at[m->code].id),
                              DR_ARG(m->text), DR_ARG(m->blocked_by));
        }
}

static void find(pairs *now, dr_buf *found)
{
    draad_report report = {put_message, found};
    draad_project *p = draad_project_new(&report);
    draad_error err;
    assert_non_null(p);
    assert_int_equal(draad_project_add_source_bytes(p, dr_buf_str(&now->text), "d.txt"), DRAAD_OK);
    if (!now->is_codebook) {
        if (draad_project_find(p, dr_buf_str(&now->rule), false, put_found, found, &err) == DRAAD_E_CODEBOOK)
            put_message(found, DRAAD_ERROR, &err);
    } else if (draad_project_add_codebook_bytes(p, dr_buf_str(&now->rule), "b.yaml") == DRAAD_OK) {
        assert_int_equal(draad_project_code(p, NULL), DRAAD_OK);
        put_codings(p, found);
    }
    if (found->len == 0)
        put(found, DR_STR("-\x1e"));
    draad_project_free(p);
}

/* ---- The file ------------------------------------------------------------------------------------------ */

static void show(const char *what, draad_str lines)
{
    print_message("  %s", what);
    for (size_t i = 0; i < lines.len; i++) {
        unsigned char c = (unsigned char)lines.data[i];
        if (c == 0x1e && i + 1 < lines.len)
            print_message("\n           ");
        else if (c == '\n')
            print_message("\\n");
        else if (c != 0x1e)
            print_message("%c", c);
    }
    print_message("\n");
}

static void finish_pair(pairs *now)
{
    dr_buf found = {0};
    if (!now->open)
        return;
    find(now, &found);
    now->npairs++;
    if (!dr_str_equal(dr_buf_str(&found), dr_buf_str(&now->expected))) {
        if (now->tells && now->nfailed < FAILURES_SHOWN) {
            print_message("%s:%u: %s\n", now->file, now->line, now->is_codebook ? "(codebook)" : "");
            if (!now->is_codebook)
                show("rule     ", dr_buf_str(&now->rule));
            show("expected ", dr_buf_str(&now->expected));
            show("found    ", dr_buf_str(&found));
        }
        now->nfailed++;
    }
    dr_buf_free(&found);
    now->text.len = now->expected.len = 0;
    now->open = false;
}

/* A line without its \n and \u00AD escapes. */
static void put_line(dr_buf *out, draad_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        char hex[5] = {0};
        if (line.data[i] == '\\' && i + 5 < line.len && line.data[i + 1] == 'u') {
            memcpy(hex, line.data + i + 2, 4);
            assert_int_equal(dr_buf_put_cp(out, (uint32_t)strtoul(hex, NULL, 16), NULL), DRAAD_OK);
            i += 5;
        } else if (line.data[i] == '\\' && i + 1 < line.len && line.data[i + 1] == 'n') {
            put(out, DR_STR("\n"));
            i++;
        } else {
            put(out, (draad_str){line.data + i, 1});
        }
    }
}

static bool begins(draad_str line, const char *word, draad_str *rest)
{
    size_t n = strlen(word);
    if (line.len < n || memcmp(line.data, word, n) != 0 || (line.len > n && line.data[n] != ' '))
        return false;
    *rest = line.len > n ? (draad_str){line.data + n + 1, line.len - n - 1} : (draad_str){line.data, 0};
    return true;
}

static void read_line(pairs *now, unsigned number, draad_str line)
{
    draad_str rest;
    if (line.len == 0 || line.data[0] == '#') {
        finish_pair(now);
        return;
    }
    if (begins(line, "rule", &rest) || begins(line, "codebook", &rest)) {
        finish_pair(now);
        now->is_codebook = line.data[0] == 'c';
        now->rule.len = 0;
        put_line(&now->rule, rest);
    } else if (begins(line, "text", &rest)) {
        finish_pair(now);
        now->open = now->in_text = true;
        now->line = number;
        put_line(&now->text, rest);
        put(&now->text, DR_STR("\n"));
    } else if (begins(line, "find", &rest)) {
        now->in_text = false;
        put_line(&now->expected, rest);
        put(&now->expected, DR_STR("\x1e"));
    } else if (begins(line, "    ", &rest) && now->open && now->in_text) {
        put_line(&now->text, rest);
        put(&now->text, DR_STR("\n"));
    } else if (line.data[0] == ' ' && now->is_codebook && !now->open) {
        put(&now->rule, (draad_str){line.data + 2, line.len - 2});
        put(&now->rule, DR_STR("\n"));
    } else {
        print_error("%s:%u: this line is not understood\n", now->file, number);
        fail();
    }
}

static pairs read_pairs(const char *file, bool tells)
{
    pairs now = {.file = file, .tells = tells};
    char path[1024], line[8192];
    unsigned number = 0;
    snprintf(path, sizeof path, "%s/tests/unit/%s", DRAAD_SOURCE_DIR, file);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f) != NULL) {
        size_t n = strcspn(line, "\n");
        read_line(&now, ++number, (draad_str){line, n});
    }
    finish_pair(&now);
    fclose(f);
    dr_buf_free(&now.rule);
    dr_buf_free(&now.text);
    dr_buf_free(&now.expected);
    return now;
}

TEST(rules_find_what_rules_txt_says)
{
    pairs read = read_pairs("rules.txt", true);
    print_message("rules.txt: %u pairs, %u fail\n", read.npairs, read.nfailed);
    CHECK(read.npairs >= 120);
    CHECK_INT(read.nfailed, 0);
}

TEST(known_gaps_are_counted)
{
    pairs read = read_pairs("rules-known-gaps.txt", false);
    print_message("rules-known-gaps.txt: %u of %u pairs do not hold yet\n", read.nfailed, read.npairs);
    CHECK(read.npairs > 0);
}

TEST(a_document_has_a_million_matches_and_no_more)
{
    enum { MATCHES_MAX = 1000000, WORDS = 50001, RULES = 20 };
    dr_buf keys = {0}, text = {0};
    dr_buf_put(&keys, DR_STR("codes:\n- id: c\n  rules:\n"), NULL);
    for (int i = 0; i < RULES; i++)
        dr_buf_printf(&keys, NULL, "  - a1 OR b%d\n", i);
    dr_buf_put_char(&keys, '\0', NULL);
    for (int i = 0; i < WORDS; i++)
        dr_buf_put(&text, DR_STR("a1.\n"), NULL);
    dr_buf_put_char(&text, '\0', NULL);
    rulebook r = rulebook_of(keys.data);
    dr_rule_matches found;
    draad_error err = {0};
    rulebook_plan(&r);
    rulebook_read(&r, text.data);
    CHECK_INT(dr_matcher_run(r.m, r.doc, r.doc->speakers, &found, &err), DRAAD_OK);
    CHECK_INT(found.n, (RULES - 1) * WORDS); /* nothing stays of the rule that goes over it */
    CHECK_INT(found.nfailed, 1);
    rulebook_free(&r);
    dr_buf_free(&keys);
    dr_buf_free(&text);
}

TEST(a_rule_that_fails_is_told_of_or_there_is_no_memory)
{
    draad_status s = DRAAD_E_MEMORY;
    for (size_t n = 0; s != DRAAD_OK; n++) {
        rulebook r = rulebook_of_rule("/(a+)+$x/"); /* each time anew: what was made room for would not fail */
        dr_rule_matches found;
        draad_error err = {0};
        rulebook_read(&r, "R: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab x.");
        allocations_left = n;
        draad_set_allocator(&failing);
        s = dr_matcher_run(r.m, r.doc, r.doc->speakers, &found, &err);
        draad_set_allocator(NULL);
        CHECK(s == DRAAD_OK || (s == DRAAD_E_MEMORY && err.status == DRAAD_E_MEMORY));
        CHECK(s != DRAAD_OK || (found.n == 0 && found.nfailed == 1));
        rulebook_free(&r);
    }
}

int main(void)
{
    return RUN(rules_find_what_rules_txt_says, known_gaps_are_counted, a_document_has_a_million_matches_and_no_more,
               a_rule_that_fails_is_told_of_or_there_is_no_memory);
}
