"""What does this file say? Formats of bibliographic records, read and written.

A file a format, each with the functions of the port in `format`. Pure: bytes come in
as a stream, records go out; nothing is opened or fetched here.
"""

from concordat.evidence.formats import csv, endnote_xml, nbib, openalex_json, pubmed_xml, ris
from concordat.evidence.formats.format import Format, Writer

#: In the order in which they are tried: the surest signature first.
FORMATS: dict[str, Format] = {
    "openalex": openalex_json,
    "pubmed": pubmed_xml,
    "nbib": nbib,
    "ris": ris,
    "endnote": endnote_xml,
    "csv": csv,
}

WRITERS: dict[str, Writer] = {"ris": ris, "csv": csv, "nbib": nbib}

__all__ = ["FORMATS", "WRITERS", "Format", "Writer", "detect", "detect_name", "why_unknown"]


def detect(head: bytes, name: str) -> Format | None:
    """Return the format of a file from its beginning (64 kB will do) and its name."""
    found = detect_name(head, name)
    return FORMATS[found] if found else None


def detect_name(head: bytes, name: str) -> str | None:
    """Return the key in FORMATS of the format of a file, or None when it is none of them."""
    for key, member in FORMATS.items():
        if member.recognises(head, name):
            return key
    return None


def why_unknown(head: bytes) -> str:
    """Return a whole sentence on a file that `detect` did not know: what it is, what to do."""
    known = ", ".join(member.NAME for member in FORMATS.values())
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512]
    if not start:
        return "The file is empty: export it again."
    for signature, what in _FOREIGN.items():
        if start.startswith(signature):
            return f"This is {what}, which is not read yet. Export it as one of: {known}."
    return f"The format is not known. Export the references as one of: {known}."


_FOREIGN = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"FN ": "a Web of Science plain text export",
    b"@": "BibTeX",
    b"%0 ": "an EndNote (Refer) export",
    b"<!DOCTYPE html": "a web page",
    b"<html": "a web page",
    b"<?xml": "XML of another kind than PubMed's and EndNote's",
    b"{": "JSON of another kind than OpenAlex's",
    b"[": "JSON of another kind than OpenAlex's",
}
