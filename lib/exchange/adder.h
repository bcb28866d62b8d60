/* SPDX-License-Identifier: Apache-2.0
 * adder.h - codings of others on their way to a result folder: what the readers of folders, projects and tables share.
 * Documents and codes are known by their names; positions are code points of the same text, or are found by what was
 * quoted.  What does not fit is told and left out, so that one misspelt code does not keep a study from being compared.
 * Knows: the documents, codes and coders of a result.  Does not know: the files that codings of others stand in. */
#ifndef DR_ADDER_H
#define DR_ADDER_H

#include "base/faults.h"
#include "base/map.h"
#include "coding/code_names.h"
#include "exchange/texts.h"

typedef struct dr_adder {
    draad_project *p;
    const char *path;
    dr_buf program;      /* what the program that coded there is called here */
    dr_texts texts;      /* of the result, where something is found by its words */
    dr_map ids, sources; /* documents by name; of two sources of one name DRAAD_NONE */
    dr_code_names codes;
    uint32_t **words; /* for each document: words before each of its sentences; NULL until asked for */
    size_t nleft_out; /* codings that no unit of those who count shares a character with */
    dr_faults faults;
} dr_adder;

#define DR_TELL(a, line, ...) dr_fault(&(a)->faults, line, 0, __VA_ARGS__)

/* Names of documents, sources and codes are looked up for every row.  dr_adder_free also after a failure. */
draad_status dr_adder_learn(dr_adder *a, draad_error *err);
void dr_adder_free(dr_adder *a);

/* A document by its id; else by the name of its file, when there is one of that name and no more; NULL: none. */
dr_coded *dr_adder_document(const dr_adder *a, draad_str name);

/* The text of a document, or NULL and told why there is none. */
draad_status dr_adder_text(dr_adder *a, const dr_coded *d, const dr_quoted **out, draad_error *err);

/* Adds a coding of code points [start, end) that lie in the document; it is put in order later (dr_coded_order).
 * `like` is the same coding in another folder, which knows its words; NULL: nobody does. */
draad_status dr_adder_add(dr_adder *a, dr_coded *d, uint32_t coder, uint32_t code, uint32_t start, uint32_t end,
                          const dr_coding *like, draad_error *err);

/* The last part of the path of a file or folder. */
draad_str dr_adder_base_name(const char *path);

/* The program coded here too, so that of another folder has the folder's name behind it; or its whole path, when a
 * folder of that name was there before. */
draad_status dr_adder_name_program(dr_adder *a, draad_str name, draad_error *err);

/* The coder of another folder or file, called what they are called there, but for the program. */
draad_status dr_adder_coder(dr_adder *a, draad_str name, uint32_t *out, draad_error *err);

/* What coders and codes of another project are here; DRAAD_NONE: left out. */
typedef struct dr_other_names {
    uint32_t *coders, *codes;
} dr_other_names;

/* Fills `codes`; what is not there is told, if it was used. */
draad_status dr_other_codes(dr_adder *a, const draad_project *other, dr_other_names *n, draad_error *err);
void dr_other_names_free(dr_other_names *n);

/* The readers (add_folder.c, add_refi.c, add_csv.c): all codings of a->path. */
draad_status dr_add_folder(dr_adder *a, draad_error *err);
draad_status dr_add_refi(dr_adder *a, draad_error *err);
draad_status dr_add_csv(dr_adder *a, draad_error *err);

#endif
