"""Asks the bot in this container whether it is alive; exit code 1 when it does not say so within 3 s.

`/readyz` is not asked: a bot that waits for Lark is not mended by being started anew.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException


def main() -> int:
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("AIME_HTTP_PORT") or 8080), timeout=3)
    try:
        connection.request("GET", "/healthz")
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
