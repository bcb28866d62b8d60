/* SPDX-License-Identifier: Apache-2.0
 * norm.h - the form of a word that spelling does not decide.
 * norm:  lower case, NFC, straight apostrophes and hyphens, without soft hyphens, zero-width characters and
 *        line-end hyphens, ligatures and the letter U+0133 as letters.  What people see as the word.
 * loose: norm without diacritics and hyphens.  What two spellings of one word share: prive, privé; werkdruk,
 *        werk-druk.  Whether they are one word is for the lexicon to say.
 * Knows: characters.  Does not know: words. */
#ifndef DR_NORM_H
#define DR_NORM_H

#include "base/buf.h"

/* Each replaces the contents of *out.  Only memory can fail. */
draad_status dr_norm(draad_str word, dr_buf *out, draad_error *err);
draad_status dr_norm_loose(draad_str norm, dr_buf *out, draad_error *err);

#endif
