"""What a sheet means, settled once before its first row is read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from laju.core.columns import Column, ColumnMapping, propose_mapping
from laju.core.columns.titles import rupiah_unit
from laju.core.errors import DomainError
from laju.core.kbli import Classification, Version
from laju.core.places import System
from laju.core.records import Reader, Understanding, understand_sheet
from laju.engines.reference import load_classification, load_gazetteer
from laju.engines.sheets import REMEDY_TITLE


class NoNameColumn(DomainError):
    message = "Pada lembar {sheet} tidak ada kolom nama usaha maupun nama pemilik."
    remedy = "Tunjukkan kolom mana yang berisi nama usaha, lalu impor lagi."
    status = 422


@dataclass(frozen=True, slots=True)
class Choice:
    """What an office has said of sheets with one header; "" leaves it to the sheet."""

    fields: tuple[str, ...] = ()
    code_system: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The columns and the reader of a sheet, and the same as facts that can be kept."""

    columns: ColumnMapping
    reader: Reader
    facts: dict[str, Any] = field(default_factory=dict)


def settle(
    *,
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    columns: ColumnMapping | None = None,
    saved: Choice | None = None,
    told: Choice | None = None,
    area: str = "",
    today: date,
) -> Settled:
    """Settle columns, code system, place and units of a sheet.

    columns: as a person agreed to them, else as saved for this header, else as proposed.
    told: what is said of this one sheet; it goes before what is saved.
    Raises: NoNameColumn.
    """
    told, saved = told or Choice(), saved or Choice()
    if columns is None:
        columns = propose_mapping(header=header, rows=rows)
        if fields := fields_for(header=header, saved=saved.fields):
            columns = with_fields(columns=columns, fields=fields)
        else:
            saved = Choice()
    else:
        saved = Choice()
    if not {"name", "owner_name"} & set(columns.fields):
        raise NoNameColumn(sheet=name)
    understanding = understand(
        columns=columns,
        rows=rows,
        code_system=told.code_system or saved.code_system,
        region=told.region or saved.region,
        area=area,
        today=today,
    )
    return Settled(columns, understanding.reader, _facts(columns, understanding))


def settled_before(*, header: Sequence[str], facts: Mapping[str, Any], today: date) -> Settled:
    """Return a sheet as it was settled when its first rows were read."""
    columns = ColumnMapping(
        tuple(
            Column(index, title, name or None, 1.0, "", rupiah_unit(title))
            for index, (title, name) in enumerate(zip(header, facts["fields"], strict=True))
        )
    )
    reading = facts["reading"]
    reader = Reader(
        gazetteer=load_gazetteer(),
        today=today,
        region=facts["region"],
        system=System(facts["code_system"]) if facts["code_system"] else None,
        kbli=classifications(),
        **{**reading, "months": frozenset(reading["months"])},
    )
    return Settled(columns, reader, dict(facts))


def understand(
    *,
    columns: ColumnMapping,
    rows: Sequence[Sequence[str]],
    code_system: str = "",
    region: str = "",
    area: str = "",
    today: date,
) -> Understanding:
    """Find place, code system and units of a sheet with the shipped reference data."""
    return understand_sheet(
        mapping=columns,
        rows=rows,
        gazetteer=load_gazetteer(),
        kbli=classifications(),
        today=today,
        system=System(code_system) if code_system else None,
        region=region,
        area=area,
    )


def classifications() -> tuple[Classification, ...]:
    """Return the shipped KBLI in all versions."""
    return tuple(load_classification(version=version) for version in Version)


def with_fields(*, columns: ColumnMapping, fields: Sequence[str]) -> ColumnMapping:
    """Return the columns with the fields a person has chosen, one or "" per column."""
    for index, chosen in enumerate(fields):
        if (columns.columns[index].field or "") != chosen:
            columns = columns.with_field(index=index, field=chosen or None)
    return columns


def own_titles(*, header: Sequence[str]) -> tuple[str, ...]:
    """Return the titles an office gave its list, without the column "Perbaikan" of Laju.

    >>> own_titles(header=["Nama", "NIK", "Perbaikan"])
    ('Nama', 'NIK')
    """
    return tuple(header[:-1] if header and header[-1] == REMEDY_TITLE else header)


def fields_for(*, header: Sequence[str], saved: Sequence[str]) -> tuple[str, ...]:
    """Return the saved field of each title, none when they are of another number of columns."""
    own = len(own_titles(header=header))
    return (*saved, *[""] * (len(header) - own)) if saved and len(saved) == own else ()


def header_digest(*, header: Sequence[str]) -> str:
    """Return the hash by which a header is known again, whatever its capitals and blanks.

    A sheet that comes back with the column "Perbaikan" has the header it went out with.
    """
    plain = [" ".join(title.casefold().split()) for title in own_titles(header=header)]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def _facts(columns: ColumnMapping, understanding: Understanding) -> dict[str, Any]:
    reader = understanding.reader
    return {
        "fields": [column.field or "" for column in columns.columns],
        "mapping_evidence": [column.evidence for column in columns.columns],
        "code_system": reader.system.value if reader.system else "",
        "code_system_evidence": understanding.system_evidence[:300],
        "region": reader.region,
        "region_evidence": understanding.region_evidence[:300],
        "reading": {
            "area": reader.area,
            "kbli_version": reader.kbli_version,
            "units": dict(reader.units),
            "months": sorted(reader.months),
            "is_region_needed": reader.is_region_needed,
            "is_name_needed": reader.is_name_needed,
            "is_nik_rounded": reader.is_nik_rounded,
        },
    }
