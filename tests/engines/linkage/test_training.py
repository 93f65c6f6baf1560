"""Learning without labels, and Splink as the judge of our own arithmetic."""

import warnings

import polars as pl
import pyarrow as pa
import pytest

from laju.engines.linkage import link_all, load_model, train
from laju.engines.linkage.exchange import splink_model
from laju.engines.linkage.features import features_sql
from laju.engines.linkage.session import Session
from laju.engines.linkage.settings import TERMS, UNIT_COMPARISONS
from laju.engines.linkage.steps import Step, pair_steps, row_step
from laju.engines.linkage.training import learn_units
from laju.engines.synthesis import synthesise_linkage

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def rows() -> pa.Table:
    return synthesise_linkage(businesses=2_000, seed=41)


def test_train_is_deterministic_and_finds_most_owners(rows):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = train(table=rows, version="uji", u_pairs=2e5)
        assert train(table=rows, version="uji", u_pairs=2e5).to_json() == model.to_json()
    pairs = pl.from_arrow(link_all(table=rows, model=model).pairs)
    owners = dict(zip(rows["id"].to_pylist(), rows["owner_id"].to_pylist(), strict=True))
    certain = pairs.filter(pl.col("verdict") != "REVIEW").select("left", "right").rows()
    assert len(certain) > 80
    assert all(owners[left] == owners[right] for left, right in certain)


def test_our_bits_are_the_match_weights_of_splink(rows):
    from splink import DuckDBAPI, Linker

    model = load_model()
    with Session() as session:
        session.take_terms(model)
        session.read(rows, Step("features", features_sql("given")))
        session.run(row_step(model), *pair_steps())
        api = DuckDBAPI(session.connection)
        linker = Linker(api.register("rows"), splink_model(model), log_level=None)
        for column in TERMS:
            shares = f"SELECT DISTINCT {column}, tf_{column} FROM rows WHERE {column} IS NOT NULL"
            session.create(f"shares_{column}", shares)
            linker.table_management.register_term_frequency_lookup(
                api.register(f"shares_{column}"), column
            )
        predicted = linker.inference.predict(threshold_match_weight=0)
        told = session.connection.sql(
            "SELECT least(id_l, id_r), greatest(id_l, id_r), match_weight "
            f"FROM {predicted.physical_name}"
        ).fetchall()
    splink = {(left, right): bits for left, right, bits in told}
    ours = {
        (pair["left"], pair["right"]): pair["owner_bits"]
        for pair in link_all(table=rows, model=model).pairs.to_pylist()
    }
    assert set(ours) <= set(splink)  # ours leaves out keys that too many share
    assert len(ours) > 100
    assert all(bits == pytest.approx(splink[pair], abs=1e-4) for pair, bits in ours.items())


def test_learn_units_finds_the_two_kinds():
    same, other = (0, 0, 0, 0, 0, 0), (5, 0, 1, 2, 4, 6)
    weights, prior = learn_units({same: 60, other: 40, (0, 0, 0, 0, 4, 0): 5})
    assert weights["name"][0].bits > 2
    assert weights["name"][-1].bits < -2
    assert prior == pytest.approx(0.9, abs=0.5)
    branch = next(each for each in UNIT_COMPARISONS if each.name == "branch")
    assert weights["branch"][1].m == branch.levels[1].m
