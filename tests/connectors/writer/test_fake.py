"""The stand-in speaks as a writer does, and its lies are lies."""

import pytest

from laju.connectors.writer import Writer
from laju.connectors.writer.fake import LIES, honest, lying, stand_in
from laju.core.claims import check_written
from laju.core.writing import facts_told, judge_sentences, texts_wanted
from tests.core.claims.test_guard import SHOP


def asked(**more):
    facts, wanted = facts_told(profile=SHOP), texts_wanted(profile=SHOP, changed={})
    return {"fakta": facts, "teks": wanted, "ditolak": {}, **more}


def test_honest_says_nothing_the_guard_refuses():
    with stand_in() as server:
        said = Writer(url=server.url, model="contoh").ask(
            facts=asked()["fakta"], wanted=asked()["teks"]
        )
    assert set(said) == set(asked()["teks"])
    for name, sentences in said.items():
        assert judge_sentences(name=name, sentences=sentences, profile=SHOP)[1] == ()


@pytest.mark.parametrize("lie", LIES)
def test_lies_are_caught_one_by_one(lie):
    assert check_written(text=LIES[lie], profile=SHOP)


def test_lying_once_tells_the_truth_when_asked_again():
    write = lying("price", once=True)
    assert write(asked()) != honest(asked())
    assert write(asked(ditolak={"about": ["x"]})) == honest(asked())
