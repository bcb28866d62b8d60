/* SPDX-License-Identifier: Apache-2.0
 * refi_write_cases.c - cases and attributes as Cases, Variables and Sets.
 * Programs differ in where they look: MAXQDA reads values at a source, Quirkos and NVivo at a case, ATLAS.ti only knows
 * groups.  So a value stands at the source, at its case when all sources of the case agree, and as a Set.
 * Knows: rows of the cases.  Does not know: texts, codings. */
#include "exchange/refi_write.h"

#include <math.h>
#include <stdio.h>

enum { SET_VALUES_MAX = 20 }; /* of an attribute: with more it is no grouping */

/* ---- Values ------------------------------------------------------------------------------------------- */

/* What a row says in a column; `room` holds it when it is a number. */
static draad_str value_of(const dr_case_row *row, const dr_refi_column *column, char room[32])
{
    if (row == NULL)
        return (draad_str){"", 0};
    if (column->attribute == DR_REFI_ROLE)
        return row->role;
    if (column->attribute != DR_REFI_ORDER)
        return row->values[column->attribute];
    if (isnan(row->order))
        return (draad_str){"", 0};
    snprintf(room, 32, "%.15g", row->order);
    return dr_str_of(room);
}

/* A whole number as everybody writes it: what is read back is the same text. */
static bool is_integer(draad_str s)
{
    const size_t sign = s.len > 1 && s.data[0] == '-';
    if (s.len == sign || s.len > 15 || (s.data[sign] == '0' && s.len > 1))
        return false;
    for (size_t i = sign; i < s.len; i++)
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
    return true;
}

/* Takes a column; one of Draad's own only when a row says something in it. */
static draad_status add_column(dr_refi_out *o, draad_str name, size_t attribute)
{
    dr_refi_column column = {name, attribute, true};
    char room[32];
    bool used = false;
    for (size_t i = 0; i < o->p->cases.nrows; i++) {
        const draad_str value = value_of(&o->p->cases.rows[i], &column, room);
        used = used || value.len > 0;
        column.integer = column.integer && (value.len == 0 || is_integer(value));
    }
    column.integer = column.integer && used;
    if (!used && attribute >= DR_REFI_ROLE)
        return DRAAD_OK;
    dr_refi_column *slot = dr_vec_push(&o->columns);
    if (slot == NULL)
        return dr_no_memory(o->err);
    *slot = column;
    return DRAAD_OK;
}

draad_status dr_refi_find_columns(dr_refi_out *o)
{
    draad_status s = add_column(o, DR_STR("role"), DR_REFI_ROLE);
    if (s == DRAAD_OK)
        s = add_column(o, DR_STR("order"), DR_REFI_ORDER);
    for (size_t i = 0; s == DRAAD_OK && i < o->p->cases.nattributes; i++)
        s = add_column(o, o->p->cases.attributes[i], i);
    return s;
}

static draad_str variable_guid(dr_refi_out *o, const dr_refi_column *column)
{
    return dr_refi_guid(o, "variable", &column->name, 1);
}

void dr_refi_write_variables(dr_refi_out *o)
{
    if (o->columns.n == 0)
        return;
    dr_xml_open(&o->xml, "Variables");
    for (size_t i = 0; i < o->columns.n; i++) {
        dr_xml_open(&o->xml, "Variable");
        dr_refi_put_guid(o, "guid", variable_guid(o, &o->columns.at[i]));
        dr_xml_put(&o->xml, "name", o->columns.at[i].name);
        dr_xml_put(&o->xml, "typeOfVariable", dr_str_of(o->columns.at[i].integer ? "Integer" : "Text"));
        dr_xml_close(&o->xml);
    }
    dr_xml_close(&o->xml);
}

static void put_value(dr_refi_out *o, const dr_refi_column *column, draad_str value)
{
    if (value.len == 0)
        return;
    dr_xml_open(&o->xml, "VariableValue");
    dr_xml_open(&o->xml, "VariableRef");
    dr_refi_put_guid(o, "targetGUID", variable_guid(o, column));
    dr_xml_close(&o->xml);
    dr_xml_leaf(&o->xml, column->integer ? "IntegerValue" : "TextValue", value);
    dr_xml_close(&o->xml);
}

void dr_refi_write_values(dr_refi_out *o, const dr_case_row *row)
{
    char room[32];
    for (size_t i = 0; row != NULL && i < o->columns.n; i++)
        put_value(o, &o->columns.at[i], value_of(row, &o->columns.at[i], room));
}

/* ---- Cases -------------------------------------------------------------------------------------------- */

static const dr_case_row *row_of(const draad_project *p, size_t document)
{
    return dr_cases_find(&p->cases, p->documents[document].id, (draad_str){"", 0});
}

static bool is_of_case(const dr_case_row *row, draad_str id)
{
    return row != NULL && dr_str_equal(row->case_id, id);
}

/* Values in which all documents of a case agree. */
static void put_common_values(dr_refi_out *o, draad_str id)
{
    for (size_t k = 0; k < o->columns.n; k++) {
        const dr_refi_column *column = &o->columns.at[k];
        char room[32], other[32];
        const dr_case_row *first = NULL;
        bool agree = column->attribute < DR_REFI_ROLE;
        for (size_t i = 0; agree && i < o->p->ndocuments; i++) {
            const dr_case_row *row = row_of(o->p, i);
            if (!is_of_case(row, id))
                continue;
            first = first != NULL ? first : row;
            agree = dr_str_equal(value_of(first, column, room), value_of(row, column, other));
        }
        if (agree && first != NULL)
            put_value(o, column, value_of(first, column, room));
    }
}

static void put_ref(dr_refi_out *o, const char *element, draad_str guid)
{
    dr_xml_open(&o->xml, element);
    dr_refi_put_guid(o, "targetGUID", guid);
    dr_xml_close(&o->xml);
}

/* The case of documents as a whole, at its first document. */
static void put_case(dr_refi_out *o, size_t document)
{
    const draad_str id = row_of(o->p, document)->case_id;
    for (size_t i = 0; i < document; i++)
        if (is_of_case(row_of(o->p, i), id))
            return; /* it stands there already */
    dr_xml_open(&o->xml, "Case");
    dr_refi_put_guid(o, "guid", dr_refi_guid(o, "case", &id, 1));
    dr_xml_put(&o->xml, "name", id);
    put_common_values(o, id);
    for (size_t i = document; i < o->p->ndocuments; i++)
        if (is_of_case(row_of(o->p, i), id))
            put_ref(o, "SourceRef", dr_refi_source_guid(o, &o->p->documents[i]));
    dr_xml_close(&o->xml);
}

static uint32_t speaker_of_turn(const dr_coded *d, size_t turn)
{
    return d->turns[turn].speaker;
}

/* A speaker who is a case, or has attributes: the case is made of all that she says. */
static void put_speaker(dr_refi_out *o, const dr_coded *d, size_t speaker)
{
    const dr_case_row *row = dr_cases_find(&o->p->cases, d->id, d->speakers[speaker].label);
    const draad_str parts[] = {d->id, d->speakers[speaker].label};
    if (row == NULL)
        return;
    dr_xml_open(&o->xml, "Case");
    dr_refi_put_guid(o, "guid", dr_refi_guid(o, "speaker", parts, 2));
    if (row->case_id.len > 0)
        dr_xml_put(&o->xml, "name", row->case_id);
    dr_refi_write_values(o, row);
    for (size_t i = 0; i < d->units[DRAAD_UNIT_TURN].n; i++)
        if (speaker_of_turn(d, i) == speaker)
            put_ref(o, "SelectionRef", dr_refi_turn_guid(o, d, i));
    dr_xml_close(&o->xml);
}

bool dr_refi_speaks_for_a_case(const draad_project *p, const dr_coded *d, size_t turn)
{
    const uint32_t speaker = speaker_of_turn(d, turn);
    return speaker != DRAAD_NONE && dr_cases_find(&p->cases, d->id, d->speakers[speaker].label) != NULL;
}

static bool has_cases(const draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        const dr_case_row *row = row_of(p, i);
        if (row != NULL && row->case_id.len > 0)
            return true;
        for (size_t k = 0; k < d->nspeakers; k++)
            if (dr_cases_find(&p->cases, d->id, d->speakers[k].label) != NULL)
                return true;
    }
    return false;
}

void dr_refi_write_cases(dr_refi_out *o)
{
    if (!has_cases(o->p))
        return;
    dr_xml_open(&o->xml, "Cases");
    for (size_t i = 0; i < o->p->ndocuments; i++) {
        const dr_coded *d = &o->p->documents[i];
        if (row_of(o->p, i) != NULL && row_of(o->p, i)->case_id.len > 0)
            put_case(o, i);
        for (size_t k = 0; k < d->nspeakers; k++)
            put_speaker(o, d, k);
    }
    dr_xml_close(&o->xml);
}

size_t dr_refi_rows_left_out(const draad_project *p)
{
    size_t n = p->cases.nrows;
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        n -= n > 0 && row_of(p, i) != NULL;
        for (size_t k = 0; k < d->nspeakers; k++)
            n -= n > 0 && dr_cases_find(&p->cases, d->id, d->speakers[k].label) != NULL;
    }
    return n;
}

/* ---- Groups ------------------------------------------------------------------------------------------- */

/* The value of document i, when no earlier document has it; "" else. */
static draad_str new_value(const dr_refi_out *o, const dr_refi_column *column, size_t document)
{
    char room[32];
    const dr_case_row *row = row_of(o->p, document);
    const draad_str value = row != NULL ? row->values[column->attribute] : (draad_str){"", 0};
    for (size_t i = 0; i < document; i++)
        if (dr_str_equal(value_of(row_of(o->p, i), column, room), value))
            return (draad_str){"", 0};
    return value;
}

/* Is it a grouping: some value holds for two documents, and there are not too many of them? */
static bool makes_groups(const dr_refi_out *o, const dr_refi_column *column)
{
    size_t nvalues = 0, nfilled = 0;
    if (column->attribute >= DR_REFI_ROLE)
        return false;
    for (size_t i = 0; i < o->p->ndocuments; i++) {
        const dr_case_row *row = row_of(o->p, i);
        nfilled += row != NULL && row->values[column->attribute].len > 0;
        nvalues += new_value(o, column, i).len > 0;
    }
    return nvalues < nfilled && nvalues <= SET_VALUES_MAX;
}

static void put_set(dr_refi_out *o, const dr_refi_column *column, size_t document, draad_str value)
{
    const draad_str parts[] = {column->name, value};
    const draad_str guid = dr_refi_guid(o, "set", parts, 2);
    dr_xml_open(&o->xml, "Set");
    dr_refi_put_guid(o, "guid", guid);
    o->name.len = 0;
    if (o->xml.status == DRAAD_OK)
        o->xml.status = dr_buf_put(&o->name, column->name, NULL);
    if (o->xml.status == DRAAD_OK)
        o->xml.status = dr_buf_put(&o->name, DR_STR(": "), NULL);
    if (o->xml.status == DRAAD_OK)
        o->xml.status = dr_buf_put(&o->name, value, NULL);
    dr_xml_put(&o->xml, "name", dr_buf_str(&o->name));
    for (size_t i = document; i < o->p->ndocuments; i++) {
        const dr_case_row *row = row_of(o->p, i);
        if (row != NULL && dr_str_equal(row->values[column->attribute], value))
            put_ref(o, "MemberSource", dr_refi_source_guid(o, &o->p->documents[i]));
    }
    dr_xml_close(&o->xml);
}

void dr_refi_write_sets(dr_refi_out *o)
{
    bool open = false;
    for (size_t k = 0; k < o->columns.n; k++) {
        if (!makes_groups(o, &o->columns.at[k]))
            continue;
        for (size_t i = 0; i < o->p->ndocuments; i++) {
            const draad_str value = new_value(o, &o->columns.at[k], i);
            if (value.len == 0)
                continue;
            if (!open)
                dr_xml_open(&o->xml, "Sets");
            open = true;
            put_set(o, &o->columns.at[k], i, value);
        }
    }
    if (open)
        dr_xml_close(&o->xml);
}
