/* SPDX-License-Identifier: Apache-2.0
 * error.h - say once, where it happens, what is wrong.
 * A message is kept in English and in Dutch (messages.h); whoever shows it takes the one its reader speaks.
 * Knows: places and messages.  Does not know: who reads them. */
#ifndef DR_ERROR_H
#define DR_ERROR_H

#include "draad.h"

#include <stdarg.h>

#if defined(__GNUC__)
#define DR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define DR_PRINTF(fmt, args)
#endif

/* Where: a name (borrowed, may be NULL), line and column from 1; 0 when not known. */
typedef struct dr_place {
    const char *name;
    uint32_t line, column;
} dr_place;

static inline dr_place dr_place_of(const char *name)
{
    return (dr_place){.name = name};
}

/* Fills *err (which may be NULL) and returns `status`, so that `return dr_fail(...)` says it all. */
draad_status dr_fail(draad_error *err, draad_status status, dr_place place, const char *format, ...) DR_PRINTF(4, 5);
draad_status dr_vfail(draad_error *err, draad_status status, dr_place place, const char *format, va_list args)
    DR_PRINTF(4, 0);
draad_status dr_no_memory(draad_error *err);

/* Says again, at another place, what another message says. */
draad_status dr_fail_again(draad_error *err, draad_status status, dr_place place, const char *english,
                           const char *dutch);

/* Adds to the end of a message. */
void dr_fail_more(draad_error *err, const char *format, ...) DR_PRINTF(2, 3);

/* Tells a message to `report`, which may be NULL; dr_tell passes one on unchanged. */
void dr_say(const draad_report *report, draad_severity severity, draad_status status, dr_place place,
            const char *format, ...) DR_PRINTF(5, 6);
void dr_tell(const draad_report *report, draad_severity severity, const draad_error *message);

/* A `say` that passes on errors alone: of what was told before, or is expected here.  ctx: the draad_report to tell. */
void dr_tell_errors(void *ctx, draad_severity severity, const draad_error *message);

/* Strings: equal; a view of a zero-terminated one; and for printf: "%.*s", DR_ARG(s). */
bool dr_str_equal(draad_str a, draad_str b);
bool dr_str_is(draad_str s, const char *word); /* equal to a zero-terminated string */
bool dr_str_alike(draad_str a, draad_str b);   /* equal, but for the case of ASCII letters */
int dr_str_compare(draad_str a, draad_str b);  /* by bytes: < 0, 0, > 0 */
draad_str dr_str_of(const char *s);
draad_str dr_str_trim(draad_str s); /* without spaces, tabs and line ends around it */
#define DR_ARG(s)       dr_str_shown(s), dr_str_bytes(s)
#define DR_STR(literal) ((draad_str){"" literal, sizeof(literal) - 1})

static inline int dr_str_shown(draad_str s) /* bytes: a message quotes no more */
{
    return s.len > 200 ? 200 : (int)s.len;
}

static inline const char *dr_str_bytes(draad_str s) /* "" where there are none */
{
    return s.len > 0 ? s.data : "";
}

#endif
