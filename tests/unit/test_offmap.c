/* SPDX-License-Identifier: Apache-2.0 */
#include "harness.h"
#include "text/offmap.h"

TEST(offmap_traces_bytes_and_snaps_steps_outward)
{
    dr_offmap m = {0};
    CHECK(dr_offmap_push(&m, 1, 1) && dr_offmap_push(&m, 3, 0) && dr_offmap_push(&m, 2, 1) && dr_offmap_push(&m, 1, 1));
    CHECK_RANGE(dr_offmap_trace(&m, (draad_range){0, 1}), 0, 1);
    CHECK_RANGE(dr_offmap_trace(&m, (draad_range){1, 2}), 4, 6);
    CHECK_RANGE(dr_offmap_trace(&m, (draad_range){0, 3}), 0, 7);
    dr_offmap_free(&m);
}

int main(void)
{
    return RUN(offmap_traces_bytes_and_snaps_steps_outward);
}
