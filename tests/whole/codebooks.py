#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""codebooks.py - the codebooks that come along: the codes of the studies, each with what it needs, and examples that hold."""
import csv
import glob
import io
import json
import os
import re

from whole import ROOT, WholeTest, main

BOOKS = sorted(glob.glob(os.path.join(ROOT, "codebooks", "*.yaml")))
HEADINGS = {"zin": "balancerende-processen parallelle-processen transformatieve-processen",
            "peo": "aantrekkelijk-werk uitdagingen werkplezier-behouden rol-van-organisatie tips",
            "gar": "mentaal-welbevinden motivatie-en-werkplezier verbondenheid rol-van-technologie aanvullende-inzichten",
            "ber": "aandachtsvolle-jeugdzorg systeemblokkades professionele-blokkades doorbraken"}
CODES = {
    "zin": """weerbaarheid zone-van-weerbaarheid zingeving-in-werk integratie werk-prive-balans
        betekenisvolle-persoonlijke-relaties zorg-voor-de-ander-en-jezelf coping
        samenspel-risico-en-weerbaarheidsfactoren uitdagende-en-betekenisvolle-relaties zin-vinden-in-uitdagingen
        persoonlijke-groei""",
    "fase": """rollende-start toename-spanning-onveiligheid toename-afkeer-organisatie niet-vol-kunnen-houden
        ziekmelding-of-ontslag""",
    "thema": "verantwoordelijkheid alleen-voelen-staan depersonalisatie-en-desorientatie moreel-falen",
    "opb": """secundaire-traumatisering werk-prive-balans steunend-team arbeidsethos-en-verantwoordelijkheidsgevoel
        innerlijke-druk druk-op-organisatie weinig-tijd-inwerken-en-reflectie macrofactoren social-media
        loyaliteit-en-perfectionisme inwerktijd-en-fouten-mogen-maken identiteitsontwikkeling teamleiderschap
        reflectie-hoofd-naar-hart zingeving-op-de-agenda doorgaande-lijn""",
    "peo": """werk-dat-ertoe-doet band-jeugdigen-gezinnen eigen-instrument-zijn eigen-werk-vormgeven afwisselend-werk
        realistische-verwachtingen werk-dat-je-raakt organisatorische-veranderingen positieve-insteek zelfzorg
        fijne-collegas nieuwsgierig-blijven professionele-ruimte-benutten langetermijnvisie invloed-op-werk
        ondersteunende-leidinggevende goede-teams ontwikkeling-en-doorstroom waardering verschillen-organisaties
        drijfveren tip-tijd-en-ruimte tip-steun-zoeken tip-energie-en-bereik""",
    "gar": """veerkracht werk-en-prive-balans competentie autonomie verbondenheid-clienten verbondenheid-collegas
        verbondenheid-leidinggevende persoonlijke-betrokkenheid afwisseling-en-uitdaging zelf-de-regie-hebben
        technologie-houding nieuwe-technologieen caseload-en-wachtlijsten administratieve-lasten
        empathie-en-verantwoordelijkheid expertise-aannemen""",
    "ber": """kind-als-uniek-individu professionele-nabijheid aandacht-voor-de-professional aandacht-sociaal-netwerk
        kleine-groepen-huiselijke-sfeer gezien-gehoord-gewaardeerd doorplaatsingen-personeelswisselingen focus-op-kosten
        geen-overkoepelende-visie administratieve-lasten professionele-cultuur werkdruk-personeelstekort
        gebrek-zeggenschap-kind-ouders handelingsverlegenheid doorbraak-financiering doorbraak-stigmatiseren
        doorbraak-plaatsen doorbraak-visie doorbraak-kennis doorbraak-reflectie doorbraak-herwaardering
        doorbraak-kind-en-netwerk bestuurlijk-lef"""}


def codes_of(path):
    """Each code of a codebook with its lists of texts, read by indentation: {id: {key: [lines]}}."""
    codes, keys, code, key = {}, {}, None, None
    with open(path, encoding="utf-8") as file:
        for line in file:
            found = re.match(r"( *)- id: (\S+)$", line)
            if found and key != "rules":
                code, key = codes.setdefault(found[2], {}), None
                keys = {"indent": len(found[1]) + 2}
            elif found and len(found[1]) < keys["indent"]:
                code, key = codes.setdefault(found[2], {}), None
                keys = {"indent": len(found[1]) + 2}
            elif code is not None:
                named = re.match(r" {%d}([a-z]+):" % keys["indent"], line)
                if named:
                    key = named[1]
                    code[key] = []
                elif key and re.match(r" {%d,}- " % keys["indent"], line):
                    code[key].append(line.strip())
    return codes


class Codebooks(WholeTest):
    def test_each_study_has_its_codes(self):
        self.assertEqual(len(BOOKS), 7)
        for path in BOOKS:
            with open(path, encoding="utf-8") as file:
                name = re.search(r"^id: (\S+)$", file.read(), re.M)[1]
            self.assertEqual(sorted(codes_of(path)), sorted((CODES[name] + " " + HEADINGS.get(name, "")).split()), path)

    def test_each_code_says_what_it_means_and_shows_it(self):
        headings = set(" ".join(HEADINGS.values()).split())
        for path in BOOKS:
            for code, keys in codes_of(path).items():
                where = "%s: %s" % (os.path.basename(path), code)
                for key in ("definition", "include", "exclude"):
                    self.assertIn(key, keys, where)
                if code in headings and "rules" not in keys:
                    continue
                for key, least in (("include", 3), ("exclude", 3), ("examples", 5), ("counterexamples", 3), ("rules", 1)):
                    self.assertGreaterEqual(len(keys.get(key, [])), least, "%s, %s" % (where, key))

    def test_their_examples_hold_without_warnings(self):
        for path in BOOKS:
            done = self.ran(0, "check", "--lang", "en", path)
            self.assertRegex(done.out, r"^codes: \d+; every example holds\n$")
            self.assertEqual(done.err, "", path)

    def test_lenses_fit_their_codebooks(self):
        for lens, book in (("sdt", "peo-haaglanden"), ("scarf", "beroepseer")):
            self.ran(0, "code", "-q", "-c", os.path.join(ROOT, "codebooks", book + ".yaml"), "-o", self.at(lens),
                     os.path.join(ROOT, "corpus-samples", "student-stage.txt"))
            done = self.ran(0, "table", "lens", "--lens", os.path.join(ROOT, "codebooks", "lenses", lens + ".csv"), self.at(lens))
            parts = {r["part"] for r in csv.DictReader(io.StringIO(done.out))}
            self.assertLessEqual({"cell", "row", "column", "all"}, parts)

    def test_the_utterances_to_score_them_with_name_their_codes(self):
        known = {name + "." + code for name in CODES for code in CODES[name].split()}
        for name in ("utterances.jsonl", "utterances-second.jsonl"):
            with open(os.path.join(ROOT, "tests", "data", name), encoding="utf-8") as file:
                for line in file:
                    u = json.loads(line)
                    self.assertTrue(u["synthetic"])
                    self.assertLessEqual(set(u["codes"]), known, u["id"])


if __name__ == "__main__":
    main()
