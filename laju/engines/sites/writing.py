"""Sites on disk: a visitor sees the whole old site or the whole new one, never a mixture."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from laju.core.errors import DomainError
from laju.core.slugs import check_slug
from laju.engines.sites.exchange import exchange, flush_file_system

STAGING = ".laju-staging"
BATCH = 2000  # a flush costs the same for ten sites and for two thousand
_PAGE = re.compile(r"[a-z0-9][a-z0-9-]{0,80}\.html|gaya\.css|belanja\.js|qris\.svg")
_turn = count()


class UnsafeSitePath(DomainError):
    message = "“{path}” bukan berkas halaman yang dapat ditulis."
    remedy = "Halaman sebuah usaha adalah berkas .html langsung di dalam foldernya sendiri."
    status = 422


@dataclass(frozen=True, slots=True)
class SiteWrite:
    """What became of one site: names of pages written and removed, number left untouched."""

    slug: str
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    is_new: bool = False

    @property
    def is_changed(self) -> bool:
        """Tell whether anything on disk is different now."""
        return bool(self.written or self.removed)


@dataclass(frozen=True, slots=True)
class _Staged:
    """A site ready to be put in place; `folder` is the whole new folder, empty path: nothing."""

    result: SiteWrite
    folder: Path | None = None


def write_site(*, root: Path, slug: str, files: Mapping[str, bytes]) -> SiteWrite:
    """Put the pages of one site in place at `root/slug`, in one step and durably.

    Pages (`*.html` right in the folder) that are not in `files` are removed; pages with the
    same bytes keep inode and time; pictures and folders beside them stay. A crash at any moment
    leaves the site as it was or as it shall be.

    Raises: BadSlug, UnsafeSitePath.
    """
    with _staging(root) as stage:
        staged = _stage(root, stage, slug, files)
        if staged.result.is_changed:
            flush_file_system(root)
            _place(root, staged, tuple(files))
            flush_file_system(root)
    return staged.result


def write_batch(
    *, root: Path, sites: Iterable[tuple[str, Mapping[str, bytes]]], batch: int = BATCH
) -> Iterator[SiteWrite]:
    """Put many sites in place like `write_site`, with one flush of the disk per batch.

    Results come in order, a batch at a time, after its sites are in place; `sites` is read lazily.

    Raises: BadSlug, UnsafeSitePath.
    """
    rest = iter(sites)
    while True:
        with _staging(root) as stage:
            # only names are kept: a batch costs disk, not memory
            staged = [
                (_stage(root, stage, slug, files), tuple(files))
                for slug, files in islice(rest, max(batch, 1))
            ]
            if any(each.result.is_changed for each, _ in staged):
                flush_file_system(root)  # the bytes must be on disk before a name leads to them
            for each, names in staged:
                _place(root, each, names)
        if not staged:
            return
        yield from (each.result for each, _ in staged)


def sweep_staging(root: Path) -> int:
    """Remove what writers that no longer run have left behind; return how many folders.

    Safe while other processes of this machine write.
    """
    swept = 0
    for folder in root.glob(f"{STAGING}-*"):
        owner = folder.name.split("-")[2]
        if owner.isdigit() and not _is_running(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
    return swept


@contextlib.contextmanager
def _staging(root: Path) -> Iterator[Path]:
    root.mkdir(parents=True, exist_ok=True)
    folder = root / f"{STAGING}-{os.getpid()}-{next(_turn)}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stage(root: Path, stage: Path, slug: str, files: Mapping[str, bytes]) -> _Staged:
    """Write what will be new for one site into the staging folder."""
    check_slug(slug)
    for name in files:
        if not _PAGE.fullmatch(name):
            raise UnsafeSitePath(path=name[:80])
    target = root / slug
    folder = stage / slug
    try:
        found = os.listdir(target)  # noqa: PTH208 - a Path for each name costs more than the rest
    except FileNotFoundError:
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return _Staged(SiteWrite(slug, tuple(files), is_new=True), folder)
    except NotADirectoryError:
        raise UnsafeSitePath(path=slug) from None
    if target.is_symlink():
        raise UnsafeSitePath(path=slug)
    changed = tuple(name for name in files if not _has(target / name, files[name]))
    stale = tuple(name for name in found if _PAGE.fullmatch(name) and name not in files)
    result = SiteWrite(slug, changed, stale, len(files) - len(changed))
    if not result.is_changed:
        return _Staged(result)
    folder.mkdir()
    for name in changed:
        (folder / name).write_bytes(files[name])
    return _Staged(result, folder)


def _place(root: Path, staged: _Staged, names: Sequence[str]) -> None:
    """Make the staged folder the site, by the cheapest step that is still one step."""
    result, folder = staged.result, staged.folder
    if folder is None:
        return
    target = root / result.slug
    if result.is_new:
        try:
            folder.rename(target)
        except OSError:  # somebody else put a folder here meanwhile: their pictures stay
            _replace_pages(folder, target, names)
        return
    if len(result.written) == 1 and not result.removed:
        (folder / result.written[0]).replace(target / result.written[0])
        return
    if not (_link_rest(target, folder, result) and _exchange_whole(target, folder, result)):
        _replace_pages(folder, target, names)


def _exchange_whole(target: Path, folder: Path, result: SiteWrite) -> bool:
    shutil.copystat(target, folder)
    if not exchange(folder, target):
        return False
    # `folder` is the old site now; a picture may have come into it between linking and here
    gone = {*result.removed, *result.written}
    _link_rest(folder, target, result, gone=gone)
    return True


def _link_rest(source: Path, goal: Path, result: SiteWrite, gone: set[str] | None = None) -> bool:
    """Give `goal` every file of `source` it does not have yet; False when links are refused."""
    skip = gone if gone is not None else {*result.written, *result.removed}
    try:
        for folder, folders, names in os.walk(source):
            inner = goal / Path(folder).relative_to(source)
            for name in folders:
                (inner / name).mkdir(exist_ok=True)
            for name in names:
                if not (folder == str(source) and name in skip) and not (inner / name).exists():
                    os.link(Path(folder) / name, inner / name, follow_symlinks=False)
    except OSError:
        return False
    return True


def _replace_pages(folder: Path, target: Path, names: Sequence[str]) -> None:
    """Put page after page in place: for file systems that know neither links nor exchange."""
    for name in sorted(names, reverse=True):  # the homepage late: it leads to the others
        page = folder / name
        if page.exists():
            page.replace(target / name)
    for path in target.iterdir():
        if _PAGE.fullmatch(path.name) and path.name not in names:
            path.unlink(missing_ok=True)


def _has(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
