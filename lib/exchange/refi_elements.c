/* SPDX-License-Identifier: Apache-2.0
 * refi_elements.c - the two schemas of REFI-QDA as a table.
 * Knows: names, order and forms of values.  Does not know: documents. */
#include "exchange/refi_elements.h"

#include <string.h>

#define WHEN   " creatingUser:G creationDateTime:D modifyingUser:G modifiedDateTime:D"
#define TEXT   "guid!G name:s richTextPath:s plainTextPath:s" WHEN
#define MEDIUM "guid!G name:s path:s currentPath:s" WHEN
#define REST   " Coding* NoteRef* VariableValue*"
#define BOX    " firstX!I firstY!I secondX!I secondY!I"

static const dr_refi_element project_elements[] = {
    {"Project", "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
     "name!s origin:s creatingUserGUID:G creationDateTime:D modifyingUserGUID:G modifiedDateTime:D basePath:s"},
    {"Users", "User+", ""},
    {"User", "", "guid!G name:s id:s"},
    {"CodeBook", "Codes", ""},
    {"Codes", "Code+", ""},
    {"Code", "Description? NoteRef* Code*", "guid!G name!s isCodable!B color:C"},
    {"Cases", "Case+", ""},
    {"Case", "Description? CodeRef* VariableValue* SourceRef* SelectionRef*", "guid!G name:s"},
    {"Variables", "Variable+", ""},
    {"Variable", "Description?", "guid!G name!s typeOfVariable!V"},
    {"VariableValue", "VariableRef TextValue? BooleanValue? IntegerValue? FloatValue? DateValue? DateTimeValue?", ""},
    {"Sets", "Set+", ""},
    {"Set", "Description? MemberCode* MemberSource* MemberNote*", "guid!G name!s"},
    {"Sources", "|TextSource* PictureSource* PDFSource* AudioSource* VideoSource*", ""},
    {"TextSource", "Description? PlainTextContent? PlainTextSelection*" REST, TEXT},
    {"PlainTextSelection", "Description? Coding* NoteRef*", "guid!G name:s startPosition!I endPosition!I" WHEN},
    {"PictureSource", "Description? TextDescription? PictureSelection*" REST, MEDIUM},
    {"TextDescription", "Description? PlainTextContent? PlainTextSelection*" REST, TEXT},
    {"PictureSelection", "Description? Coding* NoteRef*", "guid!G name:s" BOX WHEN},
    {"PDFSource", "Description? PDFSelection* Representation?" REST, MEDIUM},
    {"PDFSelection", "Description? Representation? Coding* NoteRef*", "guid!G name:s page!I" BOX WHEN},
    {"Representation", "Description? PlainTextContent? PlainTextSelection*" REST, TEXT},
    {"AudioSource", "Description? Transcript* AudioSelection*" REST, MEDIUM},
    {"AudioSelection", "Description? Coding* NoteRef*", "guid!G name:s begin!I end!I" WHEN},
    {"VideoSource", "Description? Transcript* VideoSelection*" REST, MEDIUM},
    {"VideoSelection", "Description? Coding* NoteRef*", "guid!G name:s begin!I end!I" WHEN},
    {"Transcript", "Description? PlainTextContent? SyncPoint* TranscriptSelection* NoteRef*", TEXT},
    {"TranscriptSelection", "Description? Coding* NoteRef*", "guid!G name:s fromSyncPoint:G toSyncPoint:G" WHEN},
    {"SyncPoint", "", "guid!G timeStamp:I position:I"},
    {"Coding", "CodeRef NoteRef*", "guid!G creatingUser:G creationDateTime:D"},
    {"Graphs", "Graph+", ""},
    {"Graph", "Vertex* Edge*", "guid!G name:s"},
    {"Vertex", "", "guid!G representedGUID:G name:s firstX!I firstY!I secondX:I secondY:I shape:S color:C"},
    {"Edge", "", "guid!G representedGUID:G name:s sourceVertex!G targetVertex!G color:C direction:L lineStyle:Y"},
    {"Notes", "Note+", ""},
    {"Note", "Description? PlainTextContent? PlainTextSelection*" REST, TEXT},
    {"Links", "Link+", ""},
    {"Link", "NoteRef*", "guid!G name:s direction:L color:C originGUID:G targetGUID:G"},
    {"NoteRef", "", "targetGUID!G"},
    {"CodeRef", "", "targetGUID!G"},
    {"SourceRef", "", "targetGUID!G"},
    {"SelectionRef", "", "targetGUID!G"},
    {"VariableRef", "", "targetGUID!G"},
    {"MemberCode", "", "targetGUID!G"},
    {"MemberSource", "", "targetGUID!G"},
    {"MemberNote", "", "targetGUID!G"},
    {"Description", "", ""},
    {"PlainTextContent", "", ""},
    {"TextValue", "", ""},
    {"BooleanValue", "", ""},
    {"IntegerValue", "", ""},
    {"FloatValue", "", ""},
    {"DateValue", "", ""},
    {"DateTimeValue", "", ""}};

/* What a .qdc has otherwise. */
static const dr_refi_element codebook_elements[] = {{"CodeBook", "Codes Sets?", "origin:s"},
                                                    {"Code", "Description? Code*", "guid!G name!s isCodable!B color:C"},
                                                    {"Set", "Description? MemberCode*", "guid!G name!s"},
                                                    {"MemberCode", "", "guid!G"}};

const dr_refi_element *dr_refi_element_named(const char *name, bool codebook)
{
    for (size_t i = 0; codebook && i < sizeof codebook_elements / sizeof *codebook_elements; i++)
        if (strcmp(codebook_elements[i].name, name) == 0)
            return &codebook_elements[i];
    for (size_t i = 0; i < sizeof project_elements / sizeof *project_elements; i++)
        if (strcmp(project_elements[i].name, name) == 0)
            return &project_elements[i];
    return NULL;
}

/* The i-th word of a list. */
static bool word_at(const char *list, int i, draad_str *word)
{
    while (*list == '|' || *list == ' ')
        list++;
    for (; i > 0 && *list != '\0'; i--) {
        list += strcspn(list, " ");
        list += strspn(list, " ");
    }
    *word = (draad_str){list, strcspn(list, " ")};
    return word->len > 0;
}

bool dr_refi_child_at(const dr_refi_element *e, int i, draad_str *name, char *sign)
{
    if (!word_at(e->children, i, name))
        return false;
    const char last = name->data[name->len - 1];
    *sign = last == '?' || last == '*' || last == '+' ? last : ' ';
    name->len -= *sign != ' ';
    return true;
}

int dr_refi_child(const dr_refi_element *e, const char *child, char *sign)
{
    draad_str name;
    for (int i = 0; dr_refi_child_at(e, i, &name, sign); i++)
        if (dr_str_is(name, child))
            return i;
    return -1;
}

bool dr_refi_attribute_at(const dr_refi_element *e, int i, draad_str *name, char *kind, bool *required)
{
    if (!word_at(e->attributes, i, name))
        return false;
    *kind = name->data[name->len - 1];
    *required = name->data[name->len - 2] == '!';
    name->len -= 2;
    return true;
}

char dr_refi_attribute(const dr_refi_element *e, draad_str name, bool *required)
{
    draad_str found;
    char kind;
    for (int i = 0; dr_refi_attribute_at(e, i, &found, &kind, required); i++)
        if (dr_str_equal(found, name))
            return kind;
    return '\0';
}

/* ---- Values ------------------------------------------------------------------------------------------- */

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_guid(draad_str s)
{
    if (s.len == 38 && s.data[0] == '{' && s.data[37] == '}')
        s = (draad_str){s.data + 1, 36};
    for (size_t i = 0; i < s.len; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? s.data[i] != '-' : !is_hex(s.data[i]))
            return false;
    return s.len == 36;
}

static bool is_integer(draad_str s)
{
    const size_t sign = s.len > 0 && (s.data[0] == '-' || s.data[0] == '+');
    for (size_t i = sign; i < s.len; i++)
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
    return s.len > sign;
}

static bool is_colour(draad_str s)
{
    for (size_t i = 1; i < s.len; i++)
        if (!is_hex(s.data[i]))
            return false;
    return (s.len == 4 || s.len == 7) && s.data[0] == '#';
}

static bool is_one_of(draad_str s, const char *names)
{
    draad_str name;
    for (int i = 0; word_at(names, i, &name); i++)
        if (dr_str_equal(name, s))
            return true;
    return false;
}

static bool is_number(draad_str s, size_t from, size_t n, int least, int most)
{
    int value = 0;
    if (s.len < from + n)
        return false;
    for (size_t i = from; i < from + n; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
        value = 10 * value + (s.data[i] - '0');
    }
    return value >= least && value <= most;
}

bool dr_refi_is_datetime(draad_str s)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    size_t at = 19;
    if (!is_number(s, 0, 4, 1, 9999) || !is_number(s, 5, 2, 1, 12) || !is_number(s, 8, 2, 1, 31) ||
        !is_number(s, 11, 2, 0, 23) || !is_number(s, 14, 2, 0, 59) || !is_number(s, 17, 2, 0, 59) || s.data[4] != '-' ||
        s.data[7] != '-' || s.data[10] != 'T' || s.data[13] != ':' || s.data[16] != ':')
        return false;
    const int year = (s.data[0] - '0') * 1000 + (s.data[1] - '0') * 100 + (s.data[2] - '0') * 10 + (s.data[3] - '0');
    const int month = (s.data[5] - '0') * 10 + (s.data[6] - '0'), day = (s.data[8] - '0') * 10 + (s.data[9] - '0');
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > days[month - 1] || (month == 2 && day == 29 && !leap))
        return false;
    if (at + 1 < s.len && s.data[at] == '.') /* a fraction */
        for (at++; at < s.len && s.data[at] >= '0' && s.data[at] <= '9';)
            at++;
    const draad_str zone = {s.data + at, s.len - at};
    return zone.len == 0 || (zone.len == 1 && zone.data[0] == 'Z') ||
           (zone.len == 6 && (zone.data[0] == '+' || zone.data[0] == '-') && is_number(zone, 1, 2, 0, 13) &&
            zone.data[3] == ':' && is_number(zone, 4, 2, 0, 59));
}

bool dr_refi_is_value(draad_str value, char kind)
{
    const draad_str s = kind == 's' ? value : dr_str_trim(value);
    switch (kind) {
    case 'G':
        return is_guid(s);
    case 'B':
        return is_one_of(s, "true false 1 0");
    case 'I':
        return is_integer(s);
    case 'C':
        return is_colour(s);
    case 'D':
        return dr_refi_is_datetime(s);
    case 'V':
        return is_one_of(s, "Text Boolean Integer Float Date DateTime");
    case 'L':
        return is_one_of(s, "Associative OneWay Bidirectional");
    case 'S':
        return is_one_of(s, "Person Oval Rectangle RoundedRectangle Star LeftTriangle RightTriangle UpTriangle "
                            "DownTriangle Note");
    case 'Y':
        return is_one_of(s, "dotted dashed solid");
    default:
        return true;
    }
}
