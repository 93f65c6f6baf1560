"""New rows against the registry: a sheet in a second, one row of a form in milliseconds."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from laju.engines.linkage.features import features_sql
from laju.engines.linkage.linking import ordered, score
from laju.engines.linkage.model import Model, load_model, meaning
from laju.engines.linkage.owners import key_texts, keys_sql, met_sql
from laju.engines.linkage.pairwise import compare_form, rank_forms
from laju.engines.linkage.rowwise import expression
from laju.engines.linkage.session import Session
from laju.engines.linkage.settings import LARGEST_BLOCK
from laju.engines.linkage.steps import Step, pair_steps, row_step

_FRESH = Step("fresh_features", features_sql("given"))
_FRESH_KEYS = Step("fresh_keys", keys_sql("fresh"))
# The rows that share a key with one row, by the texts of its keys.
_MET = f"""SELECT * FROM known WHERE id <> $2 AND id IN (
  SELECT id FROM (
    SELECT id, count(*) OVER (PARTITION BY key) AS n FROM known_keys
    WHERE key IN (SELECT hash(unnest($1::VARCHAR[])))
  ) AS hit WHERE n < {LARGEST_BLOCK}
)"""


class Base:
    """The registry made ready for questions: its rows in comparison form and the keys to them.

    Kept in memory, or in the file `path`, from where it opens again at once if it `is_ready`. One
    process and one thread at a time.
    """

    def __init__(self, *, model: Model | None = None, path: str = ":memory:", memory_mb: int = 0):
        self.model = model or load_model()
        self.session = Session(path=path, memory_mb=memory_mb)
        self.session.take_terms(self.model)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.close()

    def fill(self, table: pa.Table) -> Self:
        """Replace all rows by those of `table` (the linkage input)."""
        self.session.read(table, Step("features", features_sql("given")))
        # In order of the key, and of the id, a look-up reads a few blocks instead of all.
        by_id = row_step(self.model, into="unsorted")
        keys = f"SELECT * FROM ({keys_sql('known')}) AS k ORDER BY key"
        self.session.run(
            by_id,
            Step("known", "SELECT * FROM unsorted ORDER BY id", ("unsorted",)),
            Step("known_keys", keys),
            Step("made", f"SELECT '{self._mark}' AS mark"),
        )
        return self

    @property
    def _mark(self) -> str:
        # Keys are hashes of DuckDB, which another version of it may make otherwise.
        return f"{duckdb.__version__} {meaning()} {self.model.version}"

    @property
    def is_ready(self) -> bool:
        """Tell whether it holds rows, made by this code, this model and this DuckDB."""
        connection = self.session.connection
        tables = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
        return "made" in tables and connection.table("made").fetchall() == [(self._mark,)]

    def add(self, table: pa.Table) -> None:
        """Take more rows in, those of a sheet just linked; a row known already is replaced."""
        self._read(table)
        connection = self.session.connection
        for name in ("known", "known_keys"):
            connection.execute(f"DELETE FROM {name} WHERE id IN (SELECT id FROM fresh)")
        connection.execute("INSERT INTO known SELECT * FROM fresh")
        connection.execute("INSERT INTO known_keys SELECT * FROM fresh_keys")

    def remove(self, ids: Sequence[int]) -> None:
        """Forget rows."""
        for name in ("known", "known_keys"):
            self.session.connection.execute(f"DELETE FROM {name} WHERE id IN ?", [list(ids)])

    def _read(self, table: pa.Table) -> None:
        self.session.read(table, _FRESH)
        self.session.run(row_step(self.model, features="fresh_features", into="fresh"), _FRESH_KEYS)

    def link(self, new: pa.Table) -> pa.Table:
        """Return the pairs of new rows with known ones and with each other, as `link_all` does."""
        self._read(new)
        self.session.run(*pair_steps("fresh"), Step("met", met_sql("known_keys", "fresh_keys")))
        parts = [
            score(self.session, model=self.model, pairs="pairs", left="fresh", right="fresh"),
            score(self.session, model=self.model, pairs="met", left="known", right="fresh"),
        ]
        return ordered(pa.concat_tables(parts))

    def find_alike(self, row: Mapping[str, Any], *, limit: int = 5) -> list[dict[str, Any]]:
        """Return the known rows most like one that is being written, the best first.

        As `rank_alike`, over all rows that share a key with it.
        """
        asked = compare_form(row, model=self.model)
        texts = [text for each in key_texts() if (text := expression(each)(asked)) is not None]
        met = self.session.connection.execute(_MET, [texts, asked["id"]])
        names = [each[0] for each in met.description]
        known = (dict(zip(names, values, strict=True)) for values in met.fetchall())
        return rank_forms(asked, known, model=self.model, limit=limit)


def link_new(*, new: pa.Table, base: Base | pa.Table, model: Model | None = None) -> pa.Table:
    """Return the pairs of new rows with the registry and with each other, as `link_all` does.

    `base` is a Base kept ready, or the linkage input of the whole registry, read first.
    """
    if isinstance(base, Base):
        return base.link(new)
    with Base(model=model) as made:
        return made.fill(base).link(new)
