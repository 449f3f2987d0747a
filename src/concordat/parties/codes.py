"""The texts that open a door: signed codes of invitations, secrets of tokens. No database."""

import hmac
import secrets
from hashlib import sha256

from django.core.signing import BadSignature, Signer

_PREFIX = "ccd"  # so that a scanner of leaked secrets can know ours
_SALT = "concordat.parties.invitation"


def sign_invitation(public_id: str) -> str:
    """Return the text of an invitation's link: nobody without our key can write another."""
    return Signer(salt=_SALT).sign(public_id)


def read_invitation(code: str) -> str:
    """Return the public id that the code was signed for, or "" when it was tampered with."""
    try:
        return Signer(salt=_SALT).unsign(code)
    except BadSignature:
        return ""


def new_secret(public_id: str) -> str:
    """Return a token's secret, with the public id in front by which its row is found."""
    return f"{_PREFIX}_{public_id}_{secrets.token_urlsafe(32)}"


def id_in(secret: str) -> str:
    """Return the public id in a token's secret, or "" for a text that is none."""
    prefix, _, rest = secret.partition("_")
    public_id, _, random = rest.partition("_")
    return public_id if prefix == _PREFIX and len(public_id) == 13 and random else ""


def digest(secret: str) -> str:
    """Return what is kept of a secret, 64 hex figures."""
    return sha256(secret.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two digests in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one, other)
