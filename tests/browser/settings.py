"""The site as the browser tests meet it: local files, but errors as readers see them."""

from config.settings.dev import *  # noqa: F403

DEBUG = False
# Every state asks for a code anew.
ACCOUNT_RATE_LIMITS = dict.fromkeys(ACCOUNT_RATE_LIMITS, "1000/m")  # noqa: F405
ROOT_URLCONF = "tests.browser.urls"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
