/* SPDX-License-Identifier: Apache-2.0
 * page_network.h - which codes and ties a drawing of the network has, and where they stand.
 * Knows: counts and places.  Does not know: HTML. */
#ifndef DR_PAGE_NETWORK_H
#define DR_PAGE_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DR_NETWORK_NODES = 30, DR_NETWORK_TIES = 40 };

typedef struct dr_network_node {
    uint32_t code; /* index in the square of counts */
    double x, y;   /* -1 to 1, y downward */
    bool on_right; /* its name stands on the right of it */
} dr_network_node;

typedef struct dr_network_tie {
    uint32_t a, b; /* nodes */
    double count;
} dr_network_tie;

typedef struct dr_network {
    dr_network_node nodes[DR_NETWORK_NODES]; /* in the order of the codes, clockwise from the top */
    dr_network_tie ties[DR_NETWORK_TIES];    /* from weak to strong, so that strong ones are drawn on top */
    size_t nnodes, nties;
    bool cut; /* there are more ties than these */
} dr_network;

/* The strongest ties among n codes; counts[i * n + k], symmetric.  Of equal ties the first ones.  Nodes stand on an
 * ellipse at equal heights, so that no name covers another.  Only + - * / and sqrt: the same on every machine. */
void dr_network_of(const double *counts, uint32_t n, dr_network *out);

#endif
