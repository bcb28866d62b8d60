/* SPDX-License-Identifier: Apache-2.0
 * test_page_network.c - the layout of the network of codes: which ties, and where the codes stand. */
#include "harness.h"

#include "exchange/page_network.h"

/* A square of counts with these ties; code 5 meets nobody. */
enum { N = 6 };
static void fill(double *counts)
{
    static const struct {
        int a, b;
        double n;
    } ties[] = {{0, 1, 2}, {0, 2, 9}, {1, 3, 2}, {2, 4, 1}};
    memset(counts, 0, N * N * sizeof *counts);
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++)
        counts[ties[i].a * N + ties[i].b] = counts[ties[i].b * N + ties[i].a] = ties[i].n;
    for (int i = 0; i < N; i++)
        counts[i * N + i] = 100;
}

TEST(ties_go_from_weak_to_strong_and_who_meets_nobody_is_not_there)
{
    double counts[N * N];
    dr_network net;
    fill(counts);
    dr_network_of(counts, N, &net);
    CHECK_INT(net.nties, 4);
    CHECK_INT(net.nnodes, 5);
    CHECK(!net.cut);
    for (size_t i = 1; i < net.nties; i++)
        CHECK(net.ties[i - 1].count <= net.ties[i].count);
    CHECK_INT(net.nodes[net.ties[3].a].code, 0);
    CHECK_INT(net.nodes[net.ties[3].b].code, 2);
    for (uint32_t i = 0; i < net.nnodes; i++)
        CHECK_INT(net.nodes[i].code, i);
}

TEST(the_layout_is_the_same_every_time)
{
    double counts[N * N];
    dr_network one, other;
    fill(counts);
    dr_network_of(counts, N, &one);
    dr_network_of(counts, N, &other);
    CHECK_INT(one.nnodes, other.nnodes);
    for (size_t i = 0; i < one.nnodes; i++) {
        CHECK(one.nodes[i].x == other.nodes[i].x);
        CHECK(one.nodes[i].y == other.nodes[i].y);
    }
    CHECK_NEAR(one.nodes[0].y, -2.0 / 3, 1e-12); /* three on the right, from the top down */
    CHECK_NEAR(one.nodes[1].y, 0, 1e-12);
    CHECK_NEAR(one.nodes[1].x, 1, 1e-12);
    CHECK_NEAR(one.nodes[3].y, 0.5, 1e-12); /* two on the left, from the bottom up */
    CHECK_NEAR(one.nodes[4].y, -0.5, 1e-12);
}

TEST(names_on_one_side_never_stand_at_one_height)
{
    enum { MANY = 60 };
    static double counts[MANY * MANY];
    dr_network net;
    for (int i = 0; i < MANY * MANY; i++)
        counts[i] = 1 + (i / MANY + i % MANY) % 7;
    dr_network_of(counts, MANY, &net);
    CHECK(net.cut);
    CHECK(net.nnodes <= DR_NETWORK_NODES);
    CHECK(net.nties <= DR_NETWORK_TIES);
    for (size_t i = 0; i < net.nnodes; i++)
        for (size_t k = 0; k < i; k++)
            if (net.nodes[i].on_right == net.nodes[k].on_right)
                CHECK(fabs(net.nodes[i].y - net.nodes[k].y) > 1.9 / ((DR_NETWORK_NODES + 1) / 2));
}

TEST(without_ties_there_is_no_network)
{
    const double counts[] = {5, 0, 0, 5};
    dr_network net;
    dr_network_of(counts, 2, &net);
    CHECK_INT(net.nties, 0);
    CHECK_INT(net.nnodes, 0);
    dr_network_of(counts, 0, &net);
    CHECK_INT(net.nties, 0);
}

int main(void)
{
    return RUN(ties_go_from_weak_to_strong_and_who_meets_nobody_is_not_there, the_layout_is_the_same_every_time,
               names_on_one_side_never_stand_at_one_height, without_ties_there_is_no_network);
}
