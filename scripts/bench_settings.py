"""Settings of the measured server: as live, on a database of its own."""

from config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-measuring"  # noqa: S105
ENCRYPTION_KEYS = ["b25seS1mb3ItbWVhc3VyaW5nLTEyMzQ1Njc4OTAxMjM="]
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "scripts.bench_urls"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
