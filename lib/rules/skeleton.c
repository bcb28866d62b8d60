/* SPDX-License-Identifier: Apache-2.0
 * skeleton.c - a codebook to begin with.  A test reads both with the codebook reader.
 * Knows: the codebook format.  Does not know: anything else. */
#include "draad.h"

#include <string.h>

static const char dutch[] =
    "# Een codeboek om mee te beginnen.  Regels zonder aanhalingstekens; haakjes houden woorden bij elkaar;\n"
    "# operatoren in hoofdletters.  `draad check DIT-BESTAND` toetst de voorbeelden.\n"
    "draad: 1\n"
    "id: mijn-codeboek\n"
    "title: Mijn codeboek\n"
    "language: nl\n"
    "version: 0.1.0\n"
    "unit: sentence\n"
    "within: 4 sentences\n"
    "sets:\n"
    "  collega: [collega, team, teamgenoot]\n"
    "  ontkend: [daar heb ik geen last van, dat speelt bij mij niet]\n"
    "unless: $ontkend\n"
    "codes:\n"
    "  - id: steun\n"
    "    label: Steun van collega's\n"
    "    definition: De spreker ervaart steun van collega's, of mist die.\n"
    "    examples:\n"
    "      - Mijn collega's vangen me altijd op.\n"
    "      - Ik voel me gesteund door mijn team.\n"
    "    counterexamples:\n"
    "      - Het team zit op de tweede verdieping.\n"
    "    rules:\n"
    "      - $collega NEAR/5 (opvangen OR helpen)\n"
    "      - id: gesteund\n"
    "        find: steunen NEAR/6 $collega\n";

static const char english[] =
    "# A codebook to begin with.  Rules without quotation marks; brackets keep words together; operators in\n"
    "# capitals.  `draad check THIS-FILE` tests the examples.  The words are Dutch: Draad reads Dutch interviews.\n"
    "draad: 1\n"
    "id: my-codebook\n"
    "title: My codebook\n"
    "language: en\n"
    "version: 0.1.0\n"
    "unit: sentence\n"
    "within: 4 sentences\n"
    "sets:\n"
    "  collega: [collega, team, teamgenoot]\n"
    "  ontkend: [daar heb ik geen last van, dat speelt bij mij niet]\n"
    "unless: $ontkend\n"
    "codes:\n"
    "  - id: support\n"
    "    label: Support by colleagues\n"
    "    definition: The speaker is supported by colleagues, or misses that.\n"
    "    examples:\n"
    "      - Mijn collega's vangen me altijd op.\n"
    "      - Ik voel me gesteund door mijn team.\n"
    "    counterexamples:\n"
    "      - Het team zit op de tweede verdieping.\n"
    "    rules:\n"
    "      - $collega NEAR/5 (opvangen OR helpen)\n"
    "      - id: supported\n"
    "        find: steunen NEAR/6 $collega\n";

const char *draad_codebook_skeleton(const char *language)
{
    return language != NULL && strcmp(language, "en") == 0 ? english : dutch;
}
