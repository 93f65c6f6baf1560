"""Codes of an authenticator app (TOTP, RFC 6238): secrets, addresses for the app, checking once."""

import base64
import hashlib
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet, InvalidToken

SECONDS = 30
_AROUND = 1  # steps before and after now: phones' clocks differ


def new_secret() -> str:
    """Return a random secret of 160 bits in base32, as apps take it."""
    return pyotp.random_base32()


def address_of(*, secret: str, account: str, issuer: str) -> str:
    """Return the otpauth address an app reads from a QR code.

    >>> address_of(secret="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", account="rina", issuer="Laju")
    'otpauth://totp/Laju:rina?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Laju'
    """
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def step_of(*, secret: str, code: str, at: datetime, after: int = 0) -> int | None:
    """Return the time step a code belongs to, if it is right now and later than step `after`.

    A code counts once: the caller keeps the step and gives it as `after` the next time.
    """
    plain = "".join(code.split())
    now = int(at.timestamp()) // SECONDS
    totp = pyotp.TOTP(secret)
    for step in range(now - _AROUND, now + _AROUND + 1):
        if step > after and pyotp.utils.strings_equal(plain, totp.generate_otp(step)):
            return step
    return None


def locked(*, secret: str, key: str) -> bytes:
    """Return a secret enciphered with the key of the installation."""
    return _box(key).encrypt(secret.encode())


def unlocked(*, kept: bytes, key: str) -> str:
    """Return a secret in plain, or "" when the key of the installation is another one now."""
    try:
        return _box(key).decrypt(kept).decode()
    except InvalidToken:
        return ""


def _box(key: str) -> Fernet:
    made = hashlib.blake2b(key.encode(), digest_size=32, person=b"laju.one_time").digest()
    return Fernet(base64.urlsafe_b64encode(made))
