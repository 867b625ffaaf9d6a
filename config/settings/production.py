"""Live. Refuses to start without the secrets and addresses that it needs."""

from django.core.exceptions import ImproperlyConfigured

from config.env import env
from config.key_ring import checked
from config.settings.base import *  # noqa: F403

SECRET_KEY = env.str("SECRET_KEY", default="")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("Set SECRET_KEY to at least 50 random characters.")
if not ALLOWED_HOSTS:  # noqa: F405
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names that the service answers to.")
if not SITE_BASE_URL.startswith("https://"):  # noqa: F405
    raise ImproperlyConfigured("Set SITE_BASE_URL to the https address of the service.")

ENCRYPTION_KEYS = checked(env.list("ENCRYPTION_KEYS", default=[]))

# A load balancer asks without saying that the reader came by https.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=63072000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
# As X-Forwarded-Proto below, X-Forwarded-For is the proxy's to set.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
MOVE_COOKIE_NAME = "__Host-move"
KNOWN_BROWSER_COOKIE_NAME = "__Host-known"
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True  # noqa: F405
vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
