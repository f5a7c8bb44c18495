"""Settings, from the environment; what is not said is safe.

| variable | says | usual |
|---|---|---|
| GUIJU_MODE | production, demo or test | production |
| GUIJU_SECRET | at least 50 characters that nobody can guess | none: refused in production |
| GUIJU_HOSTS | names the pages are reached by, with commas between | localhost |
| GUIJU_DB | the engine's database | guiju.db |
| GUIJU_FILES | folder of uploads and backups | guiju-files |
| GUIJU_HTTPS | 0 only behind nothing, on this machine alone | 1 in production |
| GUIJU_PROXY | 1 where a proxy in front says X-Forwarded-Proto | 0 |
| GUIJU_ZONE | time zone of readers who chose none | UTC |
| GUIJU_MFA | required, offered or off | offered |
| GUIJU_PASSKEYS | 1: log in by passkey | 1 |
| GUIJU_OIDC | JSON list of OpenID Connect providers (allauth's APPS) | none |
| GUIJU_MAIL | smtp://user:password@host:port of the mail server | mails are written to the log |
| GUIJU_DOOR | JSON: what webhooks may call (hosts, private_hosts, plain_http) | https, public |
| GUIJU_STREAM | address of the event stream, where one runs | none: pages poll |
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from guiju.systems.setup import APPS, database_settings

HERE = Path(__file__).resolve().parent
_DEFAULT_SECRET = "guiju-insecure-known-to-everybody-" + "0" * 30


def _said(name: str, usual: str = "") -> str:
    return os.environ.get(f"GUIJU_{name}", usual)


def _yes(name: str, usual: bool) -> bool:
    return _said(name, "1" if usual else "0").lower() in ("1", "true", "yes")


MODE = _said("MODE", "production")
if MODE not in ("production", "demo", "test"):
    raise ImproperlyConfigured(f"GUIJU_MODE: expected production, demo or test, found {MODE}")
PRODUCTION = MODE == "production"
DEBUG = False

SECRET_KEY = _said("SECRET", "" if PRODUCTION else _DEFAULT_SECRET)
if PRODUCTION and (len(SECRET_KEY) < 50 or SECRET_KEY == _DEFAULT_SECRET):
    raise ImproperlyConfigured(
        "GUIJU_SECRET: expected at least 50 characters of your own; guiju serve makes a file with"
        " them beside the database"
    )
ALLOWED_HOSTS = [each for each in _said("HOSTS", "localhost,127.0.0.1,[::1]").split(",") if each]
HTTPS = _yes("HTTPS", PRODUCTION)

DATABASE_ADDRESS = _said("DB", "guiju.db").removeprefix("sqlite:")
DATABASES = {
    "default": database_settings(DATABASE_ADDRESS)
    # A thread keeps its connection from one request to the next.
    | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES = Path(_said("FILES", "guiju-files")).resolve()

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "guiju.web.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    *APPS,
    "guiju.web.work",
    "guiju.web.cases",
    "guiju.web.administration",
    "guiju.web.public",
    "guiju.web.standards",
    "guiju.web.practice",
    "guiju.web.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "guiju.web.reader.ReaderMiddleware",
    "guiju.web.api.frame.ApiFrame",
]
ROOT_URLCONF = "guiju.web.urls"
WSGI_APPLICATION = "guiju.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guiju.web.reader.page",
            ],
            "builtins": ["guiju.web.templatetags.guiju"],
        },
    }
]

# -- languages and time -------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("zh-hant", "繁體中文")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
READER_ZONE = _said("ZONE", "UTC")
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"

# -- who comes in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "guiju_accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "guiju.web.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "guiju.web.accounts.adapter.SocialAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS: dict[str, Any] = {"login_failed": None}
MFA = _said("MFA", "offered")
MFA_SUPPORTED_TYPES = (
    [] if MFA == "off" else ["totp", "recovery_codes", *(["webauthn"] * _yes("PASSKEYS", True))]
)
MFA_PASSKEY_LOGIN_ENABLED = MFA != "off" and _yes("PASSKEYS", True)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Guiju"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": json.loads(_said("OIDC", "[]"))}}
SOCIALACCOUNT_ONLY = False
LOGIN_GUARD = {"failures": 5, "minutes": 15}
"""After so many failures of one account from one address within so many minutes it waits."""

# -- the web ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = FILES / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = MODE == "test"
WHITENOISE_MAX_AGE = 3600 if PRODUCTION else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
FILE_UPLOAD_PERMISSIONS = 0o600

_COOKIE = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_COOKIE}guiju-session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = f"{_COOKIE}guiju-csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _yes("PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Other hosts below ours, and lists in browsers, are for whoever owns the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
STREAM = _said("STREAM")
DOOR = json.loads(_said("DOOR", "{}"))
"""What webhooks may call: hosts, private_hosts and plain_http of docs/webhooks.md."""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "style-src-elem": [SELF, NONCE],
        # The diagram and table editors write style attributes.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF, *([STREAM] if STREAM else [])],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# -- mail and log -------------------------------------------------------------------------------

_mail = urlsplit(_said("MAIL"))
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname
    EMAIL_PORT = _mail.port or 25
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtps"
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = _said("MAIL_FROM", "guiju@localhost")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security.csrf": {"level": "ERROR"},
    },
}
SITE_NAME = _("Guiju")
