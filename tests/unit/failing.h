/* SPDX-License-Identifier: Apache-2.0
 * failing.h - an allocator with which one allocation fails: the one after `allocations_left` others.
 * A test gives it to draad_set_allocator, does its work with 0, 1, 2, ... until nothing fails, and takes it away. */
#ifndef DR_FAILING_H
#define DR_FAILING_H

#include "harness.h"

static size_t allocations_left;

static void *failing_alloc(void *ctx, size_t n)
{
    (void)ctx;
    return allocations_left-- == 0 ? NULL : malloc(n);
}

static void *failing_resize(void *ctx, void *block, size_t n)
{
    (void)ctx;
    return allocations_left-- == 0 ? NULL : realloc(block, n);
}

static void failing_release(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}

static const draad_allocator failing = {failing_alloc, failing_resize, failing_release, NULL};

#endif
