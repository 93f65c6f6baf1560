"""The payment code of a business as a picture beside its pages."""

import io

import segno

from laju.core.errors import DomainError
from laju.core.profile import Profile
from laju.core.qris import Qris, read_qris

QRIS = "qris.svg"


def own_qris(profile: Profile) -> Qris | None:
    """Return the standing code, read and checked once more; None where it is missing or damaged.

    That the merchant's name is the business' own was checked when the code was told; the name
    stands beside the picture for whoever pays.
    """
    if not profile.qris:
        return None
    try:
        code = read_qris(profile.qris)
    except DomainError:
        return None  # a damaged code is not shown; the facts page says why
    return code if code.is_static and code.amount is None and code.merchant_name else None


def qris_picture(payload: str) -> bytes:
    """Return the code as SVG with the quiet zone readers need."""
    picture = io.BytesIO()
    segno.make_qr(payload, error="m").save(
        picture, kind="svg", border=4, scale=4, xmldecl=False, nl=False
    )
    return picture.getvalue()
