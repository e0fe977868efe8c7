"""Settings for every environment: what differs is read from variables, listed in `.env.example`."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from osma_registry import logs
from osma_registry.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment = Environment(BASE_DIR)

DATA_DIR = environment.data_dir
DEMO = environment.flag("DEMO")
DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret("SECRET_KEY", shortest=1 if DEBUG or DEMO else 50)
SITE_URL = environment.site("SITE_URL")
SITE = urlsplit(SITE_URL)
SECURE = SITE.scheme == "https"
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
ALLOWED_HOSTS = [SITE.hostname, "localhost", "127.0.0.1", *environment.words("ALLOWED_HOSTS")]

INSTALLED_APPS = [
    "osma_registry.apps.ReferenceConfig",
    "access",  # before auth, whose createsuperuser it replaces
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "guardian",
    "treebeard",
    "allauth",
    "allauth.account",
    "django.forms",
    "django_htmx",
    "csp",
    "web",
    # In the order of the import contracts, lower packages first.
    "audit",
    "outbox",
    "workflow",
    "practitioners",
    "registry",
    "requests_app",
    "approvals",
    "reminders",
    "notifications",
    "calendars",
    "dashboard",
    "demo",
]

MIDDLEWARE = [
    # First, so that its line has the time and the status of everything below.
    "osma_registry.middleware.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "osma_registry.middleware.security_headers.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before LoginRequiredMiddleware, which then redirects the person whose session it ended.
    "osma_registry.middleware.session_limits.SessionLimitsMiddleware",
    "access.middleware.CachedAccessMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "workflow.middleware.StepExceptionMiddleware",
]

ROOT_URLCONF = "osma_registry.urls"
WSGI_APPLICATION = "osma_registry.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "osma_registry.context_processors.page",
                "osma_registry.context_processors.demo",
                "dashboard.context_processors.navigation",
            ],
        },
    },
]
FORM_RENDERER = "web.forms.Renderer"


# ---- database: the runtime role owns nothing, the owner migrates


# A pooler in transaction mode: no state of a session may be relied on (docs/operations.md).
DATABASE_POOLED = environment.flag("DATABASE_POOLED")
# Limits of the server, so that they also end what a lost client left behind; a pooler does not pass them on.
LIMITS = "" if DATABASE_POOLED else "-c statement_timeout=15s -c lock_timeout=5s"


def database(parts: dict[str, str], limits: str) -> dict[str, object]:
    own_settings = {"user", "password", "host", "port", "dbname"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts["dbname"],
        "USER": parts["user"],
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": DATABASE_POOLED,
        "OPTIONS": {
            "connect_timeout": 5,
            **{name: value for name, value in parts.items() if name not in own_settings},
            "options": limits,
        },
    }


DATABASES = {"default": database(environment.database("DATABASE_URL"), LIMITS)}
if owner := environment.database("DATABASE_OWNER_URL", optional=True):
    # A migration may take long, but must not queue behind a lock: requests would queue behind the migration.
    DATABASES["owner"] = database(owner, "-c statement_timeout=0 -c lock_timeout=2s")


# ---- people and sessions

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = ["osma_registry.auth.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "access.password_strength.StrengthValidator"},
]
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its grants are read in access/delegation.py alone
# guardian would add methods to Person, and a person for anonymous visitors.
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "osma_registry.auth.Adapter"
ACCOUNT_FORMS = {"login": "osma_registry.auth.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {  # high for an IP address, which many people share; low for one sign-in name
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/300s/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)

SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# A browser accepts __Host- from this host and over HTTPS alone, so no other host of the domain can set it.
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"


# ---- security headers

SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]  # probes ask over HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Only behind a proxy that sets it: otherwise any client could.
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}


# ---- languages, days and numbers

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["osma_registry.formats"]
LANGUAGE_COOKIE_NAME = "language"
USE_TZ = True
TIME_ZONE = "America/Toronto"


# ---- files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / ".build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
PRIVATE = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {
        "location": MEDIA_ROOT,
        "base_url": None,  # no public address: views send the files
        "file_permissions_mode": 0o600,  # not by FILE_UPLOAD_PERMISSIONS, which applies to static files too
    },
}
STORAGES = {
    "default": PRIVATE,  # a FileField that names no storage must not be public by mistake
    "private": PRIVATE,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}


# ---- mail, queue and logs

globals().update(environment.mail("EMAIL_URL"))
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"no-reply@{SITE.hostname}")
REPLY_TO_EMAIL = environment.text("REPLY_TO_EMAIL", "")
REDIS_URL = environment.text("REDIS_URL", hint="redis://host:6379/0")
LOGGING_CONFIG = None  # Django would add its own handlers
logs.configure(environment.text("LOG_LEVEL", "INFO"))
