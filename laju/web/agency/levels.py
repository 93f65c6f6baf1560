"""The go-digital level of one business: each piece of evidence, and whether it counted."""

from collections.abc import Collection, Iterable
from typing import Any

from laju.apps.indicators.models import Presence
from laju.core.digital import LABELS

NAMES = {kind.value: label for kind, label in LABELS.items()}
SOURCES = {
    "registry": "Lembar dinas",
    "publishing": "Halaman yang diterbitkan",
    "social": "Bukti posting",
    "accounts": "Dilihat petugas",
}


def evidence_rows(
    presences: Iterable[Presence], *, carried: Collection[int]
) -> list[dict[str, Any]]:
    """Return the evidence in words; `carried` are the keys that the level stands on."""
    return [
        {
            "kind": NAMES.get(presence.kind, presence.kind),
            "reference": presence.reference,
            "url": presence.reference if presence.reference.startswith("https://") else "",
            "source": SOURCES.get(presence.source.split(".")[0], presence.source),
            "seen_on": presence.seen_on,
            "is_verified": presence.is_verified,
            "is_carried": presence.pk in carried,
        }
        for presence in presences
    ]
