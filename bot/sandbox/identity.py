"""The one self-built app that a sandbox serves, as the developer console would show it."""

import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AppIdentity:
    """What the bot must be configured with, and who it is in chats."""

    app_id: str
    app_secret: str = field(repr=False)
    encrypt_key: str = field(repr=False)
    """Empty: HTTP events go out in clear and unsigned."""
    verification_token: str = field(repr=False)
    tenant_key: str
    bot_open_id: str
    bot_name: str

    @classmethod
    def generate(cls, bot_name: str = "Aime") -> "AppIdentity":
        return cls(
            # The Node SDK refuses ids of any other form: cli_ and 16 hex digits.
            app_id=f"cli_{secrets.token_hex(8)}",
            app_secret=secrets.token_hex(16),
            encrypt_key=secrets.token_hex(16),
            verification_token=secrets.token_hex(16),
            tenant_key=secrets.token_hex(8),
            bot_open_id=f"ou_{secrets.token_hex(16)}",
            bot_name=bot_name,
        )
