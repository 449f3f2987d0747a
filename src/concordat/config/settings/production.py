"""A site behind TLS. Secrets and hosts come from the environment, or the start is refused."""

import os

from django.core.exceptions import ImproperlyConfigured

from concordat.config.settings.base import *  # noqa: F403
from concordat.config.settings.base import AUDIT_KEY, SECRET_KEY

DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names of this site, joined by commas.")
if len(SECRET_KEY) < 50 or not AUDIT_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY (50 signs or more) and AUDIT_KEY.")

SITE = os.environ.get("SITE", f"https://{ALLOWED_HOSTS[0].lstrip('.')}").rstrip("/")
#: How many proxies stand before the service: the address that a rate limit counts for is the
#: one that the outermost of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1"))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
