"""Settings of the site that is weighed: as live, with what a proxy in front would do."""

from config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-weighing"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "scripts.weigh_urls"
# The proxy compresses pages (docs/operations.md).
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]  # noqa: F405
# The site's own files; the admin's are not weighed.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
