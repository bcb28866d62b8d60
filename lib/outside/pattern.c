/* SPDX-License-Identifier: Apache-2.0
 * pattern.c - PCRE2 with its belt fastened.
 * PCRE2 counts its limits anew for every start position, so limits alone do not stop a pattern that is bad at each
 * of 16,384 positions.  So a match is looked for in windows of start positions, first with a small limit that no
 * ordinary pattern meets; only where a window meets it, its positions are tried one by one, each that needs the full
 * limit is heavy, and heavy positions are counted against the caller's budget.
 * With windows, a match may begin in one and be looked for again in the next.  What would notice (\G, and verbs that
 * talk about start positions) is refused, so a window of 1 and one of 4,096 find the same.
 * Machine code for a pattern takes ten times as long as compiling it, so it is made before the pattern is first
 * matched, by the thread that comes first; the others wait for it, and then it is only read.  Whether it looks or the
 * interpreter never depends on what was looked at before: at the limits the two decide differently. Knows: PCRE2.  Does
 * not know: rules, words, documents. */
#include "outside/pattern.h"
#include "base/utf8.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    MATCH_LIMIT = 100000,
    LIGHT_LIMIT = MATCH_LIMIT / 20,
    DEPTH_LIMIT = 10000,
    HEAP_LIMIT = 64 << 10, /* KiB */
    JIT_STACK_FIRST = 32 << 10,
    JIT_STACK_MAX = 1 << 20,
    WINDOW = 4096, /* start positions at once with JIT; 1 without */
    RUN_MIN = 3
};

typedef enum jit_state { JIT_WANTED, JIT_NONE, JIT_THERE } jit_state;

/* What a thread may still add to a pattern that all of them share. */
typedef struct late {
    pthread_mutex_t lock;
    atomic_int state; /* a jit_state; once it is not JIT_WANTED, nothing changes any more */
} late;

struct dr_pattern {
    pcre2_code *code;
    late *late; /* NULL: the interpreter */
};

struct dr_pattern_scratch {
    pcre2_general_context *general;
    pcre2_match_context *match;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
};

static void *allocate(size_t nbytes, void *ctx)
{
    (void)ctx;
    return dr_alloc(nbytes);
}

static void release(void *block, void *ctx)
{
    (void)ctx;
    dr_free(block);
}

/* ---- A look at the pattern's text: just enough to step over what is not a plain letter ------------------- */

static bool has(draad_str p, size_t i, const char *what)
{
    size_t n = strlen(what);
    return i <= p.len && n <= p.len - i && memcmp(p.data + i, what, n) == 0;
}

/* Behind the next `end` from i on; the end of the pattern when there is none. */
static size_t behind(draad_str p, size_t i, char end)
{
    const char *at = i < p.len ? memchr(p.data + i, end, p.len - i) : NULL;
    return at != NULL ? (size_t)(at - p.data) + 1 : p.len;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Behind the escape whose backslash is at i, with all that belongs to it: \x{e9}, \pL, \k<naam>, \Q...\E. */
static size_t skip_escape(draad_str p, size_t i)
{
    if (i + 1 >= p.len)
        return p.len;
    char c = p.data[i + 1];
    size_t at = i + 2;
    if (c == 'Q') {
        while (at < p.len && !has(p, at, "\\E"))
            at++;
        return at < p.len ? at + 2 : p.len;
    }
    if (c == 'c')
        return at < p.len ? at + 1 : p.len;
    if (memchr("xopPkgN", c, 7) == NULL)
        return at;
    if (at < p.len && p.data[at] == '{')
        return behind(p, at, '}');
    if (at < p.len && (c == 'k' || c == 'g') && (p.data[at] == '<' || p.data[at] == '\''))
        return behind(p, at + 1, p.data[at] == '<' ? '>' : '\'');
    if (c == 'x')
        for (int n = 0; n < 2 && at < p.len && is_hex(p.data[at]); n++)
            at++;
    else if ((c == 'p' || c == 'P') && at < p.len)
        at++;
    return at;
}

/* Behind the class whose '[' is at i. */
static size_t skip_class(draad_str p, size_t i)
{
    size_t at = i + 1;
    at += has(p, at, "^");
    at += has(p, at, "]");
    while (at < p.len && p.data[at] != ']') {
        if (p.data[at] == '\\')
            at = skip_escape(p, at);
        else if (has(p, at, "[:") && memchr(p.data + at + 2, ':', p.len - at - 2) != NULL &&
                 has(p, behind(p, at + 2, ':'), "]"))
            at = behind(p, at + 2, ':') + 1;
        else
            at++;
    }
    return at < p.len ? at + 1 : p.len;
}

/* The byte of the first thing that windows of start positions cannot bear; p.len: nothing. */
static size_t find_forbidden(draad_str p)
{
    for (size_t i = 0; i < p.len;) {
        if (p.data[i] == '\\') {
            if (has(p, i, "\\G"))
                return i;
            i = skip_escape(p, i);
        } else if (p.data[i] == '[') {
            i = skip_class(p, i);
        } else if (has(p, i, "(*") && i + 2 < p.len &&
                   ((p.data[i + 2] >= 'A' && p.data[i + 2] <= 'Z') || p.data[i + 2] == ':')) {
            return i;
        } else {
            i = has(p, i, "(?#") ? behind(p, i, ')') : i + 1;
        }
    }
    return p.len;
}

/* Does a pattern hold what the interpreter alone is trusted with?  The machine code of PCRE2 10.42 goes back into
 * atomic groups: of (?>\w+|b)\w*x it finds "bax" in "babax", where there is nothing.  Possessive quantifiers, recursion
 * (also \g<1>) and conditions are as rare.  Nothing is lost with a pattern too many but time. */
static bool is_for_interpreter(draad_str p)
{
    for (size_t i = 0; i < p.len;) {
        if (p.data[i] == '\\') {
            if (has(p, i, "\\g<") || has(p, i, "\\g'"))
                return true;
            i = skip_escape(p, i);
        } else if (p.data[i] == '[') {
            i = skip_class(p, i);
        } else {
            const char behind = i + 1 < p.len ? p.data[i + 1] : '\0', third = i + 2 < p.len ? p.data[i + 2] : '\0';
            const bool special = third != '\0' && strchr(">|(R&P+-0123456789", third) != NULL;
            if (p.data[i] == '(' && (behind == '*' || (behind == '?' && special)))
                return true;
            if (behind == '+' && strchr("*+?}", p.data[i]) != NULL)
                return true;
            i++;
        }
    }
    return false;
}

/* ---- Compiling ---------------------------------------------------------------------------------------- */

static draad_status want_jit(dr_pattern *p, draad_error *err)
{
    late *l = dr_alloc(sizeof *l);
    if (l == NULL)
        return dr_no_memory(err);
    if (pthread_mutex_init(&l->lock, NULL) != 0) {
        dr_free(l);
        return dr_no_memory(err);
    }
    atomic_init(&l->state, JIT_WANTED);
    p->late = l;
    return DRAAD_OK;
}

/* Is there machine code?  Makes it first, if it is wanted.  Without it (there is no memory that may be executed) the
 * interpreter does the same, slower. */
static bool runs_jit(const dr_pattern *p)
{
    if (p->late == NULL)
        return false;
    int state = atomic_load_explicit(&p->late->state, memory_order_acquire);
    if (state == JIT_WANTED) {
        pthread_mutex_lock(&p->late->lock);
        state = atomic_load_explicit(&p->late->state, memory_order_relaxed);
        if (state == JIT_WANTED) {
            state = pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0 ? JIT_THERE : JIT_NONE;
            atomic_store_explicit(&p->late->state, state, memory_order_release);
        }
        pthread_mutex_unlock(&p->late->lock);
    }
    return state == JIT_THERE;
}

static draad_status compile(dr_pattern *p, draad_str text, const dr_pattern_options *options, size_t *offset,
                            draad_error *err)
{
    draad_status s = DRAAD_OK;
    int problem = 0;
    uint32_t flags = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
    pcre2_general_context *general = pcre2_general_context_create(allocate, release, NULL);
    pcre2_compile_context *context = general != NULL ? pcre2_compile_context_create(general) : NULL;
    if (context == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    pcre2_set_parens_nest_limit(context, DR_PATTERN_NESTING_MAX);
    pcre2_set_max_pattern_length(context, DR_PATTERN_MAX);
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_bsr(context, PCRE2_BSR_UNICODE);
    if (options != NULL && options->any_case)
        flags |= PCRE2_CASELESS;
    p->code = pcre2_compile((PCRE2_SPTR)text.data, text.len, flags, &problem, offset, context);
    if (p->code == NULL) {
        PCRE2_UCHAR said[256] = "";
        pcre2_get_error_message(problem, said, sizeof said);
        s = problem == PCRE2_ERROR_NOMEMORY || problem == PCRE2_ERROR_HEAP_FAILED
                ? dr_no_memory(err)
                : dr_fail(err, DRAAD_E_CODEBOOK, dr_place_of(NULL), "not a valid regular expression: %s", (char *)said);
        goto done;
    }
    if ((options == NULL || !options->no_jit) && !is_for_interpreter(text))
        s = want_jit(p, err);
done:
    pcre2_compile_context_free(context);
    pcre2_general_context_free(general);
    return s;
}

draad_status dr_pattern_new(draad_str text, const dr_pattern_options *options, dr_pattern **out, size_t *offset,
                            draad_error *err)
{
    draad_status s;
    size_t ignored;
    offset = offset != NULL ? offset : &ignored;
    *offset = 0;
    *out = NULL;
    if (text.len > DR_PATTERN_MAX)
        return dr_fail(err, DRAAD_E_CODEBOOK, dr_place_of(NULL), "a regular expression of more than %d bytes",
                       DR_PATTERN_MAX);
    if (text.data == NULL)
        text.data = "";
    *offset = find_forbidden(text);
    if (*offset < text.len)
        return dr_fail(err, DRAAD_E_CODEBOOK, dr_place_of(NULL),
                       text.data[*offset] == '\\' ? "\\G is not available in regular expressions here"
                                                  : "verbs such as (*SKIP) or (*CR) are not available in regular "
                                                    "expressions here");
    *offset = 0;
    dr_pattern *p = dr_alloc_zero(1, sizeof *p);
    if (p == NULL)
        return dr_no_memory(err);
    if ((s = compile(p, text, options, offset, err)) != DRAAD_OK) {
        dr_pattern_free(p);
        return s;
    }
    *out = p;
    return DRAAD_OK;
}

void dr_pattern_free(dr_pattern *p)
{
    if (p == NULL)
        return;
    if (p->late != NULL)
        pthread_mutex_destroy(&p->late->lock);
    dr_free(p->late);
    pcre2_code_free(p->code);
    dr_free(p);
}

/* ---- Matching ----------------------------------------------------------------------------------------- */

dr_pattern_scratch *dr_pattern_scratch_new(void)
{
    dr_pattern_scratch *s = dr_alloc_zero(1, sizeof *s);
    if (s == NULL || (s->general = pcre2_general_context_create(allocate, release, NULL)) == NULL ||
        (s->match = pcre2_match_context_create(s->general)) == NULL ||
        (s->data = pcre2_match_data_create(1, s->general)) == NULL) {
        dr_pattern_scratch_free(s);
        return NULL;
    }
    pcre2_set_depth_limit(s->match, DEPTH_LIMIT);
    pcre2_set_heap_limit(s->match, HEAP_LIMIT);
    /* Where PCRE2 has no JIT no pattern has it either, and no stack is needed.  Where it has, less room than others
     * have would be another limit. */
    uint32_t has_jit = 0;
    s->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MAX, s->general);
    if (s->stack == NULL && pcre2_config(PCRE2_CONFIG_JIT, &has_jit) >= 0 && has_jit != 0) {
        dr_pattern_scratch_free(s);
        return NULL;
    }
    pcre2_jit_stack_assign(s->match, NULL, s->stack);
    return s;
}

void dr_pattern_scratch_free(dr_pattern_scratch *s)
{
    if (s == NULL)
        return;
    pcre2_jit_stack_free(s->stack);
    pcre2_match_data_free(s->data);
    pcre2_match_context_free(s->match);
    pcre2_general_context_free(s->general);
    dr_free(s);
}

/* Looks at start positions [from, last]: 1 found, 0 not, else PCRE2's reason. */
static int try_window(const dr_pattern *p, dr_pattern_scratch *s, draad_str subject, size_t from, size_t last,
                      uint32_t limit)
{
    pcre2_set_match_limit(s->match, limit);
    pcre2_set_offset_limit(s->match, last);
    int n = pcre2_match(p->code, (PCRE2_SPTR)subject.data, subject.len, from, PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY,
                        s->data, s->match);
    return n >= 0 ? 1 : n == PCRE2_ERROR_NOMATCH ? 0 : n;
}

static bool is_limit(int n)
{
    return n == PCRE2_ERROR_MATCHLIMIT || n == PCRE2_ERROR_DEPTHLIMIT || n == PCRE2_ERROR_HEAPLIMIT ||
           n == PCRE2_ERROR_JIT_STACKLIMIT;
}

static draad_status give_up(int n, draad_error *err)
{
    if (n == PCRE2_ERROR_NOMEMORY)
        return dr_no_memory(err);
    return dr_fail(err, DRAAD_E_RULE, dr_place_of(NULL),
                   is_limit(n) ? "the regular expression needs more work here than its limit; make it simpler"
                               : "the regular expression cannot be decided here (PCRE2 says %d)",
                   n);
}

draad_status dr_pattern_find(const dr_pattern *p, dr_pattern_scratch *s, draad_str subject, size_t from,
                             uint32_t *budget, dr_pattern_found *out, draad_error *err)
{
    assert(subject.len <= DR_SUBJECT_MAX && from <= subject.len);
    size_t careful_until = 0; /* before here, positions are tried one by one */
    const size_t width = runs_jit(p) ? WINDOW : 1;
    *out = (dr_pattern_found){false, from, from};
    if (subject.data == NULL)
        subject.data = "";
    while (from <= subject.len) {
        size_t next = from + (from < careful_until ? 1 : width); /* the first position behind the window */
        while (next < subject.len && !dr_utf8_is_start(subject.data[next]))
            next++;
        int n = try_window(p, s, subject, from, next - 1, LIGHT_LIMIT);
        *out = (dr_pattern_found){false, from, from};
        if (is_limit(n) && width > 1 && from >= careful_until) {
            careful_until = next;
            continue;
        }
        if (is_limit(n)) {
            if (*budget == 0)
                return dr_fail(
                    err, DRAAD_E_RULE, dr_place_of(NULL),
                    "the regular expression needs more work on this document than its budget; make it simpler");
            --*budget;
            n = try_window(p, s, subject, from, next - 1, MATCH_LIMIT);
        }
        if (n < 0)
            return give_up(n, err);
        if (n > 0) {
            const PCRE2_SIZE *at = pcre2_get_ovector_pointer(s->data);
            *out = (dr_pattern_found){true, at[0], at[1]};
            return DRAAD_OK;
        }
        from = next;
    }
    *out = (dr_pattern_found){false, subject.len, subject.len};
    return DRAAD_OK;
}

/* ---- What every match must contain -------------------------------------------------------------------- */

/* Walks the pattern once.  Where anything is out of the ordinary it gives up: no run is always a right answer. */
typedef struct walk {
    draad_str p;
    size_t at;
    int depth;
    bool gave_up;
} walk;

typedef struct run {
    size_t start, len;
} run;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static run longer(run a, run b)
{
    return b.len > a.len ? b : a;
}

/* Steps over a quantifier, if there is one; can what stands before it be absent? */
static bool take_quantifier(walk *w, bool *present)
{
    bool optional = false;
    char c = w->at < w->p.len ? w->p.data[w->at] : '\0';
    *present = c == '?' || c == '*' || c == '+' || c == '{';
    if (!*present)
        return false;
    if (c == '{') { /* "{0,2}", "{,2}"; a '{' that counts nothing is a character, and optional is the safe guess */
        size_t end = w->at + 1;
        while (end < w->p.len && ((w->p.data[end] >= '0' && w->p.data[end] <= '9') || w->p.data[end] == ','))
            end++;
        optional = w->at + 1 >= w->p.len || w->p.data[w->at + 1] < '1' || w->p.data[w->at + 1] > '9';
        w->at = end > w->at + 1 && has(w->p, end, "}") ? end + 1 : w->at + 1;
    } else {
        optional = c != '+';
        w->at++;
    }
    if (has(w->p, w->at, "?") || has(w->p, w->at, "+")) /* lazy, possessive */
        w->at++;
    return optional;
}

static run walk_alternatives(walk *w);

/* A bracket at w->at: what is inside counts unless it looks around or decides. */
static run walk_group(walk *w)
{
    bool counts = true;
    w->at++;
    if (has(w->p, w->at, "*")) {
        w->gave_up = true;
        return (run){0, 0};
    }
    if (has(w->p, w->at, "?")) {
        size_t at = ++w->at;
        char c = at < w->p.len ? w->p.data[at] : '\0';
        bool named = has(w->p, at, "P<") ||
                     (c == '<' && !has(w->p, at, "<=") && !has(w->p, at, "<!") && !has(w->p, at, "<*")) || c == '\'';
        if (c == '#') { /* a comment is nothing at all, so a quantifier behind it belongs to what is before */
            w->gave_up = true;
            return (run){0, 0};
        }
        if (named)
            w->at = c == '\'' ? behind(w->p, at + 1, '\'') : behind(w->p, at, '>');
        else if (c == ':' || c == '>' || c == '|')
            w->at++;
        else if (c == '=' || c == '!' || c == '<' || c == '(')
            counts = false, w->at += c != '(';
        else
            w->gave_up = true; /* (?i), (?x), (?R), ...: what follows may not mean what it says */
        if (w->gave_up)
            return (run){0, 0};
        if (c == '<' && !named)
            w->at++;
    }
    run inside = walk_alternatives(w);
    if (!has(w->p, w->at, ")"))
        w->gave_up = true;
    w->at++;
    return counts ? inside : (run){0, 0};
}

/* Items side by side up to '|', ')' or the end. */
static run walk_sequence(walk *w)
{
    run best = {0, 0}, now = {0, 0};
    while (!w->gave_up && w->at < w->p.len && w->p.data[w->at] != '|' && w->p.data[w->at] != ')') {
        run item = {0, 0};
        bool quantified;
        char c = w->p.data[w->at];
        if (is_letter(c))
            item = (run){w->at++, 1};
        else if (c == '(')
            item = walk_group(w);
        else if (c == '\\')
            w->at = skip_escape(w->p, w->at);
        else
            w->at = c == '[' ? skip_class(w->p, w->at) : w->at + 1;
        if (take_quantifier(w, &quantified))
            item.len = 0;
        bool extends = is_letter(c) && item.len == 1;
        if (extends && now.len > 0 && now.start + now.len == item.start)
            now.len++;
        else
            best = longer(best, now), now = extends ? item : (run){0, 0};
        if (!extends)
            best = longer(best, item);
        if (quantified) /* "abc+d": the c may be doubled, so the run ends with it */
            best = longer(best, now), now = (run){0, 0};
    }
    return longer(best, now);
}

static run walk_alternatives(walk *w)
{
    if (++w->depth > DR_PATTERN_NESTING_MAX)
        w->gave_up = true;
    run first = walk_sequence(w);
    bool several = false;
    while (!w->gave_up && has(w->p, w->at, "|")) {
        several = true;
        w->at++;
        walk_sequence(w);
    }
    w->depth--;
    return several ? (run){0, 0} : first;
}

draad_str dr_pattern_required(draad_str text, dr_arena *arena)
{
    walk w = {.p = text};
    run best = walk_alternatives(&w);
    if (w.gave_up || w.at < text.len || best.len < RUN_MIN)
        best.len = 0;
    draad_str copy = dr_arena_str(arena, best.len > 0 ? (draad_str){text.data + best.start, best.len} : DR_STR(""));
    char *letters = (char *)copy.data; /* our own copy */
    for (size_t i = 0; i < copy.len; i++)
        if (letters[i] >= 'A' && letters[i] <= 'Z')
            letters[i] = (char)(letters[i] | 0x20);
    return copy;
}
