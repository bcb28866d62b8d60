/* SPDX-License-Identifier: Apache-2.0
 * load_matches.h - matches.csv of a result folder: which rule made which coding, and what was blocked by what. */
#ifndef DR_LOAD_MATCHES_H
#define DR_LOAD_MATCHES_H

#include "exchange/loader.h"

/* Keeps the id of a coding of the rule engine, in `row` of segments.csv, so that its matches find it. */
draad_status dr_load_coding_id(dr_loader *l, const dr_csv_row *row, draad_str id, const dr_loaded_coding *coding);

/* Fills the matches of all documents and their places in the codings, which must all be there.  Errors: DRAAD_E_USAGE
 * for a row whose rule is not in the codebooks or whose coding is not in segments.csv, and when a coding has more or
 * fewer matches than segments.csv says. */
draad_status dr_load_matches(dr_loader *l);

#endif
