"""Lines cut from chunks are the lines of the whole, whatever ends them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.formats import lines as module
from concordat.evidence.formats.lines import lines


class Dripping(io.BytesIO):
    """A stream that gives what it likes, as pipes do."""

    def __init__(self, content: bytes, steps: list[int]) -> None:
        super().__init__(content)
        self._steps = steps or [1]
        self._turn = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._turn += 1
        return super().read(self._steps[self._turn % len(self._steps)])


@given(
    st.lists(st.sampled_from([b"a", b"TY  - x", b"\r", b"\n", b"\r\n", b"\x85", b"\x0b"])).map(
        b"".join
    ),
    st.lists(st.integers(1, 7), max_size=5),
)
def test_the_same_as_splitlines(content: bytes, steps: list[int]) -> None:
    expected = [(n, line, False) for n, line in enumerate(content.splitlines(), start=1)]
    assert list(lines(Dripping(content, steps))) == expected


def test_of_an_endless_line_only_the_beginning_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_RECORD", 1000)
    content = b"one\n" + b"x" * 900_000 + b"\nthree\n"
    (first, second, third) = lines(io.BytesIO(content))
    assert first == (1, b"one", False)
    assert second == (2, b"x" * 2000, True)
    assert third == (3, b"three", False)
