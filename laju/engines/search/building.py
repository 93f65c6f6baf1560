"""Building and changing the index."""

import contextlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from laju.engines.search.folders import (
    Broken,
    Manifest,
    Opened,
    open_index,
    panics_told,
    replace_index,
    write_manifest,
)
from laju.engines.search.lines import Line, document_of, make_schema, register_tokenizers

_BUILD_BYTES, _BUILD_THREADS = 600_000_000, 2
_UPDATE_BYTES = 60_000_000


def build_index(*, folder: Path, lines: Iterable[Line], manifest: Manifest) -> int:
    """Build the index anew beside the one in use and swap it in. Returns: number of businesses.

    Call it while `writing`. `manifest.highest` is filled in. Raises: Broken, for a full disk.
    """
    with _breakage_told(), replace_index(folder) as path:
        index = tantivy.Index(make_schema(), path=str(path))
        register_tokenizers(index)
        writer = index.writer(_BUILD_BYTES, _BUILD_THREADS)
        count, highest = 0, manifest.highest
        try:
            for line in lines:
                writer.add_document(document_of(line))
                count += 1
                highest = max(highest, line[0])
            writer.commit()
        except BaseException:
            writer.rollback()  # its threads would go on writing into a folder that is cleared away
            raise
        finally:
            writer.wait_merging_threads()
        write_manifest(path, manifest._replace(highest=highest))
    return count


def update_index(*, folder: Path, lines: Iterable[Line], gone: Iterable[int]) -> None:
    """Add or replace the lines and take out what is gone, in one commit.

    Call it while `writing`. Raises: Broken.
    """
    opened = open_index(folder)
    with _breakage_told():
        writer = opened.index.writer(_UPDATE_BYTES, 1)
        told = list(lines)
        old = [line[0] for line in told] + list(gone)
        writer.delete_documents_by_query(
            tantivy.Query.term_set_query(opened.index.schema, "id", old)
        )
        for line in told:
            writer.add_document(document_of(line))
        writer.commit()
        writer.wait_merging_threads()


def count_indexed(*, opened: Opened) -> int:
    """Return the number of businesses in the index."""
    return int(opened.searcher.num_docs)


def indexed_among(*, opened: Opened, ids: Collection[int]) -> set[int]:
    """Return those of the numbers that are in the index. Raises: Broken."""
    if not ids:
        return set()
    with _breakage_told():
        searcher: Any = opened.searcher
        query = tantivy.Query.term_set_query(opened.index.schema, "id", list(ids))
        hits = searcher.search(query, limit=len(ids), count=False).hits
        return set(searcher.fast_field_values("id", [place for _, place in hits]))


@contextlib.contextmanager
def _breakage_told() -> Iterator[None]:
    try:
        with panics_told():
            yield
    except (OSError, ValueError, RuntimeError) as error:
        raise Broken(reason=str(error)[:100] or type(error).__name__) from error
