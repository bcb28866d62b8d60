/* SPDX-License-Identifier: Apache-2.0
 * zip.c - libzip, from memory and into memory; it finds the parts, inflate.c unpacks them.
 * Sizes that an archive states are never believed: what counts is the bytes that come out.  libzip itself does not
 * look whether the size of what it unpacks is as stated, nor always whether it came to its end.
 * libzip's own consistency check is not used: it refuses one sound Word file in sixteen.
 * Knows: libzip.  Does not know: what parts are for. */
#include "outside/zip.h"

#include "base/memory.h"
#include "outside/inflate.h"

#include <stdlib.h>
#include <string.h>

#include <zip.h>

enum { CHUNK_BYTES = 32 << 10, END_BYTES = 22, LOCATOR_BYTES = 20, END64_BYTES = 56, MOST_ENDS = 16 };

#define WRONG "is damaged: its checksum or packing does not hold"

typedef struct {
    draad_str name; /* folded: small ASCII letters */
    zip_uint64_t index;
} entry;

struct dr_zip {
    const char *name;
    size_t nbytes; /* of the archive */
    size_t nread;  /* unpacked so far, all parts */
    zip_t *archive;
    dr_inflater *inflater; /* NULL until something is unpacked */
    dr_arena arena;
    entry *entries; /* by name */
    size_t nentries;
};

static draad_status fail(const dr_zip *z, draad_error *err, draad_status status, const char *what)
{
    return dr_fail(err, status, dr_place_of(z->name), "%s", what);
}

static uint64_t number_at(const char *p, size_t nbytes)
{
    uint64_t value = 0;
    for (size_t i = nbytes; i-- > 0;)
        value = value << 8 | (unsigned char)p[i];
    return value;
}

/* How many entries the end record at `at` announces: libzip makes room for all of them before it looks. */
static uint64_t announced(draad_str b, size_t at)
{
    uint64_t n = number_at(b.data + at + 10, 2);
    if (at >= LOCATOR_BYTES && memcmp(b.data + at - LOCATOR_BYTES, "PK\6\7", 4) == 0) {
        uint64_t end64 = number_at(b.data + at - LOCATOR_BYTES + 8, 8);
        if (end64 < b.len && b.len - end64 >= END64_BYTES) {
            uint64_t n64 = number_at(b.data + end64 + 32, 8);
            uint64_t here64 = number_at(b.data + end64 + 24, 8);
            n = n64 > here64 ? n64 : here64;
        }
    }
    return n;
}

static draad_status check_ends(const dr_zip *z, draad_str b, draad_error *err)
{
    size_t nends = 0;
    size_t tail = 0xFFFF + END_BYTES;
    for (size_t at = b.len > tail ? b.len - tail : 0; at + END_BYTES <= b.len; at++) {
        const char *next = memchr(b.data + at, 'P', b.len - at);
        at = next != NULL ? (size_t)(next - b.data) : b.len;
        if (b.len - at < END_BYTES || memcmp(next, "PK\5\6", 4) != 0)
            continue;
        if (announced(b, at) > DR_ZIP_ENTRIES)
            return fail(z, err, DRAAD_E_LIMIT, "a ZIP archive of more than 4096 entries");
        if (++nends > MOST_ENDS)
            return fail(z, err, DRAAD_E_SOURCE, "a damaged ZIP archive: it has many ends");
    }
    return nends > 0 ? DRAAD_OK : fail(z, err, DRAAD_E_SOURCE, "a damaged ZIP archive: its end is missing");
}

static draad_status open_archive(dr_zip *z, draad_str bytes, draad_error *err)
{
    zip_error_t why;
    zip_error_init(&why);
    draad_status s = DRAAD_OK;
    zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.len, 0, &why);
    if (source == NULL) {
        s = dr_no_memory(err);
        goto done;
    }
    z->archive = zip_open_from_source(source, ZIP_RDONLY, &why);
    if (z->archive == NULL) {
        zip_source_free(source);
        s = zip_error_code_zip(&why) == ZIP_ER_MEMORY ? dr_no_memory(err)
                                                      : fail(z, err, DRAAD_E_SOURCE, "a damaged ZIP archive");
    }
done:
    zip_error_fini(&why);
    return s;
}

static draad_str fold(dr_arena *arena, draad_str name)
{
    draad_str folded = dr_arena_str(arena, name);
    char *c = (char *)(uintptr_t)folded.data; /* ours: just made */
    for (size_t i = 0; i < folded.len; i++)
        if (c[i] >= 'A' && c[i] <= 'Z')
            c[i] = (char)(c[i] - 'A' + 'a');
    return folded;
}

static int by_name(const void *a, const void *b)
{
    return dr_str_compare(((const entry *)a)->name, ((const entry *)b)->name);
}

static draad_status list_entries(dr_zip *z, draad_error *err)
{
    zip_int64_t n = zip_get_num_entries(z->archive, 0);
    if (n < 0 || n > DR_ZIP_ENTRIES) /* safe twice: what is announced was looked at */
        return fail(z, err, DRAAD_E_LIMIT, "a ZIP archive of more than 4096 entries"); /* safe twice */
    z->entries = dr_arena_alloc(&z->arena, ((size_t)n + 1) * sizeof *z->entries);
    if (z->entries == NULL)
        return dr_no_memory(err);
    for (zip_uint64_t i = 0; i < (zip_uint64_t)n; i++) {
        zip_stat_t about;
        const char *name = zip_get_name(z->archive, i, ZIP_FL_ENC_RAW);
        zip_stat_init(&about);
        if (name == NULL || zip_stat_index(z->archive, i, 0, &about) != 0)
            return fail(z, err, DRAAD_E_SOURCE, "a damaged ZIP archive: an entry without a name");
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
            return fail(z, err, DRAAD_E_SOURCE, "encrypted: take the password off and save it again");
        draad_str folded = fold(&z->arena, dr_str_of(name));
        if (folded.data == NULL)
            return dr_no_memory(err);
        z->entries[z->nentries++] = (entry){folded, i};
    }
    qsort(z->entries, z->nentries, sizeof *z->entries, by_name);
    for (size_t i = 1; i < z->nentries; i++)
        if (by_name(&z->entries[i - 1], &z->entries[i]) == 0)
            return dr_fail(err, DRAAD_E_SOURCE, dr_place_of(z->name),
                           "a ZIP archive with two entries of one name (\"%.*s\")", DR_ARG(z->entries[i].name));
    return DRAAD_OK;
}

draad_status dr_zip_open(draad_str bytes, const char *name, dr_zip **out, draad_error *err)
{
    draad_status s;
    dr_zip *z = dr_alloc_zero(1, sizeof *z);
    *out = NULL;
    if (z == NULL)
        return dr_no_memory(err);
    z->name = name;
    z->nbytes = bytes.len;
    if ((s = check_ends(z, bytes, err)) == DRAAD_OK && (s = open_archive(z, bytes, err)) == DRAAD_OK)
        s = list_entries(z, err);
    if (s == DRAAD_OK)
        *out = z;
    else
        dr_zip_free(z);
    return s;
}

void dr_zip_free(dr_zip *z)
{
    if (z == NULL)
        return;
    if (z->archive != NULL)
        zip_discard(z->archive);
    dr_inflater_free(z->inflater);
    dr_arena_free(&z->arena);
    dr_free(z);
}

/* ASCII letters of any case are one letter. */
static int compare_folded(draad_str name, draad_str folded)
{
    for (size_t i = 0; i < name.len && i < folded.len; i++) {
        unsigned char c = (unsigned char)name.data[i], f = (unsigned char)folded.data[i];
        c = (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        if (c != f)
            return c < f ? -1 : 1;
    }
    return (name.len > folded.len) - (name.len < folded.len);
}

static const entry *find(const dr_zip *z, draad_str part)
{
    size_t low = 0, high = z->nentries;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_folded(part, z->entries[middle].name);
        if (order == 0)
            return &z->entries[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

bool dr_zip_has(const dr_zip *z, draad_str part)
{
    return find(z, part) != NULL;
}

static bool is_link(const dr_zip *z, zip_uint64_t index)
{
    enum { TYPE_BITS = 0170000, LINK = 0120000 };
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    return zip_file_get_external_attributes(z->archive, index, 0, &system, &attributes) == 0 &&
           (system == ZIP_OPSYS_UNIX || system == ZIP_OPSYS_OS_X) && (attributes >> 16 & TYPE_BITS) == LINK;
}

static draad_status part_fail(const dr_zip *z, draad_str part, draad_error *err, draad_status status, const char *what)
{
    return dr_fail(err, status, dr_place_of(z->name), "%.*s: %s", DR_ARG(part), what);
}

/* What libzip could not do: without memory, or for what is in the archive. */
static draad_status cannot_read(const dr_zip *z, draad_str part, draad_error *err, int code, const char *what)
{
    return code == ZIP_ER_MEMORY ? dr_no_memory(err) : part_fail(z, part, err, DRAAD_E_SOURCE, what);
}

/* The bytes of a part as they stand in the archive, behind those of `out`. */
static draad_status take(dr_zip *z, const entry *e, const zip_stat_t *about, draad_str part, dr_buf *out,
                         draad_error *err)
{
    size_t left = about->comp_size < z->nbytes ? (size_t)about->comp_size : z->nbytes;
    zip_file_t *file = zip_fopen_index(z->archive, e->index, ZIP_FL_COMPRESSED);
    if (file == NULL)
        return cannot_read(z, part, err, zip_error_code_zip(zip_get_error(z->archive)), "is damaged");
    draad_status s = dr_buf_reserve(out, left + 1, err); /* never none at all */
    while (s == DRAAD_OK && left > 0) {
        const zip_int64_t n = zip_fread(file, out->data + out->len, left);
        if (n <= 0)
            s = cannot_read(z, part, err, zip_error_code_zip(zip_file_get_error(file)), WRONG);
        else
            out->len += (size_t)n, left -= (size_t)n;
    }
    zip_fclose(file);
    return s;
}

/* What so many bytes of the archive may become; *over says why not one more. */
static size_t most_of(const dr_zip *z, size_t npacked, const char **over)
{
    const size_t left = DR_ZIP_ALL_BYTES - z->nread, size = left < DR_ZIP_PART_BYTES ? left : DR_ZIP_PART_BYTES;
    const uint64_t by_ratio = (uint64_t)DR_ZIP_RATIO * (npacked + 1) - 1;
    const uint64_t most = by_ratio > DR_ZIP_FREE_BYTES ? by_ratio : DR_ZIP_FREE_BYTES;
    *over = most < size ? "unpacks to more than 200 times its size"
                        : "unpacks to more than 128 MiB, or all parts to 256 MiB";
    return most < size ? (size_t)most : size;
}

static draad_status count_stored(dr_zip *z, size_t n, draad_str part, draad_error *err)
{
    const char *over;
    const size_t most = most_of(z, n, &over);
    z->nread += n < most ? n : most;
    return n <= most ? DRAAD_OK : part_fail(z, part, err, DRAAD_E_LIMIT, over);
}

/* Into room for what is stated, or for as much as may be.  When more comes out, then once more into all the room that
 * may be, to say which of the two is wrong.  Room that nothing is written to costs next to nothing. */
static draad_status unpack(dr_zip *z, draad_str packed, uint64_t stated, draad_str part, dr_buf *out, draad_error *err)
{
    const char *over;
    const size_t most = most_of(z, packed.len, &over);
    size_t n = 0, room = stated < most ? (size_t)stated : most;
    draad_status s;
    if (z->inflater == NULL && (z->inflater = dr_inflater_new()) == NULL)
        return dr_no_memory(err);
    if ((s = dr_buf_reserve(out, room + 1, err)) != DRAAD_OK) /* never none at all */
        return s;
    dr_inflated how = dr_inflate(z->inflater, packed, out->data + out->len, room, &n);
    if (how == DR_INFLATED_LONGER && room < most) {
        room = most;
        if (out->len == 0)
            dr_buf_free(out); /* nothing is kept, so that it need not be doubled */
        if ((s = dr_buf_reserve(out, room, err)) != DRAAD_OK)
            return s;
        how = dr_inflate(z->inflater, packed, out->data + out->len, room, &n);
    }
    z->nread += how == DR_INFLATED_WHOLE ? n : room;
    if (how == DR_INFLATED_LONGER)
        return part_fail(z, part, err, DRAAD_E_LIMIT, over);
    if (how == DR_INFLATED_DAMAGED)
        return part_fail(z, part, err, DRAAD_E_SOURCE, WRONG);
    out->len += n;
    return DRAAD_OK;
}

static bool holds(const zip_stat_t *about, draad_str bytes)
{
    return (about->valid & ZIP_STAT_CRC) != 0 && about->size == bytes.len && about->crc == dr_crc32(bytes);
}

draad_status dr_zip_read(dr_zip *z, draad_str part, dr_buf *out, draad_error *err)
{
    const entry *e = find(z, part);
    zip_stat_t about;
    zip_stat_init(&about);
    if (e == NULL)
        return part_fail(z, part, err, DRAAD_E_SOURCE, "is missing");
    if (zip_stat_index(z->archive, e->index, 0, &about) != 0 || (about.valid & ZIP_STAT_COMP_METHOD) == 0 ||
        (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE))
        return part_fail(z, part, err, DRAAD_E_SOURCE, "is packed in an unusual way, expected deflate");
    if (is_link(z, e->index))
        return part_fail(z, part, err, DRAAD_E_SOURCE, "is a link, expected a part");
    const size_t before = out->len;
    const bool stored = about.comp_method == ZIP_CM_STORE;
    dr_buf packed = {0};
    draad_status s = take(z, e, &about, part, stored ? out : &packed, err);
    if (s == DRAAD_OK)
        s = stored ? count_stored(z, out->len - before, part, err)
                   : unpack(z, dr_buf_str(&packed), about.size, part, out, err);
    dr_buf_free(&packed);
    if (s == DRAAD_OK && !holds(&about, (draad_str){out->data + before, out->len - before}))
        s = part_fail(z, part, err, DRAAD_E_SOURCE, WRONG);
    if (s != DRAAD_OK)
        out->len = before; /* nothing is released before checksum and size hold */
    return s;
}

draad_str dr_zip_name(const dr_zip *z, size_t i)
{
    return i < z->nentries ? z->entries[i].name : (draad_str){NULL, 0};
}

/* ---- Writing ------------------------------------------------------------------------------------------ */

struct dr_zip_writer {
    zip_source_t *source; /* where the archive comes to stand; kept until the end */
    zip_t *archive;
    dr_arena arena; /* the parts: libzip only borrows them until it is closed */
};

static draad_status cannot_pack(draad_error *err, int code)
{
    return code == ZIP_ER_MEMORY ? dr_no_memory(err)
                                 : dr_fail(err, DRAAD_E_IO, dr_place_of(NULL), "a ZIP archive cannot be made");
}

draad_status dr_zip_new(dr_zip_writer **out, draad_error *err)
{
    zip_error_t why;
    draad_status s = DRAAD_OK;
    dr_zip_writer *w = *out = dr_alloc_zero(1, sizeof *w);
    if (w == NULL)
        return dr_no_memory(err);
    zip_error_init(&why);
    w->source = zip_source_buffer_create(NULL, 0, 0, &why);
    if (w->source != NULL && (w->archive = zip_open_from_source(w->source, ZIP_TRUNCATE, &why)) != NULL)
        zip_source_keep(w->source);
    if (w->archive == NULL) {
        s = cannot_pack(err, zip_error_code_zip(&why));
        dr_zip_writer_free(w);
        *out = NULL;
    }
    zip_error_fini(&why);
    return s;
}

draad_status dr_zip_add(dr_zip_writer *w, draad_str part, draad_str bytes, draad_error *err)
{
    enum { FIRST_OF_JANUARY_1980 = 0x21 }; /* the first date that ZIP can write; no clock */
    const draad_str name = dr_arena_str(&w->arena, part), kept = dr_arena_str(&w->arena, bytes);
    if (name.data == NULL || kept.data == NULL)
        return dr_no_memory(err);
    zip_source_t *source = zip_source_buffer(w->archive, kept.data, kept.len, 0);
    if (source == NULL)
        return cannot_pack(err, zip_error_code_zip(zip_get_error(w->archive)));
    const zip_int64_t at = zip_file_add(w->archive, name.data, source, ZIP_FL_ENC_UTF_8);
    if (at < 0)
        zip_source_free(source);
    if (at < 0 || zip_set_file_compression(w->archive, (zip_uint64_t)at, ZIP_CM_STORE, 0) != 0 ||
        zip_file_set_dostime(w->archive, (zip_uint64_t)at, 0, FIRST_OF_JANUARY_1980, 0) != 0)
        return cannot_pack(err, zip_error_code_zip(zip_get_error(w->archive)));
    return DRAAD_OK;
}

draad_status dr_zip_finish(dr_zip_writer *w, dr_buf *out, draad_error *err)
{
    char chunk[CHUNK_BYTES];
    draad_status s = DRAAD_OK;
    if (zip_close(w->archive) != 0)
        return cannot_pack(err, zip_error_code_zip(zip_get_error(w->archive)));
    w->archive = NULL;
    const bool open = zip_source_open(w->source) == 0;
    for (zip_int64_t n; s == DRAAD_OK && (n = open ? zip_source_read(w->source, chunk, sizeof chunk) : -1) != 0;)
        s = n < 0 ? cannot_pack(err, zip_error_code_zip(zip_source_error(w->source)))
                  : dr_buf_put(out, (draad_str){chunk, (size_t)n}, err);
    if (open)
        zip_source_close(w->source);
    return s;
}

void dr_zip_writer_free(dr_zip_writer *w)
{
    if (w == NULL)
        return;
    if (w->archive != NULL)
        zip_discard(w->archive);
    if (w->source != NULL)
        zip_source_free(w->source);
    dr_arena_free(&w->arena);
    dr_free(w);
}
