/* SPDX-License-Identifier: Apache-2.0
 * refi_elements.h - what the standard says an element holds: its attributes, and its children in their order.
 * Source: REFI-QDA 1.5 (2019), Codebook.xsd and Project.xsd; test every_element_of_the_standard_is_known.
 * Knows: the standard.  Does not know: what programs make of it, documents. */
#ifndef DR_REFI_ELEMENTS_H
#define DR_REFI_ELEMENTS_H

#include "base/error.h"

typedef struct dr_refi_element {
    const char *name;
    const char *children;   /* "Users? Code* CodeRef Set+": in this order; "|" first: in any */
    const char *attributes; /* "guid!G name:s": '!' required; then G guid, s text, B boolean, I integer, C colour, */
                            /* D dateTime, V type of a variable, L direction, S shape, Y line style, T token */
} dr_refi_element;

/* NULL: the standard has no such element.  `codebook`: as it is in a .qdc. */
const dr_refi_element *dr_refi_element_named(const char *name, bool codebook);

/* The place of a child among the children of an element, from 0; -1: it has no such child.  *sign is '?', '*', '+' or
 * ' ' (once). */
int dr_refi_child(const dr_refi_element *e, const char *child, char *sign);
/* The i-th child; false: there is none. */
bool dr_refi_child_at(const dr_refi_element *e, int i, draad_str *name, char *sign);

/* The kind of an attribute, '\0': the element has no such attribute; *required when it must be there. */
char dr_refi_attribute(const dr_refi_element *e, draad_str name, bool *required);
/* The i-th attribute; false: there is none. */
bool dr_refi_attribute_at(const dr_refi_element *e, int i, draad_str *name, char *kind, bool *required);

/* May it stand where XML Schema asks for a dateTime? */
bool dr_refi_is_datetime(draad_str s);

/* Is a value of that kind? */
bool dr_refi_is_value(draad_str value, char kind);

#endif
