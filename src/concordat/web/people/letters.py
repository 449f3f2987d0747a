"""The letters that bring people in. Lost letters lose nothing: each page shows the link too."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage

from concordat.web.pages import sends_mail

log = logging.getLogger(__name__)


def invite(*, email: str, party: str, invited_by: str, link: str) -> bool:
    """Send an invitation; return whether it went out."""
    return _send(
        email,
        f"{invited_by} invites you to join {party}",
        f"{invited_by} invites you to join {party} on Concordat.\n\nOpen\n\n{link}\n\n"
        "to accept. The link works once and for 14 days. If you expected no such letter, "
        "do nothing.",
    )


def answered(*, email: str, party: str, granted: bool, answer: str) -> bool:
    """Tell somebody what became of their request to join."""
    said = "has let you in" if granted else "has not let you in"
    words = f"\n\nThey write:\n{answer}" if answer else ""
    where = f"\n\nSign in at {settings.SITE}/account" if granted else ""
    return _send(email, f"Your request to join {party}", f"{party} {said}.{words}{where}")


def _send(email: str, subject: str, body: str) -> bool:
    """Send a letter, or keep it as a file; return whether it went out."""
    text = f"{body}\n\nConcordat, {settings.SITE}\n"
    try:
        sent = EmailMessage(" ".join(subject.split()), text, None, [email]).send()
    except OSError:
        log.exception("a letter could not be sent")
        return False
    return bool(sent) and sends_mail()
