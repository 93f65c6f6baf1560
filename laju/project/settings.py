"""Settings: one file, values from the environment. docs/guide/operations.md lists them."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.management.utils import get_random_secret_key

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("LAJU_HOME", "var")).resolve()
SITES = Path(os.environ.get("LAJU_SITES", HOME / "sites")).resolve()
POSTERS = Path(os.environ.get("LAJU_POSTERS", HOME / "posters")).resolve()
PHOTOS = Path(os.environ.get("LAJU_PHOTOS", HOME / "photos")).resolve()
VISITS = HOME / "visits"  # lines of today's hits; thrown away when they are counted
SNAPSHOTS = Path(os.environ.get("LAJU_SNAPSHOTS", HOME / "snapshots")).resolve()
SHEETS = Path(os.environ.get("LAJU_SHEETS", HOME / "sheets")).resolve()
SEARCH = Path(os.environ.get("LAJU_SEARCH", HOME / "search")).resolve()
STAGING = HOME / "staging"  # sheets read and checked, until their rows are stored

DEBUG = os.environ.get("LAJU_DEBUG", "0") == "1"
DEMO = os.environ.get("LAJU_DEMO", "0") == "1"  # one click per role; never with real data

# Without a key of its own each process makes one up: safe, but sessions end with the process.
# `laju serve` keeps one in LAJU_HOME; the deploy check insists on it.
SECRET_KEY = os.environ.get("LAJU_SECRET_KEY") or get_random_secret_key()
HTTPS = os.environ.get("LAJU_HTTPS", "0" if DEBUG or DEMO else "1") == "1"
ALLOWED_HOSTS = os.environ.get("LAJU_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Where pages report their visits: "/" on the host they live on, "https://laju.example.go.id/"
# elsewhere; left out: pages count nothing.
COUNTING = os.environ.get("LAJU_COUNTING", "")
# An outside writer of sentences (any OpenAI-compatible address, up to /v1); left out: there is none.
WRITER_URL = os.environ.get("LAJU_WRITER_URL", "")
WRITER_MODEL = os.environ.get("LAJU_WRITER_MODEL", "")
WRITER_KEY = os.environ.get("LAJU_WRITER_KEY", "")
BASE_URL = os.environ.get("LAJU_BASE_URL", "")  # where the sites live, for canonical links
OFFICE_NAME = os.environ.get("LAJU_OFFICE_NAME", "Dinas Koperasi dan UKM")  # on certificates
CERTIFICATE_KEY = Path(os.environ.get("LAJU_CERTIFICATE_KEY", HOME / "certificates.pem")).resolve()
OFFICE_URL = os.environ.get("LAJU_OFFICE_URL", "").rstrip(
    "/"
)  # of the rooms, for links in messages
# Roles that must prove more than a password, for example "agency,assessor".
SECOND_STEP = frozenset(filter(None, os.environ.get("LAJU_SECOND_STEP", "").lower().split(",")))
# Messages: the office's WhatsApp number, and an SMS gateway; without them they are sent by hand.
WHATSAPP_NUMBER = os.environ.get("LAJU_WHATSAPP_NUMBER", "")  # E.164, people write to it
WHATSAPP_URL = os.environ.get("LAJU_WHATSAPP_URL", "https://graph.facebook.com/v24.0")
WHATSAPP_PHONE_ID = os.environ.get("LAJU_WHATSAPP_PHONE_ID", "")
WHATSAPP_TOKEN = os.environ.get("LAJU_WHATSAPP_TOKEN", "")
WHATSAPP_TEMPLATE = os.environ.get("LAJU_WHATSAPP_TEMPLATE", "")
WHATSAPP_SECRET = os.environ.get("LAJU_WHATSAPP_SECRET", "")  # signs what WhatsApp tells us
WHATSAPP_VERIFY = os.environ.get("LAJU_WHATSAPP_VERIFY", "")  # the word given when it is set up
WHATSAPP_PRICE = int(os.environ.get("LAJU_WHATSAPP_PRICE", "360"))  # rupiah a message
SMS_URL = os.environ.get("LAJU_SMS_URL", "")
SMS_ACCOUNT = os.environ.get("LAJU_SMS_ACCOUNT", "")
SMS_TOKEN = os.environ.get("LAJU_SMS_TOKEN", "")
SMS_SENDER = os.environ.get("LAJU_SMS_SENDER", "")
SMS_PRICE = int(os.environ.get("LAJU_SMS_PRICE", "350"))  # rupiah a part
MAIL_HOST = os.environ.get("LAJU_MAIL_HOST", "")  # the office's own server, for who has no number
MAIL_PORT = int(os.environ.get("LAJU_MAIL_PORT", "587"))
MAIL_USER = os.environ.get("LAJU_MAIL_USER", "")
MAIL_PASSWORD = os.environ.get("LAJU_MAIL_PASSWORD", "")
MAIL_FROM = os.environ.get("LAJU_MAIL_FROM", "")
MAIL_TLS = os.environ.get("LAJU_MAIL_TLS", "1") == "1"  # 0 only for a server on this machine
MESSAGE_BUDGET = int(os.environ.get("LAJU_MESSAGE_BUDGET", "0"))  # rupiah a month; 0: no limit


def database(*, url: str) -> dict[str, object]:
    """Turn a DATABASE_URL into Django's settings: sqlite:///path, postgres://user:pw@host/name."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "laju.project.sqlite",
            "NAME": unquote(parts.path).removeprefix("/")
            if parts.path != "/:memory:"
            else ":memory:",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                    "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
                ),
            },
        }
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }


DATABASES = {
    "default": database(url=os.environ.get("DATABASE_URL") or f"sqlite:////{HOME}/laju.sqlite3")
}
# Shared by all workers of one machine: tries to sign in, applications per address.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
APPS = [
    "regions",
    "accounts",
    "ledger",
    "jobs",
    "registry",
    "outbox",
    "passes",
    "programme",
    "studio",
    "publishing",
    "visits",
    "social",
    "ads",
    "services",
    "skills",
    "indicators",
    "endorsement",
    "evidence",
    "privacy",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    *[f"laju.apps.{app}" for app in APPS],
    "laju.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "laju.web.packing.TextPackingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "laju.web.security.ContentSecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "laju.web.security.SecondWallMiddleware",
    "laju.web.counting.OwnVisitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "laju.web.errors.DomainErrorMiddleware",
]
ROOT_URLCONF = "laju.web.urls"
TASKS = {"default": {"BACKEND": "laju.apps.jobs.tasks.LeaseBackend", "QUEUES": []}}
WSGI_APPLICATION = "laju.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "laju.web.shared.context.page",
            ]
        },
    }
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_URL = "/static/"
QUARANTINE = HOME / "quarantine"  # files that nobody here put beside the sites
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "shared:sign_in"
LOGIN_REDIRECT_URL = "shared:home"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "web" / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # our own preview frame shows our own pages
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
