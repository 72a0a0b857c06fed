"""All settings, flat. What an operator may change comes from the environment; see docs/OPERATIONS.md."""

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from parrilla.environment import ROOT, flag, secret_key, state_directory, text, words

DEBUG = flag("DEBUG", False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "daphne",
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "parrilla.accounts",
    "parrilla.runs",
    "parrilla.progress",
    "parrilla.review",
    "parrilla.badges",
    "parrilla.classroom",
    "parrilla.playground",
    "lessons",
    "parrilla",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages too; it pads each one by a random length, so that no size gives away what stands in it (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "parrilla.strings.serving.StringsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "parrilla.accounts.visit.VisitMiddleware",
    "parrilla.accounts.language.LanguageMiddleware",
    "parrilla.accounts.moved.MovedMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
if DEBUG:  # an author's mistake in the content is shown where it stands
    MIDDLEWARE.append("lessons.preview.AuthorMiddleware")

ROOT_URLCONF = "parrilla.urls"
ASGI_APPLICATION = "parrilla.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "parrilla.page.context",
            ],
        },
    }
]

# Data. SQLite needs WAL *and* IMMEDIATE: either alone loses writes to "database is locked" under four writers.
DATABASE_URL = text("DATABASE_URL")
if DATABASE_URL:
    from parrilla.database import postgresql

    DATABASES = {"default": postgresql(DATABASE_URL)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": state_directory() / "parrilla.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Messaging. `manage.py up` starts an embedded server and sets REDIS_URL for its children.
REDIS_URL = text("REDIS_URL", f"unix://{state_directory()}/valkey/valkey.sock")
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "parrilla.layer.ChannelLayer",
        # redis-py's default of 5 s equals the layer's blocking read, so an idle process would lose a websocket about
        # every 5 s; its pool of 100 refuses the 101st connection.
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": 15, "max_connections": 5000}]},
    }
}
CACHES = {"default": {"BACKEND": "parrilla.cache.ForgivingCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "cache"}}

CELERY_BROKER_URL = text("BROKER_URL") or REDIS_URL.replace("unix://", "redis+socket://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "platform"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# People.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = text("EMAIL_VERIFICATION", "none")
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "parrilla.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "parrilla.accounts.forms.SignupForm"}
# Limits by address leave room for a classroom behind one address; those by account ("key") stay tight against guessing.
ACCOUNT_RATE_LIMITS = {
    "signup": "120/m/ip",
    "login": "240/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
EMAIL_BACKEND = text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "Parrilla <parrilla@localhost>")

# Languages. Spanish where the browser has no wish.
LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = text("TIME_ZONE", "UTC")

# Static files: built by esbuild into web/dist, hashed and served by WhiteNoise.
STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "web" / "dist"] if (ROOT / "web" / "dist").is_dir() else []
STATIC_ROOT = text("STATIC_ROOT") or None  # only where `collectstatic` has filled it
WHITENOISE_USE_FINDERS = flag("STATIC_FROM_SOURCE", True)
WHITENOISE_MAX_AGE = 3600 if not DEBUG else 0
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[0-9A-Z]{8}\.(?:js|css|woff2)$"  # the names web/build.mjs gives

# Security. Everything comes from this origin; no inline script or style, except by nonce (CodeMirror's style tag).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
HTTPS = flag("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 180 * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "parrilla.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": text("LOG_LEVEL", "WARNING")},
}
