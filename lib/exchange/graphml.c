/* SPDX-License-Identifier: Apache-2.0
 * graphml.c - the network of codes: a node a code, an edge a pair that occurs together.
 * Source: the GraphML primer (http://graphml.graphdrawing.org/primer/graphml-primer.html).  What is undefined has no
 * data element: that is how the format says so.
 * Knows: counts and measures of pairs.  Does not know: how they are computed. */
#include "analysis/counts.h"
#include "base/utf8.h"
#include "exchange/export.h"
#include "outside/file.h"

#include <math.h>
#include <stdio.h>

/* Text inside an element or an attribute.  XML 1.0 has no control characters. */
static draad_status put_xml(draad_str text, dr_buf *out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    uint32_t cp = 0;
    for (size_t at = 0, len; s == DRAAD_OK && at < text.len; at += len) {
        if ((len = dr_utf8_decode(text.data + at, text.len - at, &cp)) == 0)
            len = 1, cp = 0xFFFD;
        if (cp == '<' || cp == '>' || cp == '&' || cp == '"')
            s = dr_buf_printf(out, err, "&#%u;", (unsigned)cp);
        else if (cp == '\n' || cp == '\t' || cp == '\r')
            s = dr_buf_printf(out, err, "&#%u;", (unsigned)cp);
        else
            s = dr_buf_put_cp(out, cp < 0x20 || cp == 0xFFFE || cp == 0xFFFF ? 0xFFFD : cp, err);
    }
    return s;
}

static draad_status put_text(const char *key, draad_str text, dr_buf *out, draad_error *err)
{
    draad_status s = dr_buf_printf(out, err, "<data key=\"%s\">", key);
    if (s == DRAAD_OK)
        s = put_xml(text, out, err);
    return s == DRAAD_OK ? dr_buf_put(out, DR_STR("</data>"), err) : s;
}

static draad_status put_number(const char *key, double value, dr_buf *out, draad_error *err)
{
    if (!isfinite(value))
        return DRAAD_OK;
    draad_status s = dr_buf_printf(out, err, "<data key=\"%s\">", key);
    if (s == DRAAD_OK)
        s = dr_put_real(out, value, err);
    return s == DRAAD_OK ? dr_buf_put(out, DR_STR("</data>"), err) : s;
}

/* ---- Keys: an id, whose it is, its type ------------------------------------------------------------------- */

static draad_status put_key(const char *of, const char *name, const char *type, dr_buf *out, draad_error *err)
{
    return dr_buf_printf(out, err, "  <key id=\"%s_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", of, name, of,
                         name, type);
}

static draad_status put_keys(const draad_table *pairs, dr_buf *out, draad_error *err)
{
    static const char *const keys[][3] = {
        {"graph", "unit", "string"}, {"graph", "n", "long"},       {"graph", "made_by", "string"},
        {"node", "label", "string"}, {"node", "parent", "string"}, {"node", "level", "int"},
        {"node", "segments", "int"}, {"node", "documents", "int"}, {"node", "cases", "int"},
        {"node", "words", "long"},   {"edge", "weight", "double"}};
    draad_status s = DRAAD_OK;
    for (size_t i = 0; s == DRAAD_OK && i < sizeof keys / sizeof *keys; i++)
        s = put_key(keys[i][0], keys[i][1], keys[i][2], out, err);
    for (size_t k = 0; s == DRAAD_OK && k < draad_table_columns(pairs); k++)
        s = put_key("edge", draad_table_column_name(pairs, k).data, "double", out, err);
    return s;
}

/* ---- Nodes and edges -------------------------------------------------------------------------------------- */

static draad_status put_node(const draad_project *p, size_t i, const dr_code_counts *n, dr_buf *out, draad_error *err)
{
    const dr_project_code *c = &p->codes.at[i];
    draad_status s = dr_buf_put(out, DR_STR("    <node id=\""), err);
    if (s == DRAAD_OK)
        s = put_xml(c->id, out, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(out, DR_STR("\">"), err);
    if (s == DRAAD_OK)
        s = put_text("node_label", c->code->label, out, err);
    if (s == DRAAD_OK && c->parent != DRAAD_NONE)
        s = put_text("node_parent", p->codes.at[c->parent].id, out, err);
    const struct {
        const char *key;
        double value;
    } numbers[] = {{"node_level", c->level},
                   {"node_segments", n->nsegments},
                   {"node_documents", n->ndocuments},
                   {"node_cases", n->ncases},
                   {"node_words", (double)n->nwords}};
    for (size_t k = 0; s == DRAAD_OK && k < sizeof numbers / sizeof *numbers; k++)
        s = put_number(numbers[k].key, numbers[k].value, out, err);
    return s == DRAAD_OK ? dr_buf_put(out, DR_STR("</node>\n"), err) : s;
}

static draad_status put_edge(const draad_project *p, const draad_table *pairs, size_t row, size_t a, size_t b,
                             dr_buf *out, draad_error *err)
{
    char key[64];
    draad_status s = dr_buf_put(out, DR_STR("    <edge source=\""), err);
    if (s == DRAAD_OK)
        s = put_xml(p->codes.at[a].id, out, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(out, DR_STR("\" target=\""), err);
    if (s == DRAAD_OK)
        s = put_xml(p->codes.at[b].id, out, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(out, DR_STR("\">"), err);
    if (s == DRAAD_OK)
        s = put_number("edge_weight", draad_table_value(pairs, row, 0), out, err);
    for (size_t k = 0; s == DRAAD_OK && k < draad_table_columns(pairs); k++) {
        snprintf(key, sizeof key, "edge_%s", draad_table_column_name(pairs, k).data);
        s = put_number(key, draad_table_value(pairs, row, k), out, err);
    }
    return s == DRAAD_OK ? dr_buf_put(out, DR_STR("</edge>\n"), err) : s;
}

static draad_status put_graph(const draad_project *p, draad_unit unit, const draad_table *pairs, dr_buf *out,
                              draad_error *err)
{
    dr_code_counts *counts = NULL;
    size_t row = 0;
    draad_status s = dr_counts_of(p, &counts, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(out, DR_STR("  <graph id=\"codes\" edgedefault=\"undirected\">\n    "), err);
    if (s == DRAAD_OK)
        s = put_text("graph_unit", dr_str_of(draad_unit_name(unit)), out, err);
    if (s == DRAAD_OK && draad_table_rows(pairs) > 0)
        s = put_number("graph_n", draad_table_value(pairs, 0, 4), out, err);
    if (s == DRAAD_OK)
        s = put_text("graph_made_by", DR_STR("draad " DRAAD_VERSION), out, err);
    if (s == DRAAD_OK)
        s = dr_buf_put_char(out, '\n', err);
    for (size_t i = 0; s == DRAAD_OK && i < p->codes.n; i++)
        s = put_node(p, i, &counts[i], out, err);
    for (size_t a = 0; s == DRAAD_OK && a < p->codes.n; a++)
        for (size_t b = a + 1; s == DRAAD_OK && b < p->codes.n; b++, row++)
            if (draad_table_value(pairs, row, 0) > 0) /* n11 is the first column */
                s = put_edge(p, pairs, row, a, b, out, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(out, DR_STR("  </graph>\n</graphml>\n"), err);
    dr_free(counts);
    return s;
}

draad_status draad_export_graphml(const draad_project *p, const char *path, const draad_export_options *options,
                                  draad_error *err)
{
    static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    const draad_export_options o = dr_export_options(options);
    draad_table *pairs = NULL;
    dr_buf out = {0};
    draad_status s = dr_project_has_codings(p, err);
    if (s == DRAAD_OK)
        s = draad_project_association(p, o.unit, o.tests_always, &pairs, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&out, dr_str_of(head), err);
    if (s == DRAAD_OK)
        s = put_keys(pairs, &out, err);
    if (s == DRAAD_OK)
        s = put_graph(p, o.unit, pairs, &out, err);
    if (s == DRAAD_OK)
        s = dr_file_write(path, dr_buf_str(&out), o.force, err);
    draad_table_free(pairs);
    dr_buf_free(&out);
    return s;
}
