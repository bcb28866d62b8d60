/* SPDX-License-Identifier: Apache-2.0
 * refi_check.c - a doctor for files of REFI-QDA: who made it, what is not as the standard asks, what would be lost.
 * Order, attributes and forms are looked at while reading; here, what only the whole can tell: references, positions,
 * texts.
 * Knows: what must lead where.  Does not know: elements. */
#include "exchange/refi_import.h"
#include "exchange/refi_package.h"

#include <stdio.h>

static const char *kind_name(dr_refi_kind kind)
{
    return kind == REFI_NOTE        ? "note"
           : kind == REFI_SOURCE    ? "source"
           : kind == REFI_SELECTION ? "selection"
           : kind == REFI_VARIABLE  ? "variable"
           : kind == REFI_USER      ? "user"
                                    : "code";
}

static void check_ref(dr_refi *r, draad_str target, dr_refi_kind expected, uint32_t line)
{
    const dr_refi_thing to = dr_refi_find(r, target);
    const bool source = expected == REFI_SOURCE && to.kind == REFI_MEDIA; /* a PDF is a source as well */
    if (to.kind == REFI_NONE)
        dr_refi_invalid(r, line, "the GUID %.*s stands for nothing in the file", DR_ARG(target));
    else if (expected != REFI_NONE && to.kind != expected && !source)
        dr_refi_invalid(r, line, "the GUID %.*s is that of something else than a %s", DR_ARG(target),
                        kind_name(expected));
}

static void check_references(dr_refi *r)
{
    for (size_t i = 0; i < r->refs.n; i++) {
        const dr_refi_ref *ref = &r->refs.at[i];
        check_ref(r, ref->target, ref->from.kind == REFI_CODING && ref->expects == REFI_NONE ? REFI_CODE : ref->expects,
                  ref->line);
    }
    for (size_t i = 0; i < r->codings.n; i++)
        if (r->codings.at[i].user.len > 0)
            check_ref(r, r->codings.at[i].user, REFI_USER, r->codings.at[i].line);
    for (size_t i = 0; i < r->selections.n; i++)
        if (r->selections.at[i].user.len > 0)
            check_ref(r, r->selections.at[i].user, REFI_USER, r->selections.at[i].line);
    for (size_t i = 0; i < r->links.n; i++) {
        if (r->links.at[i].origin.len > 0)
            check_ref(r, r->links.at[i].origin, REFI_NONE, r->links.at[i].line);
        if (r->links.at[i].target.len > 0)
            check_ref(r, r->links.at[i].target, REFI_NONE, r->links.at[i].line);
    }
}

static void check_sources(dr_refi *r)
{
    for (size_t i = 0; i < r->sources.n; i++) {
        const dr_refi_source *d = &r->sources.at[i];
        if (d->has_content && d->plain_path.len > 0)
            dr_refi_invalid(r, d->line, "a source has its text both in the project and as a file");
        else if (!d->has_content && d->plain_path.len == 0)
            dr_refi_invalid(r, d->line, "a source has no plain text");
    }
}

static void check_positions(dr_refi *r, const dr_refi_in *in)
{
    for (size_t i = 0; i < r->selections.n; i++)
        if (in->passages[i].start >= 0 && !in->passages[i].inside)
            dr_refi_invalid(r, r->selections.at[i].line, "a selection lies outside of its text");
        else if (r->selections.at[i].source != DRAAD_NONE && in->passages[i].start < 0 &&
                 in->doc_of[r->selections.at[i].source] != DRAAD_NONE && r->selections.at[i].from.len == 0)
            dr_refi_invalid(r, r->selections.at[i].line, "a selection has no usable positions");
}

static void fill_info(const dr_refi *r, draad_refi_info *out)
{
    const char *tool = dr_refi_tool_name(dr_refi_tool_of(r));
    const draad_str origin = dr_str_trim(r->origin);
    size_t nnotes = 0;
    for (size_t i = 0; i < r->sources.n; i++)
        nnotes += r->sources.at[i].is_note;
    *out = (draad_refi_info){.is_codebook = r->root == REFI_CODEBOOK,
                             .ncodes = r->codes.n,
                             .nsources = r->sources.n - nnotes,
                             .nselections = r->selections.n,
                             .ncodings = r->codings.n,
                             .nnotes = nnotes,
                             .ncases = r->cases.n,
                             .nvariables = r->variables.n,
                             .ninvalid = r->ninvalid};
    if (tool[0] != '\0' && !dr_str_is(origin, tool))
        snprintf(out->tool, sizeof out->tool, "%s (%.*s)", tool, origin.len < 80 ? (int)origin.len : 80, origin.data);
    else
        snprintf(out->tool, sizeof out->tool, "%.*s", origin.len < 100 ? (int)origin.len : 100, origin.data);
}

/* Makes the project in memory: what the import would say is what we want to know. */
static draad_status try_import(dr_refi *r, const draad_report *report, draad_error *err)
{
    dr_refi_in in = {.r = r, .tool = dr_refi_tool_of(r), .err = err, .p = draad_project_new(report)};
    draad_status s = in.p != NULL ? dr_refi_build(&in) : dr_no_memory(err);
    if (s == DRAAD_OK) {
        check_positions(r, &in);
        r->telling = false;
        dr_refi_tell_losses(&in);
    } else if (s == DRAAD_E_SOURCE || s == DRAAD_E_CODEBOOK || s == DRAAD_E_CASES) {
        dr_tell(report, DRAAD_WARNING, err); /* nothing of it could be imported */
        s = DRAAD_OK;
    }
    dr_refi_in_free(&in);
    return s;
}

draad_status draad_check_refi(const char *path, const draad_report *report, draad_refi_info *out, draad_error *err)
{
    dr_refi r;
    *out = (draad_refi_info){.tool = ""};
    draad_status s = dr_refi_read(path, true, report, &r, err);
    if (s != DRAAD_OK)
        return s;
    check_references(&r);
    check_sources(&r);
    if (r.root == REFI_PROJECT)
        s = try_import(&r, report, err);
    fill_info(&r, out);
    dr_refi_free(&r);
    return s;
}
