"""A file read and checked to its end before anything of it is stored: the staged table.

What is staged lies in a folder of its own, named by all that went into it; the folder appears
whole or not at all, so that a crash leaves nothing half-read behind.
"""

import contextlib
import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from laju.core.errors import DomainError
from laju.engines.staging.settling import Choice, header_digest, settle, settled_before
from laju.engines.tables import CheckedTable, Table, check_table, read_tables

VERSION = 1  # of what is staged: another version reads the file again
_ROWS, _FINDINGS, _FACTS = "rows.parquet", "findings.parquet", "facts.json"
_STEM = 16  # letters of the file's hash in the name of its folder
_ASIDE, _A_DAY = ".baru-", 86_400
_FEW = 5_000  # up to so many rows are all looked at to say what the columns mean


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be staged, and what is known of it beforehand.

    saved: choices of offices by digest of the header; begun: facts of tables whose first rows
    are stored already, by name.
    """

    path: Path
    sha256: str
    folder: Path
    today: date
    told: Choice = field(default_factory=Choice)
    area: str = ""
    saved: Mapping[str, Choice] = field(default_factory=dict)
    begun: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """Return the folder of the staged tables, named by all that goes into them."""
        return self.folder / self._named(begun=dict(self.begun))

    @property
    def first_home(self) -> Path:
        """Return where they were staged before the first row was stored."""
        return self.folder / self._named(begun={})

    def _named(self, *, begun: Mapping[str, Any]) -> str:
        told = {
            "version": VERSION,
            "sha256": self.sha256,
            "today": self.today.isoformat(),
            "told": asdict(self.told),
            "area": self.area,
            "saved": {key: asdict(choice) for key, choice in self.saved.items()},
            "begun": {key: dict(facts) for key, facts in begun.items()},
        }
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        return f"{self.sha256[:_STEM]}-{digest[:32]}"


@dataclass(frozen=True, slots=True)
class Staged:
    """One table of a file, checked and waiting; `facts` is what its batch keeps of it."""

    folder: Path
    name: str
    header: tuple[str, ...]
    header_row: int
    notes: tuple[str, ...]
    rows_total: int
    facts: Mapping[str, Any]
    quality: list[dict[str, Any]]

    def scan(self) -> tuple[pl.LazyFrame, pl.LazyFrame]:
        """Return rows and findings (engines.tables), to be read as far as they are needed."""
        return pl.scan_parquet(self.folder / _ROWS), pl.scan_parquet(self.folder / _FINDINGS)


@dataclass(frozen=True, slots=True)
class Refused:
    """One table that cannot be used, in the words of its error."""

    name: str
    reason: str
    remedy: str


def stage_file(*, order: Order) -> list[Staged | Refused]:
    """Read and check every table of a file; done before, it is found again.

    Raises: what engines.sheets.read_sheets raises.
    """
    if order.begun and (first := _all_found(order.first_home)) and _goes_on(first, order):
        return first
    if not order.home.is_dir():
        order.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=order.folder, prefix=_ASIDE) as aside:
            new = Path(aside) / order.home.name
            for index, table in enumerate(read_tables(path=order.path)):
                _stage(table, new / f"{index}", order)
            try:
                new.rename(order.home)
            except OSError:
                if not order.home.is_dir():  # else one that was killed meanwhile came first
                    raise
    return _all_found(order.home)


def forget_staged(*, order: Order) -> None:
    """Take away what was staged of a file: its rows are stored. And what killed runs left."""
    for folder in order.folder.glob(f"{order.sha256[:_STEM]}-*"):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in order.folder.glob(f"{_ASIDE}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _A_DAY:
                shutil.rmtree(folder, ignore_errors=True)


def _goes_on(tables: list[Staged | Refused], order: Order) -> bool:
    """Say whether staged tables mean what they meant when their first rows were stored."""
    return all(
        table.facts == order.begun.get(table.name, table.facts)
        for table in tables
        if isinstance(table, Staged)
    )


def _all_found(home: Path) -> list[Staged | Refused]:
    if not home.is_dir():
        return []
    return [_found(folder) for folder in sorted(home.iterdir(), key=lambda f: int(f.name))]


def _stage(table: Table, folder: Path, order: Order) -> None:
    folder.mkdir(parents=True)
    name = table.name
    try:
        checked, facts = _checked(table, name, order)
    except DomainError as error:
        refused = {"name": name, "reason": str(error), "remedy": error.remedy}
        (folder / _FACTS).write_text(json.dumps({"refused": refused}), encoding="utf-8")
        return
    checked.rows.write_parquet(folder / _ROWS, compression="lz4")
    checked.findings.write_parquet(folder / _FINDINGS, compression="lz4")
    told = {
        "name": name,
        "header": table.header,
        "header_row": table.header_row,
        "notes": table.notes,
        "rows_total": checked.rows.height,
        "facts": facts,
        "quality": checked.quality,
    }
    (folder / _FACTS).write_text(json.dumps(told), encoding="utf-8")


def _checked(table: Table, name: str, order: Order) -> tuple[CheckedTable, Mapping[str, Any]]:
    begun = order.begun.get(name)
    if begun is not None:
        settled = settled_before(header=table.header, facts=begun, today=order.today)
    else:
        is_small = table.cells.height <= _FEW
        rows = [row.cells for row in table.rows()] if is_small else table.samples()
        settled = settle(
            name=name or order.path.name,
            header=table.header,
            rows=rows,
            saved=order.saved.get(header_digest(header=table.header)),
            told=order.told,
            area=order.area,
            today=order.today,
        )
    checked = check_table(table=table, columns=settled.columns, reader=settled.reader)
    return checked, settled.facts


def _found(folder: Path) -> Staged | Refused:
    told = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
    if "refused" in told:
        return Refused(**told["refused"])
    told |= {name: tuple(told[name]) for name in ("header", "notes")}
    return Staged(folder=folder, **told)
