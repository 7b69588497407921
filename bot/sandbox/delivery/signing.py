"""Lark's encryption and signature of HTTP events."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from Crypto.Cipher import AES
from Crypto.Util.Padding import pad


def encrypt(plain: bytes, encrypt_key: str, iv: bytes | None = None) -> str:
    """Return base64 of IV and AES-256-CBC ciphertext; the IV is random unless given."""
    iv = iv or secrets.token_bytes(AES.block_size)
    cipher = AES.new(hashlib.sha256(encrypt_key.encode()).digest(), AES.MODE_CBC, iv)
    return base64.b64encode(iv + cipher.encrypt(pad(plain, AES.block_size))).decode()


def signature_headers(body: bytes, encrypt_key: str, at: datetime) -> Mapping[str, str]:
    """Sign `body` as it goes over the wire, with the second of `at` and a nonce of its own."""
    timestamp, nonce = str(int(at.timestamp())), secrets.token_hex(8)
    return {
        "X-Lark-Request-Timestamp": timestamp,
        "X-Lark-Request-Nonce": nonce,
        "X-Lark-Signature": signature(timestamp, nonce, encrypt_key, body),
    }


def signature(timestamp: str, nonce: str, encrypt_key: str, body: bytes) -> str:
    return hashlib.sha256(f"{timestamp}{nonce}{encrypt_key}".encode() + body).hexdigest()
