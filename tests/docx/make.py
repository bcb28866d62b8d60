#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make.py [--check] - writes the Word files of this folder: one for each thing that a Word file can hold.

Each is as small as it can be, and stands here as readable XML.  All text is invented.  The same bytes come out each
time; --check only says whether the files that are there are those.  What Draad makes of them stands beside them: see
run.py."""
import io
import os
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
              ' xmlns:r="%s" xmlns:o="urn:schemas-microsoft-com:office:office"'
              ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
              ' xmlns:v="urn:schemas-microsoft-com:vml"' % OFFICE)
WHO = ' w:author="Onderzoeker 2" w:date="2024-03-12T10:00:00Z"'


# ---- WordprocessingML in few words -----------------------------------------------------------------------------

def t(text, look=""):
    """A run of text; `look` is what stands in its properties."""
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % ("<w:rPr>%s</w:rPr>" % look if look else "", text)


def run(content):
    return "<w:r>%s</w:r>" % content


def p(*runs, look=""):
    """A paragraph; text without marks is a run."""
    return "<w:p>%s%s</w:p>" % ("<w:pPr>%s</w:pPr>" % look if look else "",
                                "".join(r if r.startswith("<") else t(r) for r in runs))


def ins(content, mark="ins"):
    return '<w:%s w:id="1"%s>%s</w:%s>' % (mark, WHO, content, mark)


def deleted(text, mark="del"):
    return '<w:%s w:id="2"%s><w:r><w:delText xml:space="preserve">%s</w:delText></w:r></w:%s>' % (mark, WHO, text, mark)


def cell(*paragraphs, look=""):
    return "<w:tc>%s%s</w:tc>" % ("<w:tcPr>%s</w:tcPr>" % look if look else "",
                                  "".join(x if x.startswith("<") else p(x) for x in paragraphs))


def row(*cells, look=""):
    return "<w:tr>%s%s</w:tr>" % ("<w:trPr>%s</w:trPr>" % look if look else "",
                                  "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells))


def table(*rows):
    return "<w:tbl><w:tblPr/><w:tblGrid/>%s</w:tbl>" % "".join(rows)


def mark(kind):
    return run('<w:fldChar w:fldCharType="%s"/>' % kind)


def code(text):
    return run('<w:instrText xml:space="preserve">%s</w:instrText>' % text)


def box(*paragraphs):
    return "<w:txbxContent>%s</w:txbxContent>" % "".join(paragraphs)


def part(root, content, ns=W):
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:%s xmlns:w="%s"%s>%s</w:%s>' % (
        root, ns, NAMESPACES, content, root)


def comment(number, author, *paragraphs):
    return '<w:comment w:id="%d" w:author="%s" w:date="2024-03-12T10:00:00Z">%s</w:comment>' % (
        number, author, "".join(p(x) for x in paragraphs))


def start(number):
    return '<w:commentRangeStart w:id="%d"/>' % number


def end(number):
    return '<w:commentRangeEnd w:id="%d"/>%s' % (number, run('<w:commentReference w:id="%d"/>' % number))


def note(kind, number, *paragraphs):
    return '<w:%s w:id="%d">%s</w:%s>' % (kind, number, "".join(p(x) for x in paragraphs), kind)


def level(number, form, text, font=""):
    return ('<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>' %
            (number, form, text, '<w:rPr><w:rFonts w:ascii="%s"/></w:rPr>' % font if font else ""))


def item(numbering, depth, *runs):
    return p(*runs, look='<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>' % (depth, numbering))


# ---- Packages --------------------------------------------------------------------------------------------------

def pack(entries, method=zipfile.ZIP_STORED):
    """A ZIP with these entries; stored, so that it is the same bytes with any zlib."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (2024, 3, 12, 10, 0, 0))
            info.external_attr = 0o600 << 16
            info.create_system = 3
            info.compress_type = method
            archive.writestr(info, content)
    return file.getvalue()


def package(body, main="document.xml", ns=W, office=OFFICE, encoding="utf-8", method=zipfile.ZIP_STORED, **parts):
    """A DOCX: its body as XML, and parts by name ("footnotes", "comments" ...), each whole."""
    document = part("document", "<w:body>%s<w:sectPr/></w:body>" % body, ns)
    if encoding != "utf-8":
        document = document.replace("UTF-8", encoding.upper())
    relations = "".join('<Relationship Id="r%d" Type="%s/%s" Target="%s.xml"/>' % (i, office, name, name)
                        for i, name in enumerate(parts))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    entries = [
        ("[Content_Types].xml", '<Types xmlns="%s/content-types"><Default Extension="xml" ContentType="application/xml"/>'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/word/%s" ContentType="%s"/></Types>' % (PACKAGE, main, kind)),
        ("_rels/.rels", '<Relationships xmlns="%s/relationships"><Relationship Id="r" Type="%s/officeDocument" '
         'Target="word/%s"/></Relationships>' % (PACKAGE, office, main)),
        ("word/" + main, document.encode(encoding)),
        ("word/_rels/%s.rels" % main, '<Relationships xmlns="%s/relationships">%s</Relationships>' % (PACKAGE, relations)),
    ]
    return pack(entries + [("word/%s.xml" % name, content) for name, content in parts.items()], method)


# ---- The files -------------------------------------------------------------------------------------------------

def tracked():
    return package(
        p(t("R: Ik "), deleted("kon"), ins(t("kan")), t(" het niet loslaten.")) +
        p(t("R: Dit "), deleted("ging weg en "), t("bleef.")) +
        p("R: Eerst kwam ", '<w:moveFrom w:id="3"%s>%s</w:moveFrom>' % (WHO, t("de vraag ")), "het antwoord ",
          '<w:moveTo w:id="4"%s>%s</w:moveTo>' % (WHO, t("op de vraag")), ".") +
        p("R: Deze alinea is ", look="<w:rPr><w:del w:id=\"5\"%s/></w:rPr>" % WHO) +
        p("met deze samengevoegd.") +
        p(ins(t("I: Deze vraag kwam er later bij?")), look="<w:rPr><w:ins w:id=\"6\"%s/></w:rPr>" % WHO) +
        table(row("blijft", "staan"), row(cell(p(deleted("gaat"))), cell(p(deleted("weg"))), look='<w:del w:id="7"%s/>' % WHO),
              row(cell(p(ins(t("komt")))), cell(p(ins(t("erbij")))), look='<w:ins w:id="8"%s/>' % WHO)))


def tracked_cells():
    return package(table(row("een", cell("weg", look='<w:cellDel w:id="1"%s/>' % WHO),
                             cell("nieuw", look='<w:cellIns w:id="2"%s/>' % WHO), "twee")))


def text_box():
    shape = ('<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>%s</wps:txbx></w:drawing></mc:Choice>'
             '<mc:Fallback><w:pict><v:textbox>%s</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>')
    words = box(p("Kader: dit staat er een keer."))
    return package(p("R: Voor het kader ", run(shape % (words, words)), "en erna.") + p("R: Klaar."))


def only_fallback():
    return package(p("Voor", run("<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing/></mc:Choice><mc:Fallback><w:pict>"
                                 "<v:textbox>%s</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>" % box(p("In het kader"))), "."))


def notes():
    anchor = '<w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr><w:%sReference w:id="%d"/>'
    return package(
        p("R: Dat was bij de gemeente", run(anchor % ("footnote", 2)), ", vorig jaar", run(anchor % ("endnote", 2)), ".") +
        p("I: En nu?"),
        footnotes=part("footnotes", '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' +
                       note("footnote", 2, "Naam van de gemeente weggelaten.")),
        endnotes=part("endnotes", note("endnote", 2, "Het eerste gesprek.", "Niet opgenomen.")))


def comments():
    return package(
        p("R: Ik ", start(0), "hield het ", start(1), "niet meer vol", end(0), ".") +
        p("R: Toen ben ik", end(1), " gestopt.") + p("I: Hm-m.", run('<w:commentReference w:id="2"/>')),
        comments=part("comments", comment(0, "Onderzoeker 1", "hier kantelpunt?") +
                      comment(1, "Onderzoeker 2", "loopt door", "tot in de volgende zin") + comment(2, "", "kort")))


def headers():
    return package(p("R: Alleen dit is tekst."), header=part("hdr", p("Vertrouwelijk - respondent 7")),
                   footer=part("ftr", p("Pagina 1")))


def fields():
    return package(
        p("Simpel: ", '<w:fldSimple w:instr="DATE">%s</w:fldSimple>' % t("12 maart"), ".") +
        p("Samengesteld: ", mark("begin"), code("PAGEREF _x"), mark("separate"), t("pagina 3"), mark("end"), ".") +
        p("Genest: ", mark("begin"), code("IF "), mark("begin"), code("PAGE"), mark("separate"), t("4"), mark("end"),
          code(" = 4"), mark("separate"), t("vier"), mark("end"), ".") +
        p("Zonder resultaat: ", mark("begin"), code("XE \"trefwoord\""), mark("end"), "weg.") +
        p("Nooit dicht: ", mark("begin"), code("HYPERLINK"), mark("separate"), "blijft staan.") +
        p("Nooit open: ", mark("end"), "blijft ook."))


def inside_words():
    return package(
        p("jeugd", '<w:hyperlink r:id="r9">%s</w:hyperlink>' % t("zorg"), '<w:bookmarkStart w:id="0" w:name="a"/>', "werk",
          '<w:bookmarkEnd w:id="0"/>', '<w:proofErr w:type="spellStart"/>', "ers", '<w:proofErr w:type="spellEnd"/>', " en ",
          '<w:smartTag w:uri="u" w:element="place">%s</w:smartTag>' % t("pleeg"),
          '<w:sdt><w:sdtPr><w:alias w:val="Geen tekst"/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % t("gezin"),
          '<w:permStart w:id="1" w:edGrp="everyone"/>', "nen", '<w:permEnd w:id="1"/>') +
        '<w:sdt><w:sdtPr/><w:sdtContent>%s</w:sdtContent></w:sdt>' % p("Een alinea in een besturingselement."))


def white_space():
    return package(
        p(run("<w:t>een</w:t><w:tab/><w:t>twee</w:t><w:br/><w:t>drie</w:t><w:cr/><w:t>vier</w:t>"
              '<w:br w:type="page"/><w:t>vijf</w:t>'), look='<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>') +
        p(run("<w:t>  zonder preserve  </w:t>"), run('<w:t xml:space="preserve"> met </w:t>')) + p() + p("zes"))


def hyphens():
    return package(p(run("<w:t>jeugd</w:t><w:noBreakHyphen/><w:t>GGZ en samen</w:t><w:softHyphen/><w:t>werking</w:t>")))


def symbols():
    symbol = '<w:sym w:font="%s" w:char="%s"/>'
    return package(p(run(symbol % ("Wingdings", "F04A")), " ", run(symbol % ("Wingdings", "F0E0")), " ",
                     run(symbol % ("Symbol", "F0B7")), " ", run(symbol % ("Symbol", "F062")), " ",
                     run(symbol % ("Calibri", "00E9")), " ", run(symbol % ("Eigen Lettertype", "F041"))))


def hidden():
    return package(p("R: Dit is zichtbaar", t(", dit niet", "<w:vanish/>"), t(", dit wel", '<w:vanish w:val="0"/>'), "."))


def hidden_by_style():
    return package(p("R: Dit is zichtbaar", t(", dit niet", '<w:rStyle w:val="Verborgen"/>'), ".") +
                   p("I: Deze hele alinea is verborgen.", look='<w:pStyle w:val="Notitie"/>') +
                   p("I: Alleen dit niet: ", t("zichtbaar", '<w:vanish w:val="0"/>'), look='<w:pStyle w:val="Kind"/>'),
                   styles=part("styles", '<w:style w:type="character" w:styleId="Verborgen"><w:rPr><w:vanish/></w:rPr></w:style>'
                               '<w:style w:type="paragraph" w:styleId="Notitie"><w:rPr><w:vanish/></w:rPr></w:style>'
                               '<w:style w:type="paragraph" w:styleId="Kind"><w:basedOn w:val="Notitie"/></w:style>'))


def numbering():
    lists = ('<w:abstractNum w:abstractNumId="0">%s%s</w:abstractNum><w:abstractNum w:abstractNumId="1">%s</w:abstractNum>'
             '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>' %
             (level(0, "decimal", "%1."), level(1, "lowerLetter", "%1%2)"), level(0, "bullet", "\uf0b7", "Symbol")))
    return package(item(1, 0, "Wat houdt je overeind?") + item(1, 1, "In het team.") + item(1, 1, "Thuis.") + p("Zonder nummer.") +
                   item(1, 0, "En verder?") + item(2, 0, "Een opsomming."), numbering=part("numbering", lists))


def transcript_of_two_columns():
    return package(p("Gesprek 7") + p("Datum: 12 maart 2024") + table(
        row("I:", "Hoe begon het?"), row("R:", cell("Met een stage.", "Dat beviel.")), row("I:", "En toen?"), row("R:", "Toen bleef ik.")))


def transcript_of_three_columns():
    return package(table(
        row("Tijd", "Spreker", "Tekst"), row("00:00:04", "Interviewer", "Hoe begon het?"), row("00:00:09", "Fatima", "Met een stage."),
        row("00:00:15", "Interviewer", "En toen?"), row("00:00:21", "Fatima", "Toen bleef ik, tot 10:00 of zo.")))


def transcript_with_merged_cells():
    """Who goes on speaking is named once: cells are merged, or left empty."""
    def merged(text, look):
        return "<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>" % (look, p(text))
    return package(table(
        row("", "Opname van vandaag."), row(merged("Interviewer", '<w:vMerge w:val="restart"/>'), "Hoe begon het?"), row(merged("", "<w:vMerge/>"), "En waar was dat?"),
        row("R", "Met een stage."), row("", "Dat beviel."), row("Interviewer", "En toen?"), row("R", "Toen bleef ik.")))


def transcript_with_times_alone():
    return package(table(
        row("00:04", "I", "Hoe begon het?"), row("00:06", "", "En waar was dat?"), row("00:09", "R", "Met een stage."),
        row("00:12", "", "Dat beviel."), row("00:15", "I", "En toen?"), row("00:21", "R", "Toen bleef ik.")))


def transcript_with_a_table():
    """A respondent fills something in, in the middle of a transcript."""
    return package(table(
        row("Interviewer", "Wilt u dit invullen?"), row("R", cell(p("Dat wil ik wel."), table(row("Druk", "4"), row("Rust", "2")), p("Zo dan."))),
        row("Interviewer", "En toen?"), row("R", "Toen bleef ik.")))


def transcript_partly_in_a_table():
    """The rest was typed below it, and between the two stands what nobody says."""
    turns = [row("I", "Hoe is het werk?"), row("R", "Het is druk.")] * 2
    return package(p("I: Gaan we beginnen?") + p("R: Ja.") + table(*turns) + p("Na de pauze.") + p("I: En nu?") + p("R: Nu is er rust.") +
                   table(*turns) + p("Einde."))


def table_of_facts():
    return package(table(row("Leeftijd", "34 jaar"), row("Functie", "gezinscoach")) + p("R: Ja."))


def table_in_a_table():
    return package(table(row("een", cell(p("twee"), table(row("drie", "vier")), p("vijf"))), row("zes", "zeven")))


def elsewhere():
    return package(p("Voor.") + '<w:altChunk r:id="r5"/><w:subDoc r:id="r6"/>' +
                   p("Na ", run('<w:object><o:OLEObject Type="Embed" ProgID="Word.Document.12"/></w:object>'), "."))


def bold_labels():
    bold = "<w:b/>"
    return package("".join(p(t(who, bold), " " + what) for who, what in
                           [("Anna", "Hoe gaat het?"), ("Yusuf", "Goed. Hij zei: kom maar."), ("Anna", "En het werk?"),
                            ("Yusuf", "Druk."), ("Anna", "Vertel."), ("Yusuf", "Om 10:00 begint het al.")]))


def tabbed_labels():
    return package("".join(p(t(who + ":"), run("<w:tab/>"), what) for who, what in
                           [("I", "Hoe gaat het?"), ("R", "Goed."), ("I", "En thuis?"), ("R", "Rustig.")]))


def strict():
    return package(p("R: Ook strict is tekst.") + p("I: Hm."), ns=W_STRICT, office=OFFICE_STRICT)


def other_main_part():
    return package(p("R: De naam van het deel zegt niets."), main="document2.xml")


def utf_16():
    return package(p("R: Ook zo: café, €."), encoding="utf-16")

# ---- What is rarer, and goes wrong more easily -----------------------------------------------------------------

def gone(mark="del"):
    """The properties of a paragraph of which the mark is inserted, deleted or moved."""
    return '<w:rPr><w:%s w:id="9"%s/></w:rPr>' % (mark, WHO)


def field(instruction, result):
    return mark("begin") + code(instruction) + mark("separate") + t(result) + mark("end")


def tracked_twice():
    moved = '<w:moveFromRangeStart w:id="3" w:name="m"%s/>%s<w:moveFromRangeEnd w:id="3"/>' % (
        WHO, ins(t("R: Vroeger kwam dit eerst."), "moveFrom"))
    return package(
        p("R: Ik ", ins(deleted("misschien ")), "blijf.") +
        p("R: Een, ", look=gone()) + p("twee, ", look=gone()) + p("drie.") +
        p(moved, look=gone("moveFrom")) +
        p("I: Nu komt dit eerst.") +
        p(ins(t("R: Vroeger kwam dit eerst."), "moveTo"), look=gone("moveTo")) +
        p("I: Hm."))


def tracked_looks():
    """Of formatting: what a run or paragraph looked like before is not what it looks like."""
    return package(
        p("R: Dit was ", t("verborgen", '<w:rPrChange w:id="1"%s><w:rPr><w:vanish/></w:rPr></w:rPrChange>' % WHO), ".") +
        p("R: Dit was genummerd.", look='<w:pPrChange w:id="2"%s><w:pPr><w:pStyle w:val="Notitie"/><w:numPr><w:ilvl w:val="0"/>'
          '<w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>' % WHO),
        styles=part("styles", '<w:style w:type="paragraph" w:styleId="Notitie"><w:rPr><w:vanish/></w:rPr></w:style>'),
        numbering=part("numbering", '<w:abstractNum w:abstractNumId="0">%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId '
                       'w:val="0"/></w:num>' % level(0, "decimal", "%1.")))


def tracked_fields():
    old = mark("begin") + run("<w:delInstrText>PAGEREF _oud</w:delInstrText>") + mark("separate") + run("<w:delText>3</w:delText>")
    return package(p("R: Zie pagina ", ins(old + mark("end"), "del"), ins(field("PAGEREF _nieuw", "4")), "."))


def tracked_rows():
    out = row(cell(p(deleted("R:"))), cell(p(deleted("Dit liever niet."))), look='<w:del w:id="7"%s/>' % WHO)
    return package(table(row("I:", "Hoe begon het?"), out, row("R:", "Met een stage."), row("I:", "En toen?"), row("R:", "Toen bleef ik.")))


def old_box(*paragraphs):
    """A text box as Word wrote it before 2010."""
    return run("<w:pict><v:shape><v:textbox>%s</v:textbox></v:shape></w:pict>" % box(*paragraphs))


def text_box_old():
    return package(p("R: Voor", old_box(p("Het eerste kader.")), " en", old_box(p("Het tweede kader."), p("Nog een alinea.")), " na.") +
                   p("R: Klaar."))


def text_box_in_a_table():
    return package(table(row("een", cell(p("twee", old_box(p("In het kader."))))), row("drie", "vier")))


def notes_in_a_transcript():
    """With what Word itself puts into a note: its number, separators, and a notice of continuation."""
    number = run("<w:footnoteRef/>")
    return package(
        table(row("I:", "Waar was dat?"), row("R:", cell(p("Bij de gemeente", run('<w:footnoteReference w:id="2"/>'), "."))),
              row("I:", "En nu?"), row("R:", "Nu niet meer.")),
        footnotes=part("footnotes", '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
                       '</w:p></w:footnote><w:footnote w:type="continuationNotice" w:id="1">%s</w:footnote>'
                       '<w:footnote w:id="2">%s</w:footnote>' % (p("vervolg"), p(number, "Naam weggelaten."))))


def fields_unclosed():
    """A field that begins and never comes to its result takes nothing with it: no paragraph, no note."""
    return package(
        p("R: Voor ", mark("begin"), code("PAGEREF _weg"), "en na.") + p("I: Gaat dit verder?") +
        table(row("een", cell(p(mark("begin"), "twee")))) + p("R: Ja", run('<w:footnoteReference w:id="2"/>'), "."),
        footnotes=part("footnotes", note("footnote", 2, "Een noot.")))


def fields_over_paragraphs():
    def line(name, page):
        return field("HYPERLINK", name) + run("<w:tab/>") + field("PAGEREF _a", page)
    return package(p(mark("begin"), code("TOC "), code("\\o"), mark("separate"), line("Inleiding", "1")) + p(line("Werkwijze", "2")) +
                   p(mark("end"), "Na de inhoud.") +
                   p("Naam: ", run('<w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="vul in"/></w:textInput>'
                                   '</w:ffData></w:fldChar>'), code("FORMTEXT"), mark("separate"), "Fatima", mark("end"),
                     ", van ", '<w:fldSimple w:instr="IF">%s</w:fldSimple>' % ('<w:fldSimple w:instr="AUTHOR">%s</w:fldSimple>' % t("hier")),
                     "."))


def split_words():
    return package(
        p("samen", run("<w:lastRenderedPageBreak/><w:t>werk</w:t>"), '<w:customXml w:element="e">%s</w:customXml>' % t("ings"),
          '<w:bdo w:val="ltr">%s</w:bdo>' % t("ver"), '<w:dir w:val="ltr">%s</w:dir>' % t("ban"), '<w:commentRangeStart w:id="5"/>',
          '<w:moveToRangeEnd w:id="6"/>', t("den", "<w:noProof/>"), run('<w:annotationRef/>'), " blijven") +
        '<w:customXml w:element="e">%s</w:customXml>' % p("Een alinea in eigen XML."))


def wrapped_rows():
    """Rows and cells inside content controls are rows and cells."""
    def wrap(inner):
        return "<w:sdt><w:sdtPr/><w:sdtContent>%s</w:sdtContent></w:sdt>" % inner
    return package(table(
        row("I:", "Hoe begon het?"), wrap(row("R:", "Met een stage.")), "<w:tr>%s%s</w:tr>" % (cell("I:"), wrap(cell("En toen?"))),
        '<w:customXml w:element="e">%s</w:customXml>' % row("R:", "Toen bleef ik.")))


def breaks():
    return package(p(run('<w:t>een</w:t><w:br w:type="column"/><w:t>twee</w:t><w:br w:type="textWrapping" w:clear="all"/><w:t>drie</w:t>'
                         '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/><w:t>vier</w:t>')) +
                   "\n  <w:p>\n    <w:r>\n      <w:t>vijf</w:t>\n    </w:r>\n  </w:p>\n")


def line_ends_in_text():
    """A line end in the XML of a text is white space, and no new line."""
    return package(p(t("R: Dit is\neen zin.")) + p("I: Hm."))


def symbols_more():
    symbol = '<w:sym w:font="%s" w:char="%s"/>'
    return package(p(*[run(symbol % (font, char)) for font, char in [
        ("Wingdings", "004A"), ("Wingdings", "F04C"), ("Wingdings", "F06C"), ("Wingdings", "F06E"), ("Wingdings", "F0A7"),
        ("Wingdings", "f04a"), ("Symbol", "F0AE"), ("Symbol", "00AC"), ("Symbol", "F0B4")]]))


def hidden_values():
    def vanish(value):
        return '<w:vanish w:val="%s"/>' % value
    return package(
        p("R: uit", t(" false", vanish("false")), t(" off", vanish("off")), t(" web", "<w:webHidden/>"), ".") +
        p("R: aan", t(" true", vanish("true")), " en", t(" on", vanish("on")), " en", t(" 1", vanish("1")), "."))


def hidden_marks():
    """A hidden paragraph mark hides no words."""
    return package(p("R: Dit staat er.", look="<w:rPr><w:vanish/></w:rPr>") + p("I: Dit ook."))


def hidden_by_two_styles():
    """Hidden by the paragraph's style and by the run's is not hidden: a toggle property, ISO/IEC 29500-1, 17.7.3."""
    return package(
        p("I: Verborgen, ", t("zichtbaar", '<w:rStyle w:val="Verborgen"/>'), t(", ook zichtbaar", '<w:vanish w:val="0"/>'),
          look='<w:pStyle w:val="Notitie"/>') +
        p("R: Verborgen in het kind: ", t("weg", '<w:rStyle w:val="Kind"/>'), t("terug", '<w:rStyle w:val="Terug"/>'), "."),
        styles=part("styles", '<w:style w:type="character" w:styleId="Verborgen"><w:rPr><w:vanish/></w:rPr></w:style>'
                    '<w:style w:type="character" w:styleId="Kind"><w:basedOn w:val="Verborgen"/></w:style>'
                    '<w:style w:type="character" w:styleId="Terug"><w:basedOn w:val="Verborgen"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
                    '<w:style w:type="paragraph" w:styleId="Notitie"><w:rPr><w:vanish/></w:rPr></w:style>'))


def numbering_by_style():
    question = '<w:pStyle w:val="Vraag"/>'
    return package(
        p("Hoe begon het?", look=question) +
        p("Zonder.", look=question + '<w:numPr><w:numId w:val="0"/></w:numPr>') +
        p("En toen?", look=question) + item(2, 0, "Vanaf vijf.") + item(2, 0, "En zes."),
        styles=part("styles", '<w:style w:type="paragraph" w:styleId="Vraag"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'),
        numbering=part("numbering", '<w:abstractNum w:abstractNumId="0">%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
                       '</w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
                       '</w:lvlOverride></w:num>' % level(0, "upperRoman", "Vraag %1.")))


def transcript_with_names():
    return package(table(row("Spreker", "Tekst"), row("Interviewer", "Hoe begon het?"), row("Fatima", "Met een stage."),
                         row("Interviewer", "En toen?"), row("Fatima", "Toen bleef ik.")))


def table_of_three():
    return package(table(row("Naam", "Leeftijd", "Functie"), row("Fatima", "34", "gezinscoach"), row("Yusuf", "41", "wijkagent")) + p("R: Ja."))


def pictures():
    return package(p("R: Voor ", run('<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
                                     '<wp:docPr id="1" name="Afbeelding 1" descr="Foto van het team"/></wp:inline></w:drawing>'), "en na."))


def formulas():
    return package(p("R: Dus ", '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a</m:t></m:r>'
                     '<m:r><m:t>+1</m:t></m:r></m:oMath>', " keer."))


# ---- Where a mark, and not the text itself, says that something is out -----------------------------------------

def tracked_notes():
    anchor = run('<w:footnoteReference w:id="2"/>')
    return package(p("R: Dat was bij de gemeente", ins(anchor, "del"), ".") + p("I: En nu?"),
                   footnotes=part("footnotes", '<w:footnote w:id="2">%s</w:footnote>' % p(deleted("Naam weggelaten."))))


def text_box_deleted():
    return package(p("R: Voor", ins(old_box(p("In het kader.")), "del"), " en na.") + p("R: Klaar."))


def alternate_unknown():
    """A branch may be taken only when all that it requires is understood: ISO/IEC 29500-3."""
    choice = '<mc:Choice xmlns:nieuw="urn:voorbeeld:nieuw" Requires="nieuw">%s</mc:Choice>'
    content = "<mc:AlternateContent>%s<mc:Fallback>%s</mc:Fallback></mc:AlternateContent>"
    return package(p("R: Dit is ", content % (choice % t("nieuw"), t("gewoon")), ".") +
                   p("R: Van drie de ", content % (choice % t("eerste") + '<mc:Choice Requires="wps">%s</mc:Choice>' % t("tweede"),
                                                   t("derde")), "."))


HIDDEN_RUN = "<w:r><w:rPr><w:vanish/></w:rPr>%s</w:r>"


def hidden_box():
    words = "<w:pict><v:shape><v:textbox>%s</v:textbox></v:shape></w:pict>" % box(p("In het kader."))
    return package(p("R: Voor", HIDDEN_RUN % words, " en na.") + p("R: Klaar."))


def hidden_note():
    return package(p("R: Ja", HIDDEN_RUN % '<w:footnoteReference w:id="2"/>', "."),
                   footnotes=part("footnotes", note("footnote", 2, "Een noot.")))


def elsewhere_once():
    """An embedded document in both branches of which one is taken."""
    embedded = '<w:object><o:OLEObject Type="Embed" ProgID="Word.Document.12"/></w:object>'
    return package(p("Voor ", run('<mc:AlternateContent><mc:Choice Requires="wps">%s</mc:Choice><mc:Fallback>%s</mc:Fallback>'
                                  '</mc:AlternateContent>' % (embedded, embedded)), "en na."))


def symbols_font_case():
    """Names of fonts do not tell capitals from small letters."""
    return package(p(run('<w:sym w:font="wingdings" w:char="F04A"/>')))


def refusals():
    sound = package(p("R: kanariewoord"))
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    locked = bytearray(sound)
    for signature, flags in (b"PK\x03\x04", 6), (b"PK\x01\x02", 8):
        at = sound.find(signature)
        while at >= 0:
            locked[at + flags] |= 1
            at = sound.find(signature, at + 4)
    return {
        "refused-password": ole + "EncryptedPackage".encode("utf-16-le"),
        "refused-encrypted": bytes(locked),
        "refused-doc": ole + "WordDocument".encode("utf-16-le"),
        "refused-rtf": b"{\\rtf1\\ansi kanariewoord}",
        "refused-odt": pack([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]),
        "refused-pdf": b"%PDF-1.7\nkanariewoord",
        "refused-html": b"<!DOCTYPE html>\n<html><body>kanariewoord</body></html>",
        "refused-image": b"\x89PNG\r\n\x1a\n" + bytes(24),
        "refused-bomb": package("<w:p>" + "<w:r/>" * 2000000 + "</w:p>", method=zipfile.ZIP_DEFLATED),
        "refused-torn": sound[:-40],
    }


def files():
    made = {
        "tracked": tracked(), "tracked-cells": tracked_cells(), "text-box": text_box(), "only-fallback": only_fallback(), "notes": notes(),
        "comments": comments(), "headers": headers(), "fields": fields(), "inside-words": inside_words(),
        "white-space": white_space(), "hyphens": hyphens(), "symbols": symbols(), "hidden": hidden(),
        "hidden-by-style": hidden_by_style(), "numbering": numbering(),
        "transcript-of-two-columns": transcript_of_two_columns(),
        "transcript-of-three-columns": transcript_of_three_columns(), "table-of-facts": table_of_facts(),
        "transcript-with-merged-cells": transcript_with_merged_cells(), "transcript-with-a-table": transcript_with_a_table(),
        "transcript-partly-in-a-table": transcript_partly_in_a_table(),
        "transcript-with-times-alone": transcript_with_times_alone(),
        "table-in-a-table": table_in_a_table(), "elsewhere": elsewhere(), "bold-labels": bold_labels(),
        "tabbed-labels": tabbed_labels(), "strict": strict(), "other-main-part": other_main_part(), "utf-16": utf_16(),
        "tracked-twice": tracked_twice(), "tracked-looks": tracked_looks(), "tracked-fields": tracked_fields(),
        "tracked-rows": tracked_rows(), "text-box-old": text_box_old(), "text-box-in-a-table": text_box_in_a_table(),
        "notes-in-a-transcript": notes_in_a_transcript(), "fields-unclosed": fields_unclosed(),
        "fields-over-paragraphs": fields_over_paragraphs(), "split-words": split_words(),
        "wrapped-rows": wrapped_rows(), "breaks": breaks(), "line-ends-in-text": line_ends_in_text(),
        "symbols-more": symbols_more(), "hidden-values": hidden_values(), "hidden-marks": hidden_marks(),
        "hidden-by-two-styles": hidden_by_two_styles(), "numbering-by-style": numbering_by_style(),
        "transcript-with-names": transcript_with_names(), "table-of-three": table_of_three(), "pictures": pictures(),
        "formulas": formulas(),
        "tracked-notes": tracked_notes(), "text-box-deleted": text_box_deleted(),
        "alternate-unknown": alternate_unknown(), "hidden-box": hidden_box(), "hidden-note": hidden_note(),
        "elsewhere-once": elsewhere_once(), "symbols-font-case": symbols_font_case(),
    }
    return {**made, **refusals()}


def main():
    check = sys.argv[1:] == ["--check"]
    wrong = []
    for name, content in files().items():
        path = os.path.join(HERE, name + ".docx")
        if check:
            same = os.path.exists(path) and (open(path, "rb").read() == content or name == "refused-bomb")  # deflated
            wrong += [] if same else [name]
        else:
            with open(path, "wb") as file:
                file.write(content)
    if check:
        known = {name + ".docx" for name in files()}
        wrong += sorted(f for f in os.listdir(HERE) if f.endswith(".docx") and f not in known)
        for name in wrong:
            print("make.py: %s is not what make.py makes" % name)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
