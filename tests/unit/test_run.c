/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"

/* The n-th allocation and those after it fail. */
typedef struct {
    size_t left;
    bool failed;
} shortage;

static bool spend(shortage *s)
{
    if (s->left > 0) {
        s->left--;
        return true;
    }
    s->failed = true;
    return false;
}

static void *alloc(void *ctx, size_t n)
{
    return spend(ctx) ? malloc(n) : NULL;
}

static void *resize(void *ctx, void *block, size_t n)
{
    return spend(ctx) ? realloc(block, n) : NULL;
}

static void release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}

static draad_str str(const char *s)
{
    return (draad_str){s, strlen(s)};
}

static const char book[] = "draad: 1\nid: b\ntitle: B\nunless: $ontkend\nsets: {ontkend: [daar heb ik geen last van]}\n"
                           "codes:\n  - id: a\n    rules:\n      - loslaten OR part(zorg)\n      - /dr[u]k\\w*/\n"
                           "      - (grens aangeven)~4\n      - team AND NOT baas\n      - find: steun\n        negated: never\n";
static const char cases[] = "document,case,groep\nd1,R1,x\nd2,R2,y\n";
static const char first[] = "Datum: nu\n\nI: Hoe is het?\nR: Ik liet het l\xC3\xB3s. De drukte, eh, is groot. Geen steun van het team.\n";
static const char second[] = "R: Ik geef mijn grenzen aan. De jeugdzorg hielp. Daar heb ik geen last van.\n";

/* A whole study; true when every step said OK. */
static bool study(size_t *ncodings)
{
    draad_table *pairs = NULL;
    draad_error err;
    draad_code_options options = {.threads = 1};
    draad_project *p = draad_project_new(NULL);
    bool fine = p != NULL && draad_project_add_codebook_bytes(p, str(book), "b.yaml") == DRAAD_OK &&
                draad_project_set_cases_bytes(p, str(cases), "cases.csv") == DRAAD_OK &&
                draad_project_add_source_bytes(p, str(first), "d1.txt") == DRAAD_OK &&
                draad_project_add_source_bytes(p, str(second), "d2.txt") == DRAAD_OK &&
                draad_project_code(p, &options) == DRAAD_OK &&
                draad_project_association(p, DRAAD_UNIT_SENTENCE, true, &pairs, &err) == DRAAD_OK;
    if (fine)
        *ncodings = draad_project_codings(p);
    draad_table_free(pairs);
    draad_project_free(p);
    return fine;
}

TEST(a_study_survives_every_failed_allocation)
{
    size_t expected = 0, found = 0;
    CHECK(study(&expected));
    CHECK_INT(expected, 3);
    for (size_t n = 0;; n += n < 200 ? 1 : 7) {
        shortage s = {n, false};
        draad_allocator allocator = {alloc, resize, release, &s};
        draad_set_allocator(&allocator);
        bool fine = study(&found);
        draad_set_allocator(NULL);
        CHECK(fine == !s.failed);
        if (!s.failed)
            break;
    }
    CHECK_INT(found, expected);
}

TEST(a_document_that_cannot_be_read_leaves_the_others)
{
    draad_project *p = draad_project_new(NULL);
    CHECK_INT(draad_project_add_codebook_bytes(p, str(book), "b.yaml"), DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(p, str("%PDF-1.4"), "nep.txt"), DRAAD_OK);
    CHECK_INT(draad_project_add_source_bytes(p, str(first), "d1.txt"), DRAAD_OK);
    CHECK_INT(draad_project_code(p, NULL), DRAAD_E_SOURCE);
    CHECK_INT(draad_project_documents(p), 1);
    draad_project_free(p);
}

TEST(documents_with_one_base_name_are_told_apart_by_their_folders)
{
    draad_project *p = draad_project_new(NULL);
    const char *names[] = {"west/anna.txt", "oost/anna.txt", "bram.txt"};
    for (size_t i = 0; i < 3; i++)
        CHECK_INT(draad_project_add_source_bytes(p, str(second), names[i]), DRAAD_OK);
    CHECK_INT(draad_project_read_sources(p), DRAAD_OK);
    CHECK_STR(draad_project_document(p, 0).id, "bram");
    CHECK_STR(draad_project_document(p, 1).id, "oost/anna");
    CHECK_STR(draad_project_document(p, 2).id, "west/anna");
    draad_project_free(p);
}

int main(void)
{
    return RUN(a_study_survives_every_failed_allocation, a_document_that_cannot_be_read_leaves_the_others,
               documents_with_one_base_name_are_told_apart_by_their_folders);
}
