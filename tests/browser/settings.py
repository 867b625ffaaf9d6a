"""The site as the browser tests meet it: local files, but errors as readers see them."""

from config.settings.dev import *  # noqa: F403

DEBUG = False
ROOT_URLCONF = "tests.browser.urls"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
