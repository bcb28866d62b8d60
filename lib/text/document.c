/* SPDX-License-Identifier: Apache-2.0
 * document.c - from a reader's text to turns, paragraphs, sentences and words.
 * Knows: text, turns, paragraphs, sentences, words, speakers.  Does not know: file formats, codebooks. */
#include "text/document.h"
#include "base/utf8.h"
#include "dutch/sentences.h"
#include "text/labels.h"
#include "text/turns.h"

#include <string.h>

enum { MAX_TEXT = 1 << 30 };

/* ---- Building ----------------------------------------------------------------------------------------- */

typedef struct builder {
    draad_document *doc;
    const draad_read_options *options;
    bool wrapped;
    dr_sentences found;
    DR_VEC(dr_span) sentences, paragraphs, turns;
    DR_VEC(dr_turn_info) infos;
    DR_VEC(dr_speaker) speakers;
    DR_VEC(uint32_t) by_label; /* an open hash of speakers: index + 1 */
} builder;

static draad_byte line_end(draad_str text, draad_byte at, draad_byte end)
{
    const char *found = memchr(text.data + at, '\n', end - at);
    return found != NULL ? (draad_byte)(found - text.data) : end;
}

static bool is_empty_line(draad_str text, draad_byte start, draad_byte end)
{
    return dr_str_trim((draad_str){text.data + start, end - start}).len == 0;
}

/* Is the line text[start, end) broken inside a word?  A letter and a hyphen, and a small letter on the next line. */
static bool is_broken_word(draad_str text, draad_byte start, draad_byte end, draad_byte limit)
{
    if (end - start < 2 || end + 1 >= limit)
        return false;
    unsigned char before = (unsigned char)text.data[end - 2], next = (unsigned char)text.data[end + 1];
    bool soft = end - start >= 3 && before == 0xC2 && (unsigned char)text.data[end - 1] == 0xAD;
    bool hyphen = text.data[end - 1] == '-' && (before >= 0x80 || (unsigned char)((before | 0x20) - 'a') < 26);
    return (soft || hyphen) && ((next >= 'a' && next <= 'z') || next >= 0xC3);
}

/* Lines of a hard-wrapped file are nearly full and rarely end a sentence, unless nothing follows them. */
static bool looks_wrapped(draad_str text, const dr_layout *layout)
{
    size_t longest = 0, label = 0;
    for (int pass = 0; pass < 2; pass++) {
        size_t full = 0, ended = 0, followed = 0;
        label = 0;
        for (draad_byte at = layout->body; at < text.len;) {
            draad_byte end = line_end(text, at, (draad_byte)text.len);
            size_t n = end - at;
            if (pass == 0 && n > longest)
                longest = n;
            if (pass == 1 && end + 1 < text.len) {
                while (label < layout->labels.n && layout->labels.at[label].label.start <= end)
                    label++;
                draad_byte next = line_end(text, end + 1, (draad_byte)text.len);
                bool label_next = label < layout->labels.n && layout->labels.at[label].label.start <= next;
                if (n > 0 && !label_next && !is_empty_line(text, end + 1, next)) {
                    followed++;
                    full += n * 4 >= longest * 3;
                    ended += n > 0 && strchr(".?!", text.data[end - 1]) != NULL;
                }
            }
            at = end + 1;
        }
        if (pass == 1)
            return followed >= 5 && full * 10 >= followed * 8 && ended * 2 < followed;
        if (longest < 30 || longest > 120)
            return false;
    }
    return false;
}

static draad_status add_spans(builder *b, uint32_t turn, size_t first_sentence, draad_error *err)
{
    size_t n = b->found.sentences.n;
    if (n == first_sentence)
        return DRAAD_OK; /* nothing is said in it: no unit */
    dr_span whole = {.turn = turn, .first_word = b->found.sentences.at[first_sentence].first_word};
    whole.range.start = b->found.sentences.at[first_sentence].range.start;
    for (size_t i = first_sentence; i < n; i++) {
        const dr_sentence *s = &b->found.sentences.at[i];
        dr_span *span = dr_vec_push(&b->sentences);
        if (span == NULL)
            return dr_no_memory(err);
        *span = (dr_span){s->range, turn, s->first_word, s->nwords};
        whole.range.end = s->range.end;
        whole.nwords += s->nwords;
    }
    dr_span *span = dr_vec_push(&b->paragraphs);
    if (span == NULL)
        return dr_no_memory(err);
    *span = whole;
    return DRAAD_OK;
}

static draad_status add_paragraphs(builder *b, draad_range r, uint32_t turn, draad_error *err)
{
    draad_str text = b->doc->text;
    for (draad_byte start = r.start; start < r.end;) {
        draad_byte end = line_end(text, start, r.end);
        while (end < r.end) { /* does the paragraph go on behind this line end? */
            draad_byte next = line_end(text, end + 1, r.end);
            bool wraps = b->wrapped && !is_empty_line(text, end + 1, next) && !is_empty_line(text, start, end);
            if (b->doc->pretokenised || (!wraps && !is_broken_word(text, start, end, r.end)))
                break;
            end = next;
        }
        size_t before = b->found.sentences.n;
        draad_range paragraph = {start, end};
        draad_status s = b->doc->pretokenised ? dr_sentence_given(text, paragraph, &b->found, err)
                                              : dr_sentences_of(text, paragraph, &b->found, err);
        if (s == DRAAD_OK)
            s = add_spans(b, turn, before, err);
        if (s != DRAAD_OK)
            return s;
        start = end + 1;
    }
    return DRAAD_OK;
}

static draad_status grow_speakers(builder *b, draad_error *err);

static size_t slot_of(const builder *b, draad_str label)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < label.len; i++)
        hash = (hash ^ (unsigned char)label.data[i]) * 1099511628211u;
    size_t mask = b->by_label.n - 1, at = (size_t)(hash ^ hash >> 32) & mask;
    while (b->by_label.at[at] != 0 && !dr_str_equal(b->speakers.at[b->by_label.at[at] - 1].label, label))
        at = (at + 1) & mask;
    return at;
}

static draad_status find_speaker(builder *b, draad_str label, uint32_t *out, draad_error *err)
{
    draad_status s = grow_speakers(b, err);
    if (s != DRAAD_OK)
        return s;
    size_t slot = slot_of(b, label);
    if (b->by_label.at[slot] == 0) {
        if (b->speakers.n == DR_SPEAKERS_MAX)
            return dr_fail(err, DRAAD_E_LIMIT, dr_place_of(b->doc->name.data), "more than %d speakers",
                           DR_SPEAKERS_MAX);
        dr_speaker *speaker = dr_vec_push(&b->speakers);
        if (speaker == NULL)
            return dr_no_memory(err);
        *speaker = (dr_speaker){label, dr_role_of_label(label, b->options)};
        b->by_label.at[slot] = (uint32_t)b->speakers.n;
    }
    *out = b->by_label.at[slot] - 1;
    return DRAAD_OK;
}

static draad_status grow_speakers(builder *b, draad_error *err)
{
    size_t want = b->by_label.n == 0 ? 16 : 2 * b->speakers.n >= b->by_label.n ? 2 * b->by_label.n : b->by_label.n;
    if (want == b->by_label.n)
        return DRAAD_OK;
    dr_vec_free(&b->by_label);
    if (!dr_vec_reserve(&b->by_label, want))
        return dr_no_memory(err);
    b->by_label.n = want;
    for (size_t i = 0; i < b->speakers.n; i++)
        b->by_label.at[slot_of(b, b->speakers.at[i].label)] = (uint32_t)i + 1;
    return DRAAD_OK;
}

/* The speaker that a label in the text names.  Most labels are their own name. */
static draad_status name_speaker(builder *b, draad_str label, uint32_t *out, draad_error *err)
{
    bool plain = true;
    for (size_t i = 0; i < label.len && plain; i++)
        plain = (unsigned char)label.data[i] < 0x80 && label.data[i] != '\t' &&
                (label.data[i] != ' ' || label.data[i + 1] != ' ');
    if (plain)
        return find_speaker(b, label, out, err);
    dr_buf name = {0};
    draad_status s = dr_label_name(label, &name, err);
    if (s == DRAAD_OK && !dr_str_equal(dr_buf_str(&name), label) &&
        (label = dr_arena_str(&b->doc->arena, dr_buf_str(&name))).data == NULL)
        s = dr_no_memory(err);
    dr_buf_free(&name);
    return s == DRAAD_OK ? find_speaker(b, label, out, err) : s;
}

/* Where the line of a label begins: the turn before it ends there. */
static draad_byte line_start(draad_str text, draad_byte at)
{
    while (at > 0 && text.data[at - 1] != '\n')
        at--;
    return at;
}

/* Paragraphs of what is said behind label `first - 1` (0: before all labels) and behind the stamps, up to label `last`,
 * with which its turn goes on.  The time: the label's own; else of a stamp before the first word; else of one that ends
 * the turn. */
static draad_status add_stretches(builder *b, const dr_layout *layout, size_t first, size_t last, draad_range *time,
                                  draad_error *err)
{
    draad_str text = b->doc->text;
    uint32_t turn = (uint32_t)b->turns.n;
    size_t nbefore = b->paragraphs.n;
    draad_range at_end = {0, 0};
    for (size_t i = first; i <= last; i++) { /* label i - 1 begins the stretch that label i ends */
        const dr_label *open = i > 0 ? &layout->labels.at[i - 1] : NULL;
        draad_byte from = open != NULL ? open->text : layout->body;
        draad_byte end =
            i < layout->labels.n ? line_start(text, layout->labels.at[i].label.start) : (draad_byte)text.len;
        if (open != NULL && time->end == time->start && b->paragraphs.n == nbefore)
            *time = open->time;
        if (end <= from)
            continue;
        draad_status s = add_paragraphs(b, (draad_range){from, end}, turn, err);
        if (s != DRAAD_OK)
            return s;
        (void)dr_label_stamp_at_end(text, from, end, &at_end);
    }
    if (time->end == time->start)
        *time = at_end;
    return DRAAD_OK;
}

/* The turn that label `first - 1` begins (0: what stands before all labels), up to label `last`. */
static draad_status add_turn(builder *b, const dr_layout *layout, size_t first, size_t last, draad_error *err)
{
    size_t first_sentence = b->found.sentences.n, first_paragraph = b->paragraphs.n;
    uint32_t index = (uint32_t)b->turns.n, speaker = DRAAD_NONE;
    draad_str text = b->doc->text;
    draad_range time = {0, 0};
    draad_status s = add_stretches(b, layout, first, last, &time, err);
    if (s != DRAAD_OK || b->paragraphs.n == first_paragraph)
        return s;
    draad_range label = first > 0 ? layout->labels.at[first - 1].label : (draad_range){0, 0};
    if (label.end > label.start) {
        draad_str name = {text.data + label.start, label.end - label.start};
        if ((s = name_speaker(b, name, &speaker, err)) != DRAAD_OK)
            return s;
    }
    dr_span *span = dr_vec_push(&b->turns);
    dr_turn_info *info = span != NULL ? dr_vec_push(&b->infos) : NULL;
    if (info == NULL)
        return dr_no_memory(err);
    *info = (dr_turn_info){.speaker = speaker};
    if (time.end > time.start)
        info->time = (draad_str){text.data + time.start, time.end - time.start};
    const dr_sentence *sentences = b->found.sentences.at;
    span->turn = index;
    span->first_word = sentences[first_sentence].first_word;
    span->range.start = sentences[first_sentence].range.start;
    span->range.end = sentences[b->found.sentences.n - 1].range.end;
    for (size_t i = first_paragraph; i < b->paragraphs.n; i++)
        span->nwords += b->paragraphs.at[i].nwords;
    return DRAAD_OK;
}

/* Do the sentences of what is said begin with small letters? */
static bool lacks_capitals(draad_str text, const dr_layout *layout)
{
    dr_beginnings counts = {0};
    for (size_t i = 0; i <= layout->labels.n; i++) {
        draad_byte start = i == 0 ? layout->body : layout->labels.at[i - 1].text;
        draad_byte end = i < layout->labels.n ? layout->labels.at[i].label.start : (draad_byte)text.len;
        if (start < end)
            dr_count_beginnings(text, (draad_range){start, end}, &counts);
    }
    return dr_lack_capitals(&counts);
}

/* Of two speakers, V and A, V asks. */
static void find_who_asks(builder *b)
{
    for (size_t i = 0; b->speakers.n == 2 && i < 2; i++)
        if (dr_label_asks(b->speakers.at[i].label, b->speakers.at[1 - i].label, b->options))
            b->speakers.at[i].role = DR_STR("interviewer");
}

static draad_status add_turns(builder *b, const dr_layout *layout, draad_error *err)
{
    b->found.no_capitals = lacks_capitals(b->doc->text, layout);
    for (size_t first = 0; first <= layout->labels.n;) {
        size_t last = first;
        while (last < layout->labels.n && layout->labels.at[last].goes_on)
            last++;
        bool is_said = first == 0 || !layout->labels.at[first - 1].not_said;
        draad_status s = is_said ? add_turn(b, layout, first, last, err) : DRAAD_OK;
        if (s != DRAAD_OK)
            return s;
        first = last + 1;
    }
    find_who_asks(b);
    return DRAAD_OK;
}

static draad_status count_code_points(draad_document *doc, draad_error *err)
{
    size_t len = doc->text.len;
    if (dr_utf8_count(doc->text) == len) /* all is ASCII */
        return DRAAD_OK;
    doc->cp_marks = dr_alloc_zero(doc->text.len / DR_CP_STEP + 1, sizeof *doc->cp_marks);
    if (doc->cp_marks == NULL)
        return dr_no_memory(err);
    uint32_t n = 0;
    for (size_t i = 0; i <= len; i += DR_CP_STEP) {
        doc->cp_marks[i / DR_CP_STEP] = n;
        size_t step = len - i < DR_CP_STEP ? len - i : DR_CP_STEP;
        n += (uint32_t)dr_utf8_count((draad_str){doc->text.data + i, step});
    }
    return DRAAD_OK;
}

static draad_str id_of(draad_str name)
{
    for (size_t i = name.len; i > 0; i--)
        if (name.data[i - 1] == '/') {
            name = (draad_str){name.data + i, name.len - i};
            break;
        }
    for (size_t i = name.len; i > 1; i--)
        if (name.data[i - 1] == '.')
            return (draad_str){name.data, i - 1};
    return name;
}

static draad_status keep_strings(builder *b, const dr_layout *layout, draad_str name, draad_str sha256,
                                 draad_error *err)
{
    draad_document *doc = b->doc;
    draad_str id = dr_str_equal(name, DR_STR("-")) ? DR_STR("stdin") : id_of(name);
    doc->name = dr_arena_str(&doc->arena, name);
    doc->id = dr_arena_str(&doc->arena, id);
    doc->sha256 = dr_arena_str(&doc->arena, sha256);
    doc->nattributes = layout->attributes.n;
    doc->attributes = dr_arena_alloc(&doc->arena, (doc->nattributes + 1) * sizeof *doc->attributes);
    if (doc->name.data == NULL || doc->id.data == NULL || doc->sha256.data == NULL || doc->attributes == NULL)
        return dr_no_memory(err);
    for (size_t i = 0; i < doc->nattributes; i++)
        doc->attributes[i] = layout->attributes.at[i]; /* they look into the text */
    return DRAAD_OK;
}

/* Units as they are looked up; marks are NULL when there is no memory. */
static dr_spans spans_of(dr_span *at, size_t n, size_t len)
{
    dr_spans s = {at, n, NULL, len / DR_SPAN_STEP + 1};
    uint32_t before = 0;
    s.marks = dr_alloc(s.nmarks * sizeof *s.marks);
    for (size_t i = 0; s.marks != NULL && i < s.nmarks; i++) {
        while (before < n && at[before].range.end <= i * DR_SPAN_STEP)
            before++;
        s.marks[i] = before;
    }
    return s;
}

/* Hands the arrays of the builder to the document. */
static draad_status hand_over(builder *b, draad_error *err)
{
    draad_document *doc = b->doc;
    const size_t len = doc->text.len;
    dr_span *whole = dr_alloc_zero(1, sizeof *whole);
    dr_spans sentences = spans_of(b->sentences.at, b->sentences.n, len),
             paragraphs = spans_of(b->paragraphs.at, b->paragraphs.n, len),
             turns = spans_of(b->turns.at, b->turns.n, len);
    if (whole == NULL || sentences.marks == NULL || paragraphs.marks == NULL || turns.marks == NULL) {
        dr_free(whole);
        dr_free(sentences.marks);
        dr_free(paragraphs.marks);
        dr_free(turns.marks);
        return dr_no_memory(err);
    }
    *whole = (dr_span){{0, (draad_byte)len}, DRAAD_NONE, 0, (uint32_t)b->found.words.n};
    doc->units[DRAAD_UNIT_DOCUMENT] = (dr_spans){.at = whole, .n = 1};
    doc->units[DRAAD_UNIT_SENTENCE] = sentences;
    doc->units[DRAAD_UNIT_PARAGRAPH] = paragraphs;
    doc->units[DRAAD_UNIT_TURN] = turns;
    doc->turns = b->infos.at;
    doc->speakers = b->speakers.at;
    doc->nspeakers = b->speakers.n;
    doc->words = b->found.words.at;
    doc->nwords = b->found.words.n;
    doc->tokens = b->found.tokens.at;
    doc->ntokens = b->found.tokens.n;
    dr_vec_free(&b->found.sentences);
    dr_vec_free(&b->by_label);
    return DRAAD_OK;
}

static void drop(builder *b)
{
    dr_sentences_free(&b->found);
    dr_vec_free(&b->sentences);
    dr_vec_free(&b->paragraphs);
    dr_vec_free(&b->turns);
    dr_vec_free(&b->infos);
    dr_vec_free(&b->speakers);
    dr_vec_free(&b->by_label);
}

draad_status dr_document_build(dr_source_text *source, draad_str name, draad_str sha256,
                               const draad_read_options *options, draad_document **out, draad_error *err)
{
    draad_status s = DRAAD_OK;
    dr_layout layout = {0};
    builder b = {.options = options, .doc = dr_alloc_zero(1, sizeof *b.doc)};
    *out = NULL;
    if (b.doc == NULL) {
        s = dr_no_memory(err);
        goto failed;
    }
    if (source->text.len > MAX_TEXT) {
        s = dr_fail(err, DRAAD_E_LIMIT, dr_place_of(NULL), "more than 1 GiB of text");
        goto failed;
    }
    b.doc->pretokenised = source->pretokenised;
    b.doc->lexicon = options != NULL ? options->lexicon : NULL;
    const bool only_text = options != NULL && options->only_text;
    if (!only_text && !source->pretokenised && (s = dr_layout_find(source, options, &layout, err)) != DRAAD_OK)
        goto failed;
    b.doc->text = dr_buf_str(&source->text);
    source->text = (dr_buf){0}; /* the document owns the block now */
    draad_wrapped wrapped = options != NULL ? options->wrapped : DRAAD_WRAPPED_AUTO;
    b.wrapped =
        !only_text && source->wrapped_possible &&
        (wrapped == DRAAD_WRAPPED_YES || (wrapped == DRAAD_WRAPPED_AUTO && looks_wrapped(b.doc->text, &layout)));
    if ((s = keep_strings(&b, &layout, name, sha256, err)) != DRAAD_OK ||
        (s = dr_annotations_keep(b.doc, source, err)) != DRAAD_OK || (s = count_code_points(b.doc, err)) != DRAAD_OK ||
        (!only_text && (s = add_turns(&b, &layout, err)) != DRAAD_OK) || (s = hand_over(&b, err)) != DRAAD_OK)
        goto failed;
    *out = b.doc;
    dr_layout_free(&layout);
    dr_source_text_free(source);
    return DRAAD_OK;
failed:
    drop(&b);
    dr_layout_free(&layout);
    draad_document_free(b.doc);
    dr_source_text_free(source);
    return s;
}

void draad_document_free(draad_document *doc)
{
    if (doc == NULL)
        return;
    for (int i = 0; i < DRAAD_UNITS; i++) {
        dr_free(doc->units[i].at);
        dr_free(doc->units[i].marks);
    }
    dr_free(doc->turns);
    dr_free(doc->speakers);
    dr_free(doc->words);
    dr_free(doc->tokens);
    dr_free(doc->cp_marks);
    dr_free((void *)doc->text.data);
    dr_arena_free(&doc->arena);
    dr_free(doc);
}

/* ---- Asking ------------------------------------------------------------------------------------------- */

draad_str draad_document_id(const draad_document *doc)
{
    return doc->id;
}

draad_str draad_document_text(const draad_document *doc)
{
    return doc->text;
}

draad_str draad_document_sha256(const draad_document *doc)
{
    return doc->sha256;
}

draad_cp draad_document_cp(const draad_document *doc, draad_byte at)
{
    if (at > doc->text.len)
        at = (draad_byte)doc->text.len;
    if (doc->cp_marks == NULL)
        return (draad_cp){at};
    draad_byte from = at / DR_CP_STEP * DR_CP_STEP;
    return (draad_cp){doc->cp_marks[at / DR_CP_STEP] +
                      (uint32_t)dr_utf8_count((draad_str){doc->text.data + from, at - from})};
}

draad_byte draad_document_byte(const draad_document *doc, draad_cp cp)
{
    draad_byte len = (draad_byte)doc->text.len;
    if (doc->cp_marks == NULL)
        return cp.value < len ? cp.value : len;
    size_t low = 0, high = len / DR_CP_STEP;
    while (low < high) { /* the last mark with at most cp code points before it */
        size_t middle = (low + high + 1) / 2;
        if (doc->cp_marks[middle] <= cp.value)
            low = middle;
        else
            high = middle - 1;
    }
    draad_byte at = (draad_byte)(low * DR_CP_STEP);
    uint32_t left = cp.value - doc->cp_marks[low];
    while (at < len && (left > 0 || !dr_utf8_is_start(doc->text.data[at]))) {
        left -= dr_utf8_is_start(doc->text.data[at]);
        at++;
    }
    return at;
}

size_t draad_document_units(const draad_document *doc, draad_unit unit)
{
    return doc->units[unit].n;
}

draad_unit_info draad_document_unit(const draad_document *doc, draad_unit unit, size_t i)
{
    const dr_span *span = &doc->units[unit].at[i];
    draad_unit_info info = {.range = span->range, .turn = span->turn, .nwords = span->nwords};
    if (unit == DRAAD_UNIT_PARAGRAPH)
        info.number = dr_annotations_number_at(doc, span->range.start);
    if (span->turn != DRAAD_NONE) {
        const dr_turn_info *turn = &doc->turns[span->turn];
        info.time = turn->time;
        if (turn->speaker != DRAAD_NONE) {
            info.speaker = doc->speakers[turn->speaker].label;
            info.role = doc->speakers[turn->speaker].role;
        }
    }
    return info;
}

size_t draad_document_attributes(const draad_document *doc)
{
    return doc->nattributes;
}

void draad_document_attribute(const draad_document *doc, size_t i, draad_str *name, draad_str *value)
{
    *name = doc->attributes[i].name;
    *value = doc->attributes[i].value;
}
