"""What the registry keeps: sheets and their rows, owners and businesses, links and merges."""

from laju.apps.registry.models.businesses import Business, Owner
from laju.apps.registry.models.coding import KbliChoice, KbliPhrase
from laju.apps.registry.models.links import Link, Merge
from laju.apps.registry.models.search import SearchChange
from laju.apps.registry.models.sheets import Batch, CodeSystem, ColumnMapping, Finding, Row

__all__ = [
    "Batch",
    "Business",
    "CodeSystem",
    "ColumnMapping",
    "Finding",
    "KbliChoice",
    "KbliPhrase",
    "Link",
    "Merge",
    "Owner",
    "Row",
    "SearchChange",
]
