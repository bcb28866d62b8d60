/* SPDX-License-Identifier: Apache-2.0
 * speaker_labels.c - labels of speakers that a user gives: a CSV file with a label and a role on each line.
 * Knows: that file, roles.  Does not know: transcripts. */
#include "text/speaker_labels.h"
#include "base/faults.h"

#include "outside/csv.h"
#include "outside/file.h"

#include <string.h>

enum { BYTES_MAX = 1 << 20, LABELS_MAX = 10000, LABEL_MAX = 200 };

const char *dr_role_named(draad_str name)
{
    static const char *const roles[] = {"interviewer", "moderator", "respondent"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (dr_str_alike(name, dr_str_of(roles[i])))
            return roles[i];
    return NULL;
}

draad_status dr_speaker_labels_keep(dr_arena *arena, draad_read_options *options, draad_error *err)
{
    draad_speaker_label *kept = dr_arena_alloc(arena, (options->nlabels + 1) * sizeof *kept);
    if (kept == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < options->nlabels; i++) {
        const draad_speaker_label *l = &options->labels[i];
        kept[i].label = dr_arena_str(arena, dr_str_of(l->label)).data;
        kept[i].role = dr_role_named(dr_str_of(l->role));
        if (kept[i].label == NULL)
            return dr_no_memory(err);
        if (kept[i].role == NULL)
            return dr_fail(err, DRAAD_E_USAGE, dr_place_of(NULL),
                           "the role %s is not known; expected interviewer, moderator or respondent", l->role);
    }
    options->labels = kept;
    return DRAAD_OK;
}

/* ---- The file --------------------------------------------------------------------------------------------- */

typedef struct reader {
    dr_faults faults;
    draad_speaker_labels *out;
} reader;

#define TELL(r, line, ...) dr_fault(&(r)->faults, line, 0, __VA_ARGS__)

static draad_status take_row(reader *r, const dr_csv_row *row, uint32_t label_at, uint32_t role_at, draad_error *err)
{
    draad_str label = dr_csv_cell(row, label_at), role = dr_csv_cell(row, role_at);
    const char *named = role.len > 0 ? dr_role_named(role) : "respondent";
    if (named == NULL)
        TELL(r, row->line, "the role %.*s is not known; expected interviewer, moderator or respondent", DR_ARG(role));
    else if (label.len == 0 || label.len > LABEL_MAX)
        TELL(r, row->line, "no label in this row, or one of more than %d bytes", (int)LABEL_MAX);
    if (named == NULL || label.len == 0 || label.len > LABEL_MAX)
        return DRAAD_OK;
    char *kept = dr_alloc_zero(label.len + 1, 1);
    if (kept == NULL)
        return dr_no_memory(err);
    memcpy(kept, label.data, label.len);
    if (label.data[label.len - 1] == ':')
        kept[label.len - 1] = '\0';
    r->out->at[r->out->n++] = (draad_speaker_label){kept, named};
    return DRAAD_OK;
}

static draad_status read_rows(reader *r, const dr_csv *csv, draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint32_t label_at = csv->nrows > 0 ? dr_csv_column(&csv->rows[0], "label", "spreker") : DRAAD_NONE;
    uint32_t role_at = csv->nrows > 0 ? dr_csv_column(&csv->rows[0], "role", "rol") : DRAAD_NONE;
    if (label_at == DRAAD_NONE) {
        TELL(r, 1, "no column label; the first line must name the columns: label, role");
        return DRAAD_OK;
    }
    if (csv->nrows > LABELS_MAX)
        return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(r->faults.name), "more than %d rows", LABELS_MAX);
    r->out->at = dr_alloc_zero(csv->nrows, sizeof *r->out->at);
    if (r->out->at == NULL)
        return dr_no_memory(err);
    for (size_t i = 1; i < csv->nrows && s == DRAAD_OK; i++)
        s = take_row(r, &csv->rows[i], label_at, role_at, err);
    return s;
}

draad_status draad_speaker_labels_read(const char *path, const draad_report *report, draad_speaker_labels *out)
{
    dr_buf bytes = {0};
    dr_arena arena = {0};
    dr_csv csv = {0};
    draad_error err;
    reader r = {.faults = {report, path, DRAAD_ERROR, DRAAD_E_CASES, 0}, .out = out};
    *out = (draad_speaker_labels){0};
    draad_status s = dr_file_read(path, BYTES_MAX, &bytes, &err);
    if (s == DRAAD_OK)
        s = dr_csv_read(dr_buf_str(&bytes), path, &arena, &csv, &err);
    if (s == DRAAD_OK)
        s = read_rows(&r, &csv, &err);
    if (s != DRAAD_OK)
        dr_tell(report, DRAAD_ERROR, &err);
    s = dr_faults_end(&r.faults, s);
    if (s != DRAAD_OK)
        draad_speaker_labels_free(out);
    dr_arena_free(&arena);
    dr_buf_free(&bytes);
    return s;
}

void draad_speaker_labels_free(draad_speaker_labels *labels)
{
    for (size_t i = 0; i < labels->n; i++)
        dr_free((void *)labels->at[i].label);
    dr_free(labels->at);
    *labels = (draad_speaker_labels){0};
}
