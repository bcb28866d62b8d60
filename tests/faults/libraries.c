/* SPDX-License-Identifier: Apache-2.0
 * libraries.c - each allocation fails once, also those of the libraries that Draad uses.
 *
 * allocations.c lets those of Draad itself fail; here malloc is our own, so that libzip, libxml2 and Jansson go without
 * memory as well.  What is said then differs (an archive "is damaged"), but it is said, and nobody crashes.  Only in
 * builds for coverage: what the libraries of a system then do is not ours to promise.  libfyaml does not look at what
 * malloc gives it, and so does each try in a process of its own, where it may crash. */
#include "base/buf.h"
#include "base/memory.h"
#include "outside/json.h"
#include "outside/xml.h"
#include "outside/yaml.h"
#include "outside/zip.h"
#include "pack.h"
#include "rules/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- The allocator of everybody ---------------------------------------------------------------------------- */

void *__libc_malloc(size_t nbytes);
void *__libc_calloc(size_t n, size_t nbytes);
void *__libc_realloc(void *block, size_t nbytes);

static struct {
    size_t left; /* so many succeed before one fails */
    bool armed, failed;
} memory;

static bool refuse(void)
{
    if (!memory.armed || memory.failed || memory.left-- != 0)
        return false;
    memory.failed = true;
    return true;
}

void *malloc(size_t nbytes)
{
    return refuse() ? NULL : __libc_malloc(nbytes);
}

void *calloc(size_t n, size_t nbytes)
{
    return refuse() ? NULL : __libc_calloc(n, nbytes);
}

void *realloc(void *block, size_t nbytes)
{
    return refuse() ? NULL : __libc_realloc(block, nbytes);
}

/* ---- What is done ------------------------------------------------------------------------------------------- */

static draad_status pack(dr_buf *out, draad_error *err)
{
    dr_zip_writer *w = NULL;
    draad_status s = dr_zip_new(&w, err);
    if (s == DRAAD_OK)
        s = dr_zip_add(w, DR_STR("map/een.txt"), DR_STR("een"), err);
    if (s == DRAAD_OK)
        s = dr_zip_add(w, DR_STR("twee.txt"), DR_STR("twee twee twee"), err);
    if (s == DRAAD_OK)
        s = dr_zip_finish(w, out, err);
    dr_zip_writer_free(w);
    return s;
}

static draad_status pack_and_unpack(draad_error *err)
{
    dr_buf archive = {0}, part = {0};
    dr_zip *zip = NULL;
    draad_status s = pack(&archive, err);
    if (s == DRAAD_OK)
        s = dr_zip_open(dr_buf_str(&archive), "x.zip", &zip, err);
    if (s == DRAAD_OK)
        s = dr_zip_read(zip, DR_STR("twee.txt"), &part, err);
    if (s == DRAAD_OK && !dr_str_is(dr_buf_str(&part), "twee twee twee"))
        abort();
    dr_zip_free(zip);
    dr_buf_free(&archive);
    dr_buf_free(&part);
    return s;
}

/* Packed bytes, which libdeflate unpacks. */
static draad_status unpack(draad_error *err)
{
    enum { REPEATS = 4 };
    static char letters[1 + 258 * REPEATS];
    memset(letters, 'a', sizeof letters);
    static pack_bytes archive; /* made when nothing fails yet */
    if (archive.data == NULL) {
        pack_bytes packed = pack_deflated(REPEATS);
        pack_entry e = {.name = "p", .bytes = packed.data, .len = packed.len, .method = 8, .size = sizeof letters};
        e.crc = pack_crc(letters, sizeof letters);
        archive = pack_zip(&e, 1);
        free(packed.data);
    }
    dr_buf part = {0};
    dr_zip *zip = NULL;
    draad_status s = dr_zip_open((draad_str){(const char *)archive.data, archive.len}, "x.zip", &zip, err);
    if (s == DRAAD_OK)
        s = dr_zip_read(zip, DR_STR("p"), &part, err);
    dr_zip_free(zip);
    dr_buf_free(&part);
    return s;
}

static draad_status ask_stem(draad_error *err)
{
    dr_terms terms = {0};
    dr_answers answers = {0};
    draad_status s =
        dr_terms_add(&terms, DR_TERM_STEM, DR_STR("verzorging"), 0) != DRAAD_NONE ? DRAAD_OK : dr_no_memory(err);
    if (s == DRAAD_OK)
        s = dr_terms_ask(&terms, DR_STR("verzorgingen"), &answers, err);
    dr_answers_free(&answers);
    dr_terms_free(&terms);
    return s;
}

static draad_status pass(void *ctx, const dr_xml_element *element, draad_error *err)
{
    (void)ctx, (void)element, (void)err;
    return DRAAD_OK;
}

static draad_status read_xml(draad_error *err)
{
    static const char xml[] = "<a xmlns:b='urn:c' d='e&amp;f'>x<b:c/>&lt;y</a>";
    const dr_xml_handler handler = {.start = pass};
    return dr_xml_read(dr_str_of(xml), "a.xml", "", &handler, err);
}

static draad_status read_json(draad_error *err)
{
    dr_arena arena = {0};
    dr_json json;
    const draad_status s = dr_json_read(DR_STR("{\"a\": [1, \"x\", true, null, 2.5]}"), "a.json", &arena, &json, err);
    dr_arena_free(&arena);
    return s;
}

static draad_status write_json(draad_error *err)
{
    dr_buf out = {0};
    dr_json_writer w = {0};
    dr_json_open(&w, NULL, '{');
    dr_json_str(&w, "naam", DR_STR("waarde"));
    dr_json_open(&w, "lijst", '[');
    dr_json_uint(&w, NULL, 12);
    dr_json_bool(&w, NULL, true);
    dr_json_close(&w);
    dr_json_close(&w);
    const draad_status s = dr_json_finish(&w, &out, err);
    dr_buf_free(&out);
    return s;
}

static draad_status read_yaml(draad_error *err)
{
    dr_arena arena = {0};
    dr_yaml *root = NULL;
    const draad_status s = dr_yaml_read(DR_STR("a: [b]\n"), "a.yaml", &arena, &root, err);
    dr_arena_free(&arena);
    return s;
}

/* One try; was something refused, and was that said? */
static bool read_yaml_without(size_t n)
{
    draad_error err = {0};
    memory.left = n;
    memory.failed = false;
    memory.armed = true;
    const draad_status s = read_yaml(&err);
    memory.armed = false;
    return s == DRAAD_OK || (memory.failed && err.message[0] != '\0');
}

/* The first allocations are those of the parser itself. */
static bool try_yaml(void)
{
    enum { TRIES = 40 };
    bool fine = true;
    fflush(stdout);
    for (size_t n = 0; n < TRIES; n++) {
        int how = 0;
        const pid_t child = fork();
        if (child == 0)
            exit(read_yaml_without(n) ? 0 : 1);
        fine = child > 0 && waitpid(child, &how, 0) == child && (WIFSIGNALED(how) || WEXITSTATUS(how) == 0) && fine;
    }
    return fine;
}

int main(void)
{
    static const struct {
        const char *name;
        draad_status (*act)(draad_error *err);
    } acts[] = {{"pack_and_unpack", pack_and_unpack},
                {"unpack", unpack},
                {"ask_stem", ask_stem},
                {"read_xml", read_xml},
                {"read_json", read_json},
                {"write_json", write_json}};
    int status = 0;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        draad_error err = {0};
        if (acts[i].act(&err) != DRAAD_OK) /* what libraries keep for themselves is there from now on */
            status = 1;
        size_t n = 0;
        do {
            memory.left = n++;
            memory.failed = false;
            err = (draad_error){0};
            memory.armed = true;
            const draad_status s = acts[i].act(&err);
            memory.armed = false;
            if (s != DRAAD_OK && (err.message[0] == '\0' || !memory.failed)) {
                fprintf(stderr, "%s, allocation %zu: nothing was said, or nothing failed\n", acts[i].name, n - 1);
                status = 1;
            }
        } while (memory.failed);
        printf("%-20s %6zu allocations\n", acts[i].name, n - 1);
    }
    if (!try_yaml()) {
        fprintf(stderr, "read_yaml: nothing was said\n");
        status = 1;
    }
    return status;
}
