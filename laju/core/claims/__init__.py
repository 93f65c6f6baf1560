"""What may be said of a business, and what may not."""

from laju.core.claims.guard import Violation, check_facts, check_text, claims_in, may_be_named
from laju.core.claims.names import is_abbreviated
from laju.core.claims.rules import Kind
from laju.core.claims.written import check_written

__all__ = [
    "Kind",
    "Violation",
    "check_facts",
    "check_text",
    "check_written",
    "claims_in",
    "is_abbreviated",
    "may_be_named",
]
