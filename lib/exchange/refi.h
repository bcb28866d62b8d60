/* SPDX-License-Identifier: Apache-2.0
 * refi.h - what a file of REFI-QDA holds (.qdpx, or .qdc), as it was written by whatever program, before anything is
 * made of it.  Elements are taken for what their names say, in any namespace of QDA-XML: the versions that programs
 * write differ.  GUIDs are compared without braces and regard to case; a word that is no GUID is taken as one and
 * reported.
 * Knows: elements and references.  Does not know: Draad's projects, how positions are counted. */
#ifndef DR_REFI_H
#define DR_REFI_H

#include "base/buf.h"
#include "base/map.h"
#include "base/memory.h"
#include "outside/zip.h"

typedef enum dr_refi_kind {
    REFI_NONE,
    REFI_PROJECT,
    REFI_CODEBOOK,
    REFI_USER,
    REFI_CODE,
    REFI_VARIABLE,
    REFI_CASE,
    REFI_SOURCE, /* a TextSource; also a Representation, Transcript or TextDescription of something else */
    REFI_NOTE,
    REFI_MEDIA, /* PictureSource, PDFSource, AudioSource, VideoSource */
    REFI_SELECTION,
    REFI_CODING,
    REFI_SET,
    REFI_LINK,
    REFI_SYNC_POINT,
    REFI_OTHER /* a graph and what is in it */
} dr_refi_kind;

/* A thing of a kind: its index in the array of that kind. */
typedef struct dr_refi_thing {
    dr_refi_kind kind;
    uint32_t index;
} dr_refi_thing;

typedef struct dr_refi_user {
    draad_str guid, name;
} dr_refi_user;

typedef struct dr_refi_code {
    draad_str guid, name, description;
    uint32_t parent; /* index; DRAAD_NONE */
    uint32_t line;
    bool codable;
} dr_refi_code;

typedef struct dr_refi_variable {
    draad_str guid, name;
} dr_refi_variable;

typedef struct dr_refi_value {
    draad_str variable; /* GUID */
    draad_str text;
    dr_refi_thing owner;
} dr_refi_value;

typedef struct dr_refi_case {
    draad_str guid, name, description;
} dr_refi_case;

typedef struct dr_refi_media {
    const char *element;
    draad_str guid, name;
    uint32_t ntexts; /* sources in it that have a text */
} dr_refi_media;

typedef struct dr_refi_source { /* or a note */
    draad_str guid, name, description;
    draad_str plain_path, rich_path, content;
    draad_str user, date;
    uint32_t media; /* that it stands in; DRAAD_NONE */
    uint32_t line;
    bool is_note, has_content;
} dr_refi_source;

typedef struct dr_refi_selection {
    draad_str guid, name, description, user, date;
    uint32_t source; /* DRAAD_NONE: of something that is no text */
    int64_t start, end;
    draad_str from, to; /* sync points, of a transcript */
    uint32_t line;
} dr_refi_selection;

typedef struct dr_refi_coding {
    draad_str guid, code, user;
    dr_refi_thing owner; /* a selection, or a source as a whole */
    uint32_t line;
} dr_refi_coding;

typedef struct dr_refi_set {
    draad_str guid, name;
} dr_refi_set;

typedef struct dr_refi_link {
    draad_str guid, origin, target;
    uint32_t line;
} dr_refi_link;

typedef struct dr_refi_sync {
    draad_str guid;
    int64_t position;
} dr_refi_sync;

/* A reference from a thing to what a GUID names. */
typedef struct dr_refi_ref {
    dr_refi_thing from;
    dr_refi_kind expects; /* REFI_NONE: anything */
    draad_str target;
    uint32_t line;
} dr_refi_ref;

/* Receives what is not as the standard asks. */
typedef struct dr_refi {
    const char *path; /* for messages */
    const char *part; /* the XML in the archive; "" for a .qdc */
    const draad_report *report;
    bool telling; /* tell what is invalid, not only count it */
    uint32_t ninvalid;
    dr_arena arena;
    dr_buf bytes; /* of the file */
    dr_zip *zip;  /* NULL for a .qdc */
    dr_refi_kind root;
    draad_str name, origin, description, namespace, user; /* of the project or codebook; user: who made it */
    DR_VEC(dr_refi_user) users;
    DR_VEC(dr_refi_code) codes; /* parents before children */
    DR_VEC(dr_refi_variable) variables;
    DR_VEC(dr_refi_value) values;
    DR_VEC(dr_refi_case) cases;
    DR_VEC(dr_refi_media) media;
    DR_VEC(dr_refi_source) sources; /* and notes */
    DR_VEC(dr_refi_selection) selections;
    DR_VEC(dr_refi_coding) codings;
    DR_VEC(dr_refi_set) sets;
    DR_VEC(dr_refi_link) links;
    DR_VEC(dr_refi_sync) syncs;
    DR_VEC(dr_refi_ref) refs;
    DR_VEC(dr_refi_thing) things; /* that have a GUID */
    dr_map by_guid;               /* to an index of `things` */
    uint32_t ngraphs;
} dr_refi;

void dr_refi_free(dr_refi *r);

/* What a GUID names; REFI_NONE: nothing. */
dr_refi_thing dr_refi_find(const dr_refi *r, draad_str guid);

/* The program that made it: "ATLAS.ti", "NVivo" ...; as it names itself when it is none of those. */
typedef enum dr_refi_tool {
    REFI_UNKNOWN,
    REFI_DRAAD,
    REFI_ATLAS,
    REFI_NVIVO,
    REFI_MAXQDA,
    REFI_QUALCODER,
    REFI_F4,
    REFI_QUIRKOS,
    REFI_TAGUETTE,
    REFI_OPENQDA,
    REFI_TOOLS
} dr_refi_tool;
dr_refi_tool dr_refi_tool_of(const dr_refi *r);
const char *dr_refi_tool_name(dr_refi_tool tool); /* "" when unknown */

/* Tells that something is not as the standard asks. */
void dr_refi_invalid(dr_refi *r, uint32_t line, const char *format, ...) DR_PRINTF(3, 4);

#endif
