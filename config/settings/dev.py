"""Local development: `make run`."""

from config.local_key import local_secret_key
from config.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = local_secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
