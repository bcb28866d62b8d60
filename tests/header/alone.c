/* SPDX-License-Identifier: Apache-2.0
 * alone.c - draad.h stands alone: it compiles first and only, twice over, as C11 and (alone.cpp) as C++17. */
#include "draad.h"
#include "draad.h"

int main(void)
{
    draad_range range = {0, 1};
    draad_code_options options = {0};
    return range.end == 1 && options.threads == 0 && DRAAD_OK == 0 && draad_version()[0] != '\0' ? 0 : 1;
}
