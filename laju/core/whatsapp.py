"""Links that open a WhatsApp chat with the words already typed."""

import re
from urllib.parse import quote

from laju.core.errors import DomainError

_E164 = re.compile(r"\+[1-9][0-9]{7,14}")
_RESERVED = re.compile(r"[^A-Za-z0-9_.~-]")
MAX_TEXT = 1000  # some phones cut a longer wa.me link


class NotAPhone(DomainError):
    message = "Nomor telepon “{phone}” tidak dapat dipakai untuk WhatsApp."
    remedy = "Tulis nomor lengkap dengan kode negara, misalnya +6281234567890."
    status = 422


def is_phone(phone: str) -> bool:
    """Tell whether `phone` is a full number in E.164.

    >>> is_phone("+6281000000042"), is_phone("081000000042"), is_phone("+62 8")
    (True, False, False)
    """
    return bool(_E164.fullmatch(phone))


def chat_link(*, phone: str, text: str = "") -> str:
    """Return the wa.me address that opens a chat with `phone` and `text` typed in.

    Raises: NotAPhone.
    Source: WhatsApp help centre, "click to chat".

    >>> chat_link(phone="+6281000000042", text="Halo, 2 bungkus & 1 botol?")
    'https://wa.me/6281000000042?text=Halo%2C%202%20bungkus%20%26%201%20botol%3F'
    """
    if not is_phone(phone):
        raise NotAPhone(phone=phone[:40])
    return f"https://wa.me/{phone[1:]}" + (f"?text={_quoted(text)}" if text else "")


def share_link(text: str) -> str:
    """Return the wa.me address that lets the reader choose whom to send `text` to.

    >>> share_link("Lihat Keripik Bu Ani")
    'https://wa.me/?text=Lihat%20Keripik%20Bu%20Ani'
    """
    return f"https://wa.me/?text={_quoted(text)}"


def order_text(text: str, *, code: str) -> str:
    """Return the order message with the page code at its end, so that orders can be counted.

    >>> order_text("Halo, saya mau pesan keripik.", code="LJ-000042-7")
    'Halo, saya mau pesan keripik. (kode LJ-000042-7)'
    """
    tail = f"(kode {code})"
    words = text.strip()[: MAX_TEXT - len(tail) - 1]
    return f"{words} {tail}".lstrip()


def _quoted(text: str) -> str:
    if text.isascii():  # nearly always; several times as fast as the general way
        return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", text)
    return quote(text.encode("utf-8", "ignore"), safe="")
