# SPDX-License-Identifier: Apache-2.0
"""refi_tools.py - projects of REFI-QDA written by hand in the manner of each program, for refi.py.

Each manner is a function of a text and what is selected in it.  The habits are those seen in real files, in sources and in
threads; docs/exchange.md names them.
"""
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

GUID = "%08x-0000-4000-8000-000000000000"
NAMESPACE = "urn:QDA-XML:project:1.0"


def guid(n):
    return GUID % n


def package(xml, files=(), name="project.qde", folder="sources"):
    """The bytes of a .qdpx; `files` are pairs of a name and text or bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for file, content in files:
            archive.writestr("%s/%s" % (folder, file), content)
    return out.getvalue()


def project(body, origin, namespace=NAMESPACE, more=""):
    return ('<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="%s" name="Proef" origin=%s%s>%s</Project>'
            % (namespace, quoteattr(origin), more, body))


def selection(n, start, end, name, codings="", description="", more=""):
    return ('<PlainTextSelection guid="%s" startPosition="%d" endPosition="%d"%s%s>%s%s</PlainTextSelection>'
            % (guid(n), start, end, "" if name is None else " name=" + quoteattr(name), more,
               "<Description>%s</Description>" % escape(description) if description else "", codings))


def coding(n, code, user=None):
    return ('<Coding guid="%s"%s><CodeRef targetGUID="%s"/></Coding>'
            % (guid(n), ' creatingUser="%s"' % guid(user) if user else "", guid(code)))


def code(n, name, inside="", codable="true", description=""):
    return ('<Code guid="%s" name=%s isCodable="%s">%s%s</Code>'
            % (guid(n), quoteattr(name), codable,
               "<Description>%s</Description>" % escape(description) if description else "", inside))


USERS = '<Users><User guid="%s" name="Anna"/></Users>' % guid(1)


def codebook(*codes):
    return "<CodeBook><Codes>%s</Codes></CodeBook>" % "".join(codes)


def count(text, at, crlf=1, utf16=False, bom=False, unit_bytes=False):
    """The position of a place in a text with LF, as a program counts it whose file has CR LF for every LF."""
    before = text[:at]
    n = len(before.encode("utf-8")) if unit_bytes else len(before.encode("utf-16-le")) // 2 if utf16 else len(before)
    return n + (before.count("\n") if crlf == 2 else 0) + ((3 if unit_bytes else 1) if bom else 0)


def plain_project(text, places, origin, crlf=None, bom=False, count_bom=False, utf16=False, names=True, last=False, unit_bytes=False):
    """One source with the selections `places`, (start, end) in the text with LF; all with one code by one user."""
    def at(place):
        return count(text, place, crlf or 1, utf16, count_bom, unit_bytes)
    selections = "".join(selection(100 + i, at(s), at(e) - (1 if last else 0), text[s:e] if names else None, coding(1000 + i, 10, 1))
                         for i, (s, e) in enumerate(places))
    xml = project(USERS + codebook(code(10, "Druk")) + '<Sources><TextSource guid="%s" name="d1.txt" '
                  'plainTextPath="internal://%s.txt">%s</TextSource></Sources>' % (guid(2), guid(2), selections), origin)
    content = ("\uFEFF" if bom else "") + (text.replace("\n", "\r\n") if crlf else text)
    return package(xml, [(guid(2) + ".txt", content.encode("utf-8"))])


def atlas(text, s, e):
    """The XML is named after the project, CR LF counts as one, hierarchy in names, groups as Sets "gender: male"."""
    content = text.replace("\n", "\r\n").encode("utf-8")
    at = [count(text, p) for p in (s, e)]
    body = (USERS + codebook(code(10, "Werk::Druk"), code(11, "Werk::Steun"))
            + '<Sources><TextSource guid="%s" name="d1" plainTextPath="internal://%s.txt">%s</TextSource></Sources>'
            % (guid(2), guid(2), selection(100, *at, text[s:e], coding(1000, 10, 1), "mijn opmerking"))
            + '<Sets><Set guid="%s" name="gender: male"><MemberSource targetGUID="%s"/></Set>'
            '<Set guid="%s" name="Groep A"><MemberCode targetGUID="%s"/></Set></Sets>' % (guid(30), guid(2), guid(31), guid(10)))
    return package(project(body, "ATLAS.ti 26.1.0", more=' basePath="C:\\Users\\anna"'), [(guid(2) + ".txt", content)], name="Trial.qde")


def nvivo(text, s, e):
    """Codes in "Nodes", capital folder, braces and capital letters, no names, CR LF counts as two, a coding that is a
    case, an annotation as a link to a note."""
    at = [count(text, p, 2) for p in (s, e)]
    body = (USERS.replace(guid(1), guid(1).upper())
            + codebook(code(9, "Nodes", code(10, "Druk"), "false"))
            + '<Cases><Case guid="%s" name="R01"><VariableValue><VariableRef targetGUID="%s"/><TextValue>starter</TextValue>'
            '</VariableValue></Case></Cases>' % (guid(20), guid(21))
            + '<Sources><TextSource guid="{%s}" name="d1" plainTextPath="internal://%s.txt">%s%s</TextSource></Sources>'
            % (guid(2).upper(), guid(2), selection(100, *at, None, coding(1000, 10, 1)),
               selection(101, 0, count(text, text.index("\n"), 2), None, coding(1001, 20, 1)))
            + '<Notes><Note guid="%s" name="n"><PlainTextContent>annotatie</PlainTextContent></Note></Notes>'
            '<Links><Link guid="%s" direction="Associative" originGUID="%s" targetGUID="%s"/></Links>'
            % (guid(40), guid(41), guid(100), guid(40)))
    body = body.replace("<Cases>", '<Variables><Variable guid="%s" name="Fase" typeOfVariable="Text"/></Variables><Cases>' % guid(21))
    return package(project(body, "NVivo 12 for Windows"), [(guid(2) + ".txt", text.replace("\n", "\r\n").encode("utf-8"))], folder="Sources")


def maxqda(text, s, e):
    """LF, no mark; values of variables at the source; selections with only a comment; no dates."""
    body = (USERS + codebook(code(10, "Druk", code(11, "Werkdruk")))
            + '<Variables><Variable guid="%s" name="Leeftijd" typeOfVariable="Integer"/></Variables>' % guid(21)
            + '<Sources><TextSource guid="%s" name="d1" richTextPath="internal://%s.docx" plainTextPath="internal://%s.txt">%s%s'
            '<VariableValue><VariableRef targetGUID="%s"/><IntegerValue>34</IntegerValue></VariableValue></TextSource></Sources>'
            % (guid(2), guid(2), guid(2), selection(100, s, e, text[s:e], coding(1000, 11, 1)),
               selection(101, s, e, text[s:e], "", "alleen een opmerking"), guid(21)))
    return package(project(body, "MAXQDA 2024 (Release 24.7)"), [(guid(2) + ".txt", text.encode("utf-8")), (guid(2) + ".docx", b"PK")])


def qualcoder(text, s, e):
    """A byte order mark that is not counted, categories as codes that are not codable, one selection a coding."""
    body = (USERS + codebook(code(9, "Werk", code(10, "Druk") + code(11, "Steun"), "false"))
            + '<Sources><TextSource guid="%s" name="d1.txt" plainTextPath="internal://%s.txt">%s%s</TextSource></Sources>'
            % (guid(2), guid(2), selection(100, s, e, text[s:e], coding(1000, 10, 1)),
               selection(101, s, e, text[s:e], coding(1001, 11, 1))))
    return package(project(body, "Qualcoder-3.6"), [(guid(2) + ".txt", ("\uFEFF" + text).encode("utf-8"))])


def f4(text, s, e):
    """A memo on a coded passage is a second selection of the same range; text in the XML."""
    body = (USERS + codebook(code(10, "Druk"))
            + '<Sources><TextSource guid="%s" name="d1"><PlainTextContent>%s</PlainTextContent>%s%s</TextSource></Sources>'
            % (guid(2), escape(text), selection(100, s, e, text[s:e], coding(1000, 10, 1)),
               selection(101, s, e, text[s:e], '<NoteRef targetGUID="%s"/>' % guid(40)))
            + '<Notes><Note guid="%s" creatingUser="%s"><PlainTextContent>memo van f4</PlainTextContent></Note></Notes>'
            % (guid(40), guid(1)))
    return package(project(body, "f4analyse 3.4"), name="Project.qde")


def quirkos(text, s, e):
    """Values of variables in a case with a reference to its source."""
    body = (USERS + codebook(code(10, "Druk"))
            + '<Variables><Variable guid="%s" name="Groep" typeOfVariable="Text"/></Variables>' % guid(21)
            + '<Cases><Case guid="%s" name="d1"><VariableValue><VariableRef targetGUID="%s"/><TextValue>starters</TextValue>'
            '</VariableValue><SourceRef targetGUID="%s"/></Case></Cases>' % (guid(20), guid(21), guid(2))
            + '<Sources><TextSource guid="%s" name="d1" plainTextPath="internal://%s.txt">%s</TextSource></Sources>'
            % (guid(2), guid(2), selection(100, s, e, text[s:e], coding(1000, 10, 1))))
    return package(project(body, "Quirkos 2.5.3"), [(guid(2) + ".txt", text.encode("utf-8"))])


def qdc(body, origin, namespace="urn:QDA-XML:codebook:1.0"):
    return ('<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="%s" origin=%s>%s</CodeBook>'
            % (namespace, quoteattr(origin), body)).encode("utf-8")


def taguette():
    """Empty Sets, no descriptions."""
    return qdc('<Codes><Code guid="%s" name="druk" isCodable="true"/><Code guid="%s" name="druk" isCodable="true"/></Codes><Sets/>'
               % (guid(10), guid(11)), "Taguette 1.4.1")


def openqda():
    """The namespace 0:4 and black for every code."""
    return qdc('<Codes><Code guid="%s" name="Thema" isCodable="true" color="#000000"><Code guid="c001" name="Onder thema" '
               'isCodable="true" color="#000000"/></Code></Codes>' % guid(10), "openQDA", "urn:QDA-XML:codebook:0:4")
