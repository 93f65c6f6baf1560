"""Rows of the linkage input for tests."""

from typing import Any

import pyarrow as pa

TEXTS = (
    "owner_name", "nik", "nib", "phone", "name", "region", "district", "district_name",
    "village_name", "address", "kbli_code", "activity",
)  # fmt: skip


def business(number: int, **facts: str) -> dict[str, Any]:
    """Return a row at one place in Medan; what is not given is unknown."""
    place = {
        "region": "12.71",
        "district": "12.71.01",
        "district_name": "Medan Kota",
        "village_name": "Pasar Baru",
        "address": "Jl. Sutomo No. 12",
        "kbli_code": "56103",
        "activity": "jual nasi",
    }
    return {"id": number, "sales_rupiah": None} | dict.fromkeys(TEXTS, "") | place | facts


def table(*rows: dict[str, Any]) -> pa.Table:
    """Return rows as the table the engine takes."""
    numbers = ("id", "sales_rupiah")
    return pa.table(
        {
            **{name: pa.array([row[name] for row in rows], pa.int64()) for name in numbers},
            **{name: pa.array([row[name] for row in rows], pa.string()) for name in TEXTS},
        }
    )
