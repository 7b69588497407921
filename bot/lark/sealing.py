"""Lark's encryption of what it sends: base64 of an IV and AES-256-CBC ciphertext, padded as PKCS 7 says."""

import base64
import hashlib

from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad


class Unsealer:
    """One cipher opens everything: making one costs more than using it.

    CBC mixes each block with the ciphertext of the one before it. Going on with another message, a cipher
    spoils its first block, which is the IV, and is right from the next one on.
    """

    def __init__(self, encrypt_key: str) -> None:
        key = hashlib.sha256(encrypt_key.encode()).digest()
        self._cipher = AES.new(key, AES.MODE_CBC, iv=bytes(AES.block_size))

    def opened(self, sealed: str) -> bytes:
        """Return the plain bytes; raise ValueError for what is not base64, not of this key, or damaged."""
        blocks = self._cipher.decrypt(base64.b64decode(sealed))
        return unpad(blocks[AES.block_size :], AES.block_size)
