/* SPDX-License-Identifier: Apache-2.0
 * tables.c - small closed lists of Dutch words that tokens and sentences depend on.
 * The lists began as hand-written tables under CC0-1.0; each is in byte order, which a test holds.
 * Knows: words.  Does not know: texts. */
#include "dutch/tables.h"

#include <string.h>

/* Sounds of somebody thinking or listening: no words to any count. */
static const char *const fillers[] = {
    "ach",   "ah",   "aha",  "eeh",    "eehm",   "eh",  "ehh",  "ehm", "ehmm",  "euh",   "euhm", "goh",    "hm",
    "hm-hm", "hmhm", "hmm",  "jeetje", "m-hm",   "mhm", "mhmm", "mm",  "mm-hm", "mm-mm", "mmm",  "mmm-hm", "oh",
    "ohja",  "pff",  "pfft", "tja",    "tjonge", "uh",  "uhh",  "uhm", "uhmm",  "uhuh",  "öh",
};

/* Words that Dutch does not put side by side: not "het" (dat het het beste is), "op" (hou op op tijd), "van" (van van
 * alles) and the like. */
static const char *const stammered[] = {
    "de", "dus", "een", "en", "hij", "ik", "maar", "met", "mijn", "naar", "of", "omdat", "te", "want", "we", "wij",
};

/* One of these in brackets makes the brackets a remark of the transcriber. */
static const char *const comment_words[] = {
    "applaus",      "einde",        "fluisterend", "fluistert",      "geanonimiseerd",
    "gelach",       "gelijktijdig", "geluid",      "geroezemoes",    "ggg",
    "glimlacht",    "grinnikt",     "hoest",       "hoesten",        "huilen",
    "huilend",      "huilerig",     "huilt",       "interview",      "kch",
    "knikt",        "kuchen",       "kucht",       "lachen",         "lachend",
    "lachje",       "lacht",        "naam",        "niest",          "nvdr",
    "onderbreking", "onduidelijk",  "onhoorbaar",  "onverstaanbaar", "onverstaanbare",
    "opname",       "overlap",      "pauze",       "plaatsnaam",     "red",
    "ruis",         "schudt",       "snift",       "snikt",          "stilte",
    "telefoon",     "xxx",          "zachtjes",    "zucht",          "zuchten",
};

/* The period after these may also end a sentence.  Without the last period. */
static const char *const abbreviations_may[] = {
    "a.m",   "a.s",   "a.u.b", "b.v", "c.q",   "c.v",   "chr", "corp",      "d.d",   "e.a",   "e.d",
    "e.e.a", "e.g",   "e.t.c", "enz", "etc",   "g.g.d", "gld", "i.c",       "i.e",   "i.o",   "inc",
    "jl",    "jr",    "kg",    "km",  "ltd",   "mld",   "mln", "n.chr",     "n.m",   "n.o.m", "n.v",
    "n.v.t", "o.i.d", "p.m",   "p.p", "pct",   "pnt",   "q.q", "s.v.p",     "sec",   "sr",    "stk",
    "t.z.t", "u.s.a", "v.chr", "v.m", "v.o.f", "v.s",   "w.o", "w.v.t.t.k", "z.o.z", "z.s.m",
};

/* The period after these never ends a sentence.  Without the last period; words that are also said as words
 * (zo, do, max, art) are left out: in speech they end sentences. */
static const char *const abbreviations_never[] = {
    "a.h.w", "afb",   "afd",   "afl",   "apr",    "artt",  "aug",   "bijl",  "bijv",  "bijz", "blz",   "bv",
    "ca",    "cf",    "d.m.v", "d.w.z", "dec",    "dhr",   "dl",    "dr",    "drs",   "ds",   "e.v",   "eig",
    "evt",   "excl",  "fa",    "fam",   "feb",    "febr",  "fr",    "gebr",  "hfst",  "hr",   "i.p.v", "i.s.m",
    "i.t.t", "i.v.m", "incl",  "ing",   "ir",     "ivm",   "jan",   "jg",    "jhr",   "jkvr", "kapt",  "kol",
    "lic",   "luit",  "m.a.w", "m.b.t", "m.b.v",  "m.i",   "m.i.v", "m.n",   "m.u.v", "mbt",  "mej",   "mevr",
    "mgr",   "mr",    "mrt",   "mw",    "n.a.v",  "ndl",   "nl",    "nov",   "nr",    "nrs",  "o.a",   "o.b.v",
    "o.l.v", "obv",   "okt",   "ong",   "oorspr", "p",     "pag",   "plm",   "pp",    "prof", "resp",  "sept",
    "sgt",   "ste",   "t.a.v", "t.b.v", "t.g.v",  "t.h.v", "t.n.v", "t.o.v", "tav",   "tbv",  "uitg",  "v.d",
    "v.h",   "vb",    "vgl",   "vnl",   "vs",     "wed",   "z.g",   "zg",    "zgn",
};

/* By bytes; most words differ from most entries in the first of them. */
static int order_of(draad_str word, const char *entry)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] != entry[i])
            return (unsigned char)word.data[i] < (unsigned char)entry[i] ? -1 : 1;
    return entry[word.len] == '\0' ? 0 : -1;
}

static bool among(draad_str word, const char *const *list, size_t n)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = order_of(word, list[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

#define AMONG(word, list) among((word), (list), sizeof(list) / sizeof *(list))

bool dr_is_filler(draad_str norm)
{
    return AMONG(norm, fillers);
}

bool dr_is_stammered(draad_str norm)
{
    return AMONG(norm, stammered);
}

bool dr_is_comment_word(draad_str norm)
{
    return AMONG(norm, comment_words);
}

dr_abbreviation dr_abbreviation_of(draad_str norm)
{
    return AMONG(norm, abbreviations_never) ? DR_ABBREVIATION_NEVER
           : AMONG(norm, abbreviations_may) ? DR_ABBREVIATION_MAY
                                            : DR_ABBREVIATION_NONE;
}
