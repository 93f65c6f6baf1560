"""Files on the command line, read and checked to their end before anything is stored."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from django.conf import settings
from django.utils import timezone

from laju.apps.regions.models import Region
from laju.apps.registry.actions.receiving import facts_of
from laju.apps.registry.models import Batch
from laju.apps.registry.queries import choices_saved
from laju.core.errors import DomainError
from laju.engines.aside import Aside
from laju.engines.libvips import replace_file
from laju.engines.sheets import SheetNotFound
from laju.engines.staging import Choice, Order, Refused, Staged, stage_file

CODE_SYSTEMS = {"kemendagri": "KEMENDAGRI", "bps": "BPS"}
SHEET_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".xlsm"})
HEAVY = 4 * 1024**2  # bytes of sheets from which on two processes read them
READERS = 2
_PIECE = 1024**2
_MARK = "run-"

Stage = Callable[[Order], list[Staged | Refused]]


@dataclass(frozen=True, slots=True)
class Source:
    """One file, checked to its end: its tables, and the hash of its bytes."""

    path: Path
    sha256: str
    order: Order
    tables: tuple[Staged, ...]
    occasion: str  # the run it is imported in: begun again after a kill, a run is the same
    name: str = ""  # as the office calls it, when it is kept under another

    @property
    def rows(self) -> int:
        """Return how many rows its tables have."""
        return sum(table.rows_total for table in self.tables)


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


def check_sources(
    paths: Sequence[Path],
    *,
    occasion: str = "",
    region: Region | None,
    code_system: str = "",
    advance: Callable[[int], None],
) -> tuple[list[Source], list[Unreadable]]:
    """Read and check every file to its end; one that cannot be read does not stop the others.

    Nothing is stored in the registry. `advance` hears of files done.
    occasion: "" is a new one, or that of a run with the same files that did not come to its end.
    """
    unreadable: list[Unreadable] = []
    digests = dict(_digests(paths, unreadable))
    occasion = occasion or _occasion_of(digests.values())
    orders = list(_orders(digests, occasion, region, code_system))
    sources: dict[Path, Source] = {}
    with _stager(orders) as stage, ThreadPoolExecutor(READERS) as pool:
        for order, told in zip(orders, pool.map(_attempt(stage), orders), strict=True):
            advance(1)
            if isinstance(told, DomainError):
                unreadable.append(Unreadable(order.path, str(told), told.remedy))
                continue
            refused = [table for table in told if isinstance(table, Refused)]
            unreadable += [Unreadable(order.path, r.reason, r.remedy) for r in refused]
            tables = tuple(table for table in told if isinstance(table, Staged))
            sources[order.path] = Source(order.path, order.sha256, order, tables, occasion)
    return list(sources.values()), unreadable


def forget_run(sources: Iterable[Source]) -> None:
    """Note that a run has come to its end: the same files again are another one."""
    for source in sources:
        for mark in Path(settings.STAGING).glob(f"{_MARK}*"):
            if mark.read_text(encoding="utf-8") == source.occasion:
                mark.unlink()


def _occasion_of(digests: Iterable[str]) -> str:
    """Return the name of a run with these files, from the mark it left if it was killed."""
    key = hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()[:32]
    mark = Path(settings.STAGING) / f"{_MARK}{key}"
    if not mark.exists():
        mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path=mark, data=f"run-{timezone.now():%Y%m%dT%H%M%S.%f}".encode())
    return mark.read_text(encoding="utf-8")


def _digests(paths: Iterable[Path], unreadable: list[Unreadable]) -> Iterator[tuple[Path, str]]:
    """Yield the hash of every file that can be opened."""
    for path in paths:
        try:
            digest = hashlib.sha256()
            for piece in pieces_of(path):
                digest.update(piece)
        except FileNotFoundError:
            missing = SheetNotFound(name=path.name)
            unreadable.append(Unreadable(path, str(missing), missing.remedy))
        except OSError as error:
            reason = f"{path.name} tidak dapat dibuka: {error.strerror}."
            unreadable.append(Unreadable(path, reason, "Periksa izin dan letak berkasnya."))
        else:
            yield path, digest.hexdigest()


def _orders(
    digests: Mapping[Path, str], occasion: str, region: Region | None, code_system: str
) -> Iterator[Order]:
    saved = choices_saved()
    is_regency = region is not None and region.kind != Region.Kind.PROVINCE
    for path, digest in digests.items():
        begun = Batch.objects.filter(sha256=digest).exclude(status=Batch.Status.UNDONE)
        yield Order(
            path=path,
            sha256=digest,
            folder=settings.STAGING,
            today=timezone.localdate(),
            told=Choice((), code_system, region.pk if region and is_regency else ""),
            area=region.pk if region else "",
            saved=saved,
            begun={
                batch.sheet_name: facts_of(batch)
                for batch in begun.order_by("pk")
                if batch.status == Batch.Status.OPEN or batch.occasion == occasion
            },
        )


@contextmanager
def _stager(orders: Sequence[Order]) -> Iterator[Stage]:
    """Give what stages a file: here when there is little to do, else two processes."""
    if sum(order.path.stat().st_size for order in orders) < HEAVY:
        yield lambda order: stage_file(order=order)
        return
    with ExitStack() as stack:
        free: SimpleQueue[Aside] = SimpleQueue()
        for _ in range(READERS):
            free.put(stack.enter_context(Aside()))

        def stage(order: Order) -> list[Staged | Refused]:
            aside = free.get()
            try:
                told: list[Staged | Refused] = aside.do(stage_file, order=order)
            finally:
                free.put(aside)
            return told

        yield stage


def _attempt(stage: Stage) -> Callable[[Order], list[Staged | Refused] | DomainError]:
    def attempt(order: Order) -> list[Staged | Refused] | DomainError:
        try:
            return stage(order)
        except DomainError as error:
            return error

    return attempt


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, however large, a piece at a time."""
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece
