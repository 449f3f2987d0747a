"""What every installation shares."""

import os

from csp.constants import NONCE, NONE, SELF

from concordat.config import sign_in
from concordat.premises import places, secrets

WORLD = places.world()
DATA_DIR = places.data_dir()
CONTENT_DIR = places.content_dir()

SECRET_KEY = secrets.read("secret_key", data_dir=DATA_DIR) or "made on first use"
#: Signs the audit chain; lies outside the database. Empty: nothing may be written.
AUDIT_KEY = secrets.read("audit_key", data_dir=DATA_DIR).encode()

SEARCH_ENGINE = "set"

INSTALLED_APPS = [
    "concordat.errands",
    "concordat.parties",
    "concordat.evidence",
    "concordat.search",
    "concordat.investment",
    "concordat.delivery",
    "concordat.forum",
    "concordat.enquiries",
    "concordat.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "concordat.web.limits.refuse_great_bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "concordat.web.errors.Refusals",
    "concordat.web.look.in_one_look",
]
ROOT_URLCONF = "concordat.config.urls"
WSGI_APPLICATION = "concordat.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "concordat.config.jinja2.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "concordat.web.pages.frame",
            ],
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "db.sqlite3",
        "OPTIONS": {
            # A write transaction takes the write lock when it begins: two writers wait for
            # each other instead of one failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
            ),
        },
    }
}
if os.environ.get("DATABASE_HOST"):
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["DATABASE_HOST"],
        "PORT": os.environ.get("DATABASE_PORT", ""),
        "NAME": os.environ.get("DATABASE_NAME", "concordat"),
        "USER": os.environ.get("DATABASE_USER", "concordat"),
        "PASSWORD": os.environ.get("DATABASE_PASSWORD", ""),
        "CONN_MAX_AGE": 60,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        # Shared by the web processes, so that a rate limit counts once for all of them.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    }
}

AUTH_USER_MODEL = "parties.Person"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# NCSC: length and a list of known passwords, no forced mix of signs, no forced change.
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "concordat.parties.passwords.GuessableValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "concordat.web.account.adapters.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False  # its links would carry a primary key
ACCOUNT_FORMS = {"user_token": "concordat.web.account.links.WhoseLink"}
ACCOUNT_SESSION_REMEMBER = False  # shared desks: closing the browser ends the session
#: Beside the library's own: failed sign-ins 5 in 5 minutes for an address, 10 a minute for a
#: place; all sign-ins 30 a minute for a place.
ACCOUNT_RATE_LIMITS = {"ask_access": "5/h/ip", "saml_answer": "60/m/ip"}
MFA_ADAPTER = "concordat.web.account.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Concordat"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
SOCIALACCOUNT_ADAPTER = "concordat.web.account.adapters.OrganisationAdapter"
#: A person found by address is told so by letter, and is known by the provider's name for them
#: from then on, whatever becomes of the address.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = sign_in.providers(os.environ)

#: Where `concordat serve` listens, HOST:PORT; empty: not known.
BOUND_TO = os.environ.get("BOUND_TO", "")
#: The address under which people reach this copy; it stands in letters.
SITE = os.environ.get("SITE", f"http://{BOUND_TO or '127.0.0.1:8000'}").rstrip("/")

#: Letters go out by the mail server of the environment. Without one they are files that the
#: operator can read, and no page claims that they went out.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = DATA_DIR / "outbox"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "concordat@localhost")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # static files are served from the package: nothing to collect
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "concordat.web.errors.expired"
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
UPLOAD_MAX_SIZE = 32 * 1024 * 1024  # bytes of a whole request, files and all

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
