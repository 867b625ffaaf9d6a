"""The process environment, read here and nowhere else.

Every variable is described in docs/operations.md.
"""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
"""Where the process keeps what must survive it: database, uploads, local key."""
