"""Text as printed: without markup, entities and control signs that came with it."""

import html
import re
import unicodedata

from concordat.evidence.words import StatusNote

#: Markup that publishers leave in titles and abstracts (JATS and HTML names). A tag has
#: no attributes or real ones: "a <b and c> d" is arithmetic and stays.
_ATTRIBUTES = r"(?:\s+[\w:-]+\s*=[^<>]{0,300})?\s*/?>"
_INLINE = re.compile(
    r"</?(?:jats:)?(?:i|b|u|em|strong|sub|sup|span|italic|bold|sc|underline|inline-formula)"
    + _ATTRIBUTES,
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|br|div|li|ul|title|sec)" + _ATTRIBUTES, re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ud800-\udfff]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\xa0\u2000-\u200a\u202f\u3000]+")
_FALLEN_TITLE = re.compile(
    r"\W*(retracted|withdrawn)(?: article| paper| chapter| publication)?\s*[:\]]", re.IGNORECASE
)


def clean(text: str) -> str:
    """Return one line of plain text in Unicode NFC, entities and inline markup resolved."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "<" in text:
        text = _BLOCK.sub(" ", _INLINE.sub("", text))
    if not text.isprintable():  # control signs and every space but the plain one
        text = _CONTROL.sub(" ", text)
        text = _SPACES.sub(" ", text)
    elif "  " in text:
        text = _SPACES.sub(" ", text)
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def clean_title(text: str) -> str:
    """Return a title without the full stop or the square brackets of MEDLINE.

    NLM puts a translated title in brackets and a full stop after every title; both are
    marks of the cataloguer and not of the work, and keep titles of two feeds apart.
    """
    title = clean(text)
    if title.startswith("[") and (match := re.fullmatch(r"\[([^\[\]]+)\][.]?", title)):
        title = match[1].strip()
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1].rstrip()
    return title


def paragraphs(pieces: list[str]) -> str:
    """Return the cleaned pieces that are not empty, a line each."""
    return "\n".join(cleaned for piece in pieces if (cleaned := clean(piece)))


def status_in_title(title: str) -> StatusNote | None:
    """Return what publishers say by renaming a work "RETRACTED: ..." or "WITHDRAWN: ...".

    COPE's guidelines ask for the mark on the article itself; Cochrane marks withdrawn
    reviews so. "Retraction: ..." names the notice and is not matched.
    """
    match = _FALLEN_TITLE.match(title)
    return StatusNote(match[1].lower()) if match else None
