/* SPDX-License-Identifier: Apache-2.0
 * run.c - reads the sources of a project and applies its rules, one document at a time in each thread.
 * Threads share the plan and take the next document when they are free.  What a document gives does not depend on
 * the thread, and results and messages are joined in project order: the number of threads changes nothing.
 * Knows: documents in a row.  Does not know: how a rule is matched, what codings are counted for. */
#define _POSIX_C_SOURCE 200809L
#include "coding/code.h"
#include "coding/describe.h"
#include "coding/doubts.h"
#include "coding/run.h"
#include "coding/sources.h"
#include "coding/words.h"
#include "outside/file.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { THREADS_MAX = 64, DEFAULT_THREADS_MAX = 16 };

/* A message that waits for its turn. */
typedef struct waiting {
    draad_severity severity;
    draad_error message;
} waiting;

typedef struct job {
    dr_coded coded;
    draad_status status; /* DRAAD_OK: it was read */
    bool rule_failed;
    DR_VEC(waiting) messages;
    bool lost;     /* there was no room for one of them */
    void *piece;   /* for the sink */
    bool is_ready; /* to be passed on, if there is a piece */
} job;

typedef struct run {
    draad_project *p;
    const dr_plan *plan; /* NULL: only read */
    dr_run_visit visit;
    void *ctx;
    const dr_run_sink *sink; /* or NULL */
    job *jobs;
    size_t njobs, next, ndone;
    size_t npassed;     /* documents before this one have been passed on to the sink */
    bool is_passing;    /* some thread is doing that */
    size_t ahead;       /* how many may be taken before those behind them have been passed on */
    draad_status fatal; /* DRAAD_OK, or what ended the run */
    draad_error why;
    pthread_mutex_t lock;
    pthread_cond_t passed; /* npassed has grown, or the run has failed */
} run;

/* ---- One document ----------------------------------------------------------------------------------------- */

static void hold(void *ctx, draad_severity severity, const draad_error *message)
{
    job *j = ctx;
    waiting *w = dr_vec_push(&j->messages);
    j->lost |= w == NULL;
    if (w != NULL)
        *w = (waiting){severity, *message};
}

static draad_status read_document(run *r, const dr_project_source *source, job *j, draad_error *err)
{
    draad_report report = {hold, j};
    dr_coded *d = &j->coded;
    draad_status s =
        source->bytes.data != NULL
            ? draad_document_read_bytes(source->bytes, source->relative.data, &r->p->reading, &report, &d->doc, err)
            : draad_document_read(source->path.data, &r->p->reading, &report, &d->doc, err);
    if (s != DRAAD_OK)
        return s;
    draad_str name = dr_base_name(source->relative), sha256 = draad_document_sha256(d->doc);
    d->id = source->id;
    d->source = name;
    d->path = source->path;
    d->borrows_text = r->sink != NULL;
    d->sha256 = dr_arena_str(&d->arena, sha256);
    if (d->sha256.data == NULL)
        return dr_no_memory(err);
    return dr_coded_describe(d, r->p, err);
}

static void tell_failed_rules(run *r, const dr_rule_matches *found, job *j)
{
    draad_report report = {hold, j};
    for (size_t i = 0; i < found->nfailed; i++) {
        const dr_project_rule *rule = &r->p->rules.at[found->failed[i].rule];
        dr_say(&report, DRAAD_ERROR, DRAAD_E_RULE,
               (dr_place){rule->codebook->name.data, rule->rule->line, rule->rule->column},
               "the rule %.*s of %.*s takes too much work on document %.*s and codes nothing there; it gave up at "
               "character %u",
               DR_ARG(rule->rule->id), DR_ARG(r->p->codes.at[rule->code].id), DR_ARG(j->coded.id),
               (unsigned)draad_document_cp(j->coded.doc, found->failed[i].at).value);
        j->rule_failed = true;
    }
}

static draad_status do_document(run *r, dr_matcher *matcher, size_t i, draad_error *err)
{
    job *j = &r->jobs[i];
    dr_coded *d = &j->coded;
    draad_error why = {0};
    j->status = read_document(r, &r->p->sources.at[i], j, &why);
    if (j->status == DRAAD_E_MEMORY) {
        *err = why;
        return j->status;
    }
    if (j->status != DRAAD_OK) { /* one line, and on with the others */
        hold(j, DRAAD_ERROR, &why);
        dr_coded_free(d);
        return DRAAD_OK;
    }
    if (r->plan == NULL)
        return DRAAD_OK; /* the text stays, to be coded by hand */
    dr_rule_matches found;
    draad_status s = dr_matcher_run(matcher, d->doc, d->speakers, &found, err);
    if (s == DRAAD_OK && r->p->coding.count_words && r->visit == NULL)
        s = dr_coded_count_words(d, err);
    if (s == DRAAD_OK) {
        tell_failed_rules(r, &found, j);
        s = r->visit != NULL ? r->visit(r->ctx, i, d, &found, err) : dr_coded_fill(d, r->p, &found, err);
    }
    if (s == DRAAD_OK && r->sink != NULL)
        s = r->sink->make(r->sink->ctx, d, &j->piece, err);
    draad_document_free(d->doc); /* the text has streamed past */
    d->doc = NULL;
    if (s == DRAAD_E_LIMIT) { /* its codings are too large: as when it could not be read */
        j->status = s;
        hold(j, DRAAD_ERROR, err);
        dr_coded_free(d);
        j->piece = NULL;
        return DRAAD_OK;
    }
    return s;
}

/* ---- All documents ---------------------------------------------------------------------------------------- */

/* The next document, or r->njobs when there is no more to do.  Who is far ahead waits, so that no heap of pieces grows
 * behind one long document. */
static size_t take(run *r)
{
    pthread_mutex_lock(&r->lock);
    while (r->sink != NULL && r->fatal == DRAAD_OK && r->next < r->njobs && r->next - r->npassed >= r->ahead)
        pthread_cond_wait(&r->passed, &r->lock);
    size_t i = r->fatal == DRAAD_OK && r->next < r->njobs ? r->next++ : r->njobs;
    pthread_mutex_unlock(&r->lock);
    return i;
}

static void fail(run *r, draad_status s, const draad_error *err)
{
    if (s == DRAAD_OK || r->fatal != DRAAD_OK)
        return;
    r->fatal = s;
    r->why = *err;
    pthread_cond_broadcast(&r->passed);
}

/* Passes on all documents whose turn it is.  Called and left with the lock, which is free meanwhile. */
static void pass_on(run *r)
{
    if (r->is_passing)
        return; /* who is at it will find what is ready now */
    r->is_passing = true;
    while (r->npassed < r->njobs && r->jobs[r->npassed].is_ready && r->fatal == DRAAD_OK) {
        void *piece = r->jobs[r->npassed].piece;
        draad_error err = {0};
        pthread_mutex_unlock(&r->lock);
        const draad_status s = piece != NULL ? r->sink->take(r->sink->ctx, piece, &err) : DRAAD_OK;
        pthread_mutex_lock(&r->lock);
        fail(r, s, &err);
        r->npassed++;
        pthread_cond_broadcast(&r->passed);
    }
    r->is_passing = false;
}

/* Document i has been done; DRAAD_NONE: none was. */
static void done(run *r, size_t i, draad_status s, const draad_error *err)
{
    const draad_code_options *options = &r->p->coding;
    pthread_mutex_lock(&r->lock);
    fail(r, s, err);
    r->ndone++;
    if (options->progress != NULL)
        options->progress(options->progress_ctx, r->ndone, r->njobs);
    if (i < r->njobs)
        r->jobs[i].is_ready = true;
    if (r->sink != NULL)
        pass_on(r);
    pthread_mutex_unlock(&r->lock);
}

static void *work(void *ctx)
{
    run *r = ctx;
    dr_matcher *matcher = NULL;
    draad_error err = {0};
    draad_status s = r->plan != NULL ? dr_matcher_new(r->plan, &matcher, &err) : DRAAD_OK;
    if (s != DRAAD_OK)
        done(r, r->njobs, s, &err);
    for (size_t i; s == DRAAD_OK && (i = take(r)) < r->njobs;) {
        s = do_document(r, matcher, i, &err);
        if (s == DRAAD_OK && r->jobs[i].lost)
            s = dr_no_memory(&err);
        done(r, i, s, &err);
    }
    dr_matcher_free(matcher);
    return NULL;
}

static unsigned thread_count(const draad_project *p, size_t njobs)
{
    unsigned n = p->coding.threads;
    if (n == 0) {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);
        n = processors < 1 ? 1 : processors > DEFAULT_THREADS_MAX ? DEFAULT_THREADS_MAX : (unsigned)processors;
    }
    n = n > THREADS_MAX ? THREADS_MAX : n;
    return njobs < n ? (njobs > 0 ? (unsigned)njobs : 1) : n;
}

static void work_in_threads(run *r)
{
    pthread_t threads[THREADS_MAX];
    unsigned wanted = thread_count(r->p, r->njobs), started = 0;
    r->ahead = 2 * (size_t)wanted;
    while (started + 1 < wanted && pthread_create(&threads[started], NULL, work, r) == 0)
        started++;
    work(r); /* this thread works too, so that at least one does */
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

static void forget_documents(draad_project *p)
{
    dr_project_changed(p);
    for (size_t i = 0; i < p->ndocuments; i++)
        dr_coded_free(&p->documents[i]);
    dr_free(p->documents);
    p->documents = NULL;
    p->ndocuments = 0;
    dr_free(p->squares);
    p->squares = NULL;
}

/* Tells what waited, in project order, and keeps the documents that were read. */
static draad_status join(run *r)
{
    draad_project *p = r->p;
    draad_status s = r->fatal;
    p->documents = s == DRAAD_OK ? dr_alloc_zero(r->njobs, sizeof *p->documents) : NULL;
    if (s == DRAAD_OK && p->documents == NULL)
        s = dr_no_memory(&r->why);
    draad_status result = s != DRAAD_OK ? s : p->nskipped > 0 ? DRAAD_E_SOURCE : DRAAD_OK;
    for (size_t i = 0; i < r->njobs; i++) {
        job *j = &r->jobs[i];
        for (size_t k = 0; k < j->messages.n && s == DRAAD_OK; k++)
            dr_tell(&p->report, j->messages.at[k].severity, &j->messages.at[k].message);
        dr_vec_free(&j->messages);
        if (s != DRAAD_OK || j->status != DRAAD_OK) {
            dr_coded_free(&j->coded);
            p->nskipped += s == DRAAD_OK;
            result = s == DRAAD_OK && result != DRAAD_E_RULE ? DRAAD_E_SOURCE : result;
            continue;
        }
        p->documents[p->ndocuments++] = j->coded;
        if (j->rule_failed)
            result = DRAAD_E_RULE;
    }
    return result;
}

static draad_status run_all(run *r)
{
    draad_project *p = r->p;
    forget_documents(p);
    r->fatal = dr_sources_name(p, &r->why);
    r->njobs = p->sources.n;
    r->jobs = r->fatal == DRAAD_OK ? dr_alloc_zero(r->njobs, sizeof *r->jobs) : NULL;
    if (r->jobs == NULL)
        return r->fatal = r->fatal != DRAAD_OK ? r->fatal : dr_no_memory(&r->why);
    if (pthread_mutex_init(&r->lock, NULL) != 0) {
        r->fatal = dr_no_memory(&r->why);
    } else if (pthread_cond_init(&r->passed, NULL) != 0) {
        r->fatal = dr_no_memory(&r->why);
        pthread_mutex_destroy(&r->lock);
    } else {
        work_in_threads(r);
        pthread_cond_destroy(&r->passed);
        pthread_mutex_destroy(&r->lock);
    }
    draad_status s = join(r);
    dr_free(r->jobs);
    return s;
}

draad_status dr_run(draad_project *p, const dr_plan *plan, dr_run_visit visit, void *ctx)
{
    run r = {.p = p, .plan = plan, .visit = visit, .ctx = ctx};
    draad_status s = run_all(&r);
    if (r.fatal != DRAAD_OK)
        dr_tell(&p->report, DRAAD_ERROR, &r.why);
    return s;
}

draad_status dr_run_into(draad_project *p, const dr_plan *plan, const dr_run_sink *sink, draad_error *err)
{
    run r = {.p = p, .plan = plan, .sink = sink};
    draad_status s = run_all(&r);
    if (r.fatal != DRAAD_OK && err != NULL)
        *err = r.why;
    return s;
}

draad_status draad_project_read_sources(draad_project *p)
{
    return dr_run(p, NULL, NULL, NULL);
}

draad_status dr_plan_of(draad_project *p, const draad_code_options *options, dr_plan **out, draad_error *err)
{
    p->coding = options != NULL ? *options : (draad_code_options){0};
    return dr_plan_new(p->codebooks.at, p->codebooks.n, p->lexicon, !p->coding.no_jit, out, err);
}

draad_status draad_project_code(draad_project *p, const draad_code_options *options)
{
    draad_error err = {0};
    dr_plan *plan = NULL;
    draad_status s = dr_plan_of(p, options, &plan, &err);
    if (s != DRAAD_OK) {
        dr_tell(&p->report, DRAAD_ERROR, &err);
        return s;
    }
    s = dr_run(p, plan, NULL, NULL);
    dr_plan_free(plan);
    if (s != DRAAD_E_MEMORY && dr_tell_doubts(p, &err) != DRAAD_OK) {
        dr_tell(&p->report, DRAAD_ERROR, &err);
        s = DRAAD_E_MEMORY;
    }
    return s;
}
