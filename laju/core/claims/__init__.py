"""What may be said of a business, and what may not."""

from laju.core.claims.guard import Violation, check_facts, check_text, claims_in, may_be_named
from laju.core.claims.lexicon import Kind

__all__ = ["Kind", "Violation", "check_facts", "check_text", "claims_in", "may_be_named"]
