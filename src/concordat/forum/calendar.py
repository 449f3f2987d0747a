"""A meeting as an iCalendar file (RFC 5545). Pure."""

from datetime import UTC, datetime

from concordat.forum.words import MeetingView


def invite(meeting: MeetingView, *, address: str, now: datetime) -> str:
    """Return the file. The same meeting has the same UID, and a change a higher SEQUENCE.

    `address`: the absolute address of its page. Times are given in UTC, which every
    calendar turns into its own.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Concordat//Forum//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{meeting.id}@concordat.invalid",
        f"SEQUENCE:{meeting.version}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(meeting.starts_at)}",
        f"DTEND:{_utc(meeting.ends_at)}",
        f"SUMMARY:{_escaped(f'{meeting.forum_name}: {meeting.title}')}",
        f"LOCATION:{_escaped(meeting.place)}",
        f"DESCRIPTION:{_escaped(_agenda(meeting))}",
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + "\r\n" for line in lines)


def _agenda(meeting: MeetingView) -> str:
    return "\n".join(f"{item.number}. {item.title}" for item in meeting.items)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break after 75 octets, never within a sign; what follows begins with a blank."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > 75:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    return "\r\n".join([*pieces, piece])
