"""The tests: a data folder of their own, cheap password hashes, nothing outside."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Set before base is read: every path under DATA_DIR follows from it.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="concordat-test-")
os.environ["SECRET_KEY"] = "only for tests, never a secret, long enough for its checks"  # noqa: S105 # nosec B105
os.environ["AUDIT_KEY"] = "only for tests"

from concordat.config.settings.base import *  # noqa: F403

atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

# Programs that a test starts have a data folder, and so a database, of their own.
os.environ.pop("DATABASE_HOST", None)

WORLD = "test"
DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
Path(os.environ["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
