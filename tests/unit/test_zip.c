/* SPDX-License-Identifier: Apache-2.0
 * test_zip.c - archives as they should be, and as somebody who means harm makes them. */
#include "harness.h"
#include "outside/zip.h"
#include "pack.h"

/* Opens the archive and reads one part: the status of whichever fails, the message in *err. */
static draad_status read_part(pack_bytes archive, const char *part, dr_buf *out, draad_error *err)
{
    dr_zip *zip = NULL;
    draad_status s = dr_zip_open((draad_str){(const char *)archive.data, archive.len}, "a.zip", &zip, err);
    if (s == DRAAD_OK)
        s = dr_zip_read(zip, dr_str_of(part), out, err);
    dr_zip_free(zip);
    return s;
}

/* The same for an archive of these entries, with the part "p". */
static draad_status read_entries(const pack_entry *entries, size_t n, draad_error *err)
{
    pack_bytes archive = pack_zip(entries, n);
    dr_buf out = {0};
    draad_status s = read_part(archive, "p", &out, err);
    assert_true(s == DRAAD_OK || out.len == 0);
    dr_buf_free(&out);
    free(archive.data);
    return s;
}

TEST(zip_reads_a_stored_part)
{
    pack_entry entries[] = {pack_text("a", "first"), pack_text("Map/B.xml", "second")};
    pack_bytes archive = pack_zip(entries, 2);
    dr_buf out = {0};
    draad_error err;
    CHECK_INT(read_part(archive, "Map/B.xml", &out, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "second");
    dr_buf_free(&out);
    free(archive.data);
}

TEST(zip_finds_a_part_in_any_case_of_letters)
{
    pack_entry entries[] = {pack_text("Map/B.xml", "second")};
    pack_bytes archive = pack_zip(entries, 1);
    dr_buf out = {0};
    draad_error err;
    CHECK_INT(read_part(archive, "map/b.XML", &out, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "second");
    dr_buf_free(&out);
    free(archive.data);
}

TEST(zip_unpacks_a_deflated_part)
{
    static char letters[1 + 258 * 10];
    memset(letters, 'a', sizeof letters);
    pack_bytes packed = pack_deflated(10);
    pack_entry e = {.name = "p", .bytes = packed.data, .len = packed.len, .method = 8, .size = sizeof letters};
    e.crc = pack_crc(letters, sizeof letters);
    pack_bytes archive = pack_zip(&e, 1);
    dr_buf out = {0};
    draad_error err;
    CHECK_INT(read_part(archive, "p", &out, &err), DRAAD_OK);
    CHECK_INT(out.len, sizeof letters);
    CHECK(memcmp(out.data, letters, sizeof letters) == 0);
    dr_buf_free(&out);
    free(archive.data);
    free(packed.data);
}

TEST(zip_stops_a_bomb_by_its_ratio)
{
    enum { REPEATS = 40000 }; /* ten million letters from ten thousand bytes */
    size_t size = 1 + 258 * (size_t)REPEATS;
    char *letters = malloc(size);
    memset(letters, 'a', size);
    pack_bytes packed = pack_deflated(REPEATS);
    pack_entry e = {.name = "p", .bytes = packed.data, .len = packed.len, .method = 8, .size = (uint32_t)size};
    e.crc = pack_crc(letters, size);
    draad_error err;
    CHECK_INT(read_entries(&e, 1, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "p: unpacks to more than 200 times its size");
    free(packed.data);
    free(letters);
}

/* 'a', 1 + 258 * repeats times, packed, with the right checksum and this size stated. */
static draad_status read_stating(size_t repeats, uint32_t stated, draad_error *err)
{
    const size_t size = 1 + 258 * repeats;
    char *letters = malloc(size);
    memset(letters, 'a', size);
    pack_bytes packed = pack_deflated(repeats);
    pack_entry e = {.name = "p", .bytes = packed.data, .len = packed.len, .method = 8, .size = stated};
    e.crc = pack_crc(letters, size);
    const draad_status s = read_entries(&e, 1, err);
    free(packed.data);
    free(letters);
    return s;
}

TEST(zip_does_not_believe_a_stated_size)
{
    static const uint32_t lies[] = {0, 1, 2580, 2582, 4 << 20, (4 << 20) + 1, 128 << 20, 0xFFFFFFFE};
    draad_error err;
    CHECK_INT(read_stating(10, 2581, &err), DRAAD_OK);
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        CHECK_INT(read_stating(10, lies[i], &err), DRAAD_E_SOURCE);
        CHECK_STR(dr_str_of(err.message), "p: is damaged: its checksum or packing does not hold");
        CHECK_INT(read_stating(17000, lies[i], &err), DRAAD_E_LIMIT); /* more than four million letters */
        CHECK_STR(dr_str_of(err.message), "p: unpacks to more than 200 times its size");
    }
}

/* The most that is held at once, in bytes. */
typedef struct {
    size_t now, most;
} held;

static void *hold(void *ctx, void *block, size_t nbytes)
{
    held *h = ctx;
    size_t *whole = block != NULL ? (size_t *)block - 2 : NULL;
    h->now += nbytes - (whole != NULL ? *whole : 0);
    h->most = h->now > h->most ? h->now : h->most;
    whole = realloc(whole, nbytes + 2 * sizeof *whole);
    *whole = nbytes;
    return whole + 2;
}

static void *hold_new(void *ctx, size_t nbytes)
{
    return hold(ctx, NULL, nbytes);
}

static void let_go(void *ctx, void *block)
{
    held *h = ctx;
    if (block != NULL) {
        h->now -= ((size_t *)block)[-2];
        free((size_t *)block - 2);
    }
}

TEST(zip_makes_no_room_for_a_lie_beyond_the_limits)
{
    enum { SPARE = 64 << 10 };
    held h = {0};
    const draad_allocator hook = {hold_new, hold, let_go, &h};
    draad_error err;
    draad_set_allocator(&hook);
    read_stating(10, 0xFFFFFFFE, &err);
    CHECK(h.most <= DR_ZIP_FREE_BYTES + SPARE);
    read_stating(17000, 0, &err);
    read_stating(17000, (4 << 20) - 64, &err);
    CHECK(h.most <= DR_ZIP_FREE_BYTES + SPARE);
    draad_set_allocator(NULL);
    CHECK_INT(h.now, 0);
}

TEST(zip_refuses_packing_that_does_not_come_to_its_end)
{
    static char letters[1 + 258 * 11];
    memset(letters, 'a', sizeof letters);
    pack_bytes packed = pack_deflated(11); /* whose last byte holds the end alone */
    pack_entry e = {.name = "p", .bytes = packed.data, .len = packed.len, .method = 8, .size = sizeof letters};
    e.crc = pack_crc(letters, sizeof letters);
    draad_error err;
    CHECK_INT(read_entries(&e, 1, &err), DRAAD_OK);
    e.len--;
    CHECK_INT(read_entries(&e, 1, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "p: is damaged: its checksum or packing does not hold");
    free(packed.data);
}

/* A stored part of "text" whose directory says another number of bytes, packed or in all. */
static draad_status read_stored_stating(uint32_t packed, uint32_t all, draad_error *err)
{
    const pack_entry e = pack_text("p", "text");
    pack_bytes archive = pack_zip(&e, 1), numbers = {0};
    dr_buf out = {0};
    pack_number(&numbers, packed, 4);
    pack_number(&numbers, all, 4);
    memcpy(archive.data + archive.len - 22 - 47 + 20, numbers.data, 8);
    const draad_status s = read_part(archive, "p", &out, err);
    assert_true(s != DRAAD_OK || dr_str_is(dr_buf_str(&out), "text"));
    assert_true(s == DRAAD_OK || out.len == 0);
    dr_buf_free(&out);
    free(numbers.data);
    free(archive.data);
    return s;
}

TEST(zip_refuses_a_stored_part_of_another_size)
{
    draad_error err;
    CHECK_INT(read_stored_stating(4, 4, &err), DRAAD_OK);
    CHECK_INT(read_stored_stating(3, 4, &err), DRAAD_E_SOURCE);
    CHECK_INT(read_stored_stating(4, 5, &err), DRAAD_E_SOURCE);
    CHECK_INT(read_stored_stating(5, 5, &err), DRAAD_E_SOURCE);
    CHECK_INT(read_stored_stating(0, 0, &err), DRAAD_E_SOURCE);
    CHECK_INT(read_stored_stating(0x7FFFFFFF, 4, &err), DRAAD_E_SOURCE); /* behind the end of the archive */
    CHECK_INT(read_stored_stating(0x7FFFFFFF, 0x7FFFFFFF, &err), DRAAD_E_SOURCE);
}

TEST(zip_reads_a_part_without_bytes)
{
    const pack_entry entries[] = {pack_text("p", ""), {.name = "q", .bytes = "\3\0", .len = 2, .method = 8}};
    pack_bytes archive = pack_zip(entries, 2);
    dr_buf out = {0};
    draad_error err;
    CHECK_INT(read_part(archive, "p", &out, &err), DRAAD_OK);
    CHECK_INT(read_part(archive, "q", &out, &err), DRAAD_OK);
    CHECK_INT(out.len, 0);
    dr_buf_free(&out);
    free(archive.data);
}

TEST(zip_releases_nothing_when_the_checksum_is_wrong)
{
    pack_entry stored = pack_text("p", "text");
    stored.crc_xor = 1;
    draad_error err;
    CHECK_INT(read_entries(&stored, 1, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "p: is damaged: its checksum or packing does not hold");
    pack_bytes packed = pack_deflated(1);
    pack_entry deflated = {.name = "p", .bytes = packed.data, .len = packed.len, .method = 8, .size = 259, .crc = 7};
    CHECK_INT(read_entries(&deflated, 1, &err), DRAAD_E_SOURCE);
    free(packed.data);
}

TEST(zip_refuses_two_entries_of_one_name)
{
    pack_entry same[] = {pack_text("p", "one"), pack_text("p", "two")};
    pack_entry nearly_same[] = {pack_text("p", "one"), pack_text("word/a.xml", "two"),
                                pack_text("Word/A.xml", "three")};
    draad_error err;
    CHECK_INT(read_entries(same, 2, &err), DRAAD_E_SOURCE);
    CHECK_INT(read_entries(nearly_same, 3, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "a ZIP archive with two entries of one name (\"word/a.xml\")");
}

TEST(zip_refuses_encryption)
{
    pack_entry e = pack_text("p", "text");
    e.flags = 1;
    draad_error err;
    CHECK_INT(read_entries(&e, 1, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "encrypted: take the password off and save it again");
}

TEST(zip_refuses_unusual_methods)
{
    pack_entry e = pack_text("p", "text");
    e.method = 9;
    draad_error err;
    CHECK_INT(read_entries(&e, 1, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "p: is packed in an unusual way, expected deflate");
}

TEST(zip_refuses_a_link_as_a_part)
{
    pack_entry e = pack_text("p", "/etc/passwd");
    e.mode = 0120777;
    draad_error err;
    CHECK_INT(read_entries(&e, 1, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "p: is a link, expected a part");
}

TEST(zip_says_which_part_is_missing)
{
    pack_entry e = pack_text("q", "text");
    draad_error err;
    CHECK_INT(read_entries(&e, 1, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "p: is missing");
    CHECK_STR(dr_str_of(err.place), "a.zip");
}

TEST(zip_refuses_a_torn_archive_wherever_it_is_torn)
{
    pack_entry entries[] = {pack_text("p", "one"), pack_text("q", "two")};
    pack_bytes archive = pack_zip(entries, 2);
    for (size_t len = 0; len < archive.len; len++) {
        dr_buf out = {0};
        draad_error err;
        char *torn = malloc(len + 1); /* of its own, so that reading past it shows */
        memcpy(torn, archive.data, len);
        pack_bytes half = {.data = (unsigned char *)torn, .len = len};
        CHECK_INT(read_part(half, "p", &out, &err), DRAAD_E_SOURCE);
        dr_buf_free(&out);
        free(torn);
    }
    free(archive.data);
}

/* The same archive with the end record of ZIP64, which announces so many entries, put at `at` bytes from its own place.
 */
static draad_status read_zip64(uint64_t nall, uint64_t nhere, uint64_t at, draad_error *err)
{
    const pack_entry e = pack_text("p", "text");
    pack_bytes plain = pack_zip(&e, 1), archive = {0};
    const size_t end = plain.len - 22;
    dr_buf out = {0};
    pack_put(&archive, plain.data, end);
    pack_put(&archive, "PK\6\6", 4);
    pack_number(&archive, 44, 8);
    pack_number(&archive, 45, 2);
    pack_number(&archive, 45, 2);
    pack_number(&archive, 0, 8);
    pack_number(&archive, nhere, 8);
    pack_number(&archive, nall, 8);
    pack_number(&archive, 47, 8); /* the directory: one entry of 46 bytes and its name */
    pack_number(&archive, end - 47, 8);
    pack_put(&archive, "PK\6\7", 4);
    pack_number(&archive, 0, 4);
    pack_number(&archive, end + at, 8);
    pack_number(&archive, 1, 4);
    pack_put(&archive, plain.data + end, 22);
    const draad_status s = read_part(archive, "p", &out, err);
    dr_buf_free(&out);
    free(archive.data);
    free(plain.data);
    return s;
}

TEST(zip_looks_at_the_end_record_of_zip64_before_room_is_made)
{
    draad_error err = {0};
    CHECK_INT(read_zip64((uint64_t)1 << 40, 1, 0, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "a ZIP archive of more than 4096 entries");
    CHECK_INT(read_zip64(1, (uint64_t)1 << 40, 0, &err), DRAAD_E_LIMIT);
    CHECK_INT(read_zip64(1, 1, 0, &err), DRAAD_OK);
    read_zip64((uint64_t)1 << 40, 1, 60, &err); /* too near to the end for a record: libzip finds none there */
    read_zip64((uint64_t)1 << 40, 1, (uint64_t)1 << 60, &err);
}

TEST(zip_refuses_an_archive_with_many_ends)
{
    pack_bytes archive = {0};
    dr_buf out = {0};
    draad_error err = {0};
    for (int i = 0; i < 17; i++)
        pack_put(&archive, "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
    CHECK_INT(read_part(archive, "p", &out, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "a damaged ZIP archive: it has many ends");
    free(archive.data);
}

TEST(zip_refuses_a_part_that_lies_behind_the_end)
{
    const pack_entry e = pack_text("p", "text");
    pack_bytes archive = pack_zip(&e, 1);
    dr_buf out = {0};
    draad_error err = {0};
    memset(archive.data + archive.len - 22 - 47 + 42, 0x7F, 3); /* where the directory says that it begins */
    CHECK_INT(read_part(archive, "p", &out, &err), DRAAD_E_SOURCE);
    CHECK_STR(dr_str_of(err.message), "p: is damaged");
    free(archive.data);
}

TEST(zip_refuses_a_part_of_more_than_128_megabytes)
{
    enum { BYTES = (128 << 20) + 1 };
    pack_entry e = {.name = "p", .bytes = calloc(BYTES, 1), .len = BYTES};
    draad_error err = {0};
    CHECK_INT(read_entries(&e, 1, &err), DRAAD_E_LIMIT);
    CHECK_STR(dr_str_of(err.message), "p: unpacks to more than 128 MiB, or all parts to 256 MiB");
    free((void *)e.bytes);
}

TEST(zip_tells_names_that_begin_alike_apart)
{
    pack_entry entries[] = {pack_text("ab", "first"), pack_text("a", "second"), pack_text("abc", "third")};
    pack_bytes archive = pack_zip(entries, 3);
    dr_buf out = {0};
    draad_error err;
    CHECK_INT(read_part(archive, "abc", &out, &err), DRAAD_OK);
    CHECK_INT(read_part(archive, "a", &out, &err), DRAAD_OK);
    CHECK_STR(dr_buf_str(&out), "thirdsecond");
    CHECK_INT(read_part(archive, "abcd", &out, &err), DRAAD_E_SOURCE);
    CHECK_INT(read_part(archive, "", &out, &err), DRAAD_E_SOURCE);
    dr_buf_free(&out);
    free(archive.data);
}

TEST(zip_refuses_too_many_entries)
{
    static char names[DR_ZIP_ENTRIES + 1][8];
    pack_entry *entries = calloc(DR_ZIP_ENTRIES + 1, sizeof *entries);
    for (size_t i = 0; i <= DR_ZIP_ENTRIES; i++) {
        snprintf(names[i], sizeof names[i], i == 0 ? "p" : "n%zu", i);
        entries[i] = pack_text(names[i], "");
    }
    draad_error err;
    CHECK_INT(read_entries(entries, DR_ZIP_ENTRIES, &err), DRAAD_OK);
    CHECK_INT(read_entries(entries, DR_ZIP_ENTRIES + 1, &err), DRAAD_E_LIMIT);
    free(entries);
}

static draad_status read_all(void *ctx, draad_error *err)
{
    dr_buf out = {0};
    draad_status s = read_part(*(pack_bytes *)ctx, "p", &out, err);
    dr_buf_free(&out);
    return s;
}

TEST(zip_survives_each_failed_allocation)
{
    pack_entry entries[] = {pack_text("p", "one"), pack_text("q", "two")};
    pack_bytes archive = pack_zip(entries, 2);
    CHECK(pack_survives(read_all, &archive));
    free(archive.data);
    pack_bytes packed = pack_deflated(10); /* and unpacked twice: more comes out than is stated */
    const pack_entry lies = {.name = "p", .bytes = packed.data, .len = packed.len, .method = 8, .size = 9};
    archive = pack_zip(&lies, 1);
    CHECK(pack_survives(read_all, &archive));
    free(packed.data);
    free(archive.data);
}

int main(void)
{
    return RUN(zip_reads_a_stored_part, zip_finds_a_part_in_any_case_of_letters, zip_unpacks_a_deflated_part,
               zip_stops_a_bomb_by_its_ratio, zip_does_not_believe_a_stated_size,
               zip_makes_no_room_for_a_lie_beyond_the_limits, zip_refuses_packing_that_does_not_come_to_its_end,
               zip_refuses_a_stored_part_of_another_size, zip_reads_a_part_without_bytes,
               zip_releases_nothing_when_the_checksum_is_wrong, zip_refuses_two_entries_of_one_name,
               zip_refuses_encryption, zip_refuses_unusual_methods, zip_refuses_a_link_as_a_part,
               zip_says_which_part_is_missing, zip_refuses_a_torn_archive_wherever_it_is_torn,
               zip_refuses_too_many_entries, zip_looks_at_the_end_record_of_zip64_before_room_is_made,
               zip_refuses_an_archive_with_many_ends, zip_refuses_a_part_that_lies_behind_the_end,
               zip_refuses_a_part_of_more_than_128_megabytes, zip_tells_names_that_begin_alike_apart,
               zip_survives_each_failed_allocation);
}
