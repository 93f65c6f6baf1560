"""Public labelled sets through our engine: learned by Splink, scored by our SQL, our clusters.

FEBRL 3 and historical figures (50k) have other columns than businesses have; only the columns, the
comparisons and the rules stand here. The threshold is the same for both: 16 to 1, since a
chain of even odds joins what no pair of it would.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa

from laju.engines.linkage.clusters import cluster
from laju.engines.linkage.exchange import splink_settings
from laju.engines.linkage.owners import keys_sql, pairs_sql, shared_keys_sql
from laju.engines.linkage.scoring import levels_sql, sides_sql, sum_sql
from laju.engines.linkage.session import Session
from laju.engines.linkage.settings import ELSE, Comparison, Level
from laju.engines.linkage.steps import Step
from laju.engines.linkage.training import learn


@dataclass(frozen=True, slots=True)
class Public:
    """What is compared in a set, and from which pairs it is learned."""

    columns: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    rules: tuple[tuple[str, ...], ...]
    sessions: tuple[str, ...]
    sure: tuple[str, ...]
    threshold: float = 4.0

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the columns whose rarity counts."""
        return tuple(level.term for each in self.comparisons for level in each.levels if level.term)


def _compare(name: str, *levels: tuple[str, str], columns: tuple[str, ...] = ()) -> Comparison:
    """Exact by rarity first, then `levels`, then anything else."""
    exact = Level("exact", f"{name}_l = {name}_r", term=name)
    between = tuple(Level(each, condition) for each, condition in levels)
    return Comparison(name, name, (), (name, *columns), (exact, *between, Level("else", ELSE)))


def _near(name: str, errors: int) -> tuple[str, str]:
    return f"within {errors}", f"levenshtein({name}_l, {name}_r) <= {errors}"


def _start(name: str, letters: int) -> tuple[str, str]:
    return f"first {letters}", f"left({name}_l, {letters}) = left({name}_r, {letters})"


FEBRL = Public(
    columns=("given", "surname", "birth", "soc", "street", "postcode", "suburb"),
    comparisons=(
        _compare("given", _near("given", 2), _start("given", 2)),
        _compare("surname", _near("surname", 2), _start("surname", 2)),
        _compare("birth", _near("birth", 1), _near("birth", 2)),
        _compare("soc", _near("soc", 1), _near("soc", 2)),
        _compare("street", _near("street", 3)),
        _compare("postcode", _near("postcode", 1)),
        _compare("suburb", _near("suburb", 2)),
    ),
    rules=(
        ("soc",), ("birth",), ("given", "surname"), ("surname", "postcode"), ("given", "postcode"),
        ("street",), ("suburb", "given"), ("suburb", "surname"),
    ),
    sessions=("l.soc = r.soc", "l.birth = r.birth", "l.given = r.given AND l.surname = r.surname"),
    sure=("l.soc = r.soc",),
)  # fmt: skip

HISTORICAL = Public(
    columns=("first_name", "surname", "whole", "dob", "birth_place", "postcode", "occupation"),
    comparisons=(
        Comparison(
            "name", "name", (), ("whole", "first_name", "surname"),
            (
                Level("whole", "whole_l = whole_r", term="whole"),
                Level("first and last", "first_name_l = first_name_r AND surname_l = surname_r"),
                Level("last, first near", "surname_l = surname_r AND (levenshtein(first_name_l, "
                      "first_name_r) <= 2 OR left(first_name_l, 2) = left(first_name_r, 2))"),
                Level("near", "levenshtein(whole_l, whole_r) <= 3"),
                Level("first, last near", "first_name_l = first_name_r AND "
                      "levenshtein(surname_l, surname_r) <= 2"),
                Level("last", "surname_l = surname_r"),
                Level("first", "first_name_l = first_name_r"),
                Level("some word", "array_length(array_intersect(string_split(whole_l, ' '), "
                      "string_split(whole_r, ' '))) >= 1"),
                Level("else", ELSE),
            ),
        ),
        _compare("dob", _near("dob", 1), _near("dob", 2), _start("dob", 4)),
        _compare("birth_place", _near("birth_place", 2), _start("birth_place", 4)),
        _compare("postcode", _near("postcode", 1), _start("postcode", 4), _start("postcode", 2)),
        _compare("occupation"),
    ),
    rules=(
        ("whole",), ("dob", "surname"), ("dob", "first_name"), ("dob", "birth_place"),
        ("dob", "postcode_area"), ("postcode",), ("surname", "postcode_area"), ("first_name", "surname"),
        ("surname", "birth_place"), ("surname", "occupation"), ("first_name", "birth_place", "year"),
        ("first_name", "birth_place", "occupation"), ("surname", "year"), ("dob", "occupation"),
        ("first_name", "postcode_area", "year"),
    ),
    sessions=("l.dob = r.dob", "l.postcode = r.postcode", "l.whole = r.whole"),
    sure=("l.whole = r.whole AND l.dob = r.dob", "l.postcode = r.postcode AND l.dob = r.dob"),
)  # fmt: skip


def read_febrl(path: Path) -> pl.DataFrame:
    """Return FEBRL 3 with its truth."""
    raw = pl.read_csv(path, infer_schema_length=0)
    raw = raw.rename({name: name.strip() for name in raw.columns})
    raw = raw.with_columns(pl.all().str.strip_chars()).with_columns(pl.all().replace("", None))
    return raw.select(
        id=pl.int_range(pl.len(), dtype=pl.Int64),
        truth=pl.col("rec_id").str.extract(r"rec-(\d+)-"),
        given="given_name",
        surname="surname",
        birth="date_of_birth",
        soc="soc_sec_id",
        street=pl.concat_str("address_1", pl.col("street_number").fill_null(""), separator=" "),
        postcode="postcode",
        suburb="suburb",
    )


def read_historical(path: Path) -> pl.DataFrame:
    """Return the historical figures with their truth."""
    raw = pl.read_parquet(path)
    plain = pl.col("full_name").str.replace_all(r"[^a-z ]", " ").str.replace_all(" +", " ")
    return raw.select(
        "first_name", "surname", "dob", "birth_place", "occupation",
        id=pl.int_range(pl.len(), dtype=pl.Int64),
        truth="cluster",
        whole=plain.str.strip_chars(),
        postcode="postcode_fake",
        postcode_area=pl.col("postcode_fake").str.split(" ").list.first(),
        year=pl.col("dob").str.head(4),
    )  # fmt: skip


def run(public: Public, rows: pl.DataFrame) -> dict[str, float]:
    """Return F1 of pairs after clustering; all true pairs are in the denominator."""
    comparisons, columns = public.comparisons, public.columns
    with Session() as session:
        session.take(rows.drop("truth").to_arrow(), into="features")
        settings = splink_settings(comparisons=comparisons, sessions=public.sessions)
        weights, prior = learn(
            session.connection, settings, sessions=public.sessions, sure=public.sure
        )
        shares = ", ".join(
            f"count(*) OVER (PARTITION BY {term}) / count(*) OVER () AS tf_{term}"
            for term in public.terms
        )
        seen = (*columns, *(f"tf_{term}" for term in public.terms))
        sides = sides_sql(pairs="pairs", left="rows", right="rows", columns=seen)
        total = sum_sql(comparisons, weights, prior=prior, prefix="o_")
        levels = levels_sql(comparisons, prefix="o_")
        session.run(
            Step("rows", f"SELECT *, {shares} FROM features"),
            Step("keys", keys_sql("rows", public.rules)),
            Step("shared", shared_keys_sql("keys")),
            Step("pairs", pairs_sql("shared")),
            Step("found", f"SELECT id_l, id_r, {total} AS bits FROM (SELECT *, {levels} FROM ({sides}) AS s) AS l"),
        )  # fmt: skip
        found = session.connection.sql(
            'SELECT id_l AS "left", id_r AS "right", bits AS owner_bits, CAST(0 AS DOUBLE) AS unit_bits, '
            f"'SAME' AS verdict FROM found WHERE bits >= {public.threshold}"
        ).to_arrow_table()
    nobody = pa.table({"id": rows["id"].to_arrow(), "nik": pa.array([""] * len(rows))})
    clusters = pl.from_arrow(cluster(pairs=found, table=nobody).table)
    assert isinstance(clusters, pl.DataFrame)
    return scores(clusters.join(rows.select("id", "truth"), on="id"), "unit", "truth")


def scores(rows: pl.DataFrame, found: str, truth: str) -> dict[str, float]:
    """Return precision, recall and F1 of the pairs two partitions of the same rows imply."""

    def pairs(*columns: str) -> int:
        counts = Counter(rows.select(columns).iter_rows())
        return sum(n * (n - 1) // 2 for n in counts.values())

    both, ours, true = pairs(found, truth), pairs(found), pairs(truth)
    precision, recall = both / max(ours, 1), both / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "f1": f1}
