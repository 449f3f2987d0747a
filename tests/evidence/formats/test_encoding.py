"""Bytes to text."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.formats.encoding import (
    UndecodableText,
    as_narrow,
    decode,
    text_of_head,
    wide_encoding,
)

TEXT = "TY  - JOUR\r\nTI  - Größe 漢字 😀\r\n" * 30


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_text_becomes_utf8(encoding: str) -> None:
    content = TEXT.encode(encoding)
    assert as_narrow(io.BytesIO(content)).read().decode() == TEXT
    assert text_of_head(content).startswith("TY  - JOUR")


@given(st.binary(max_size=3000))
def test_what_is_not_wide_is_not_touched(content: bytes) -> None:
    if wide_encoding(content[:400]) is None:
        expected = content.removeprefix(b"\xef\xbb\xbf")
        assert as_narrow(io.BytesIO(content)).read() == expected


@given(st.binary(max_size=3000))
def test_any_bytes_give_text_or_a_clear_refusal(content: bytes) -> None:
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        may_refuse = True
    else:
        may_refuse = False
    try:
        text, warning = decode(content)
    except UndecodableText:
        text, warning = "", "refused" if may_refuse else ""
    assert warning or text.encode() == content


def test_a_refusal_says_where_and_what_to_do() -> None:
    with pytest.raises(UndecodableText, match=r"Byte 0x81 at place 5 .* Save the file as UTF-8"):
        decode(b"12345\x81")


def test_windows_and_damaged_utf8_are_told_apart() -> None:
    assert decode("naïve – “quoted”".encode("cp1252"))[0] == "naïve – “quoted”"
    text, warning = decode("naïve Größe".encode() + b"\xe9")
    assert text == "naïve Größe\ufffd"
    assert warning.startswith("1 damaged")
