/* SPDX-License-Identifier: Apache-2.0
 * load.c - a result folder as a project again, without its interviews.
 * Codes and cases come from the copies of the inputs; documents, units and codings from the tables.  Positions are code
 * points there, and take the place of bytes: for what is counted, only their order and size matter.
 * Knows: columns of a result.  Does not know: what is counted. */
#include "exchange/load_matches.h"
#include "exchange/loader.h"

enum { UNITS_MAX = 50000000 }; /* of a document; its text has at most 1 GiB */

/* ---- Documents --------------------------------------------------------------------------------------------- */

enum { D_ID, D_SOURCE, D_SHA256, D_CASE, D_WORDS, D_ELIGIBLE_WORDS, D_SENTENCES, D_PARAGRAPHS, D_TURNS, D_COLUMNS };
static const char *const document_columns[] = {"document",       "source",    "sha256",     "case",  "words",
                                               "eligible_words", "sentences", "paragraphs", "turns", NULL};

/* Room for the units that the document says it has. */
static bool make_units(dr_coded *d)
{
    bool fine = (d->turns = dr_arena_alloc(&d->arena, (d->units[DRAAD_UNIT_TURN].n + 1) * sizeof *d->turns)) != NULL;
    for (draad_unit u = DRAAD_UNIT_SENTENCE; fine && u <= DRAAD_UNIT_DOCUMENT; u++)
        fine = (d->units[u].at = dr_arena_alloc(&d->arena, (d->units[u].n + 1) * sizeof *d->units[u].at)) != NULL;
    if (fine)
        d->units[DRAAD_UNIT_DOCUMENT].at[0] =
            (dr_unit_row){.range = {0, DRAAD_NONE}, .end = {DRAAD_NONE}, .turn = DRAAD_NONE, .nwords = d->nwords, true};
    return fine;
}

static draad_status load_document(dr_loader *l, const dr_csv_row *row, const uint32_t *columns, dr_coded *d)
{
    uint32_t numbers[D_COLUMNS] = {0};
    for (size_t i = D_WORDS; i < D_COLUMNS; i++)
        if ((numbers[i] = dr_csv_number(dr_csv_cell(row, columns[i]))) == DRAAD_NONE || numbers[i] > UNITS_MAX)
            return dr_loader_refuse(l, row);
    d->id = dr_arena_str(&d->arena, dr_csv_cell(row, columns[D_ID]));
    d->source = dr_arena_str(&d->arena, dr_csv_cell(row, columns[D_SOURCE]));
    d->sha256 = dr_arena_str(&d->arena, dr_csv_cell(row, columns[D_SHA256]));
    d->case_id = dr_arena_str(&d->arena, dr_csv_cell(row, columns[D_CASE]));
    d->nwords = numbers[D_WORDS];
    d->eligible_words = numbers[D_ELIGIBLE_WORDS];
    if (d->id.data == NULL || d->source.data == NULL || d->sha256.data == NULL || d->case_id.data == NULL)
        return dr_no_memory(l->err);
    for (size_t i = D_SENTENCES; i <= D_TURNS; i++)
        l->nunits += numbers[i];
    d->units[DRAAD_UNIT_SENTENCE].n = numbers[D_SENTENCES];
    d->units[DRAAD_UNIT_PARAGRAPH].n = numbers[D_PARAGRAPHS];
    d->units[DRAAD_UNIT_TURN].n = numbers[D_TURNS];
    d->units[DRAAD_UNIT_DOCUMENT].n = d->units[DRAAD_UNIT_DOCUMENT].neligible = 1;
    return DRAAD_OK;
}

static draad_status load_documents(dr_loader *l)
{
    uint32_t columns[D_COLUMNS];
    draad_status s = dr_loader_open(l, "documents.csv", document_columns, columns);
    if (s == DRAAD_OK && l->table.nrows > 1) {
        l->p->documents = dr_alloc_zero(l->table.nrows - 1, sizeof *l->p->documents);
        s = l->p->documents != NULL ? DRAAD_OK : dr_no_memory(l->err);
    }
    for (size_t i = 1; s == DRAAD_OK && i < l->table.nrows; i++) {
        dr_coded *d = &l->p->documents[l->p->ndocuments++];
        if ((s = load_document(l, &l->table.rows[i], columns, d)) != DRAAD_OK)
            break;
        uint32_t *slot = dr_map_slot(&l->documents, d->id);
        if (slot == NULL)
            s = dr_no_memory(l->err);
        else if (*slot != DRAAD_NONE)
            s = dr_loader_refuse(l, &l->table.rows[i]);
        else
            *slot = (uint32_t)(i - 1);
    }
    dr_loader_close(l);
    return s;
}

/* ---- Units ------------------------------------------------------------------------------------------------- */

enum { U_DOCUMENT, U_UNIT, U_NUMBER, U_START, U_END, U_SPEAKER, U_ROLE, U_ELIGIBLE, U_TURN, U_WORDS, U_COLUMNS };
static const char *const unit_columns[] = {"document", "unit",     "number", "start", "end", "speaker",
                                           "role",     "eligible", "turn",   "words", NULL};

/* The speaker with this label, added when new; DRAAD_NONE: no memory. */
static uint32_t speaker_of(const dr_loader *l, dr_coded *d, draad_str label, draad_str role)
{
    for (size_t i = 0; i < d->nspeakers; i++)
        if (dr_str_equal(d->speakers[i].label, label) && dr_str_equal(d->speakers[i].role, role))
            return (uint32_t)i;
    if ((d->nspeakers & (d->nspeakers + 1)) ==
        0) { /* room for 1, 3, 7, ... is full: the old block stays in the arena */
        const size_t room = 2 * d->nspeakers + 1;
        dr_speaker *speakers = dr_arena_alloc(&d->arena, room * sizeof *speakers);
        draad_str *cases = dr_arena_alloc(&d->arena, room * sizeof *cases);
        if (speakers == NULL || cases == NULL)
            return DRAAD_NONE;
        for (size_t i = 0; i < d->nspeakers; i++) {
            speakers[i] = d->speakers[i];
            cases[i] = d->speaker_cases[i];
        }
        d->speakers = speakers;
        d->speaker_cases = cases;
    }
    const dr_case_row *row = dr_cases_find(&l->p->cases, d->id, label);
    d->speakers[d->nspeakers] = (dr_speaker){dr_arena_str(&d->arena, label), dr_arena_str(&d->arena, role)};
    d->speaker_cases[d->nspeakers] = row != NULL ? row->case_id : (draad_str){0};
    return d->speakers[d->nspeakers].label.data != NULL && d->speakers[d->nspeakers].role.data != NULL
               ? (uint32_t)d->nspeakers++
               : DRAAD_NONE;
}

static draad_status load_unit(dr_loader *l, const dr_csv_row *row, const uint32_t *columns)
{
    draad_str cells[U_COLUMNS];
    uint32_t numbers[U_COLUMNS];
    draad_unit unit = DRAAD_UNIT_MATCH;
    for (size_t i = 0; i < U_COLUMNS; i++) {
        cells[i] = dr_csv_cell(row, columns[i]);
        numbers[i] = dr_csv_number(cells[i]);
    }
    dr_coded *d = dr_loader_document(l, cells[U_DOCUMENT]);
    if (d == NULL || !draad_unit_find(cells[U_UNIT], &unit) || unit == DRAAD_UNIT_MATCH ||
        unit == DRAAD_UNIT_DOCUMENT || numbers[U_NUMBER] == 0 || numbers[U_NUMBER] > d->units[unit].n ||
        numbers[U_START] == DRAAD_NONE || numbers[U_END] == DRAAD_NONE || numbers[U_ELIGIBLE] > 1 ||
        numbers[U_WORDS] == DRAAD_NONE || numbers[U_TURN] == 0 ||
        (numbers[U_TURN] != DRAAD_NONE && numbers[U_TURN] > d->units[DRAAD_UNIT_TURN].n))
        return dr_loader_refuse(l, row);
    dr_unit_row *u = &d->units[unit].at[numbers[U_NUMBER] - 1];
    *u = (dr_unit_row){.range = {numbers[U_START], numbers[U_END]},
                       .start = {numbers[U_START]},
                       .end = {numbers[U_END]},
                       .turn = numbers[U_TURN] != DRAAD_NONE ? numbers[U_TURN] - 1 : DRAAD_NONE,
                       .nwords = numbers[U_WORDS],
                       .eligible = numbers[U_ELIGIBLE] == 1};
    d->units[unit].neligible += u->eligible;
    if (unit != DRAAD_UNIT_TURN)
        return DRAAD_OK;
    uint32_t *speaker = &d->turns[numbers[U_NUMBER] - 1].speaker;
    *speaker = DRAAD_NONE;
    if (cells[U_SPEAKER].len > 0 && (*speaker = speaker_of(l, d, cells[U_SPEAKER], cells[U_ROLE])) == DRAAD_NONE)
        return dr_no_memory(l->err);
    return DRAAD_OK;
}

/* There is room for no more units than there are rows, whatever the documents say. */
static draad_status load_units(dr_loader *l)
{
    uint32_t columns[U_COLUMNS];
    draad_status s = dr_loader_open(l, "units.csv", unit_columns, columns);
    if (s == DRAAD_OK && l->table.nrows - 1 != l->nunits)
        s = dr_loader_refuse(l, NULL);
    for (size_t i = 0; s == DRAAD_OK && i < l->p->ndocuments; i++)
        s = make_units(&l->p->documents[i]) ? DRAAD_OK : dr_no_memory(l->err);
    return dr_loader_rows(l, s, columns, load_unit);
}

/* ---- Codings ----------------------------------------------------------------------------------------------- */

enum { C_DOCUMENT, C_CODE, C_CODER, C_WEIGHT, C_RULES, C_NEGATED, C_TEXT, C_EVIDENCE, C_TIME, C_STRINGS };
enum { C_START, C_END, C_FIRST_WORD, C_WORDS, C_NUMBERS };
static const char *const coding_columns[] = {
    "document",  "code",      "coder",          "weight",   "rules",         "negated",       "text",
    "evidence",  "time",      "start",          "end",      "first_word",    "words",         "turn",
    "turn_last", "paragraph", "paragraph_last", "sentence", "sentence_last", "passage_start", "passage_end",
    "passage",   "coding_id", "matches",        NULL};
enum { C_UNITS = (int)C_STRINGS + (int)C_NUMBERS, C_PASSAGE = C_UNITS + 6, C_ID = C_PASSAGE + 3, C_MATCHES, C_COLUMNS };

static bool load_units_of(const dr_coded *d, const dr_csv_row *row, const uint32_t *columns, dr_coding *c)
{
    static const draad_unit units[] = {DRAAD_UNIT_TURN, DRAAD_UNIT_PARAGRAPH, DRAAD_UNIT_SENTENCE};
    c->first[DRAAD_UNIT_MATCH] = c->last[DRAAD_UNIT_MATCH] = DRAAD_NONE;
    for (size_t i = 0; i < 3; i++) {
        const draad_str first = dr_csv_cell(row, columns[C_UNITS + 2 * i]);
        const uint32_t a = dr_csv_number(first), b = dr_csv_number(dr_csv_cell(row, columns[C_UNITS + 2 * i + 1]));
        if (first.len > 0 && (a == 0 || b < a || b > d->units[units[i]].n))
            return false;
        c->first[units[i]] = first.len > 0 ? a - 1 : DRAAD_NONE;
        c->last[units[i]] = first.len > 0 ? b - 1 : DRAAD_NONE;
    }
    const bool blank = dr_str_trim(c->text).len == 0;
    c->first[DRAAD_UNIT_DOCUMENT] = c->last[DRAAD_UNIT_DOCUMENT] = blank ? DRAAD_NONE : 0;
    return true;
}

/* The sentences around a coding, when it is no whole sentences. */
static draad_status load_passage(const dr_loader *l, dr_coded *d, const dr_csv_row *row, const uint32_t *columns,
                                 dr_coding *c)
{
    const draad_str text = columns[C_PASSAGE + 2] < row->n ? row->cells[columns[C_PASSAGE + 2]] : (draad_str){0};
    const uint32_t start = dr_csv_number(dr_csv_cell(row, columns[C_PASSAGE]));
    const uint32_t end = dr_csv_number(dr_csv_cell(row, columns[C_PASSAGE + 1]));
    c->around = c->range;
    if (text.len > 0) {
        if (start > c->range.start || end < c->range.end || end == DRAAD_NONE)
            return dr_loader_refuse(l, row);
        c->around = (draad_range){start, end};
        if ((c->passage = dr_arena_str(&d->arena, text)).data == NULL)
            return dr_no_memory(l->err);
    }
    c->around_start.value = c->around.start;
    c->around_end.value = c->around.end;
    return DRAAD_OK;
}

/* So that the matches of a coding find it. */
static draad_status keep_id(dr_loader *l, const dr_csv_row *row, const uint32_t *columns, const dr_coded *d,
                            const dr_coding *c)
{
    const dr_loaded_coding kept = {(uint32_t)(d - l->p->documents), c->code, c->range,
                                   dr_csv_number(dr_csv_cell(row, columns[C_MATCHES]))};
    return dr_load_coding_id(l, row, dr_csv_cell(row, columns[C_ID]), &kept);
}

static draad_status load_coding(dr_loader *l, const dr_csv_row *row, const uint32_t *columns)
{
    draad_str *to[C_STRINGS] = {0}, time = {0}, document = dr_csv_cell(row, columns[C_DOCUMENT]);
    uint32_t numbers[C_NUMBERS];
    dr_coding c = {.code = dr_map_find(&l->codes, dr_csv_cell(row, columns[C_CODE])),
                   .coder = dr_project_coder(l->p, dr_csv_cell(row, columns[C_CODER]))};
    dr_coded *d = dr_loader_document(l, document);
    if (c.coder == DRAAD_NONE)
        return dr_no_memory(l->err);
    if (d == NULL || c.code == DRAAD_NONE)
        return dr_loader_refuse(l, row);
    for (size_t i = 0; i < C_NUMBERS; i++)
        if ((numbers[i] = dr_csv_number(dr_csv_cell(row, columns[C_STRINGS + i]))) == DRAAD_NONE)
            return dr_loader_refuse(l, row);
    to[C_WEIGHT] = &c.weight;
    to[C_RULES] = &c.rules;
    to[C_NEGATED] = &c.negated;
    to[C_TEXT] = &c.text;
    to[C_EVIDENCE] = &c.evidence;
    to[C_TIME] = &time;
    for (size_t i = C_WEIGHT; i < C_STRINGS; i++) {
        const draad_str cell = columns[i] < row->n ? row->cells[columns[i]] : (draad_str){0};
        if ((*to[i] = dr_arena_str(&d->arena, cell)).data == NULL)
            return dr_no_memory(l->err);
    }
    c.range = (draad_range){numbers[C_START], numbers[C_END]};
    c.start.value = numbers[C_START];
    c.end.value = numbers[C_END];
    c.first_word = numbers[C_FIRST_WORD] - 1;
    c.nwords = numbers[C_WORDS];
    if (numbers[C_FIRST_WORD] == 0 || c.range.end <= c.range.start || !load_units_of(d, row, columns, &c) ||
        (d->ncodings > 0 && d->codings[d->ncodings - 1].range.start > c.range.start))
        return dr_loader_refuse(l, row);
    const uint32_t first = c.first[DRAAD_UNIT_TURN];
    const uint32_t turn = dr_first_eligible_turn(d, first, c.last[DRAAD_UNIT_TURN]);
    if (turn != DRAAD_NONE || first != DRAAD_NONE) /* units.csv has no times: they are known of turns with a coding */
        d->turns[turn != DRAAD_NONE ? turn : first].time = time;
    draad_status s = load_passage(l, d, row, columns, &c);
    if (s == DRAAD_OK)
        s = dr_coded_read_by(d, c.coder, l->err);
    if (s == DRAAD_OK)
        s = dr_coded_add(d, &c, l->err);
    return s == DRAAD_OK && l->with_matches && c.coder == 0 ? keep_id(l, row, columns, d, &c) : s;
}

static draad_status load_codings(dr_loader *l)
{
    uint32_t columns[C_COLUMNS];
    return dr_loader_rows(l, dr_loader_open(l, "segments.csv", coding_columns, columns), columns, load_coding);
}

/* ---- Memos ------------------------------------------------------------------------------------------------- */

enum { M_DOCUMENT, M_AUTHOR, M_DATE, M_MEMO, M_TEXT, M_START, M_END, M_TURN, M_COLUMNS };
static const char *const memo_columns[] = {"document", "author", "date", "memo", "text", "start", "end", "turn", NULL};

static draad_status load_memo(dr_loader *l, const dr_csv_row *row, const uint32_t *columns)
{
    const uint32_t turn = dr_csv_number(dr_csv_cell(row, columns[M_TURN])); /* from 1 */
    dr_memo m = {.turn = turn != DRAAD_NONE && turn > 0 ? turn - 1 : DRAAD_NONE};
    draad_str *to[] = {NULL, &m.author, &m.date, &m.memo, &m.text};
    const uint32_t start = dr_csv_number(dr_csv_cell(row, columns[M_START]));
    const uint32_t end = dr_csv_number(dr_csv_cell(row, columns[M_END]));
    dr_coded *d = dr_loader_document(l, dr_csv_cell(row, columns[M_DOCUMENT]));
    if (d == NULL || start == DRAAD_NONE || end == DRAAD_NONE || end < start ||
        (m.turn != DRAAD_NONE && m.turn >= d->units[DRAAD_UNIT_TURN].n))
        return dr_loader_refuse(l, row);
    for (size_t i = M_AUTHOR; i <= M_TEXT; i++)
        if ((*to[i] = dr_arena_str(&d->arena, row->cells[columns[i]])).data == NULL)
            return dr_no_memory(l->err);
    m.range = (draad_range){start, end};
    m.start.value = start;
    m.end.value = end;
    return dr_coded_add_memo(d, &m, l->err);
}

static draad_status load_memos(dr_loader *l)
{
    uint32_t columns[M_COLUMNS];
    return dr_loader_rows(l, dr_loader_open(l, "memos.csv", memo_columns, columns), columns, load_memo);
}

/* ---- Words ------------------------------------------------------------------------------------------------- */

enum { W_DOCUMENT, W_SPEAKER, W_WORD, W_COUNT, W_COLUMNS };
static const char *const word_columns[] = {"document", "speaker", "word", "count", NULL};

/* The speaker with a label; DRAAD_NONE for "". */
static uint32_t labelled(const dr_coded *d, draad_str label)
{
    for (uint32_t i = 0; i < d->nspeakers; i++)
        if (dr_str_equal(d->speakers[i].label, label))
            return i;
    return DRAAD_NONE;
}

static draad_status load_word(dr_loader *l, const dr_csv_row *row, const uint32_t *columns)
{
    const draad_str label = dr_csv_cell(row, columns[W_SPEAKER]);
    const uint32_t n = dr_csv_number(dr_csv_cell(row, columns[W_COUNT]));
    dr_coded *d = dr_loader_document(l, dr_csv_cell(row, columns[W_DOCUMENT]));
    if (d == NULL || n == DRAAD_NONE || (label.len > 0 && labelled(d, label) == DRAAD_NONE))
        return dr_loader_refuse(l, row);
    if (!dr_vec_grow((void **)&d->words, &d->room_words, d->nwords_used, 1, sizeof *d->words))
        return dr_no_memory(l->err);
    dr_word_count *w = &d->words[d->nwords_used++];
    *w = (dr_word_count){labelled(d, label), dr_arena_str(&d->arena, row->cells[columns[W_WORD]]), n};
    return w->word.data != NULL ? DRAAD_OK : dr_no_memory(l->err);
}

static draad_status load_words(dr_loader *l)
{
    uint32_t columns[W_COLUMNS];
    return dr_loader_rows(l, dr_loader_open(l, "words.csv", word_columns, columns), columns, load_word);
}

/* ---- All --------------------------------------------------------------------------------------------------- */

static draad_status load_manifest(dr_loader *l, dr_manifest *m)
{
    dr_buf bytes = {0};
    draad_status s = dr_result_read(l->dir, DR_MANIFEST_NAME, &bytes, l->err);
    if (s == DRAAD_OK)
        s = dr_manifest_read(dr_buf_str(&bytes), DR_MANIFEST_NAME, m, l->err);
    dr_buf_free(&bytes);
    l->guarded = s == DRAAD_OK && m->writing.excel_nl;
    if (s == DRAAD_OK && m->writing.bytes)
        s = dr_fail(l->err, DRAAD_E_USAGE, dr_place_of(l->dir),
                    "has positions in bytes; tables are made from code points: code again without --bytes");
    return s;
}

/* How the result was made, for whoever gives an account of it. */
static draad_status load_account(const dr_loader *l, const dr_manifest *m)
{
    draad_project *p = l->p;
    p->made = (dr_made){dr_arena_str(&p->arena, dr_str_of(l->dir)), dr_arena_str(&p->arena, m->draad),
                        dr_arena_str(&p->arena, m->lexicon), m->writing};
    if (m->writing.by != NULL)
        p->made.options.by = dr_arena_str(&p->arena, dr_str_of(m->writing.by)).data;
    if (p->made.dir.data == NULL || p->made.draad.data == NULL || p->made.lexicon.data == NULL ||
        (m->writing.by != NULL && p->made.options.by == NULL))
        return dr_no_memory(l->err);
    p->coding = m->coding;
    const draad_status s = draad_project_set_reading(p, &m->reading);
    return s == DRAAD_OK ? s : dr_no_memory(l->err);
}

static draad_status load_inputs(dr_loader *l, const dr_manifest *m)
{
    draad_report report = l->p->report;
    draad_status s = DRAAD_OK;
    l->p->report = (draad_report){dr_tell_errors, &report}; /* warnings were given when the result was made */
    for (size_t i = 0; s == DRAAD_OK && i < m->inputs.n; i++)
        s = dr_result_take_input(l->dir, &m->inputs.at[i], l->p, l->err);
    l->p->report = report;
    for (size_t i = 0; s == DRAAD_OK && i < l->p->codes.n; i++) {
        uint32_t *slot = dr_map_slot(&l->codes, l->p->codes.at[i].id);
        if (slot == NULL)
            return dr_no_memory(l->err);
        *slot = (uint32_t)i;
    }
    return s;
}

static draad_status load(const char *dir, bool with_matches, const draad_report *report, draad_project **out,
                         draad_error *err)
{
    dr_loader l = {.dir = dir, .err = err, .p = draad_project_new(report), .with_matches = with_matches};
    dr_manifest m = {0};
    *out = NULL;
    if (l.p == NULL)
        return dr_no_memory(err);
    draad_status s = load_manifest(&l, &m);
    if (s == DRAAD_OK)
        s = load_account(&l, &m);
    if (s == DRAAD_OK)
        s = load_inputs(&l, &m);
    if (s == DRAAD_OK)
        s = load_documents(&l);
    if (s == DRAAD_OK)
        s = load_units(&l);
    if (s == DRAAD_OK)
        s = load_codings(&l);
    if (s == DRAAD_OK && with_matches)
        s = dr_load_matches(&l);
    if (s == DRAAD_OK && dr_records_find(&m.outputs, DR_STR("memos.csv")) != NULL) /* the first results had none */
        s = load_memos(&l);
    if (s == DRAAD_OK && m.coding.count_words)
        s = load_words(&l);
    for (size_t i = 0; s == DRAAD_OK && !m.only_read && i < l.p->ndocuments; i++)
        s = dr_coded_read_by(&l.p->documents[i], 0, err); /* the rules looked at each of them */
    dr_manifest_free(&m);
    dr_loader_free(&l);
    if (s == DRAAD_OK)
        *out = l.p;
    else
        draad_project_free(l.p);
    return s;
}

draad_status draad_project_load(const char *dir, const draad_report *report, draad_project **out, draad_error *err)
{
    return load(dir, false, report, out, err);
}

draad_status draad_project_load_matches(const char *dir, const draad_report *report, draad_project **out,
                                        draad_error *err)
{
    return load(dir, true, report, out, err);
}
