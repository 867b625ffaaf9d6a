"""Secrets that open something by themselves: random, and kept here as a digest only."""

import hashlib
import secrets


def new() -> str:
    """Return a token of 256 random bits, 43 signs that may stand in an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what the database keeps of a token: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
