/* SPDX-License-Identifier: Apache-2.0
 * fuzz_csv.c - any bytes as CSV and as a cases file; what was read and written again reads the same. */
#include "coding/cases.h"
#include "outside/csv.h"

#include <stdlib.h>

static void same(const dr_csv *a, const dr_csv *b)
{
    if (a->nrows != b->nrows)
        abort();
    for (size_t i = 0; i < a->nrows; i++) {
        if (a->rows[i].n != b->rows[i].n)
            abort();
        for (size_t k = 0; k < a->rows[i].n; k++)
            if (!dr_str_equal(a->rows[i].cells[k], b->rows[i].cells[k]))
                abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    draad_str bytes = {(const char *)data, n};
    dr_arena arena = {0};
    dr_csv first, second;
    dr_cases cases;
    dr_buf out = {0};
    if (dr_csv_read(bytes, "fuzz", &arena, &first, NULL) == DRAAD_OK) {
        dr_csv_writer w = {.out = &out};
        /* A first row of its own settles the separator and stands before a cell that begins like a mark. */
        for (int i = 0; i < 2; i++)
            dr_csv_str(&w, DR_STR("x"));
        dr_csv_end(&w);
        for (size_t i = 0; i < first.nrows; i++) {
            for (size_t k = 0; k < first.rows[i].n; k++)
                dr_csv_str(&w, first.rows[i].cells[k]);
            dr_csv_end(&w);
        }
        if (w.status != DRAAD_OK || dr_csv_read(dr_buf_str(&out), "again", &arena, &second, NULL) != DRAAD_OK)
            abort();
        second.rows++;
        second.nrows--;
        same(&first, &second);
    }
    if (dr_cases_read(bytes, "fuzz", NULL, &cases) == DRAAD_OK) {
        for (size_t i = 0; i < cases.nrows && i < 100; i++)
            if (dr_cases_find(&cases, cases.rows[i].document, cases.rows[i].speaker) != &cases.rows[i])
                abort();
        dr_cases_free(&cases);
    }
    dr_buf_free(&out);
    dr_arena_free(&arena);
    return 0;
}
