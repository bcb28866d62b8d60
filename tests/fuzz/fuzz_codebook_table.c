/* SPDX-License-Identifier: Apache-2.0
 * fuzz_codebook_table.c - any bytes as a codebook in CSV; what becomes a codebook becomes the same table again. */
#include "exchange/codebook_table.h"

static void put(void *ctx, draad_str text)
{
    dr_buf_put(ctx, text, NULL);
}

/* A table of the codebook, and the codebook of that table. */
static void turn_round(const dr_buf *yaml)
{
    dr_arena arena = {0};
    dr_buf csv = {0}, again = {0};
    draad_table *t = NULL;
    dr_csv table;
    if (dr_codebook_to_table(dr_buf_str(yaml), "fuzz", NULL, &t, NULL) != DRAAD_OK ||
        draad_table_write(t, DRAAD_TABLE_CSV, put, &csv, NULL) != DRAAD_OK ||
        dr_csv_read(dr_buf_str(&csv), "fuzz", &arena, &table, NULL) != DRAAD_OK ||
        dr_codebook_from_table(&table, "fuzz", NULL, &again, NULL) != DRAAD_OK)
        __builtin_trap();
    if (again.len != yaml->len || __builtin_memcmp(again.data, yaml->data, yaml->len) != 0)
        __builtin_trap();
    draad_table_free(t);
    dr_buf_free(&csv);
    dr_buf_free(&again);
    dr_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    dr_arena arena = {0};
    dr_buf yaml = {0};
    dr_csv table;
    if (dr_csv_read((draad_str){(const char *)data, n}, "fuzz", &arena, &table, NULL) == DRAAD_OK &&
        dr_codebook_from_table(&table, "fuzz", NULL, &yaml, NULL) == DRAAD_OK)
        turn_round(&yaml);
    dr_buf_free(&yaml);
    dr_arena_free(&arena);
    return 0;
}
