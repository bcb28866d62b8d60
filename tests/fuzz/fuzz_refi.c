/* SPDX-License-Identifier: Apache-2.0
 * fuzz_refi.c - any XML as a project of REFI-QDA, packed here, so that the fuzzer need not learn checksums.
 * The first byte chooses whether it is a codebook by itself or stands in an archive; a zero byte in the rest begins the
 * text of the source d.txt. */
#include "../unit/pack.h"
#include "base/utf8.h"
#include "exchange/refi_import.h"
#include "exchange/refi_package.h"

#include <stdio.h>

/* Every coding lies in its text, and every memo. */
static void check_project(const draad_project *p)
{
    for (size_t i = 0; i < p->ndocuments; i++) {
        const dr_coded *d = &p->documents[i];
        const draad_str text = draad_document_text(d->doc);
        for (size_t k = 0; k < d->ncodings; k++) {
            const draad_range r = d->codings[k].range;
            if (r.start >= r.end || r.end > text.len || !dr_utf8_is_start(text.data[r.start]))
                abort();
        }
        for (size_t k = 0; k < d->nmemos; k++)
            if (d->memos[k].range.start > d->memos[k].range.end || d->memos[k].range.end > text.len)
                abort();
    }
}

static draad_status drop(void *ctx, draad_str yaml, const char *name, draad_error *err)
{
    (void)ctx, (void)name, (void)err;
    if (dr_utf8_valid(yaml) != yaml.len)
        abort();
    return DRAAD_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    const uint8_t *zero = memchr(data + 1, 0, n - 1);
    const size_t len = zero != NULL ? (size_t)(zero - data) - 1 : n - 1;
    pack_bytes text = {0}, package = {0};
    pack_put(&text, data + 1, len);
    if ((data[0] & 1) == 0) {
        pack_entry entries[2] = {
            {.name = "project.qde", .bytes = text.data, .len = len},
            {.name = "sources/d.txt", .bytes = zero != NULL ? zero + 1 : data, .len = zero != NULL ? n - len - 2 : 0}};
        for (size_t i = 0; i < 2; i++) {
            entries[i].crc = pack_crc(entries[i].bytes, entries[i].len);
            entries[i].size = entries[i].len;
        }
        package = pack_zip(entries, 2);
    } else {
        pack_put(&package, data + 1, len);
    }
    dr_refi r;
    draad_error err = {0};
    if (dr_refi_read_bytes((draad_str){(const char *)package.data, package.len}, "fuzz", true, NULL, &r, &err) ==
        DRAAD_OK) {
        dr_refi_in in = {.r = &r, .tool = dr_refi_tool_of(&r), .err = &err, .p = draad_project_new(NULL)};
        if (in.p == NULL)
            abort();
        const draad_status s = r.root == REFI_PROJECT ? dr_refi_build(&in) : dr_refi_make_codebooks(&in, drop, NULL);
        if (s == DRAAD_OK)
            check_project(in.p);
        else if (err.message[0] == '\0')
            abort();
        dr_refi_in_free(&in);
        dr_refi_free(&r);
    } else if (err.message[0] == '\0') {
        abort();
    }
    free(package.data);
    free(text.data);
    return 0;
}
