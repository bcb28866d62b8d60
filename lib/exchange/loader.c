/* SPDX-License-Identifier: Apache-2.0
 * loader.c - a result folder while it is read: one table after another.
 * Knows: tables as Draad writes them.  Does not know: what their columns mean. */
#include "exchange/loader.h"

#include <stdio.h>
#include <string.h>

draad_status dr_loader_refuse(const dr_loader *l, const dr_csv_row *row)
{
    char place[1024];
    snprintf(place, sizeof place, "%s/%s", l->dir, l->name);
    return dr_fail(l->err, DRAAD_E_USAGE, (dr_place){place, row != NULL ? row->line : 1, 0},
                   "is no table as Draad writes it");
}

static void take_guards_off(dr_loader *l)
{
    for (size_t i = 0; i < l->table.nrows; i++)
        for (size_t k = 0; k < l->table.rows[i].n; k++) {
            draad_str *cell = &l->table.rows[i].cells[k];
            if (cell->len > 1 && cell->data[0] == '\'' && strchr("=+-@\t\r", cell->data[1]) != NULL)
                *cell = (draad_str){cell->data + 1, cell->len - 1};
        }
}

draad_status dr_loader_open(dr_loader *l, const char *name, const char *const *titles, uint32_t *columns)
{
    dr_buf bytes = {0};
    l->name = name;
    draad_status s = dr_result_read(l->dir, name, &bytes, l->err);
    if (s == DRAAD_OK)
        s = dr_csv_read(dr_buf_str(&bytes), name, &l->arena, &l->table, l->err);
    dr_buf_free(&bytes);
    if (s == DRAAD_OK && l->guarded)
        take_guards_off(l);
    if ((s == DRAAD_OK && l->table.nrows == 0) || s == DRAAD_E_CASES)
        s = dr_loader_refuse(l, NULL);
    for (size_t i = 0; s == DRAAD_OK && titles[i] != NULL; i++)
        if ((columns[i] = dr_csv_column(&l->table.rows[0], titles[i], titles[i])) == DRAAD_NONE)
            s = dr_loader_refuse(l, NULL);
    for (size_t i = 1; s == DRAAD_OK && i < l->table.nrows; i++)
        if (l->table.rows[i].n != l->table.rows[0].n) /* a cell is lost */
            s = dr_loader_refuse(l, &l->table.rows[i]);
    return s;
}

void dr_loader_close(dr_loader *l)
{
    dr_arena_free(&l->arena);
    l->table = (dr_csv){0};
}

draad_status dr_loader_rows(dr_loader *l, draad_status s, const uint32_t *columns, dr_row_loader *load)
{
    for (size_t i = 1; s == DRAAD_OK && i < l->table.nrows; i++)
        s = load(l, &l->table.rows[i], columns);
    dr_loader_close(l);
    return s;
}

dr_coded *dr_loader_document(const dr_loader *l, draad_str id)
{
    const uint32_t i = dr_map_find(&l->documents, id);
    return i != DRAAD_NONE ? &l->p->documents[i] : NULL;
}

void dr_loader_free(dr_loader *l)
{
    dr_map_free(&l->documents);
    dr_map_free(&l->codes);
    dr_map_free(&l->coding_ids);
    dr_arena_free(&l->ids);
    dr_vec_free(&l->loaded);
    dr_arena_free(&l->arena);
}
