"""A model means the same for ever, and what is not this code's model is refused."""

import json
from dataclasses import replace

import pytest

from laju.engines.linkage import UnknownModel, load_model, read_model, save_model
from laju.engines.linkage.model import SHIPPED


def test_shipped_model_is_made_for_this_code():
    assert load_model().version == SHIPPED


def test_model_reads_back_what_was_saved(tmp_path):
    model = replace(load_model(), version="kami-1")
    save_model(model=model, path=tmp_path / "kami.json")
    assert load_model(str(tmp_path / "kami.json")).to_json() == model.to_json()


def test_read_model_refuses_a_model_of_other_comparisons():
    content = json.loads(load_model().to_json()) | {"meaning": "0" * 16}
    with pytest.raises(UnknownModel, match=SHIPPED):
        read_model(json.dumps(content))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"meaning": 1}'])
def test_read_model_refuses_what_is_no_model(text):
    with pytest.raises(UnknownModel):
        read_model(text)


def test_load_model_refuses_unknown_versions():
    with pytest.raises(UnknownModel, match="1999-01"):
        load_model("1999-01")


def test_evidence_of_a_key_is_strong_and_of_a_difference_against():
    owners = load_model().owners
    assert owners["nik"][0].bits > 15
    assert owners["nik"][-1].bits < -10
    assert owners["phone"][0].bits < owners["phone"][1].bits  # one telephone in one house
