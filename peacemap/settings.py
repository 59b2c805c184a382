"""All settings, from the environment. With DEBUG off, what is missing or unsafe stops the start with a sentence."""

import datetime as dt
from pathlib import Path

from csp.constants import NONE, SELF

from peacemap import environment, logs
from peacemap.environment import env, yes_or_no

BASE_DIR = Path(__file__).resolve().parent.parent

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
PRIVATE_DIR = VAR_DIR / "private"
UPLOADS_DIR = VAR_DIR / "uploads"
MAINTENANCE_FILE = VAR_DIR / "maintenance"  # while it is there, the site is closed
environment.make_private(VAR_DIR, PRIVATE_DIR, UPLOADS_DIR)

# --- what the environment decides ---
DEBUG = yes_or_no("DEBUG", default=False)
HTTPS = yes_or_no("HTTPS", default=not DEBUG)
SECRET_KEY = environment.secret_key(debug=DEBUG, kept=VAR_DIR / "secret_key")
ALLOWED_HOSTS = environment.allowed_hosts(debug=DEBUG)
CSRF_TRUSTED_ORIGINS = environment.trusted_origins()
SITE_NAME = env.str("SITE_NAME", default="peacemap")
CONTACT_URL = environment.contact_url()
DATABASES = {"default": environment.database(otherwise=VAR_DIR / "peacemap.sqlite3")}

# --- the application ---
ROOT_URLCONF = "peacemap.urls"
WSGI_APPLICATION = "peacemap.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
FORMS_URLFIELD_ASSUME_HTTPS = True  # an address typed without a scheme; the rule from Django 6 on

INSTALLED_APPS = [
    "initiatives.apps.InitiativesConfig",
    "initiatives.apps.EditorsRoomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "import_export",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "peacemap.compression.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "peacemap.middleware.asked_again",
    "csp.middleware.CSPMiddleware",
    "peacemap.middleware.closed_for_work",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "peacemap.middleware.referrer_where_forms_are",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",  # the last, so that its answer to the locked out passes all others
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["peacemap.templates.Loader", "django.template.loaders.app_directories.Loader"],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "initiatives.views.context.site",
            ],
        },
    },
]

# --- people who log in ---
AUTH_USER_MODEL = "initiatives.User"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
REQUIRE_TOTP = environment.require_totp(debug=DEBUG)
OTP_TOTP_ISSUER = SITE_NAME
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds: a link handed over on a Friday works on Monday
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # links are handed over, nothing is mailed
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # titles of drafts stay out of cookies

# --- who tries passwords: see initiatives/admin/lockout.py ---
ADDRESS_HEADER = env.str("ADDRESS_HEADER", default="")  # in which the proxy names the reader's address; never stored
LOGIN_FAILURES = 10  # wrong passwords for one name, then nobody logs in under it for a while
LOGIN_FAILURES_NETWORK = 50  # from one network, whatever the names
AXES_COOLOFF_TIME = dt.timedelta(hours=1)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who goes on trying does not keep the owner out longer
AXES_HANDLER = "initiatives.admin.lockout.Handler"
AXES_CLIENT_IP_CALLABLE = "initiatives.admin.lockout.network_of"
AXES_USERNAME_CALLABLE = "initiatives.admin.lockout.name_of"
AXES_LOCKOUT_PARAMETERS = "initiatives.admin.lockout.counted_by"
AXES_LOCKOUT_CALLABLE = "initiatives.admin.lockout.answer"
AXES_FAILURE_LIMIT = LOGIN_FAILURES
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# --- languages, dates ---
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("uk", "Українська"),
    ("sq", "Shqip"),
    ("ky", "Кыргызча"),
    ("ru", "Русский"),
    ("sr", "Српски"),
]
LOCALE_PATHS = [BASE_DIR / "initiatives" / "locale"]
FORMAT_MODULE_PATH = ["peacemap.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

# --- files ---
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = PRIVATE_DIR  # no address leads there
FILE_UPLOAD_TEMP_DIR = UPLOADS_DIR  # never a folder of the system
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of a form, files apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a profile with all its rows, or a selection of many profiles
DATA_UPLOAD_MAX_NUMBER_FILES = 10
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "peacemap.stylesheet.Storage"
    },
}
STYLES = [f"css/{name}.css" for name in ("tokens", "base", "layout", "reading", "using", "places")]  # the tokens first
STYLES_TOGETHER = "css/site.css"  # made of them by peacemap.stylesheet
STYLES_LINKED = STYLES if DEBUG else [STYLES_TOGETHER]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- how much of a file an import reads: see initiatives/imports/reading ---
IMPORT_LARGEST_UPLOAD = 20 * 1024 * 1024  # bytes through a browser; the command import_profiles has no such limit
IMPORT_LARGEST_FILE = 500 * 1024 * 1024  # bytes
IMPORT_MOST_ROWS = 500_000
IMPORT_MOST_COLUMNS = 500
IMPORT_LONGEST_CELL = 1_000_000  # characters
IMPORT_MOST_ITEMS = 1000  # organisations, places, documents, … of one row
IMPORT_XLSX_UNPACKED = 400 * 1024 * 1024  # bytes
IMPORT_XLSX_RATIO = 200  # unpacked to packed
IMPORT_READ_SECONDS = 120
IMPORT_READ_MEMORY = 512 * 1024 * 1024  # bytes of address space for the process that opens a workbook

# --- the package's own screens have no address; should somebody give them one, they ask for these rights ---
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"
IMPORT_EXPORT_USE_TRANSACTIONS = True

# --- who reads and saves it, and how long an upload is kept: see initiatives/imports/tasks.py ---
IMPORT_ROWS_AT_ONCE = 2000  # a file with this many rows or more is read and saved by a worker
IMPORT_BYTES_AT_ONCE = 4 * 1024 * 1024  # and so is a file larger than this
IMPORT_UPLOAD_DAYS = 30  # so long an upload that nobody confirmed is kept

# --- “Is this still true?”: see initiatives/domain/confirming.py ---
CONFIRMATION_DAYS = 60  # so long a link works that an editor sends to an organisation

# --- what strangers may send to the editors: see initiatives/domain/voice.py ---
CASES_AN_HOUR, CASES_A_DAY = 10, 30  # from one network
CASES_OF_ALL_A_DAY = 1000  # from all together
CASE_FASTEST = 3  # seconds in which no person fills in a form
CASE_OLDEST = 24 * 60 * 60  # seconds that a form may stay open
CASE_MOST_LINKS = 5
CASE_MOST_WORDS = 20  # that a sender may add later
CASE_CONTACT_DAYS = 30  # so long after the case is closed how to reach the sender is kept

# --- what takes longer than a request ---
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- what browsers may do ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"  # on pages with a form: see peacemap.middleware
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# A proxy that ends TLS is believed by gunicorn, by its FORWARDED_ALLOW_IPS (loopback unless told), not by us.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from beside the server, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # the host's other names may belong to other people: HSTS speaks for this one only
    "security.W021",  # a browser's preload list is the site owner's choice, and hard to take back
]

# --- logs: no addresses, no agents, no query strings, no links that open something ---
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"links": {"()": lambda: logs.without_links}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": environment.log_level()},
    "loggers": {
        "django": {"handlers": [], "propagate": True},  # instead of mail to administrators
        "django.server": {"handlers": ["nowhere"], "propagate": False},  # its lines hold whole query strings
        "axes": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},  # the page of an import says what becomes of its job
    },
}
