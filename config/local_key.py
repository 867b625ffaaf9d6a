"""A secret key for one machine: made at first use, kept in the data folder, never shared."""

from django.core.management.utils import get_random_secret_key

from config.env import DATA_DIR


def local_secret_key() -> str:
    """Return this machine's own key, making it the first time."""
    file = DATA_DIR / "secret_key"
    if not file.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text()
