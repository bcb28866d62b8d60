/* SPDX-License-Identifier: Apache-2.0 */
#include "handmade.h"

#include "coding/lens.h"
#include "coding/scale_set.h"
#include "tables.h"

static dr_scale scale;
static const draad_scales scales = {&scale, 1};

static void read_scale(void)
{
    assert_int_equal(dr_scale_key_read(DR_STR("draad-scale: 1\nid: s\nitems: 1\nmin: 1\nmax: 5\nscore: mean\n"
                                              "subscales:\n  - id: total\n    items: [1]\n"),
                                       "s.yaml", NULL, &scale.key),
                     DRAAD_OK);
    assert_int_equal(dr_scale_answers_read(DR_STR("case,moment,s1\nd,voor,3\nd,na,4\n"), "answers.csv", &scale.key,
                                           NULL, &scale.answers),
                     DRAAD_OK);
}

static void free_scale(void)
{
    dr_scale_key_free(&scale.key);
    dr_scale_answers_free(&scale.answers);
}

/* A project of which every table can be made, with the options for it. */
static draad_project *study(draad_table_options *o, draad_lens **lens)
{
    draad_project *p = handmade_new(2);
    handmade_coder(p, "draad");
    handmade_coder(p, "An");
    dr_coded *d = handmade_document(p, "d", "IRS");
    handmade_coding(d, 0, 0, 10, 19);
    handmade_coding(d, 0, 1, 10, 19);
    read_scale();
    handmade_coding(d, 1, 0, 12, 25);
    assert_int_equal(dr_cases_read(DR_STR("document,groep\nd,een\n"), "cases.csv", NULL, &p->cases), DRAAD_OK);
    assert_int_equal(dr_lens_read_bytes(DR_STR("aspect,chapter,code\nx,y,a\n"), "lens.csv", NULL, lens), DRAAD_OK);
    p->coding.count_words = true;
    *o = defaults();
    o->by = "groep";
    o->lens = *lens;
    o->scales = &scales;
    return p;
}

TEST(every_kind_is_named_once_and_can_be_made)
{
    draad_table_options o;
    draad_lens *lens = NULL;
    draad_project *p = study(&o, &lens), *empty = handmade_new(0);
    size_t n = 0;
    for (; draad_table_kind(n)[0] != '\0'; n++) {
        for (size_t i = 0; i < n; i++)
            CHECK(strcmp(draad_table_kind(i), draad_table_kind(n)) != 0);
        draad_table *t = ask(p, draad_table_kind(n), &o);
        CHECK(draad_table_columns(t) > 3);
        for (size_t i = 0; i < draad_table_columns(t); i++)
            CHECK(draad_table_column_name(t, i).len > 0);
        draad_table_free(t);
    }
    CHECK_INT(n, 24);
    CHECK_STR(dr_str_of(draad_table_kind(SIZE_MAX)), "");
    o.by = NULL;
    empty->coding.count_words = true;
    for (size_t i = 0; i < n; i++) { /* nothing is no reason to fall over */
        draad_table *t = NULL;
        const draad_status s = draad_project_table(empty, draad_table_kind(i), &o, &t, NULL);
        CHECK(s == DRAAD_OK ? t != NULL : s == DRAAD_E_USAGE && t == NULL);
        draad_table_free(t);
    }
    handmade_free(empty);
    handmade_free(p);
    draad_lens_free(lens);
    free_scale();
}

static size_t read_file(const char *path_of, char *out, size_t room)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", DRAAD_SOURCE_DIR, path_of);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    const size_t n = fread(out, 1, room - 1, f);
    out[n] = '\0';
    fclose(f);
    return n;
}

static bool is_explained(const char *docs, const draad_table *t, const char *kind)
{
    bool all = true;
    char name[80];
    for (size_t i = 0; i < draad_table_columns(t); i++) {
        const draad_str column = draad_table_column_name(t, i);
        snprintf(name, sizeof name, "`%.*s`", (int)column.len, column.data);
        if (strstr(docs, name) == NULL)
            print_error("docs/tables.md does not explain %s of %s\n", name, kind);
        all = all && strstr(docs, name) != NULL;
    }
    return all;
}

TEST(every_column_of_every_kind_is_explained)
{
    static char docs[100000];
    bool all = true;
    draad_table_options o;
    draad_lens *lens = NULL;
    draad_project *p = study(&o, &lens);
    size_t n = read_file("docs/tables.md", docs, sizeof docs);
    read_file("docs/agreement.md", docs + n, sizeof docs - n);
    for (size_t i = 0; draad_table_kind(i)[0] != '\0'; i++) {
        char command[80];
        snprintf(command, sizeof command, "draad table %s", draad_table_kind(i));
        if (strstr(docs, command) == NULL)
            print_error("the docs do not name %s\n", command);
        all &= strstr(docs, command) != NULL;
        draad_table *t = ask(p, draad_table_kind(i), &o);
        all &= is_explained(docs, t, draad_table_kind(i));
        draad_table_free(t);
    }
    for (unsigned way = 0; way < DRAAD_COUNTINGS; way++) {
        o.matrix.counting = (draad_counting)way;
        draad_table *t = ask(p, "cooccurrence", &o);
        all &= is_explained(docs, t, "cooccurrence");
        draad_table_free(t);
    }
    o.cell[0] = o.cell[1] = "a";
    draad_table *t = ask(p, "cooccurrence", &o);
    all &= is_explained(docs, t, "passages");
    draad_table_free(t);
    CHECK(all);
    handmade_free(p);
    draad_lens_free(lens);
    free_scale();
}

TEST(the_defaults_are_those_of_the_command)
{
    draad_project *p = handmade_new(1);
    const draad_table_options o = defaults();
    CHECK(o.rollup == DRAAD_ROLLUP_LEAF && o.coder == NULL && o.nonly == 0 && o.by == NULL && o.nquotes == 3);
    CHECK(o.matrix.counting == DRAAD_COUNT_BINARY && o.matrix.window == 10 && o.matrix.lag == 1);
    draad_table *t = ask(p, "cooccurrence", &(draad_table_options){0}); /* no unit is the sentence */
    CHECK_STR(fact(t, "unit").text, "sentence");
    draad_table_free(t);
    CHECK(strstr(refusal(p, "", &o), "no table ''") != NULL);
    draad_table_options wrong = o;
    wrong.matrix.counting = (draad_counting)DRAAD_COUNTINGS;
    CHECK(strstr(refusal(p, "cooccurrence", &wrong), "way to count") != NULL);
    handmade_free(p);
}

int main(void)
{
    return RUN(every_kind_is_named_once_and_can_be_made, every_column_of_every_kind_is_explained,
               the_defaults_are_those_of_the_command);
}
