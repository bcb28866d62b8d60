/* SPDX-License-Identifier: Apache-2.0
 * postings.c - the words of a document as numbers, and where each term is answered.
 * A word as written is put to the codebook's terms once, when it is first seen; after that it is a number with a
 * list of answers.  Sentences are read for verbs that stand apart only where a rule depends on it.
 * Knows: one document and the terms.  Does not know: what rules make of them. */
#include "base/utf8.h"
#include "dutch/norm.h"
#include "outside/unicode.h"
#include "rules/matcher.h"

#include <stdlib.h>
#include <string.h>

enum { COORDINATED_MAX = 5 }; /* words from half a word to the whole one: "zorg-, welzijns- en jeugdhulp" */

/* ---- Words --------------------------------------------------------------------------------------------- */

static draad_status learn(dr_matcher *m, draad_str word, uint32_t *id, draad_error *err)
{
    draad_status s = dr_terms_ask(&m->plan->terms, word, &m->ask, err);
    if (s != DRAAD_OK)
        return s;
    draad_str key = dr_arena_str(&m->words, word);
    dr_known_word *k = key.data != NULL ? dr_vec_push(&m->known) : NULL;
    uint32_t *slot = k != NULL ? dr_map_slot(&m->ids, key) : NULL;
    if (slot == NULL || !dr_vec_reserve(&m->answers, m->ask.at.n))
        return dr_no_memory(err);
    *k = (dr_known_word){(uint32_t)m->answers.n, (uint32_t)m->ask.at.n, m->ask.flags, DRAAD_NONE};
    if (m->ask.at.n > 0)
        memcpy(m->answers.at + m->answers.n, m->ask.at.at, m->ask.at.n * sizeof *m->ask.at.at);
    m->answers.n += m->ask.at.n;
    *slot = *id = (uint32_t)(m->known.n - 1);
    return DRAAD_OK;
}

static draad_status post(dr_matcher *m, uint32_t term, uint32_t word, uint32_t partner, draad_error *err)
{
    dr_postings *p = &m->postings[term];
    if (p->list.n == 0) {
        uint32_t *t = dr_vec_push(&m->touched);
        if (t == NULL)
            return dr_no_memory(err);
        *t = term;
        for (const uint32_t *rule = m->plan->triggers[term]; *rule != DRAAD_NONE; rule++)
            m->awake.at[*rule] = 1;
    }
    dr_posting *posting = dr_vec_push(&p->list);
    if (posting == NULL)
        return dr_no_memory(err);
    *posting = (dr_posting){word, partner};
    return DRAAD_OK;
}

/* The sentence holds letters that a regex requires. */
static draad_status post_held(dr_matcher *m, uint32_t term, uint32_t sentence, draad_error *err)
{
    const dr_postings *p = &m->postings[term];
    const bool again = p->list.n > 0 && p->list.at[p->list.n - 1].word == sentence;
    return again ? DRAAD_OK : post(m, term, sentence, DRAAD_NONE, err);
}

static int compare_postings(const void *x, const void *y)
{
    const dr_posting *a = x, *b = y;
    return a->word != b->word ? (a->word < b->word ? -1 : 1) : (a->partner > b->partner) - (a->partner < b->partner);
}

static dr_clause_form *known_form(const dr_matcher *m, uint32_t id)
{
    const uint32_t form = m->known.at[id].form;
    return form != DRAAD_NONE ? m->clause.forms.at[form] : NULL;
}

/* Keeps what the clause of sentence `i` says about negation. */
static draad_status read_clause(dr_matcher *m, uint32_t i, draad_error *err)
{
    const dr_span *s = &m->doc->units[DRAAD_UNIT_SENTENCE].at[i];
    const uint32_t *ids = m->ids_of.at + s->first_word;
    size_t ntokens;
    const dr_token *tokens = dr_tokens_in(m->doc, s->range, &ntokens);
    if (!dr_vec_reserve(&m->forms, ntokens + 1))
        return dr_no_memory(err);
    for (uint32_t w = 0; w < s->nwords; w++)
        m->forms.at[w] = known_form(m, ids[w]);
    draad_status status = dr_clause_read(&m->clause, m->doc->text, tokens, ntokens, m->forms.at, err);
    for (uint32_t w = 0; w < s->nwords && w < m->clause.scopes.n && status == DRAAD_OK; w++) {
        dr_scope scope = m->clause.scopes.at[w];
        m->known.at[ids[w]].form = m->forms.at[w]->spelling;
        if (scope.cue != DRAAD_NONE)
            scope.cue += s->first_word;
        m->scopes.at[s->first_word + w] = scope;
    }
    m->flags.at[i] |= DR_SENTENCE_READ;
    return status;
}

draad_status dr_read_sentence(dr_matcher *m, uint32_t sentence, draad_error *err)
{
    uint8_t flags = m->flags.at[sentence];
    return (flags & DR_WORD_CUE) == 0 || (flags & DR_SENTENCE_READ) != 0 ? DRAAD_OK : read_clause(m, sentence, err);
}

/* Both halves of each verb that stands apart answer for the whole verb. */
static draad_status post_links(dr_matcher *m, uint32_t first_word, draad_error *err)
{
    draad_status s = DRAAD_OK;
    for (size_t i = 0; i < m->clause.links.n && s == DRAAD_OK; i++) {
        const dr_link *link = &m->clause.links.at[i];
        uint32_t verb = first_word + link->verb, particle = first_word + link->particle;
        s = dr_terms_ask_verb(&m->plan->terms, (draad_str){link->lemma, link->len}, &m->ask, err);
        for (size_t k = 0; k < m->ask.at.n && s == DRAAD_OK; k++) {
            s = post(m, m->ask.at.at[k].term, verb, particle, err);
            if (s == DRAAD_OK)
                s = post(m, m->ask.at.at[k].term, particle, verb, err);
        }
    }
    return s;
}

/* Marks the verbs of this sentence whose particle stands elsewhere: as themselves they answer nothing. */
static bool mark_linked(dr_matcher *m, uint32_t nwords)
{
    m->linked.n = 0;
    if (!dr_vec_reserve(&m->linked, nwords + 1))
        return false;
    m->linked.n = nwords;
    memset(m->linked.at, 0, nwords + 1);
    for (size_t i = 0; i < m->clause.links.n; i++)
        m->linked.at[m->clause.links.at[i].verb] = 1;
    return true;
}

/* The word of the sentence, in norm in `out`. */
static draad_status norm_of(const dr_matcher *m, const dr_word *word, dr_buf *out, draad_error *err)
{
    return dr_norm((draad_str){m->doc->text.data + word->start, word->end - word->start}, out, err);
}

static bool is_and(draad_str norm)
{
    return dr_str_is(norm, "en") || dr_str_is(norm, "of") || dr_str_is(norm, "en/of");
}

/* The compound that half a word at `w` stands for: "jeugd- en gezinszorg", "gezinscoaches en -begeleiders"; 0 bytes
 * when it stands for none. */
static draad_status find_compound(dr_matcher *m, const dr_word *words, uint32_t nwords, uint32_t w,
                                  char out[DR_WORD_MAX], size_t *nbytes, draad_error *err)
{
    const char *text = m->doc->text.data;
    bool first = text[words[w].end - 1] == '-', found = false;
    uint32_t whole = w;
    dr_buf half = {0}, other = {0};
    draad_status s = norm_of(m, &words[w], &half, err);
    for (uint32_t step = 1; step <= COORDINATED_MAX && s == DRAAD_OK && !found; step++) {
        if (first ? w + step >= nwords : step > w)
            break;
        whole = first ? w + step : w - step;
        if ((s = norm_of(m, &words[whole], &other, err)) != DRAAD_OK)
            break;
        draad_str word = dr_buf_str(&other);
        found = step > 1 && word.len > 0 && word.data[0] != '-' && word.data[word.len - 1] != '-' && !is_and(word);
        if (step == 1 && !is_and(word) && !(first && word.len > 0 && word.data[word.len - 1] == '-'))
            break;
    }
    *nbytes = 0;
    draad_str bare = dr_buf_str(&half);
    if (s == DRAAD_OK && found && bare.len > 1)
        *nbytes = first ? dr_lexicon_first_half(m->plan->terms.lexicon, (draad_str){bare.data, bare.len - 1},
                                                dr_buf_str(&other), out)
                        : dr_lexicon_second_half(m->plan->terms.lexicon, (draad_str){bare.data + 1, bare.len - 1},
                                                 dr_buf_str(&other), out);
    dr_buf_free(&half);
    dr_buf_free(&other);
    return s;
}

static bool answers(const dr_matcher *m, uint32_t id, uint32_t term)
{
    const dr_known_word *k = &m->known.at[id];
    for (uint32_t a = 0; a < k->n; a++)
        if (m->answers.at[k->first + a].term == term)
            return true;
    return false;
}

/* Half a word answers for the compound that it stands for, too. */
static draad_status post_half(dr_matcher *m, const dr_span *sentence, uint32_t w, draad_error *err)
{
    const dr_word *words = m->doc->words + sentence->first_word;
    char compound[DR_WORD_MAX];
    size_t n;
    uint32_t id;
    draad_status s = find_compound(m, words, sentence->nwords, w, compound, &n, err);
    if (s != DRAAD_OK || n == 0)
        return s;
    draad_str word = {compound, n};
    if ((id = dr_map_find(&m->ids, word)) == DRAAD_NONE && (s = learn(m, word, &id, err)) != DRAAD_OK)
        return s;
    for (uint32_t a = 0; a < m->known.at[id].n && s == DRAAD_OK; a++) {
        const dr_answer answer = m->answers.at[m->known.at[id].first + a];
        if (!answer.holds && !answers(m, m->ids_of.at[sentence->first_word + w],
                                      answer.term)) /* it stands for the word, not its letters */
            s = post(m, answer.term, sentence->first_word + w, DRAAD_NONE, err);
    }
    return s;
}

static bool is_half(draad_str word)
{
    return word.len > 2 && (word.data[0] == '-' || word.data[word.len - 1] == '-');
}

static draad_str text_of(const dr_matcher *m, dr_word word)
{
    return (draad_str){m->doc->text.data + word.start, word.end - word.start};
}

/* Spellings to numbers; *flags: of all of them. */
static draad_status identify(dr_matcher *m, const dr_word *words, uint32_t nwords, uint32_t *numbers, uint8_t *flags,
                             draad_error *err)
{
    draad_str keys[DR_MAP_BATCH];
    draad_status s = DRAAD_OK;
    for (uint32_t first = 0; first < nwords && s == DRAAD_OK; first += DR_MAP_BATCH) {
        const uint32_t n = nwords - first < DR_MAP_BATCH ? nwords - first : DR_MAP_BATCH;
        uint32_t *ids = numbers + first;
        for (uint32_t w = 0; w < n; w++)
            keys[w] = text_of(m, words[first + w]);
        dr_map_find_all(&m->ids, keys, n, ids);
        for (uint32_t w = 0; w < n && s == DRAAD_OK; w++) {
            if (ids[w] == DRAAD_NONE) /* unless it was learnt since, a few words before */
                ids[w] = dr_map_find(&m->ids, keys[w]);
            if (ids[w] == DRAAD_NONE)
                s = learn(m, keys[w], &ids[w], err);
            if (s == DRAAD_OK)
                *flags |= m->known.at[ids[w]].flags;
        }
    }
    return s;
}

/* As clauses see it; NULL: no memory. */
static dr_clause_form *form_of(dr_matcher *m, uint32_t id, draad_str word, draad_error *err)
{
    dr_clause_form *form = known_form(m, id);
    if (form == NULL && (form = dr_clause_form_of(&m->clause, word, err)) != NULL)
        m->known.at[id].form = form->spelling;
    return form;
}

/* Is there a verb that matters, and a particle that makes another verb of it?  Mostly what looks like a particle is a
 * preposition, and the sentence need not be read. */
static draad_status ask_links(dr_matcher *m, const dr_word *words, const uint32_t *ids, uint32_t nwords, bool *out,
                              draad_error *err)
{
    *out = false;
    for (uint32_t v = 0; v < nwords && !*out; v++) {
        if ((m->known.at[ids[v]].flags & DR_WORD_VERB) == 0)
            continue;
        dr_clause_form *const verb = form_of(m, ids[v], text_of(m, words[v]), err);
        for (uint32_t p = 0; verb != NULL && p < nwords && !*out; p++) {
            if (p == v || (m->known.at[ids[p]].flags & DR_WORD_PARTICLE) == 0)
                continue;
            const dr_clause_form *particle = form_of(m, ids[p], text_of(m, words[p]), err);
            if (particle == NULL)
                return dr_no_memory(err);
            *out = dr_clause_may_link(&m->clause, particle, verb);
        }
        if (verb == NULL)
            return dr_no_memory(err);
    }
    return DRAAD_OK;
}

/* Spellings to numbers, and what they answer to postings. */
static draad_status post_sentence(dr_matcher *m, uint32_t i, draad_error *err)
{
    const dr_span *sentence = &m->doc->units[DRAAD_UNIT_SENTENCE].at[i];
    const dr_word *words = m->doc->words + sentence->first_word;
    uint32_t *ids = m->ids_of.at + sentence->first_word;
    uint8_t flags = 0;
    draad_status s = identify(m, words, sentence->nwords, ids, &flags, err);
    if (s != DRAAD_OK)
        return s;
    m->flags.at[i] = flags;
    m->clause.links.n = 0;
    bool may_link = false;
    if ((flags & DR_WORD_PARTICLE) != 0 && (flags & DR_WORD_VERB) != 0)
        s = ask_links(m, words, ids, sentence->nwords, &may_link, err);
    if (s == DRAAD_OK && may_link)
        s = read_clause(m, i, err);
    if (s != DRAAD_OK)
        return s;
    bool has_links = m->clause.links.n > 0;
    if (has_links && !mark_linked(m, sentence->nwords))
        return dr_no_memory(err);
    for (uint32_t w = 0; w < sentence->nwords; w++) {
        const dr_known_word *k = &m->known.at[ids[w]];
        bool linked = has_links && m->linked.at[w] != 0;
        for (uint32_t a = 0; a < k->n && s == DRAAD_OK; a++) {
            dr_answer answer = m->answers.at[k->first + a];
            if (answer.holds)
                s = post_held(m, answer.term, i, err);
            else if (!(linked && answer.as_verb))
                s = post(m, answer.term, sentence->first_word + w, DRAAD_NONE, err);
        }
        if (s == DRAAD_OK && is_half((draad_str){m->doc->text.data + words[w].start, words[w].end - words[w].start}))
            s = post_half(m, sentence, w, err);
    }
    return s == DRAAD_OK ? post_links(m, sentence->first_word, err) : s;
}

/* What tokens hold that are no words: a regex finds comments and sounds, too.  (Letters side by side are always in one
 * token.) */
static draad_status post_other_tokens(dr_matcher *m, draad_error *err)
{
    const draad_document *doc = m->doc;
    draad_status s = DRAAD_OK;
    for (size_t i = 0; m->plan->terms.held.n > 0 && i < doc->ntokens && s == DRAAD_OK; i++) {
        const dr_token *t = &doc->tokens[i];
        if (dr_token_is_word(t->kind) || t->kind == DR_TOKEN_PUNCT)
            continue;
        const dr_spans *sentences = &doc->units[DRAAD_UNIT_SENTENCE];
        const size_t at = dr_spans_at(sentences, t->start);
        if (at == sentences->n || sentences->at[at].range.start > t->start)
            continue; /* a time stamp behind its sentence */
        s = dr_terms_ask_held(&m->plan->terms, (draad_str){doc->text.data + t->start, t->end - t->start}, &m->ask, err);
        for (size_t a = 0; a < m->ask.at.n && s == DRAAD_OK; a++)
            s = post_held(m, m->ask.at.at[a].term, (uint32_t)at, err);
    }
    return s;
}

/* ---- The document -------------------------------------------------------------------------------------- */

draad_str dr_role_of_turn(const dr_matcher *m, uint32_t turn)
{
    uint32_t speaker = m->doc->turns[turn].speaker;
    return speaker != DRAAD_NONE ? m->roles[speaker].role : (draad_str){0};
}

static bool anybody_admits(const dr_matcher *m, uint32_t turn)
{
    draad_str role = dr_role_of_turn(m, turn);
    for (size_t i = 0; i < m->plan->speakers.n; i++)
        if (dr_speakers_admit(m->plan->speakers.at[i], role))
            return true;
    return false;
}

static void forget_document(dr_matcher *m)
{
    for (size_t i = 0; i < m->touched.n; i++)
        m->postings[m->touched.at[i]].list.n = 0;
    m->touched.n = m->matches.n = m->failed.n = 0;
    if (m->plan->ncaches > 0)
        memset(m->cached, 0, m->plan->ncaches);
    if (m->plan->rules.n > 0)
        memset(m->awake.at, 0, m->plan->rules.n);
    m->folded_sentence = DRAAD_NONE;
    dr_arena_reset(&m->kept);
    dr_arena_reset(&m->brief);
}

draad_status dr_prepare_document(dr_matcher *m, draad_error *err)
{
    const dr_spans *sentences = &m->doc->units[DRAAD_UNIT_SENTENCE];
    draad_status s = DRAAD_OK;
    forget_document(m);
    m->sentence_of.n = m->ids_of.n = m->scopes.n = m->flags.n = 0;
    if (!dr_vec_reserve(&m->sentence_of, m->doc->nwords + 1) || !dr_vec_reserve(&m->ids_of, m->doc->nwords + 1) ||
        !dr_vec_reserve(&m->scopes, m->doc->nwords + 1) || !dr_vec_reserve(&m->flags, sentences->n + 1))
        return dr_no_memory(err);
    m->sentence_of.n = m->ids_of.n = m->scopes.n = m->doc->nwords;
    m->flags.n = sentences->n;
    for (size_t w = 0; w < m->doc->nwords; w++)
        m->scopes.at[w] = (dr_scope){DRAAD_NONE, DRAAD_NEGATION_NONE};
    memset(m->flags.at, 0, sentences->n);
    for (uint32_t i = 0; i < sentences->n && s == DRAAD_OK; i++) {
        for (uint32_t w = 0; w < sentences->at[i].nwords; w++)
            m->sentence_of.at[sentences->at[i].first_word + w] = i;
        if (anybody_admits(m, sentences->at[i].turn))
            s = post_sentence(m, i, err);
    }
    if (s == DRAAD_OK)
        s = post_other_tokens(m, err);
    for (size_t i = 0; i < m->touched.n; i++) { /* links and tokens that are no words put some out of order */
        dr_postings *p = &m->postings[m->touched.at[i]];
        for (size_t k = 1; k < p->list.n; k++)
            if (p->list.at[k].word < p->list.at[k - 1].word) {
                qsort(p->list.at, p->list.n, sizeof *p->list.at, compare_postings);
                break;
            }
    }
    return s;
}

/* ---- The folded text ------------------------------------------------------------------------------------ */

static draad_status fold_cluster(dr_matcher *m, draad_str cluster, draad_error *err)
{
    draad_status s = dr_norm(cluster, &m->ask.other, err);
    if (s == DRAAD_OK)
        s = dr_buf_put(&m->other, dr_buf_str(&m->ask.other), err);
    if (s == DRAAD_OK && !dr_offmap_push(&m->fold_map, (uint32_t)cluster.len, (uint32_t)m->ask.other.len))
        s = dr_no_memory(err);
    return s;
}

/* The bytes of the character at s and of the marks that belong to it. */
static size_t cluster_length(const char *s, size_t n)
{
    uint32_t cp;
    size_t len = dr_utf8_decode(s, n, &cp);
    while (len < n && (unsigned char)s[len] >= 0x80) {
        size_t more = dr_utf8_decode(s + len, n - len, &cp);
        if (more == 0 || dr_char_kind_of(cp) != DR_CHAR_MARK)
            break;
        len += more;
    }
    return len > 0 ? len : 1;
}

/* Most sentences: a byte for a byte.  False where one of them is not ASCII. */
static bool fold_ascii(const char *text, size_t n, char *out)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t any = 0, eight;
    size_t i = 0;
    for (; i + sizeof eight <= n; i += sizeof eight) { /* below 0x80 no byte carries into the next */
        memcpy(&eight, text + i, sizeof eight);
        any |= eight;
        const uint64_t from_a = eight + each * (0x80 - 'A'), past_z = eight + each * (0x80 - 'Z' - 1);
        eight |= (from_a & ~past_z & each * 0x80) >> 2; /* 'A' | 0x20 is 'a' */
        memcpy(out + i, &eight, sizeof eight);
    }
    for (; i < n; i++) {
        const unsigned char c = (unsigned char)text[i];
        any |= c;
        out[i] = (char)((unsigned char)(c - 'A') < 26 ? c | 0x20 : c);
    }
    return (any & each * 0x80) == 0;
}

static draad_status fold_clusters(dr_matcher *m, draad_range r, draad_error *err)
{
    const char *text = m->doc->text.data;
    draad_status s = DRAAD_OK;
    for (draad_byte at = r.start; at < r.end && s == DRAAD_OK;) {
        unsigned char c = (unsigned char)text[at];
        if (c < 0x80 && (at + 1 >= r.end || (unsigned char)text[at + 1] < 0x80)) {
            s = dr_buf_put_char(&m->other, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : (char)c, err);
            if (s == DRAAD_OK && !dr_offmap_push(&m->fold_map, 1, 1))
                s = dr_no_memory(err);
            at++;
        } else {
            size_t len = cluster_length(text + at, r.end - at);
            s = fold_cluster(m, (draad_str){text + at, len}, err);
            at += (draad_byte)len;
        }
    }
    return s;
}

/* Is the sentence ASCII?  Then it is in m->small, for all regexes that look at it. */
static draad_status make_small(dr_matcher *m, uint32_t sentence, bool *is_small, draad_error *err)
{
    const draad_range r = m->doc->units[DRAAD_UNIT_SENTENCE].at[sentence].range;
    draad_status s = DRAAD_OK;
    if ((m->flags.at[sentence] & DR_SENTENCE_SMALL) == 0) {
        s = dr_buf_reserve(&m->small, m->doc->text.len, err);
        if (s == DRAAD_OK && fold_ascii(m->doc->text.data + r.start, r.end - r.start, m->small.data + r.start))
            m->flags.at[sentence] |= DR_SENTENCE_SMALL;
    }
    *is_small = (m->flags.at[sentence] & DR_SENTENCE_SMALL) != 0;
    return s;
}

draad_status dr_fold_sentence(dr_matcher *m, uint32_t sentence, draad_error *err)
{
    const draad_range r = m->doc->units[DRAAD_UNIT_SENTENCE].at[sentence].range;
    bool is_small = false;
    if (m->folded_sentence == sentence)
        return DRAAD_OK;
    m->folded_sentence = DRAAD_NONE;
    m->other.len = 0;
    m->fold_map.runs.n = m->fold_map.nsource = m->fold_map.ntext = 0;
    draad_status s = make_small(m, sentence, &is_small, err);
    if (s == DRAAD_OK && !is_small)
        s = fold_clusters(m, r, err);
    m->folded = is_small ? (draad_str){m->small.data + r.start, r.end - r.start} : dr_buf_str(&m->other);
    m->folded_sentence = s == DRAAD_OK ? sentence : DRAAD_NONE;
    return s;
}

draad_range dr_unfold(const dr_matcher *m, draad_range folded)
{
    const draad_byte start = m->doc->units[DRAAD_UNIT_SENTENCE].at[m->folded_sentence].range.start;
    const draad_range r = m->fold_map.runs.n > 0 ? dr_offmap_trace(&m->fold_map, folded) : folded;
    return (draad_range){r.start + start, r.end + start};
}
