"""Certificates: a signed credential anybody can check, and a sheet to print."""

from laju.engines.certificates.credential import (
    BadCredential,
    Signer,
    achievement_of,
    read_credential,
    sign_credential,
    sign_status_list,
)
from laju.engines.certificates.sheet import Sheet, draw_sheet

__all__ = [
    "BadCredential",
    "Sheet",
    "Signer",
    "achievement_of",
    "draw_sheet",
    "read_credential",
    "sign_credential",
    "sign_status_list",
]
