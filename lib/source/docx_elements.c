/* SPDX-License-Identifier: Apache-2.0
 * docx_elements.c - the elements of WordprocessingML that matter to a text. */
#include "source/docx_elements.h"

#include <string.h>

static const struct {
    const char *local;
    dr_docx_kind kind;
} word_elements[] = {
    /* by name, for a binary search */
    {"altChunk", EMBEDDED},
    {"b", BOLD},
    {"br", LINE_BREAK},
    {"cellDel", DELETED},
    {"cellIns", INSERTED},
    {"comment", COMMENT},
    {"commentRangeEnd", COMMENT_END},
    {"commentRangeStart", COMMENT_START},
    {"commentReference", COMMENT_REFERENCE},
    {"comments", COMMENTS},
    {"cr", LINE_BREAK},
    {"del", DELETED},
    {"delText", DELETED_TEXT},
    {"document", DOCUMENT},
    {"endnote", NOTE},
    {"endnoteReference", ENDNOTE_REFERENCE},
    {"endnotes", NOTES},
    {"fldChar", FIELD_MARK},
    {"footnote", NOTE},
    {"footnoteReference", FOOTNOTE_REFERENCE},
    {"footnotes", NOTES},
    {"ilvl", NUMBERING_LEVEL},
    {"ins", INSERTED},
    {"moveFrom", DELETED},
    {"moveTo", INSERTED},
    {"noBreakHyphen", NO_BREAK_HYPHEN},
    {"numId", NUMBERING_ID},
    {"numPr", NUMBERING},
    {"object", EMBEDDED},
    {"p", PARAGRAPH},
    {"pPr", PARAGRAPH_PROPERTIES},
    {"pStyle", PARAGRAPH_STYLE},
    {"ptab", TAB},
    {"r", RUN},
    {"rPr", RUN_PROPERTIES},
    {"rStyle", RUN_STYLE},
    {"sdtEndPr", PASSED_OVER},
    {"sdtPr", PASSED_OVER},
    {"sectPr", PASSED_OVER},
    {"softHyphen", SOFT_HYPHEN},
    {"subDoc", EMBEDDED},
    {"sym", SYMBOL},
    {"t", TEXT},
    {"tab", TAB},
    {"tbl", TABLE},
    {"tblGrid", PASSED_OVER},
    {"tblPr", PASSED_OVER},
    {"tblPrEx", PASSED_OVER},
    {"tc", CELL},
    {"tcPr", CELL_PROPERTIES},
    {"tr", ROW},
    {"trPr", ROW_PROPERTIES},
    {"txbxContent", TEXT_BOX},
    {"vanish", VANISH},
};

bool dr_docx_is_word(const char *uri)
{
    return strcmp(uri, "http://schemas.openxmlformats.org/wordprocessingml/2006/main") == 0 ||
           strcmp(uri, "http://purl.oclc.org/ooxml/wordprocessingml/main") == 0;
}

static bool is_formula(const char *uri)
{
    return strcmp(uri, "http://schemas.openxmlformats.org/officeDocument/2006/math") == 0 ||
           strcmp(uri, "http://purl.oclc.org/ooxml/officeDocument/math") == 0;
}

dr_docx_kind dr_docx_kind_of(const dr_xml_element *e)
{
    if (dr_docx_is_word(e->uri)) {
        size_t low = 0, high = sizeof word_elements / sizeof *word_elements;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            int order = strcmp(e->local, word_elements[middle].local);
            if (order == 0)
                return word_elements[middle].kind;
            if (order < 0)
                high = middle;
            else
                low = middle + 1;
        }
    } else if (is_formula(e->uri)) {
        return strcmp(e->local, "t") == 0 ? TEXT : OTHER;
    } else if (strcmp(e->uri, "http://schemas.openxmlformats.org/markup-compatibility/2006") == 0) {
        return strcmp(e->local, "AlternateContent") == 0                              ? ALTERNATIVES
               : strcmp(e->local, "Choice") == 0 || strcmp(e->local, "Fallback") == 0 ? CHOICE
                                                                                      : OTHER;
    }
    return OTHER;
}

bool dr_docx_is_understood(const dr_xml_element *e)
{
    /* What Office writes text in is looked through, whatever its year. */
    static const char *const known[] = {"http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/",
                                        "http://schemas.microsoft.com/office/", "urn:schemas-microsoft-com:"};
    draad_str required = dr_xml_value(e, "", "Requires");
    for (size_t at = 0; at < required.len;) {
        size_t start = at;
        while (at < required.len && strchr(" \t\r\n", required.data[at]) == NULL)
            at++;
        bool found = at == start;
        const char *uri = dr_xml_namespace(e, (draad_str){required.data + start, at - start});
        for (size_t i = 0; i < sizeof known / sizeof *known && !found; i++)
            found = strncmp(uri, known[i], strlen(known[i])) == 0;
        if (!found)
            return false;
        at++;
    }
    return true;
}

bool dr_docx_is_on(const dr_xml_element *e)
{
    draad_str value = dr_xml_value(e, e->uri, "val");
    return !dr_str_equal(value, DR_STR("0")) && !dr_str_equal(value, DR_STR("false")) &&
           !dr_str_equal(value, DR_STR("off"));
}

static bool number_of(draad_str s, int64_t *out)
{
    bool negative = s.len > 0 && s.data[0] == '-';
    int64_t value = 0;
    for (size_t i = negative; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9' || i > 10)
            return false;
        value = 10 * value + (s.data[i] - '0');
    }
    *out = negative ? -value : value;
    return s.len > (size_t)negative;
}

bool dr_docx_number(const dr_xml_element *e, const char *name, int64_t *out)
{
    return number_of(dr_xml_value(e, e->uri, name), out);
}
