"""Settings that hold everywhere. What runs live is the default; dev and test relax it."""

from pathlib import Path

from cms import language_names
from config.databases import default_database
from config.env import BASE_DIR, DATA_DIR, env
from config.security import SITE_POLICY
from config.translation_engines import machine_translator

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_BASE_URL = env.str("SITE_BASE_URL", default="http://localhost:8000")

INSTALLED_APPS = [
    "home",
    "onboarding.notebook",
    "onboarding",
    "cms.partners",
    "cms.directory",
    "cms.feedback",
    "cms.mail",
    "cms.jobs",
    "cms.accounts",
    "cms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "formtools",
    "csp",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.security.TwoZonePolicy",
    "config.security.CapabilityHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.negotiation.PublicLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cms.mixed_scripts.LatinWords",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "home.outage.OutageMiddleware",
    "cms.media_protection.RefusedDeletion",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The wizard's fields have templates of their own among the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": default_database()}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # How often somebody does something: the same count for every process (cms/limits.py).
    "limits": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_count",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "cms.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "cms.accounts.backends.CodeBackend",
    "cms.partners.backends.PartnerBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Signing in by a mailed code (cms/accounts/) ----------------------------------

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "plan"
# The pages, by name, that signing in may lead to instead.
SIGN_IN_LEADS_TO = [
    "calendar_address",
    "fetch",
    "forget",
    "household",
    "invitations",
    "reminders",
]
KNOWN_BROWSER_COOKIE_NAME = "known"
ACCOUNT_ADAPTER = "onboarding.signing_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_RATE_LIMITS = {
    "ask_code": "3/15m,10/d",
    "ask_code_anywhere": "30/d",
    "ask_code_network": "20/m",
    "try_code": "5/10m",
    "try_code_network": "30/m",
    "try_app_code": "5/10m",
    "admin_sign_in": "10/15m",
    "admin_sign_in_network": "30/15m",
}

# A second factor: an authenticator app (cms/partners/second_factor.py).
MFA_ADAPTER = "cms.accounts.adapter.AuthenticatorAdapter"
MFA_SUPPORTED_TYPES = ["totp"]
MFA_TOTP_ISSUER = "Inflyttarservice Piteå"
# Steps of half a minute that the clock of a phone may be wrong by.
MFA_TOTP_TOLERANCE = 1

# Languages ------------------------------------------------------------------
# Swedish is the source. The list is of all that an editor can add; readers can
# choose those whose start page is published (cms.visibility.public_languages).

LANGUAGE_CODE = "sv"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = language_names.CHOICES
# Here every page should be, so that the admin says which ones are missing. Other
# languages hold what their editors choose.
FULLY_TRANSLATED = ["en"]
LANGUAGES_BIDI = language_names.RIGHT_TO_LEFT
# What editors upload wins over what the project brings.
UPLOADED_CATALOGUES = DATA_DIR / "locale"
LOCALE_PATHS = [UPLOADED_CATALOGUES, BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True

# Translations ---------------------------------------------------------------
# Days until readers are told that the Swedish page is newer than its translation.

TRANSLATION_GRACE_DAYS = 14

# By machine, where the operator has an engine; else there is no button (docs/operations.md).
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(
    env.str("TRANSLATION_ENGINE", default=""),
    env.str("TRANSLATION_ENGINE_URL", default=""),
    env.str("TRANSLATION_ENGINE_KEY", default=""),
)
# Names that no machine translates, besides the titles of places and organisations.
NEVER_TRANSLATED = env.list("NEVER_TRANSLATED", default=["Piteå", "PiteBo", "PiteEnergi"])

# Search ---------------------------------------------------------------------
# How long words are kept that found nothing (cms/empty_searches.py). The page on privacy says so.

EMPTY_SEARCH_DAYS_KEPT = 90

# Fetching -------------------------------------------------------------------
# Hosts with their ports ("127.0.0.1:8001") that may be fetched though they are not public
# (cms/fetching.py). For tests, which talk to a server of their own; live there are none.

FETCHING_ALLOWED_PRIVATE: list[str] = []
# The hours in which the worker asks other websites whether our links work (cms/link_checks.py).
LINK_CHECK_HOURS = [1, 2, 3, 4]

# Files ----------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.OneSheetStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Security -------------------------------------------------------------------

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
CONTENT_SECURITY_POLICY = {"DIRECTIVES": SITE_POLICY}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The token lives as long as the browser is open; the wizard shows a page again without it.
CSRF_COOKIE_AGE = None
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.views.forgery_suspected"
LANGUAGE_COOKIE_NAME = "language"
MOVE_COOKIE_NAME = "move"
MOVE_COOKIE_AGE = 60 * 60 * 24 * 30

# Feedback -------------------------------------------------------------------
# What the form promises about keeping, and what the queue in the admin aims at.

FAULT_REPORT_WORKING_DAYS = 5
FAULT_REPORT_DAYS_KEPT = 90
ANSWER_TEXT_DAYS_KEPT = 365

# Listings -------------------------------------------------------------------
# Days: how long a confirmed listing holds, how long before its end it is asked about,
# and how long after its end it steps back (cms/directory/freshness.py).

LISTING_HOLDS = 182
LISTING_ASKED_BEFORE = 14
LISTING_OUT_OF_PLANS_AFTER = 91
LISTING_HIDDEN_AFTER = 182
# What is corrected from a mail and published without anybody reading it first.
LISTING_SMALL_FIELDS = ["phone", "hours"]

# Facts ----------------------------------------------------------------------
# Days: how long what a department confirms holds, how long before its end it is asked, and
# how long the link in the mail works (home/fact_checks.py).

FACT_HOLDS = 182
FACT_ASKED_BEFORE = 14
FACT_LINK_LASTS = 60

# Wagtail --------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Inflyttarservice Piteå"
WAGTAILADMIN_BASE_URL = SITE_BASE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "cms.admin_login.AdminLoginForm"
WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.Download"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media_forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media_forms.DownloadForm"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Europe/Stockholm"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# Those who decide are told; whoever runs the site is not one of them for that alone.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "onboarding.approving.publish_what_changes_no_plan"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
# The admin would otherwise send each editor's e-mail hash to gravatar.com and
# this site's address to wagtail.org.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Nothing of others is embedded; what the server fetches goes through cms/fetching.py.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "csv", "txt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = MODELSEARCH_BACKENDS = {
    # One index holds all languages, so the words are stemmed before they are
    # indexed (home/search.py) and the database is asked to leave them alone.
    "default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "simple"},
}
# A translation is published by whoever translated it, never by the act of
# submitting the page: the copy would be live in the wrong language.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_JOBS = {"BACKEND": "wagtail_localize.tasks.ImmediateBackend"}
# Index, references and renditions stay right without a worker.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Mail and logs --------------------------------------------------------------

# Private texts are encrypted with these, newest first (cms/encryption.py).
ENCRYPTION_KEYS: list[str] = []
# Outside of the database and its backups (onboarding/notebook/ledger.py).
ERASURE_LEDGER = Path(env.str("ERASURE_LEDGER", default=str(DATA_DIR / "erasures.log")))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="inflyttarservice@example.com")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"masked": {"()": "config.log_masks.Masked"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["masked"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
