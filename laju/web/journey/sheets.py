"""Files on the command line, read and received with nothing lost."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.regions.models import Region
from laju.apps.registry.actions import propose_links, receive_sheet
from laju.apps.registry.models import Batch, Link
from laju.core.errors import DomainError
from laju.engines.sheets import Sheet, read_sheets
from laju.web.shared.sheet_files import keep_file, path_of

CODE_SYSTEMS = {"kemendagri": "KEMENDAGRI", "bps": "BPS"}
SHEET_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".xlsm"})


@dataclass(frozen=True, slots=True)
class Source:
    """One file with its tables and the hash of its bytes."""

    path: Path
    sha256: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One file that could not be read, and what to do about it."""

    path: Path
    reason: str
    remedy: str


def expand(paths: Iterable[Path]) -> list[Path]:
    """Return the files meant, a folder standing for the sheets in it; each file once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SHEET_ENDINGS)
            found |= dict.fromkeys(inside)
        else:
            found[path] = None
    return list(found)


def read_sources(paths: Sequence[Path]) -> tuple[list[Source], list[Unreadable]]:
    """Read every file; one that cannot be read does not stop the others."""
    sources, unreadable = [], []
    for path in paths:
        try:
            sheets = tuple(read_sheets(path=path))
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            sources.append(Source(path, digest, sheets))
        except DomainError as error:
            unreadable.append(Unreadable(path, str(error), error.remedy))
        except OSError as error:
            reason = f"{path.name} tidak dapat dibuka: {error.strerror}."
            unreadable.append(Unreadable(path, reason, "Periksa izin dan letak berkasnya."))
    return sources, unreadable


def receive_sources(
    sources: Sequence[Source],
    *,
    occasion: str,
    region: Region | None,
    code_system: str = "",
    by: User,
    advance: Callable[[int], None],
) -> tuple[list[Batch], list[Unreadable]]:
    """Receive every table in chunks and propose doubtful pairs; `advance` hears of rows done."""
    batches, unreadable = [], []
    for source in sources:
        for sheet in source.sheets:
            try:
                batches.append(
                    _receive(source, sheet, occasion, (region, code_system), by, advance)
                )
            except DomainError as error:
                unreadable.append(Unreadable(source.path, str(error), error.remedy))
    return batches, unreadable


def _receive(
    source: Source,
    sheet: Sheet,
    occasion: str,
    place: tuple[Region | None, str],
    by: User,
    advance: Callable[[int], None],
) -> Batch:
    region, code_system = place
    if not path_of(sha256=source.sha256).exists():
        keep_file(chunks=[source.path.read_bytes()])  # so that corrections can be sent back
    is_regency = region is not None and region.kind != Region.Kind.PROVINCE
    done = 0
    while True:
        batch = receive_sheet(
            sheet=sheet,
            file_name=source.path.name,
            sha256=source.sha256,
            region=region if is_regency else None,
            area=region,
            code_system=code_system,
            occasion=occasion,
            by=by,
            at=timezone.now(),
        )
        advance(batch.rows_done - done)
        done = batch.rows_done
        if batch.status == Batch.Status.DONE:
            break
    if batch.created and not Link.objects.filter(left__rows__batch=batch).exists():
        propose_links(batch=batch, by=by, at=timezone.now())
    return batch
