"""The tests: as live, with what is slow or reaches outside replaced."""

from pathlib import Path
from tempfile import mkdtemp

from config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
ENCRYPTION_KEYS = ["b25seS1mb3ItdGVzdHMtMTIzNDU2Nzg5MDEyMzQ1Njc="]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "test-media"  # noqa: F405
ERASURE_LEDGER = Path(mkdtemp(prefix="erasures-")) / "erasures.log"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LINK_CHECK_HOURS: list[int] = []
WHITENOISE_AUTOREFRESH = True
