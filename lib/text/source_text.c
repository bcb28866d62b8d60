/* SPDX-License-Identifier: Apache-2.0
 * source_text.c - what a reader hands over. */
#include "text/source_text.h"

void dr_source_text_free(dr_source_text *s)
{
    dr_buf_free(&s->text);
    dr_vec_free(&s->labels);
    dr_vec_free(&s->tables);
    dr_vec_free(&s->bold);
    dr_vec_free(&s->annotations);
    dr_arena_free(&s->strings);
}
