/* SPDX-License-Identifier: Apache-2.0
 * page.c - a result folder becomes a page to look at: report.html, and for a large study linked files beside it.
 * The same result gives the same bytes: there is no clock, path or name of a user in it.
 * Knows: which sections there are and into which file they go.  Does not know: what stands in them. */
#include "exchange/page.h"
#include "exchange/result.h"
#include "outside/file.h"

#include <stdio.h>
#include <string.h>

/* ---- A file -------------------------------------------------------------------------------------------------------
 */

static void begin_file(dr_page *pg, dr_buf *out, draad_str title)
{
    out->len = 0;
    pg->h = (dr_html){.out = out};
    dr_html_begin(&pg->h);
    dr_html_open(&pg->h, "html", NULL);
    dr_html_put(&pg->h, "lang", SAY("en", "nl"));
    dr_html_open(&pg->h, "head", NULL);
    dr_html_open(&pg->h, "meta", NULL);
    dr_html_put(&pg->h, "charset", DR_STR("utf-8"));
    dr_html_close(&pg->h);
    dr_page_style(&pg->h);
    dr_html_open(&pg->h, "meta", NULL);
    dr_html_put(&pg->h, "name", DR_STR("viewport"));
    dr_html_put(&pg->h, "content", DR_STR("width=device-width, initial-scale=1"));
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "meta", NULL);
    dr_html_put(&pg->h, "name", DR_STR("generator"));
    dr_html_put(&pg->h, "content", DR_STR("draad " DRAAD_VERSION));
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "title", NULL);
    dr_html_text(&pg->h, title);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "body", pg->here == DR_PAGE_MAIN ? "whole" : NULL);
    dr_html_put(&pg->h, "data-show", SAY("Show only what contains", "Toon alleen waar dit in staat:"));
    dr_html_put(&pg->h, "data-sort", SAY("Sort", "Sorteer"));
}

static void end_file(dr_page *pg)
{
    dr_html_open(&pg->h, "footer", NULL);
    dr_html_open(&pg->h, "p", NULL);
    dr_html_text(&pg->h, SAY("Made by Draad " DRAAD_VERSION ". This page asks nothing of the internet.",
                             "Gemaakt door Draad " DRAAD_VERSION ". Deze pagina vraagt niets van het internet."));
    if (dr_page_quotes(pg))
        dr_html_text(&pg->h, SAY(" It holds what people said: keep it where you keep the interviews.",
                                 " Er staat in wat mensen zeiden: bewaar haar waar u de interviews bewaart."));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_page_script(&pg->h);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

/* ---- The page itself ----------------------------------------------------------------------------------------------
 */

static void put_way(dr_page *pg, const char *id, draad_str name)
{
    dr_html_open(&pg->h, "li", NULL);
    dr_html_open(&pg->h, "a", NULL);
    dr_html_putf(&pg->h, "href", "#%s", id);
    dr_html_text(&pg->h, name);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_nav(dr_page *pg)
{
    dr_html_open(&pg->h, "nav", NULL);
    dr_html_put(&pg->h, "aria-label", SAY("On this page", "Op deze pagina"));
    dr_html_open(&pg->h, "div", NULL);
    dr_html_open(&pg->h, "ol", NULL);
    put_way(pg, "done", SAY("What was done", "Wat er gedaan is"));
    put_way(pg, "codes", SAY("Codes", "Codes"));
    put_way(pg, "pairs", SAY("Codes together", "Codes samen"));
    if (pg->groups != NULL)
        put_way(pg, "groups", SAY("Codes by group", "Codes per groep"));
    put_way(pg, "salience", SAY("How widely shared", "Hoe breed gedeeld"));
    if (pg->o->lens != NULL)
        put_way(pg, "lens", SAY("A lens", "Een lens"));
    if (pg->o->phases != NULL)
        put_way(pg, "phases", SAY("Phases of the story", "Fasen van het verhaal"));
    put_way(pg, "saturation", SAY("Saturation", "Verzadiging"));
    put_way(pg, "speakers", SAY("Who speaks how much", "Wie praat hoeveel"));
    if (!pg->split)
        put_way(pg, "passages", SAY("Code by code", "Code voor code"));
    put_way(pg, "documents", SAY("Documents", "Documenten"));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

static void put_header(dr_page *pg)
{
    dr_html_open(&pg->h, "a", "skip");
    dr_html_put(&pg->h, "href", DR_STR("#main"));
    dr_html_text(&pg->h, SAY("To the content", "Naar de inhoud"));
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "header", NULL);
    dr_html_open(&pg->h, "h1", NULL);
    dr_page_name(pg, dr_buf_str(&pg->title));
    dr_html_close(&pg->h);
    dr_page_paragraph(pg, "quiet", SAY("Report of a coding", "Verslag van een codering"));
    dr_html_close(&pg->h);
}

static void make_main(dr_page *pg, dr_buf *out)
{
    begin_file(pg, out, dr_buf_str(&pg->title));
    put_header(pg);
    put_nav(pg);
    dr_html_open(&pg->h, "main", NULL);
    dr_html_put(&pg->h, "id", DR_STR("main"));
    dr_page_done(pg);
    dr_page_codes(pg);
    dr_page_pairs(pg);
    dr_page_groups(pg);
    dr_page_salience(pg);
    dr_page_lens(pg);
    dr_page_phases(pg);
    dr_page_saturation(pg);
    dr_page_speakers(pg);
    if (!pg->split) {
        dr_page_section(pg, "passages", SAY("Code by code", "Code voor code"));
        for (uint32_t i = 0; i < pg->p->codes.n; i++)
            if (pg->shown[i])
                dr_page_code(pg, i);
        dr_html_close(&pg->h);
    }
    dr_page_section(pg, "documents", SAY("Documents", "Documenten"));
    dr_page_documents(pg);
    for (uint32_t i = 0; !pg->split && i < pg->p->ndocuments; i++)
        dr_page_document(pg, i);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    end_file(pg);
}

/* ---- Files beside it ----------------------------------------------------------------------------------------------
 */

static void put_back(dr_page *pg, const char *id, draad_str name)
{
    dr_html_open(&pg->h, "li", NULL);
    dr_page_link_main(pg, id);
    dr_html_text(&pg->h, name);
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
}

/* The file of one code or document. */
static void make_part(dr_page *pg, dr_page_file file, uint32_t index, dr_buf *out)
{
    pg->here = file;
    pg->here_index = index;
    begin_file(pg, out, file == DR_PAGE_CODE ? pg->p->codes.at[index].code->label : pg->p->documents[index].id);
    dr_html_open(&pg->h, "nav", NULL);
    dr_html_put(&pg->h, "aria-label", SAY("Back", "Terug"));
    dr_html_open(&pg->h, "ol", NULL);
    put_back(pg, "main", dr_buf_str(&pg->title));
    put_back(pg, "codes", SAY("Codes", "Codes"));
    put_back(pg, "documents", SAY("Documents", "Documenten"));
    dr_html_close(&pg->h);
    dr_html_close(&pg->h);
    dr_html_open(&pg->h, "main", NULL);
    if (file == DR_PAGE_CODE)
        dr_page_code(pg, index);
    else
        dr_page_document(pg, index);
    dr_html_close(&pg->h);
    end_file(pg);
    pg->here = DR_PAGE_MAIN;
}

static draad_status status_of(const dr_page *pg)
{
    return pg->h.status == DRAAD_E_MEMORY ? dr_no_memory(pg->err) : pg->h.status;
}

static draad_status write_part(dr_page *pg, dr_page_file file, uint32_t index, dr_folder *folder, dr_buf *out)
{
    char name[DR_PAGE_NAME];
    make_part(pg, file, index, out);
    dr_page_file_name(file, index, name);
    const draad_status s = status_of(pg);
    return s == DRAAD_OK ? dr_folder_write(folder, name, dr_buf_str(out), pg->err) : s;
}

static draad_status write_parts(dr_page *pg, const char *path, bool force)
{
    dr_folder *folder = NULL;
    dr_buf out = {0};
    char mark[DR_PAGE_NAME];
    dr_page_file_name(DR_PAGE_DOCUMENT, 0, mark);
    draad_status s = dr_folder_new(path, mark, force, &folder, pg->err);
    for (uint32_t i = 0; s == DRAAD_OK && i < pg->p->codes.n; i++)
        if (pg->shown[i])
            s = write_part(pg, DR_PAGE_CODE, i, folder, &out);
    for (uint32_t i = 0; s == DRAAD_OK && i < pg->p->ndocuments; i++)
        s = write_part(pg, DR_PAGE_DOCUMENT, i, folder, &out);
    dr_buf_free(&out);
    if (s == DRAAD_OK)
        return dr_folder_commit(folder, pg->err);
    dr_folder_abandon(folder);
    return s;
}

/* "code-3.html", "document-12.html": a name of ours. */
static bool is_part(const char *name)
{
    const size_t kind = strncmp(name, "code-", 5) == 0 ? 5 : strncmp(name, "document-", 9) == 0 ? 9 : 0;
    const size_t digits = strspn(name + kind, "0123456789");
    return kind > 0 && digits > 0 && strcmp(name + kind + digits, ".html") == 0;
}

/* ---- All ----------------------------------------------------------------------------------------------------------
 */

static bool speaks_dutch(const draad_project *p, const draad_page_options *o)
{
    if (o->language != NULL)
        return strcmp(o->language, "nl") == 0;
    return p->codebooks.n == 0 || dr_str_is(p->codebooks.at[0]->language, "nl");
}

/* "report.html" and "report_files", with the folders before them as far as `path` has them. */
static draad_status name_files(dr_page *pg, const char *path, dr_buf *folder)
{
    const draad_str base = dr_base_name(dr_str_of(path));
    const size_t len = strlen(path), cut = base.len > 5 && strcmp(path + len - 5, ".html") == 0 ? 5 : 0;
    draad_status s = dr_buf_put(folder, (draad_str){path, len - cut}, pg->err);
    if (s == DRAAD_OK)
        s = dr_buf_put(folder, (draad_str){"_files", 7}, pg->err); /* with the zero byte */
    if (s == DRAAD_OK) {
        pg->main_name = path + (len - base.len);
        pg->folder_name = folder->data + (len - base.len);
    }
    return s;
}

static draad_status make(dr_page *pg, const char *path, const draad_report *report)
{
    const bool force = pg->o->path == NULL || pg->o->force;
    dr_buf out = {0}, folder = {0};
    draad_status s = dr_page_gather(pg);
    if (s == DRAAD_OK)
        s = dr_page_find_texts(pg, report);
    if (s == DRAAD_OK)
        s = dr_page_find_meetings(pg);
    if (s == DRAAD_OK) {
        pg->split = dr_page_is_large(pg);
        s = name_files(pg, path, &folder);
    }
    if (s == DRAAD_OK && !force && dr_file_exists(path))
        s = dr_fail(pg->err, DRAAD_E_USAGE, dr_place_of(path),
                    "is there already; give another name, or replace it (--force)");
    if (s == DRAAD_OK)
        s = dr_page_title(pg);
    if (s == DRAAD_OK && pg->split)
        s = write_parts(pg, folder.data, force);
    if (s == DRAAD_OK) {
        make_main(pg, &out);
        s = status_of(pg);
    }
    if (s == DRAAD_OK)
        s = dr_file_write(path, dr_buf_str(&out), force, pg->err);
    if (s == DRAAD_OK && force && !pg->split) /* those of the page that was there */
        s = dr_folder_clear(folder.data, is_part, pg->err);
    dr_buf_free(&folder);
    dr_buf_free(&out);
    return s;
}

/* In a result folder lies what belongs to it: of pages report.html alone. */
static draad_status check_place(const char *dir, const char *path, draad_error *err)
{
    const draad_str base = dr_base_name(dr_str_of(path));
    dr_buf inside = {0}, parent = {0}, name = {0};
    draad_status s = dr_buf_put(&name, (draad_str){path, strlen(path) - base.len}, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&name, name.len == 0 ? (draad_str){"./", 3} : (draad_str){"", 1}, err); /* with the zero byte */
    if (s == DRAAD_OK)
        s = dr_file_absolute(dir, &inside, err);
    const draad_status there = s == DRAAD_OK ? dr_file_absolute(name.data, &parent, NULL) : s;
    if (there == DRAAD_E_MEMORY)
        s = dr_no_memory(err);
    if (s == DRAAD_OK && there == DRAAD_OK) { /* else writing says what is wrong */
        const bool within = parent.len >= inside.len && memcmp(parent.data, inside.data, inside.len) == 0 &&
                            (parent.len == inside.len || parent.data[inside.len] == '/');
        if (within && (parent.len > inside.len || !dr_str_is(base, DR_REPORT_NAME)))
            s = dr_fail(err, DRAAD_E_USAGE, dr_place_of(path),
                        "is inside the result folder, which holds nothing but what belongs to it; give a name outside "
                        "of it, or report.html");
    }
    dr_buf_free(&inside);
    dr_buf_free(&parent);
    dr_buf_free(&name);
    return s;
}

/* Warnings about a codebook were told when it was applied: they are not told again. */
static void tell_errors(void *ctx, draad_severity severity, const draad_error *message)
{
    if (severity == DRAAD_ERROR)
        dr_tell(ctx, severity, message);
}

draad_status draad_write_page(const char *dir, const draad_page_options *options, const draad_report *report,
                              draad_error *err)
{
    static const draad_page_options defaults = {.quotes = DRAAD_QUOTES_FULL};
    draad_project *p = NULL;
    dr_manifest m = {0};
    dr_buf path = {0};
    dr_page pg = {.m = &m, .dir = dir, .o = options != NULL ? options : &defaults, .err = err};
    draad_report whole = report != NULL ? *report : (draad_report){0};
    const draad_report errors = {tell_errors, &whole};
    draad_status s = dr_result_manifest(dir, &m, err);
    if (s == DRAAD_OK && pg.o->path != NULL)
        s = check_place(dir, pg.o->path, err);
    if (s == DRAAD_OK)
        s = draad_project_load_matches(dir, &errors, &p, err);
    if (s == DRAAD_OK)
        s = pg.o->path != NULL ? dr_buf_printf(&path, err, "%s", pg.o->path)
                               : dr_buf_printf(&path, err, "%s/" DR_REPORT_NAME, dir);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(&path, '\0', err);
    if (s == DRAAD_OK) {
        pg.p = p;
        pg.dutch = speaks_dutch(p, pg.o);
        pg.quotes = pg.o->quotes;
        s = make(&pg, path.data, report);
    }
    dr_page_free(&pg);
    dr_buf_free(&path);
    dr_manifest_free(&m);
    draad_project_free(p);
    return s;
}
