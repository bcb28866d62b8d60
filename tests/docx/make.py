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
        "table-in-a-table": table_in_a_table(), "elsewhere": elsewhere(), "bold-labels": bold_labels(),
        "tabbed-labels": tabbed_labels(), "strict": strict(), "other-main-part": other_main_part(), "utf-16": utf_16(),
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
