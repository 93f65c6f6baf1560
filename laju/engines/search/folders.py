"""Where the index lies: one folder in use, the next one built beside it, swapped in one step.

search/ has mode 700, for names, owners, places and numbers can be read out of it. In it `current`
holds the name of the folder in use, `lock` is held by the one process that writes, and each
`index-<random>/` has tantivy's files and manifest.json.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from laju.core.errors import DomainError
from laju.engines.search.lines import register_tokenizers

FORMAT = 3  # raise it when fields or spelling change: older indexes are then built again


class Broken(DomainError):
    message = "Indeks pencarian rusak atau belum ada: {reason}"
    remedy = "Jalankan laju index untuk menyusunnya lagi; pencarian biasa tetap jalan."
    status = 503


class Manifest(NamedTuple):
    """What an index was made of: where from, and up to which change."""

    source: str
    mark: int = 0  # changes before this one are in it
    seen: int = 0  # changes at or after it that are in it nevertheless
    highest: int = 0  # the highest number of a business in it
    format: int = FORMAT


class Opened(NamedTuple):
    """An index that can be asked; `stamp` changes with every commit."""

    path: Path
    stamp: tuple[int, ...]
    index: Any
    searcher: Any


_OPENED: dict[Path, Opened] = {}
_LOCK = threading.Lock()


def open_index(folder: Path) -> Opened:
    """Return the index in use, as of its last commit. Raises: Broken."""
    path = None
    while True:  # again when another one was swapped in meanwhile and this one cleared away
        before = path
        try:
            path = _path_in_use(folder)
            with panics_told():
                return _opened(folder, path)
        except (OSError, ValueError, RuntimeError) as error:
            if path is None or path == before:
                raise Broken(reason=type(error).__name__) from error


def _opened(folder: Path, path: Path) -> Opened:
    stamp = _stamp(path)
    known = _OPENED.get(folder)
    if known and (known.path, known.stamp) == (path, stamp):
        return known
    with _LOCK:
        if known and known.path == path:
            index = known.index
        else:
            index = tantivy.Index.open(str(path))
            register_tokenizers(index)
            index.config_reader("manual")
        index.reload()
        _OPENED[folder] = Opened(path, stamp, index, index.searcher())
        return _OPENED[folder]


def current_manifest(folder: Path) -> Manifest:
    """Return what the index in use was made of. Raises: Broken when absent, damaged or older."""
    try:
        told = json.loads((_path_in_use(folder) / "manifest.json").read_text())
        manifest = Manifest(**told)
    except (OSError, ValueError, TypeError) as error:
        raise Broken(reason=type(error).__name__) from error
    if manifest.format != FORMAT:
        raise Broken(reason="format")
    return manifest


def remember(folder: Path, manifest: Manifest) -> None:
    """Keep up to which change the index in use knows."""
    write_manifest(_path_in_use(folder), manifest)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Lay a manifest beside the files of an index."""
    _write(path / "manifest.json", json.dumps(manifest._asdict()))


@contextlib.contextmanager
def writing(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Be the one that writes; False when somebody else is and `wait` is not asked for.

    The system lets go of the lock when a process ends, however it ends.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


@contextlib.contextmanager
def replace_index(folder: Path) -> Iterator[Path]:
    """Give a new folder to build in; it takes the place of the one in use when all went well.

    Whoever still reads the old one goes on reading it. Call it while `writing`.
    """
    path = folder / f"index-{secrets.token_hex(8)}"
    path.mkdir(mode=0o700)
    try:
        yield path
        _write(folder / "current", path.name)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    for other in folder.glob("index-*"):
        if other != path:
            shutil.rmtree(other, ignore_errors=True)


def set_aside(folder: Path) -> None:
    """Use an index no more that turned out to be damaged."""
    (folder / "current").unlink(missing_ok=True)
    _OPENED.pop(folder, None)


@contextlib.contextmanager
def panics_told() -> Iterator[None]:
    """Turn what tantivy does on damaged bytes into an error. Raises: RuntimeError."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # not an Exception, so nobody would catch it
            raise RuntimeError(str(error)) from error
        raise


def _path_in_use(folder: Path) -> Path:
    return folder / Path((folder / "current").read_text()).name


def _stamp(path: Path) -> tuple[int, ...]:
    told = (path / "meta.json").stat()
    return told.st_ino, told.st_mtime_ns, told.st_size


def _write(path: Path, text: str) -> None:
    """Write a file that is never seen half written."""
    draft = path.with_suffix(".new")
    with draft.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
