"""Fields of a row to clean values, part by part, each doubt noted with what to do about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from laju.core.records import figures, people, presence, trade
from laju.core.records.names import read_names
from laju.core.records.place import read_place
from laju.core.records.values import Reader, Record


@dataclass(frozen=True, slots=True)
class Part:
    """What is read together and apart from all else.

    read: looks at the fields `reads` and, of what earlier parts filled, at `needs`; sets `fills`.
    """

    read: Callable[[Mapping[str, str], Reader, Record], None]
    reads: tuple[str, ...]
    fills: tuple[str, ...]
    needs: tuple[str, ...] = ()


PARTS = (
    Part(people.read_sex, ("owner_sex",), ("owner_sex",)),
    Part(people.read_owner_nik, ("nik",), ("nik",)),
    Part(people.read_owner_nib, ("nib",), ("nib",)),
    Part(people.read_owner_npwp, ("npwp",), ("npwp",)),
    Part(people.read_owner_phone, ("phone",), ("phone",)),
    Part(people.read_email, ("email",), ("email",)),
    Part(trade.read_activity, ("activity",), ("activity", "email"), needs=("email",)),
    Part(trade.read_products, ("products",), ("products_text",)),
    Part(trade.read_prices, ("prices", "price_range"), ("prices_text",)),
    Part(trade.read_hours, ("hours",), ("hours_text",)),
    Part(trade.read_address, ("address",), ("address",)),
    Part(
        read_place,
        (
            *("region", "province", "region_code", "district_code", "village_code"),
            *("district", "village", "address"),
        ),
        ("region_code", "district_code", "district_name", "village_name"),
    ),
    Part(trade.read_kbli, ("kbli",), ("kbli_code", "kbli_version")),
    Part(
        trade.choose_sector,
        ("sector",),
        ("sector",),
        needs=("activity", "products_text", "name", "kbli_code"),
    ),
    Part(figures.read_sales, ("sales_rupiah",), ("sales_rupiah",)),
    Part(figures.read_capital, ("capital_rupiah",), ("capital_rupiah",)),
    Part(figures.read_founded_year, ("founded_year",), ("founded_year",)),
    Part(figures.read_employees, ("employees",), ("employees",)),
    Part(figures.read_position, ("latitude", "longitude"), ("latitude", "longitude")),
    Part(presence.read_channels, presence.CHANNELS, ("channels",)),
    Part(presence.read_permits, tuple(presence.PERMITS), ("permits",)),
    Part(presence.read_photo, ("photo",), ("photo_name",)),
    Part(figures.read_score, ("score",), ("score",)),
    Part(figures.read_applied_on, ("applied_on",), ("applied_on",)),
)
"""All that is read once a row has a name, in the order of their findings."""


def read_record(*, values: Mapping[str, str], reader: Reader) -> Record:
    """Read the fields of one row (core.columns.apply_mapping) as a business.

    The row is held back only when it is no business (no name at all, a row of totals) or when
    its region is given but means no place. Any other doubtful value is left out and noted.
    """
    record = Record()
    read_names(values, reader, record)
    if record.is_rejected:
        return record
    for part in PARTS:
        part.read(values, reader, record)
    return record
