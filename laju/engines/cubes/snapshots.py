"""Numbered copies of the registry as Parquet: never changed, each with its checksum and origin."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from laju.core.errors import DomainError

MANIFEST = "snapshot.json"
ROW_GROUP = 60_000  # small enough that one region is few groups, large enough to be read fast
BUSINESSES = pa.schema(
    [
        ("id", pa.int64()),
        ("region", pa.string()),
        ("size", pa.string()),
        ("sector", pa.string()),
        ("level", pa.int32()),  # -1: never measured
        ("district", pa.string()),
        ("kbli_version", pa.string()),
        ("division", pa.string()),  # first two digits of the code, "" when none is known
        ("kbli", pa.string()),
        ("year", pa.int32()),  # in which the registry first heard of it
    ]
)


class NoSnapshot(DomainError):
    message = "Belum ada salinan bernomor dari registri."
    remedy = "Buat dengan: laju snapshot."
    status = 404


class ChangedSnapshot(DomainError):
    message = "Salinan nomor {number} berubah sejak dibuat: {file}."
    remedy = "Jangan pakai angkanya. Buat salinan baru dengan: laju snapshot."
    status = 409


@dataclass(frozen=True, slots=True)
class Source:
    """A table to be written: its columns, what yields its rows, and the order they are kept in."""

    schema: pa.Schema
    rows: Callable[[], Iterable[pa.RecordBatch]]
    order: str  # as SQL


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a snapshot is: number, moment, tables with rows and SHA-256, sheets it holds."""

    number: int
    taken_at: str  # ISO 8601
    rows: Mapping[str, int]
    sha256: Mapping[str, str]
    sheets: tuple[int, ...]  # keys of the batches received by then
    folder: Path

    def table(self, name: str) -> Path:
        """Return where a table lies."""
        return self.folder / f"{name}.parquet"


def write_snapshot(
    *,
    root: Path,
    tables: Mapping[str, Source],
    sheets: Iterable[int],
    taken_at: datetime,
) -> Snapshot:
    """Write the next snapshot below `root`; only its owner can read it.

    tables: what is written, under which name.
    A crash leaves a folder without a number, which the next snapshot sweeps away.
    """
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)
    for left in root.glob(".writing-*"):
        shutil.rmtree(left)
    number = max((int(path.name) for path in root.glob("[0-9]*")), default=0) + 1
    writing = root / f".writing-{os.getpid()}"
    writing.mkdir(mode=0o700)
    rows, digests = {}, {}
    for name, source in tables.items():
        file = writing / f"{name}.parquet"
        rows[name] = _write_sorted(file, source)
        file.chmod(0o600)
        digests[name] = _digest(file)
    folder = root / f"{number:06d}"
    told = Snapshot(number, taken_at.isoformat(), rows, digests, tuple(sheets), folder)
    stored = {key: value for key, value in asdict(told).items() if key != "folder"}
    (writing / MANIFEST).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    writing.rename(folder)
    return told


def latest_snapshot(*, root: Path) -> Snapshot:
    """Return the snapshot with the highest number. Raises: NoSnapshot."""
    folders = sorted(path.parent for path in root.glob(f"[0-9]*/{MANIFEST}"))
    if not folders:
        raise NoSnapshot
    told = json.loads((folders[-1] / MANIFEST).read_text(encoding="utf-8"))
    return Snapshot(**{**told, "sheets": tuple(told["sheets"])}, folder=folders[-1])


def check_snapshot(*, snapshot: Snapshot) -> None:
    """Hash every table again. Raises: ChangedSnapshot."""
    for name, sha256 in snapshot.sha256.items():
        path = snapshot.table(name)
        if not path.exists() or _digest(path) != sha256:
            raise ChangedSnapshot(number=snapshot.number, file=path.name)


def _write_sorted(file: Path, source: Source) -> int:
    """Write rows in an order; DuckDB sorts, on disk when memory does not do."""
    raw = file.with_suffix(".raw")
    count = 0
    with pq.ParquetWriter(raw, source.schema, compression="lz4") as writer:
        for batch in source.rows():
            writer.write_batch(batch)
            count += batch.num_rows
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(raw))
        rows.order(source.order).write_parquet(
            str(file), compression="zstd", row_group_size=ROW_GROUP
        )
    raw.unlink()
    return count


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
