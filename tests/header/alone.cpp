// SPDX-License-Identifier: Apache-2.0
// alone.cpp - as alone.c, for callers in C++: also that what it declares links by its C name.
#include "draad.h"
#include "draad.h"

int main()
{
    draad_range range = {0, 1};
    draad_code_options options = {};
    return range.end == 1 && options.threads == 0 && DRAAD_OK == 0 && draad_version()[0] != '\0' ? 0 : 1;
}
