"""What a business does and sells, read from its own words."""

from laju.core.sectors.guess import guess_sector
from laju.core.sectors.products import read_products
from laju.core.sectors.sensitive import Sensitive, sensitive_goods

__all__ = ["Sensitive", "guess_sector", "read_products", "sensitive_goods"]
