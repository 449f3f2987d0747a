"""The secrets of second factors, kept so that a copy of the database does not give them away."""

import base64
import secrets

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from concordat.web.account.presenters import device
from concordat.web.account.wording import ERRORS


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals each secret with a key made from SECRET_KEY, which no backup holds.

    Under another SECRET_KEY the secrets cannot be read and no code fits: people then sign
    in after `concordat people forget-factor`.
    """

    error_messages = {**DefaultMFAAdapter.error_messages, **ERRORS}  # noqa: RUF012

    def generate_authenticator_name(self, user: object, type: object) -> str:  # noqa: A002
        """Suggest the device that a passkey is being added on, by which people know it again."""
        return device(context.request.headers.get("User-Agent", ""))

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Never a constant: whoever knew it could work out the codes.
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _box() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"concordat second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
