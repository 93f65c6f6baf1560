"""Snapshots of the registry, written down in the ledger."""

from datetime import datetime

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action


@action
def record_snapshot(
    *, number: int, sha256: str, rows: int, sheets: int, by: User, at: datetime
) -> int:
    """Note that a snapshot was written: its number, the hash of its businesses, what it holds."""
    return number
