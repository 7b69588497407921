"""Fresh ids and tokens: unguessable, and ids sort by when they were made."""

import os
import secrets
import time


def new_id(prefix: str) -> str:
    """Return `prefix`, 11 hex digits of milliseconds, 10 of chance."""
    return f"{prefix}{time.time_ns() // 1_000_000:011x}{os.urandom(5).hex()}"


def new_token() -> str:
    return secrets.token_hex(16)
