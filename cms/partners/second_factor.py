"""The second factor: the code of an authenticator app, by allauth's machinery.

The secret is shown once, when the app is set up, and lies encrypted in the database after
that. Whoever loses the app asks a communicator to take it away (`forget`), and sets it up anew.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as used_codes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from allauth.mfa.utils import decrypt, encrypt
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from cms.accounts import tries
from cms.accounts.codes import digits
from cms.models import User

KEPT_UNDER = "app_secret"


def of(user: User) -> Authenticator | None:
    """Return the app of an account, if one is set up."""
    return user.authenticator_set.filter(type=Authenticator.Type.TOTP).first()


def secret(request: HttpRequest) -> str:
    """Return the secret that this browser is setting up, the same until it is done."""
    if KEPT_UNDER not in request.session:
        request.session[KEPT_UNDER] = encrypt(generate_totp_secret())
    return decrypt(request.session[KEPT_UNDER])


def link(user: User, app_secret: str) -> str:
    """Return the address that an authenticator app on the same phone opens."""
    return get_adapter().build_totp_url(user, app_secret)


def drawing(user: User, app_secret: str) -> str:
    """Return the square that an app on another phone reads, as SVG."""
    return get_adapter().build_totp_svg(link(user, app_secret))


def is_right(request: HttpRequest, user: User, typed: str) -> bool:
    """Whether a code is right; the first right one sets the app up. Raises tries.TooOften."""
    tries.count_app_code(request, user.username)
    authenticator, code = of(user), digits(typed)
    if authenticator is None:
        return _set_up(request, user, code)
    if not authenticator.wrap().validate_code(code):
        return False
    authenticator.record_usage()
    return True


def forget(user: User) -> None:
    """Take the app away, and end the account's sessions: it is set up anew at the next sign-in."""
    user.authenticator_set.all().delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])


def rotate() -> int:
    """Encrypt every secret anew with the first key; return how many."""
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    for app in apps.iterator(chunk_size=200):
        app.data = {**app.data, "secret": encrypt(decrypt(app.data["secret"]))}
        app.save(update_fields=["data"])
    return apps.count()


def share_between_processes() -> None:
    """Let a code of an app work once, whichever process takes it.

    allauth notes used codes in the default cache and has no setting for another; ours lies in
    each process.
    """
    used_codes.cache = caches["limits"]


def _set_up(request: HttpRequest, user: User, code: str) -> bool:
    app_secret = secret(request)
    if not validate_totp_code(app_secret, code):
        return False
    try:
        with transaction.atomic():
            TOTP.activate(user, app_secret)
    except IntegrityError:
        # Set up in another tab just now, with another secret.
        return False
    del request.session[KEPT_UNDER]
    return True
