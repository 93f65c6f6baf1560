"""Thousands of posters into files: in several processes, whole or not at all, resumable."""

import hashlib
import json
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from laju.core.errors import DomainError
from laju.engines.libvips import FONTS, replace_file
from laju.engines.posters.drawing import TEMPLATES, draw_poster
from laju.engines.posters.poster import Poster

_MARK = b"laju-poster "  # begins the JPEG comment that carries the hash of the inputs
_CHUNK = 16


class PostersInterrupted(DomainError):
    message = "Pembuatan poster terhenti setelah {count_done} dari {count_jobs} usaha."
    remedy = "Jalankan lagi: poster yang sudah jadi tidak dibuat ulang."
    status = 503


@dataclass(frozen=True, slots=True)
class PosterJob:
    """One poster and where each of its sizes goes."""

    poster: Poster
    paths: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class PosterTally:
    """What became of the files; `reasons` are sentences for posters drawn without their photo."""

    drawn: int = 0
    kept: int = 0  # the file was there, made from the same facts
    reasons: tuple[str, ...] = ()

    def __add__(self, other: "PosterTally") -> "PosterTally":
        return PosterTally(
            self.drawn + other.drawn, self.kept + other.kept, self.reasons + other.reasons
        )


def _tell_nobody(_done: int, _total: int) -> None:
    """Take note of progress without passing it on."""


def write_posters(
    *,
    jobs: Sequence[PosterJob],
    processes: int = 2,
    progress: Callable[[int, int], None] = _tell_nobody,
) -> PosterTally:
    """Write every poster of every job; call `progress(done, total)` with jobs after each chunk.

    A file appears whole or not at all. A file made from the same facts, photo, design and fonts is
    kept, so a run that was cut off goes on where it stopped. A photo that cannot be opened costs
    its poster the photo, not the run.

    Raises: PostersInterrupted when a working process was ended from outside.
    """
    chunks = [jobs[start : start + _CHUNK] for start in range(0, len(jobs), _CHUNK)]
    if processes <= 1 or len(chunks) <= 1:
        return _gather(map(_write_chunk, chunks), total=len(jobs), progress=progress)
    # A forked libvips deadlocks: its threads stay behind in the parent.
    with ProcessPoolExecutor(
        max_workers=min(processes, len(chunks)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_end_with_parent,
        initargs=(os.getpid(),),
    ) as pool:
        return _gather(pool.map(_write_chunk, chunks), total=len(jobs), progress=progress)


def _gather(
    tallies: Iterable[tuple[int, PosterTally]], *, total: int, progress: Callable[[int, int], None]
) -> PosterTally:
    done, sum_of_all = 0, PosterTally()
    try:
        for count, tally in tallies:
            done += count
            sum_of_all += tally
            progress(done, total)
    except BrokenProcessPool as error:
        raise PostersInterrupted(count_done=done, count_jobs=total) from error
    return sum_of_all


def _end_with_parent(parent: int) -> None:
    """End this process soon after its parent, also when the parent is killed without warning."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _write_chunk(jobs: Sequence[PosterJob]) -> tuple[int, PosterTally]:
    tally = PosterTally()
    for job in jobs:
        for size, path in job.paths.items():
            tally += _write_poster(poster=job.poster, size=size, path=Path(path))
    return len(jobs), tally


def _write_poster(*, poster: Poster, size: str, path: Path) -> PosterTally:
    mark = hash_inputs(poster=poster, size=size)
    if read_mark(path) == mark:
        return PosterTally(kept=1)
    reasons: tuple[str, ...] = ()
    try:
        data = draw_poster(poster=poster, size=size)
    except DomainError as error:
        if not poster.photo:
            raise
        # Marked without its photo, so that a repaired photo is drawn at the next run.
        poster = replace(poster, photo="")
        mark = hash_inputs(poster=poster, size=size)
        reasons = (f"{poster.code or poster.product_name}: {error}",)
        if read_mark(path) == mark:
            return PosterTally(kept=1, reasons=reasons)
        data = draw_poster(poster=poster, size=size)
    comment = _MARK + mark.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
    replace_file(path=path, data=data[:2] + segment + data[2:])
    return PosterTally(drawn=1, reasons=reasons)


def hash_inputs(*, poster: Poster, size: str) -> str:
    """Return the SHA-256 (hex) of all that a poster is made from: facts, photo, design, fonts."""
    facts = asdict(poster) | {"photo": "", "size": size, "design": _hash_design()}
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode("utf-8", "surrogatepass"))
    if poster.photo:
        try:
            digest.update(hashlib.sha256(Path(poster.photo).read_bytes()).digest())
        except OSError:
            digest.update(b"no photo")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _hash_design() -> str:
    digest = hashlib.sha256()
    code = Path(__file__).parent
    for path in sorted([*TEMPLATES.glob("*.svg"), *FONTS.glob("*.ttf"), *code.glob("*.py")]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def read_mark(path: Path) -> str:
    """Return the hash that a poster's file carries, or "" when it is absent or not one of ours."""
    try:
        with path.open("rb") as file:
            head = file.read(6 + len(_MARK) + 64)
    except OSError:
        return ""
    mark = head[6:]
    return mark[len(_MARK) :].decode("ascii", "replace") if mark.startswith(_MARK) else ""
