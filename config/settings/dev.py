"""Local development: `make run`."""

from config.env import env
from config.key_ring import local_keys
from config.local_key import local_secret_key
from config.settings.base import *  # noqa: F403

DEBUG = True
# Nobody else's website is asked anything while somebody builds this one.
LINK_CHECK_HOURS: list[int] = []
SECRET_KEY = local_secret_key()
ENCRYPTION_KEYS = local_keys()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
# Mail is printed, unless a server is named.
vars().update(env.email("EMAIL_URL", default="consolemail://"))
