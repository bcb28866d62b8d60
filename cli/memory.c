/* SPDX-License-Identifier: Apache-2.0
 * memory.c - how the C library gets its memory from the system.
 * A run of `draad code` over one interview takes some ten megabytes in thousands of small pieces.  A system that hands
 * them out page by page, and takes them back in between, spends a tenth of the run on it. */
#if defined(__linux__)
#define _DEFAULT_SOURCE /* madvise */
#endif
#include "cli.h"

#if defined(__linux__) && defined(__GLIBC__)

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { HUGE_PAGE = 2 << 20, ROOM = 32 << 20, LARGE = 1 << 20 };

/* The first ROOM bytes are asked for in one go and may come in large pages; only what is touched is used.  What is
 * LARGE comes and goes by itself, so that it can grow without being copied. */
void cli_prepare_memory(void)
{
    struct rlimit space;
    if (getrlimit(RLIMIT_AS, &space) != 0 || space.rlim_cur != RLIM_INFINITY)
        return;
    mallopt(M_TOP_PAD, ROOM);
    mallopt(M_TRIM_THRESHOLD, 2 * ROOM);
    mallopt(M_MMAP_THRESHOLD, LARGE);
    void *first = malloc(HUGE_PAGE); /* more than there is yet */
    const uintptr_t start = ((uintptr_t)first + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    if (first != NULL)
        madvise((void *)start, ROOM - HUGE_PAGE, MADV_HUGEPAGE); /* where it is not to be had, nothing is lost */
    free(first);
}

#else

void cli_prepare_memory(void)
{
}

#endif
