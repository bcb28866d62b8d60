/* SPDX-License-Identifier: Apache-2.0
 * messages.h - the messages of the library in Dutch.
 * Knows: sentences.  Does not know: who says them, or when. */
#ifndef DR_MESSAGES_H
#define DR_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

/* The Dutch of a format that dr_fail, dr_say and their like are given, with the same conversions in the same order;
 * or of words that fill a %s in one.  NULL: it has none (names, keys, what other libraries say). */
const char *dr_message_nl(const char *english);

/* For the test that holds the two together: the i-th pair; false when there are no more. */
bool dr_message_pair(size_t i, const char **english, const char **dutch);

#endif
