"""The calendar file: lines of 75 octets that unfold to what was said, and nothing injected."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from concordat.forum import calendar
from concordat.forum.words import MeetingState, MeetingView, Quorum

NOW = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)


def meeting(title: str, place: str) -> MeetingView:
    return MeetingView(
        id="0123456789abc",
        forum="f",
        forum_name="Forum",
        number=1,
        title=title,
        starts_at=datetime(2027, 7, 1, 9, tzinfo=UTC),
        ends_at=datetime(2027, 7, 1, 11, tzinfo=UTC),
        place=place,
        state=MeetingState.CALLED,
        items_until=date(2027, 6, 1),
        items=(),
        attendance=(),
        interests=(),
        decisions=(),
        actions=(),
        quorum=Quorum(),
        minutes=None,
        version=3,
    )


def unfolded(text: str) -> dict[str, str]:
    lines = text.replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if ":" in line)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_title_and_place_come_back(title: str, place: str) -> None:
    text = calendar.invite(meeting(title, place), address="https://x.example/m", now=NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    fields = unfolded(text)
    said = fields["LOCATION"].replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",")
    if "\\" not in place:
        assert said == place.replace("\r\n", "\n").replace("\r", "\n")
    assert fields["DTSTART"] == "20270701T090000Z"
    assert fields["SEQUENCE"] == "3"
    assert text.count("BEGIN:VEVENT") == 1 or "BEGIN:VEVENT" in title + place


def test_a_line_end_in_a_title_makes_no_field() -> None:
    text = calendar.invite(meeting("x\r\nATTENDEE:evil", ""), address="a", now=NOW)
    assert "\r\nATTENDEE" not in text
