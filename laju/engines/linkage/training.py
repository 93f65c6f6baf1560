"""Learning a model from the rows themselves, without labels: Splink's EM, then a second of two."""

import logging
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker

from laju.engines.linkage.exchange import SESSIONS, splink_settings
from laju.engines.linkage.features import features_sql
from laju.engines.linkage.model import Bands, Model, Weights
from laju.engines.linkage.owners import owner_scores_sql
from laju.engines.linkage.scoring import UNKNOWN
from laju.engines.linkage.session import Session
from laju.engines.linkage.settings import OWNER_COMPARISONS, TERMS, UNIT_COMPARISONS, Comparison
from laju.engines.linkage.steps import Step, pair_steps, row_step
from laju.engines.linkage.units import unit_levels_sql

SEED = 20_261_125
OWN_NUMBERS = (("nik",), ("nib",), ("phone",))
SURE = ("l.nik = r.nik", "l.nib = r.nib", "l.phone = r.phone")
_SHARE_OF_SURE = 0.9
_U_PAIRS = 2e6
_EM_PAIRS = 5e5
_FEWEST = 1e-6
_FEWEST_STRANGERS = 1e-10
_ROUNDS = 200
_SETTLED = 1e-6
_COMMON = 10  # a term rarer than this among the rows learned from counts as rare,
_COMMON_SHARE = 2e-5  # or than this, so that a model of a province stays a small file


def train(
    *, table: pa.Table, version: str, note: str = "", memory_mb: int = 0, u_pairs: float = _U_PAIRS
) -> Model:
    """Return a model learned from `table` (the linkage input), the same for the same rows.

    `u_pairs`: how many random pairs show how often strangers are alike.
    """
    with Session(memory_mb=memory_mb) as session:
        session.read(table, Step("features", features_sql("given")))
        terms, rare = _count_terms(session.connection)
        place = count_places(session.connection)
        owners, prior = learn(session.connection, splink_settings(place), u_pairs=u_pairs)
        draft = Model(
            version=version,
            owners=owners,
            units={},
            prior_bits=prior,
            unit_prior_bits=0.0,
            bands=Bands(),
            terms=terms,
            rare=rare,
            trained_on=note,
        )
        session.take_terms(draft)
        session.run(row_step(draft), *pair_steps(rules=OWN_NUMBERS))
        session.create("sure", owner_scores_sql(pairs="pairs", model=draft))
        units, unit_prior = learn_units(_unit_patterns(session.connection, draft))
    return Model(
        **{name: getattr(draft, name) for name in Model.__slots__}
        | {"units": units, "unit_prior_bits": unit_prior}
    )


def _count_terms(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    terms, rare = {}, {}
    for column in TERMS:
        total = connection.sql(f"SELECT count({column}) FROM features").fetchall()[0][0] or 1
        common = max(_COMMON, round(total * _COMMON_SHARE))
        found = connection.sql(
            f"SELECT {column}, count(*) FROM features WHERE {column} IS NOT NULL "
            f"GROUP BY 1 HAVING count(*) >= {common}"
        ).fetchall()
        terms[column] = {term: float(f"{count / total:.4g}") for term, count in found}
        rare[column] = float(f"{common / 2 / total:.4g}")
    return terms, rare


def count_places(connection: duckdb.DuckDBPyConnection) -> list[float]:
    """Return u of each level of the place: sampling never meets two strangers at one door."""
    levels = next(each for each in OWNER_COMPARISONS if each.name == "place").levels
    total = connection.sql("SELECT count(*) FROM features").fetchall()[0][0]
    all_pairs = max(total * (total - 1) / 2, 1)
    chances: list[float] = []
    for level in levels[:-1]:
        columns = ", ".join(level.counted)
        known = " AND ".join(f"{column} IS NOT NULL" for column in level.counted)
        # Copies of one record stand at one door too: of each owner one row is counted.
        pairs = connection.sql(
            "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(DISTINCT coalesce(nik, nib, phone, "
            f"owner, name)) AS n FROM features WHERE {known} GROUP BY {columns})"
        ).fetchall()[0][0]
        chances.append(max(float(pairs or 0) / all_pairs, _FEWEST_STRANGERS))
    house, street, _, other, village, district, region = chances
    found = [house, street - house, street - house, other - house, village - street]
    found += [district - village - other, region - district]
    found = [max(each, house / 2) for each in found]
    return [*found, max(1 - sum(found), _FEWEST)]


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink tells each step to a person at a notebook; there is none here."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def learn(
    connection: duckdb.DuckDBPyConnection,
    settings: dict[str, Any],
    *,
    sessions: Sequence[str] = SESSIONS,
    sure: Sequence[str] = SURE,
    u_pairs: float = _U_PAIRS,
) -> tuple[dict[str, tuple[Weights, ...]], float]:
    """Return weights by comparison and prior bits, learned by Splink from the table `features`."""
    with _quiet():
        api = DuckDBAPI(connection)
        linker = Linker(api.register("features"), settings, log_level=None)
        teach = linker.training
        teach.estimate_probability_two_random_records_match(list(sure), recall=_SHARE_OF_SURE)
        teach.estimate_u_using_random_sampling(max_pairs=u_pairs, seed=SEED)
        for rule in sessions:
            teach.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True, max_pairs=_EM_PAIRS
            )
        content = linker.misc.save_model_to_json()
    chance = content["probability_two_random_records_match"]
    weights = {
        each["output_column_name"]: tuple(
            Weights(
                m=max(level.get("m_probability") or _FEWEST, _FEWEST),
                u=max(level.get("u_probability") or _FEWEST, _FEWEST_STRANGERS),
            )
            for level in each["comparison_levels"][1:]
        )
        for each in content["comparisons"]
    }
    return weights, math.log2(chance / (1 - chance))


def _unit_patterns(
    connection: duckdb.DuckDBPyConnection, model: Model
) -> dict[tuple[int, ...], int]:
    """Return how often each combination of levels occurs among the pairs of one owner."""
    columns = ", ".join(f"u_{each.name}" for each in UNIT_COMPARISONS)
    found = connection.sql(
        f"SELECT {columns}, count(*) FROM ({unit_levels_sql(pairs='sure')}) AS levels "
        f"WHERE is_certain AND owner_bits >= {model.bands.automatic} AND u_branch = 0 GROUP BY ALL"
    ).fetchall()
    return {tuple(row[:-1]): row[-1] for row in found}


def learn_units(
    patterns: Mapping[tuple[int, ...], int],
) -> tuple[dict[str, tuple[Weights, ...]], float]:
    """Return the weights of the second stage and its prior bits, by EM with two classes.

    `patterns`: levels of UNIT_COMPARISONS and how many pairs of one owner show them.
    """
    sizes = [len(each.levels) for each in UNIT_COMPARISONS]
    same = [[0.6 if at == 0 else 0.4 / (n - 1) for at in range(n)] for n in sizes]
    other = [[0.6 if at == n - 1 else 0.4 / (n - 1) for at in range(n)] for n in sizes]
    share = 0.5
    for _ in range(_ROUNDS):
        heavier = [[0.5] * n for n in sizes]  # half a pair of each, so that nothing is impossible
        lighter = [[0.5] * n for n in sizes]
        sum_same = sum_all = 0.0
        for levels, count in sorted(patterns.items()):
            ones, others = share, 1 - share
            for at, level in enumerate(levels):
                if level != UNKNOWN:
                    ones *= same[at][level]
                    others *= other[at][level]
            part = count * ones / (ones + others)
            sum_same += part
            sum_all += count
            for at, level in enumerate(levels):
                if level != UNKNOWN:
                    heavier[at][level] += part
                    lighter[at][level] += count - part
        before = share
        share = min(max(sum_same / max(sum_all, 1), 0.01), 0.99)
        same = [
            _shares(each, row, "m") for each, row in zip(UNIT_COMPARISONS, heavier, strict=True)
        ]
        other = [
            _shares(each, row, "u") for each, row in zip(UNIT_COMPARISONS, lighter, strict=True)
        ]
        if abs(share - before) < _SETTLED:
            break
    weights = {
        each.name: tuple(map(Weights, same[at], other[at]))
        for at, each in enumerate(UNIT_COMPARISONS)
    }
    return weights, math.log2(share / (1 - share))


def _shares(comparison: Comparison, counts: Sequence[float], which: str) -> list[float]:
    """Return the share of each level, or the one fixed by hand."""
    fixed = [getattr(level, which) for level in comparison.levels]
    return [
        count / sum(counts) if given is None else given
        for count, given in zip(counts, fixed, strict=True)
    ]
