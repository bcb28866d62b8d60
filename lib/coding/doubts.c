/* SPDX-License-Identifier: Apache-2.0
 * doubts.c - what was read well and is probably not what was meant: nobody who asks is known, a name fits nothing.
 * Each is a warning, in the order of the project, and changes no result.
 * Knows: described documents, cases, labels.  Does not know: matches. */
#include "coding/doubts.h"
#include "base/map.h"
#include "rules/plan.h"

#define WARN(p, place, ...) dr_say(&(p)->report, DRAAD_WARNING, DRAAD_OK, dr_place_of(place), __VA_ARGS__)

static bool asks(draad_str role)
{
    return dr_str_is(role, "interviewer") || dr_str_is(role, "moderator");
}

/* Do all codebooks leave out what interviewers say? */
static bool leaves_out_interviewers(const draad_project *p)
{
    for (size_t i = 0; i < p->codebooks.n; i++)
        if (dr_speakers_admit(&p->codebooks.at[i]->speakers, DR_STR("interviewer")))
            return false;
    return p->codebooks.n > 0;
}

/* Has a document two speakers or more, of whom none asks? */
static bool lacks_interviewer(const dr_coded *d)
{
    for (size_t k = 0; k < d->nspeakers; k++)
        if (asks(d->speakers[k].role))
            return false;
    return d->nspeakers >= 2;
}

static const char *place_of_document(const dr_coded *d)
{
    return d->path.len > 0 ? d->path.data : d->source.data;
}

static void doubt_roles(const draad_project *p)
{
    size_t n = 0;
    const dr_coded *first = NULL;
    for (size_t i = 0; i < p->ndocuments && leaves_out_interviewers(p); i++)
        if (lacks_interviewer(&p->documents[i])) {
            first = first != NULL ? first : &p->documents[i];
            n++;
        }
    if (n == p->ndocuments && n > 0)
        WARN(p, NULL,
             "no speaker is known as interviewer, so what interviewers say is coded too; name them "
             "(--interviewer LABEL), or give their role in the cases");
    else if (n > 0)
        WARN(p, place_of_document(first),
             n == 1
                 ? "no speaker is known as interviewer here, so all that is said is coded; name them "
                   "(--interviewer LABEL), or give their role in the cases"
                 : "no speaker is known as interviewer here and in %zu other documents, so all that is said there is "
                   "coded; name them (--interviewer LABEL), or give their role in the cases",
             n - 1);
}

static void doubt_words(const draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++)
        if (p->documents[i].nwords > 0 && p->documents[i].eligible_words == 0)
            WARN(p, place_of_document(&p->documents[i]),
                 "nothing is coded here: all that is said is by speakers who are left out");
}

/* Is there a document that a row means?  It may write an extension. */
static bool fits(const dr_map *ids, draad_str name)
{
    size_t dot = name.len;
    while (dot > 0 && name.data[dot - 1] != '.' && name.data[dot - 1] != '/')
        dot--;
    return dr_map_find(ids, name) != DRAAD_NONE ||
           (dot > 1 && name.data[dot - 1] == '.' && dr_map_find(ids, (draad_str){name.data, dot - 1}) != DRAAD_NONE);
}

static draad_status doubt_cases(const draad_project *p, draad_error *err)
{
    dr_map ids = {0};
    const dr_case_row *first = NULL;
    const char *name = NULL;
    size_t n = 0;
    bool fine = true;
    for (size_t i = 0; fine && p->cases.nrows > 0 && i < p->ndocuments; i++) {
        uint32_t *slot = dr_map_slot(&ids, p->documents[i].id);
        fine = slot != NULL;
        if (fine)
            *slot = 0;
    }
    for (size_t i = 0; fine && i < p->cases.nrows; i++)
        if (!fits(&ids, p->cases.rows[i].document)) {
            first = first != NULL ? first : &p->cases.rows[i];
            n++;
        }
    for (size_t i = 0; i < p->inputs.n; i++)
        name = dr_str_is(p->inputs.at[i].kind, "cases") ? p->inputs.at[i].original.data : name;
    if (first != NULL)
        dr_say(&p->report, DRAAD_WARNING, DRAAD_OK, (dr_place){name, first->line, 0},
               n == 1 ? "%zu row fits no document; it names %.*s" : "%zu rows fit no document; the first names %.*s", n,
               DR_ARG(first->document));
    dr_map_free(&ids);
    return fine ? DRAAD_OK : dr_no_memory(err);
}

static bool has_speaker(const draad_project *p, draad_str label)
{
    for (size_t i = 0; i < p->ndocuments; i++)
        for (size_t k = 0; k < p->documents[i].nspeakers; k++)
            if (dr_str_alike(p->documents[i].speakers[k].label, label))
                return true;
    return false;
}

static void doubt_labels(const draad_project *p)
{
    size_t n = 0;
    const char *first = NULL;
    for (size_t i = 0; i < p->reading.nlabels; i++)
        if (!has_speaker(p, dr_str_of(p->reading.labels[i].label))) {
            first = first != NULL ? first : p->reading.labels[i].label;
            n++;
        }
    if (n > 0)
        WARN(p, NULL,
             n == 1 ? "%zu label that was given is of no speaker: %s"
                    : "%zu labels that were given are of no speaker; the first is %s",
             n, first);
}

draad_status dr_tell_doubts(const draad_project *p, draad_error *err)
{
    if (p->ndocuments == 0)
        return DRAAD_OK;
    doubt_roles(p);
    doubt_words(p);
    doubt_labels(p);
    return p->nskipped == 0 ? doubt_cases(p, err) : DRAAD_OK; /* else what was meant may be what could not be read */
}
