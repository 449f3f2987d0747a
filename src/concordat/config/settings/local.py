"""One machine, one person: what `make run` serves on 127.0.0.1."""

import os

from concordat.config.settings.base import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS += [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost has no TLS
