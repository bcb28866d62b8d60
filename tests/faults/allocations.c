/* SPDX-License-Identifier: Apache-2.0
 * allocations.c - from reading to exporting, each allocation in turn fails once.
 *
 *     allocations [NAME [STEP]]    all that are told of below, or one of them; every STEP-th allocation only
 *
 * In every run in which an allocation failed the call must say so, nothing may stay behind in memory, no file may be
 * left half done, and what was at its place must be as it was.  Run from the top folder.
 * (Libraries that Draad uses allocate for themselves; those do not fail here.) */
#define _GNU_SOURCE /* nftw, mkdtemp */
#include "draad.h"

#include <ftw.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- The allocator ------------------------------------------------------------------------------------- */

/* Some calls work in threads. */
static struct {
    atomic_size_t count;
    atomic_long nout;
    size_t refused; /* the one that fails */
    bool armed;
    atomic_bool failed;
} memory;

static bool refuse(void)
{
    if (!memory.armed || atomic_fetch_add(&memory.count, 1) != memory.refused)
        return false;
    memory.failed = true;
    return true;
}

static void *take(void *ctx, size_t nbytes)
{
    (void)ctx;
    void *block = refuse() ? NULL : malloc(nbytes);
    memory.nout += block != NULL;
    return block;
}

static void *resize(void *ctx, void *block, size_t nbytes)
{
    (void)ctx;
    if (block == NULL)
        return take(ctx, nbytes);
    return refuse() ? NULL : realloc(block, nbytes);
}

static void release(void *ctx, void *block)
{
    (void)ctx;
    memory.nout -= block != NULL;
    free(block);
}

/* ---- Files ---------------------------------------------------------------------------------------------- */

static char home[200];

static const char *in_home(const char *name)
{
    static char paths[8][300];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", home, name);
    return path;
}

static void die(const char *what)
{
    fprintf(stderr, "allocations: %s\n", what);
    exit(1);
}

static void write_file(const char *name, const char *text)
{
    FILE *f = fopen(in_home(name), "wb");
    if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
        die("cannot write in the folder");
}

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *at)
{
    (void)s, (void)kind;
    return at->level == 0 ? 0 : remove(path);
}

static void empty(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#define STR(literal) ((draad_str){literal, sizeof(literal) - 1})

static unsigned long sum; /* over names and bytes of what is in a folder, in any order */

static int add_one(const char *path, const struct stat *s, int kind, struct FTW *at)
{
    unsigned long one = 5381;
    (void)s;
    for (const char *c = path + at->base; *c != '\0'; c++)
        one = one * 33 + (unsigned char)*c;
    FILE *f = kind == FTW_F ? fopen(path, "rb") : NULL;
    for (int c; f != NULL && (c = getc(f)) != EOF;)
        one = one * 33 + (unsigned)c;
    if (f != NULL)
        fclose(f);
    sum += at->level == 0 ? 0 : one;
    return 0;
}

static unsigned long sum_of(const char *folder)
{
    sum = 0;
    nftw(folder, add_one, 16, FTW_PHYS);
    return sum;
}

/* ---- What is done --------------------------------------------------------------------------------------- */

#define BOOK(regex) \
    "draad: 1\nid: b\ntitle: B\nlanguage: nl\nunless: $ontkend\nsets: {ontkend: [daar heb ik geen last " \
    "van]}\ncodes:\n" \
    "  - id: a\n    label: A\n    examples: [Ik liet het los.]\n    rules:\n      - loslaten OR part(zorg)\n" regex \
    "      - (grens aangeven)~4\n  - id: c\n    label: C\n    rules:\n      - team AND NOT baas\n" \
    "      - find: steun\n        negated: never\n"
static const char book[] = BOOK("      - /dr[u]k\\w*/\n"), plain_book[] = BOOK("");
static const char cases[] = "document,speaker,case,role,groep\nd1,,R1,,x\nd2,,R2,,y\nd3,,R3,,x\n";
static const char codings[] =
    "document,start,end,code,coder\nd1,25,45,b.a,Bo\nd1,0,10,b.c,Bo\nd2,3,20,b.a,Bo\nd2,,,,An\n";

static draad_status study(draad_project **out)
{
    draad_code_options options = {.threads = 1,
                                  .count_words = true,
                                  .no_jit = true}; /* without memory for it there is none, and nothing to tell */
    draad_project *p = *out = draad_project_new(NULL);
    draad_status s = p != NULL ? draad_project_add_codebook(p, in_home("in/b.yaml")) : DRAAD_E_MEMORY;
    if (s == DRAAD_OK)
        s = draad_project_set_cases(p, in_home("in/cases.csv"));
    if (s == DRAAD_OK)
        s = draad_project_add_source(p, in_home("in/bronnen"));
    return s == DRAAD_OK ? draad_project_code(p, &options) : s;
}

static draad_status code(draad_error *err)
{
    draad_project *p;
    (void)err;
    draad_status s = study(&p);
    draad_project_free(p);
    return s;
}

/* Every key and every operator. */
static draad_status code_everything(draad_error *err)
{
    draad_code_options options = {.threads = 1, .count_words = true, .no_jit = true};
    draad_project *p = draad_project_new(NULL);
    (void)err;
    draad_status s = p != NULL ? draad_project_add_codebook(p, "tests/faults/everything.yaml") : DRAAD_E_MEMORY;
    if (s == DRAAD_OK)
        s = draad_project_add_source(p, "tests/faults/everything.txt");
    if (s == DRAAD_OK)
        s = draad_project_code(p, &options);
    draad_project_free(p);
    return s;
}

static draad_status write_result(draad_error *err, bool force)
{
    draad_project *p;
    draad_write_options options = {.force = force, .by = "groep"};
    draad_status s = study(&p);
    if (s == DRAAD_OK)
        s = draad_project_write(p, in_home("out/result"), &options, err);
    draad_project_free(p);
    return s;
}

static draad_status code_and_write(draad_error *err)
{
    return write_result(err, false);
}

static draad_status code_and_replace(draad_error *err)
{
    return write_result(err, true);
}

static draad_status read_with(const char *path, draad_error *err)
{
    draad_document *doc = NULL;
    draad_read_options options = {.track = DRAAD_TRACK_ALL};
    draad_status s = draad_document_read(path, &options, NULL, &doc, err);
    draad_document_free(doc);
    return s;
}

static const char *subject; /* the file that a scenario is about */

static draad_status read_source(draad_error *err)
{
    return read_with(subject, err);
}

static void pass(void *ctx, const draad_token *token)
{
    (void)ctx, (void)token;
}

static draad_status tokens(draad_error *err)
{
    draad_document *doc = NULL;
    draad_status s = draad_document_read(in_home("in/bronnen/d1.txt"), NULL, NULL, &doc, err);
    if (s == DRAAD_OK)
        s = draad_document_tokens(doc, pass, NULL, err);
    draad_document_free(doc);
    return s;
}

static void drop(void *ctx, draad_str text)
{
    (void)ctx, (void)text;
}

/* Every kind of table that needs nothing else. */
static draad_status tables(draad_error *err)
{
    draad_project *p = NULL;
    draad_table_options options;
    draad_status s = draad_project_load_matches(in_home("in/result"), NULL, &p, err);
    draad_table_defaults(&options);
    options.by = "groep";
    for (size_t i = 0; s == DRAAD_OK && draad_table_kind(i)[0] != '\0'; i++) {
        draad_table *t = NULL;
        s = draad_project_table(p, draad_table_kind(i), &options, &t, err);
        if (s == DRAAD_OK)
            s = draad_table_write(t, DRAAD_TABLE_JSON, drop, NULL, err);
        draad_table_free(t);
        s = s == DRAAD_E_USAGE ? DRAAD_OK : s; /* it asks for a lens, scales, phases */
    }
    draad_project_free(p);
    return s;
}

static draad_status agree(draad_error *err)
{
    static const char *const kinds[] = {"agreement", "disagreements", "unitizing", "gold"};
    draad_project *p = NULL;
    draad_table_options options;
    draad_status s = draad_project_load_matches(in_home("in/result"), NULL, &p, err);
    draad_table_defaults(&options);
    if (s == DRAAD_OK)
        s = draad_project_add_codings(p, in_home("in/bo.csv"), err);
    if (s == DRAAD_OK)
        s = draad_project_add_codings(p, in_home("in/old"), err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof kinds / sizeof *kinds; i++) {
        draad_table *t = NULL;
        s = draad_project_table(p, kinds[i], &options, &t, err);
        draad_table_free(t);
    }
    draad_project_free(p);
    return s;
}

static draad_status differences(draad_error *err)
{
    draad_project *a = NULL, *b = NULL;
    draad_table *t = NULL;
    draad_status s = draad_project_load_matches(in_home("in/old"), NULL, &a, err);
    if (s == DRAAD_OK)
        s = draad_project_load_matches(in_home("in/result"), NULL, &b, err);
    if (s == DRAAD_OK)
        s = draad_project_diff(a, b, DRAAD_DIFF_CHANGES, true, &t, err);
    draad_table_free(t);
    draad_project_free(a);
    draad_project_free(b);
    return s;
}

static draad_status verify(draad_error *err)
{
    return draad_verify(in_home("in/result"), NULL, 0, NULL, err);
}

static draad_status export_by(draad_exporter *exporter, const char *name, draad_error *err)
{
    draad_project *p = NULL;
    draad_status s = draad_project_load(in_home("in/result"), NULL, &p, err);
    if (s == DRAAD_OK)
        s = exporter(p, in_home(name), NULL, err);
    draad_project_free(p);
    return s == DRAAD_E_USAGE ? DRAAD_OK : s; /* built without the library for it */
}

static draad_status export_workbook(draad_error *err)
{
    return export_by(draad_export_workbook, "out/uit.xlsx", err);
}

static draad_status export_network(draad_error *err)
{
    return export_by(draad_export_graphml, "out/uit.graphml", err);
}

static draad_status export_matrix(draad_error *err)
{
    return export_by(draad_export_matrix_market, "out/uit.mtx", err);
}

static draad_status export_lines(draad_error *err)
{
    return export_by(draad_export_jsonl, "out/uit.jsonl", err);
}

static draad_status export_spss(draad_error *err)
{
    return export_by(draad_export_sav, "out/uit.sav", err);
}

static draad_status export_refi(draad_error *err)
{
    return draad_export_qdpx(in_home("in/result"), NULL, 0, in_home("out/uit.qdpx"), false, NULL, err);
}

static draad_status import_refi(draad_error *err)
{
    return draad_import_qdpx(in_home("in/uit.qdpx"), in_home("out/terug"), false, NULL, err);
}

static draad_status check_refi(draad_error *err)
{
    draad_refi_info info;
    return draad_check_refi(in_home("in/uit.qdpx"), NULL, &info, err);
}

static draad_status import_file_of_refi(draad_error *err)
{
    return draad_import_qdpx(subject, in_home("out/terug"), false, NULL, err);
}

static draad_status check_file_of_refi(draad_error *err)
{
    draad_refi_info info;
    return draad_check_refi(subject, NULL, &info, err);
}

static draad_status codebook_to_table(draad_error *err)
{
    return draad_codebook_export_csv(in_home("in/b.yaml"), in_home("out/b.csv"), NULL, NULL, err);
}

static draad_status codebook_from_table(draad_error *err)
{
    return draad_codebook_import_csv(in_home("in/b.csv"), in_home("out/b.yaml"), NULL, NULL, err);
}

static draad_status other_inputs(draad_error *err)
{
    draad_lexicon *words = NULL;
    draad_lens *lens = NULL;
    draad_scales *scales = NULL;
    draad_speaker_labels labels = {0};
    static const char *const keys[] = {"codebooks/scales/brs.yaml"};
    (void)err;
    draad_status s = draad_lexicon_read(in_home("in/words.csv"), NULL, &words);
    if (s == DRAAD_OK)
        s = draad_lens_read("codebooks/lenses/scarf.csv", NULL, &lens);
    if (s == DRAAD_OK)
        s = draad_speaker_labels_read(in_home("in/labels.csv"), NULL, &labels);
    if (s == DRAAD_OK)
        s = draad_scales_read(keys, 1, in_home("in/answers.csv"), NULL, &scales);
    draad_lexicon_free(words);
    draad_lens_free(lens);
    draad_speaker_labels_free(&labels);
    draad_scales_free(scales);
    return s;
}

/* Codings of people: by what they quote; from another program, in texts that are the same and that are not. */
static draad_status add_codings(draad_error *err)
{
    static const char *const names[] = {"in/quotes.csv", "in/uit.qdpx", "in/other.qdpx"};
    draad_project *p = NULL;
    draad_status s = draad_project_load(in_home("in/result"), NULL, &p, err);
    for (size_t i = 0; s == DRAAD_OK && i < sizeof names / sizeof *names; i++)
        s = draad_project_add_codings(p, in_home(names[i]), err);
    draad_project_free(p);
    return s;
}

static draad_status codebook_from_sheet(draad_error *err)
{
    if (access(in_home("in/b.xlsx"), R_OK) != 0)
        return DRAAD_OK; /* built without the library that makes one */
    return draad_codebook_import_xlsx(in_home("in/b.xlsx"), in_home("out/b.yaml"), NULL, NULL, err);
}

typedef draad_status action(draad_error *err);
static const struct {
    const char *name;
    action *act;
    bool over_old;       /* out/result holds an older result */
    const char *subject; /* a file, for the actions that read one */
} scenarios[] = {{"read_text", read_source, false, "corpus-samples/ervaren-jeugdbeschermer.txt"},
                 {"read_text", read_source, false, "tests/faults/everything.txt"},
                 {"read_docx", read_source, false, "tests/docx/notes.docx"},
                 {"read_docx", read_source, false, "tests/docx/comments.docx"},
                 {"read_docx", read_source, false, "tests/docx/tracked-twice.docx"},
                 {"read_docx", read_source, false, "tests/docx/numbering.docx"},
                 {"read_docx", read_source, false, "tests/docx/bold-labels.docx"},
                 {"read_docx", read_source, false, "tests/docx/numbering-by-style.docx"},
                 {"read_docx", read_source, false, "tests/docx/symbols-more.docx"},
                 {"read_docx", read_source, false, "tests/docx/transcript-of-three-columns.docx"},
                 {"read_docx", read_source, false, "tests/docx/transcript-of-two-columns.docx"},
                 {"read_docx", read_source, false, "tests/docx/notes-in-a-transcript.docx"},
                 {"read_docx", read_source, false, "tests/docx/table-in-a-table.docx"},
                 {"read_docx", read_source, false, "tests/docx/table-of-facts.docx"},
                 {"read_docx", read_source, false, "tests/docx/text-box-in-a-table.docx"},
                 {"read_docx", read_source, false, "tests/docx/text-box-deleted.docx"},
                 {"read_docx", read_source, false, "tests/docx/tracked-looks.docx"},
                 {"read_docx", read_source, false, "tests/docx/tracked-rows.docx"},
                 {"read_docx", read_source, false, "tests/docx/tracked-notes.docx"},
                 {"read_docx", read_source, false, "tests/docx/hidden-by-two-styles.docx"},
                 {"read_docx", read_source, false, "tests/docx/fields-over-paragraphs.docx"},
                 {"read_docx", read_source, false, "tests/docx/alternate-unknown.docx"},
                 {"read_docx", read_source, false, "tests/docx/other-main-part.docx"},
                 {"read_docx", read_source, false, "tests/docx/tabbed-labels.docx"},
                 {"read_subtitles", read_source, false, "tests/fuzz/seeds/fuzz_subtitles/a.vtt"},
                 {"tokens", tokens, false, NULL},
                 {"other_inputs", other_inputs, false, NULL},
                 {"code", code, false, NULL},
                 {"code_everything", code_everything, false, NULL},
                 {"code_and_write", code_and_write, false, NULL},
                 {"code_and_replace", code_and_replace, true, NULL},
                 {"tables", tables, false, NULL},
                 {"agree", agree, false, NULL},
                 {"add_codings", add_codings, false, NULL},
                 {"differences", differences, false, NULL},
                 {"verify", verify, false, NULL},
                 {"export_workbook", export_workbook, false, NULL},
                 {"export_network", export_network, false, NULL},
                 {"export_matrix", export_matrix, false, NULL},
                 {"export_lines", export_lines, false, NULL},
                 {"export_spss", export_spss, false, NULL},
                 {"export_refi", export_refi, false, NULL},
                 {"import_refi", import_refi, false, NULL},
                 {"import_refi", import_file_of_refi, false, "tests/faults/everything.qde"},
                 {"check_refi", check_refi, false, NULL},
                 {"check_refi", check_file_of_refi, false, "tests/faults/everything.qde"},
                 {"codebook_to_table", codebook_to_table, false, NULL},
                 {"codebook_from_table", codebook_from_table, false, NULL},
                 {"codebook_from_sheet", codebook_from_sheet, false, NULL}};

/* ---- All of it ------------------------------------------------------------------------------------------ */

static void copy_tree(const char *from, const char *to)
{
    char command[700];
    snprintf(command, sizeof command, "cp -r %s %s", from, to);
    if (system(command) != 0)
        die("cannot copy");
}

/* A project of another program, whose texts are not quite those of in/bronnen. */
static draad_status make_other(draad_error *err)
{
    static const char text[] =
        "Datum: nu\n\nI: Hoe is het nu?\nR: Ik liet het l\xC3\xB3s. De drukte, eh, is groot. Geen "
        "steun van het team.\n";
    const draad_write_options options = {.with_sources = true};
    draad_project *p = draad_project_new(NULL);
    draad_status s = draad_project_add_codebook_bytes(p, (draad_str){plain_book, strlen(plain_book)}, "b.yaml");
    if (s == DRAAD_OK)
        s = draad_project_add_source_bytes(p, (draad_str){text, strlen(text)}, "d1.txt");
    if (s == DRAAD_OK)
        s = draad_project_read_sources(p);
    if (s == DRAAD_OK)
        s = draad_project_add_coding(p, STR("d1"), (draad_cp){31}, (draad_cp){49}, STR("b.a"), STR("Bo"), err);
    if (s == DRAAD_OK)
        s = draad_project_add_coding(p, STR("d1"), (draad_cp){11}, (draad_cp){29}, STR("b.c"), STR("Bo"), err);
    if (s == DRAAD_OK)
        s = draad_project_write(p, in_home("out/other"), &options, err);
    draad_project_free(p);
    return s == DRAAD_OK ? draad_export_qdpx(in_home("out/other"), NULL, 0, in_home("in/other.qdpx"), false, NULL, err)
                         : s;
}

static void prepare(void)
{
    static const char *const folders[] = {"in", "out", "in/bronnen", "keep"};
    draad_error err = {0};
    empty(home);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        mkdir(in_home(folders[i]), 0700);
    write_file("in/cases.csv", cases);
    write_file("in/bo.csv", codings);
    write_file("in/quotes.csv", "document,text,code,coder\nd1,de drukte,b.a,Bo\nd1,de rust,b.a,Bo\nd2,,,Bo\n");
    write_file("in/words.csv", "word;class\ncasusregisseur;noun\nindiceren;verb\n");
    write_file("in/labels.csv", "label,role\nOuder,respondent\nA.,interviewer\n");
    write_file("in/answers.csv", "case,brs_1,brs_2,brs_3,brs_4,brs_5,brs_6\nR1,1,2,3,4,5,1\nR2,5,4,3,,1,1\n");
    write_file("in/bronnen/d1.txt",
               "Datum: nu\n\nI: Hoe is het?\nR: Ik liet het l\xC3\xB3s. De drukte, eh, is groot. Geen "
               "steun van het team.\n");
    write_file("in/bronnen/d2.txt", "R: Ik geef mijn grenzen aan. De jeugdzorg hielp. Daar heb ik geen last van.\n");
    copy_tree("tests/docx/comments.docx", in_home("in/bronnen/d3.docx"));
    write_file("in/b.yaml",
               "draad: 1\nid: b\ntitle: B\ncodes:\n  - id: a\n    rules: [steun, jeugdzorg]\n  - id: c\n    "
               "rules: [team]\n");
    if (code_and_write(&err) != DRAAD_OK || rename(in_home("out/result"), in_home("in/old")) != 0)
        die(err.message);
    write_file("in/b.yaml",
               plain_book); /* without regular expressions, that is without JIT, which may go without memory */
    if (code_and_write(&err) != DRAAD_OK || rename(in_home("out/result"), in_home("in/result")) != 0 ||
        draad_export_qdpx(in_home("in/result"), NULL, 0, in_home("in/uit.qdpx"), false, NULL, &err) != DRAAD_OK ||
        draad_codebook_export_csv(in_home("in/b.yaml"), in_home("in/b.csv"), NULL, NULL, &err) != DRAAD_OK)
        die(err.message);
    const draad_status sheet = draad_codebook_export_xlsx(in_home("in/b.yaml"), in_home("in/b.xlsx"), NULL, NULL, &err);
    if ((sheet != DRAAD_OK && sheet != DRAAD_E_USAGE) || make_other(&err) != DRAAD_OK)
        die(err.message);
    write_file("in/b.yaml", book);
}

static bool fits(const char *name, size_t n, bool fine, const char *what)
{
    if (!fine)
        fprintf(stderr, "%s, allocation %zu: %s\n", name, n, what);
    return fine;
}

/* Fails each allocation of a scenario; how many there are, 0 when something was wrong. */
static size_t run(size_t i, size_t step)
{
    static const draad_allocator hook = {take, resize, release, NULL};
    const char *name = scenarios[i].name;
    bool good = true;
    empty(in_home("out"));
    if (scenarios[i].over_old)
        copy_tree(in_home("in/old"), in_home("out/result"));
    subject = scenarios[i].subject;
    const unsigned long inputs = sum_of(in_home("in")), before = sum_of(in_home("out"));
    for (size_t n = 0; good; n += step) {
        draad_error err = {0};
        memory.refused = n;
        memory.count = 0;
        memory.nout = 0;
        memory.failed = false;
        draad_set_allocator(&hook);
        memory.armed = true;
        const draad_status s = scenarios[i].act(&err);
        memory.armed = false;
        draad_set_allocator(NULL);
        good = fits(name, n, memory.nout == 0, "memory was lost") && good;
        if (!memory.failed) {
            good = fits(name, n, s == DRAAD_OK, err.message[0] != '\0' ? err.message : "it does not succeed") && good;
            return good ? n : 0;
        }
        good = fits(name, n, s != DRAAD_OK, "it failed and nothing was said") && good;
        good = fits(name, n, s == DRAAD_E_MEMORY || s == DRAAD_OK, "it is called another error") && good;
        good = fits(name, n, sum_of(in_home("out")) == before, "what was there is not as it was") && good;
    }
    good = fits(name, 0, sum_of(in_home("in")) == inputs, "what was read is not as it was") && good;
    return 0;
}

/* A folder of its own, in memory where that is to be had: the disk would be waited for after each file. */
static void make_home(void)
{
    static const char *const places[] = {"/dev/shm/draad-faults-XXXXXX", "/tmp/draad-faults-XXXXXX"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(home, sizeof home, "%s", places[i]);
        if (mkdtemp(home) != NULL)
            return;
    }
    die("cannot make a folder");
}

int main(int argc, char **argv)
{
    int status = 0;
    make_home();
    prepare();
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        if (argc > 1 && strcmp(argv[1], "all") != 0 && strcmp(argv[1], scenarios[i].name) != 0)
            continue;
        const size_t n = run(i, argc > 2 ? (size_t)atoi(argv[2]) : 1);
        printf("%-20s %6zu allocations%s\n", scenarios[i].name, n, n == 0 ? ": WRONG" : "");
        status |= n == 0;
    }
    empty(home);
    rmdir(home);
    return status;
}
