import csv

import pytest

from bench import kbli as bench
from laju.core.coding.words import Intent
from laju.core.kbli import Level, Version
from laju.engines.coding import load_coder, load_successors, suggest_kbli
from laju.engines.reference import DATA, load_classification

CODES = {
    version: {
        e.code: e for e in load_classification(version=version).entries if e.level is Level.SUBCLASS
    }
    for version in Version
}


def everyday():
    with (DATA / "kbli" / "everyday.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_code_of_the_everyday_words_exists():
    for version in Version:
        for entry in load_coder(version=version).lexicon.entries:
            assert entry.codes
            for codes in entry.codes.values():
                assert codes, entry
                assert set(codes) <= CODES[version].keys(), entry


def test_everyday_words_stand_once():
    words = [word for row in everyday() for word in row["words"].split("|")]
    twice = {word for word in words if words.count(word) > 1}
    assert not twice
    assert len(words) > 3500


def test_everyday_rows_name_known_intents():
    for row in everyday():
        for part in row["codes"].split():
            assert part.partition(":")[0] in {intent.value for intent in Intent}


def test_successors_lead_from_codes_of_2020_to_codes_of_2025():
    for old, new in load_successors().items():
        assert old in CODES[Version.KBLI_2020]
        assert new
        assert set(new) <= CODES[Version.KBLI_2025].keys()


@pytest.mark.parametrize("version", list(Version))
def test_suggest_kbli_answers_with_titles_of_its_version(version):
    found = suggest_kbli(text="jual keripik ubi", version=version)
    assert len(found) == 5
    assert all(s.title == CODES[version][s.code].title for s in found)


def test_the_labelled_phrases_are_whole_and_split_as_told():
    with (bench.GOLDEN / "phrases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 345
    for row in rows:
        assert row["part"] == bench.part_of(row["phrase"])
        for version in Version:
            assert set(row[f"codes_{version.value}"].split()) <= CODES[version].keys()


@pytest.mark.parametrize("version", list(Version))
def test_suggest_kbli_reaches_the_promised_share_of_held_out_phrases(version):
    sample = [each for each in bench.labelled(bench.HELD) if each.group == "OWN"]
    hits = [
        any(s.code in each.codes[version] for s in suggest_kbli(text=each.text, version=version))
        for each in sample
    ]
    assert len(hits) == 236
    assert sum(hits) / len(hits) > 0.9


@pytest.mark.local_data
@pytest.mark.skipif(not bench.REAL_LIST.is_file(), reason="the Solo list may not be shipped")
def test_suggest_kbli_reaches_the_promised_share_of_real_phrases():
    sample = [each for each in bench.labelled(bench.HELD) if each.group != "OWN"]
    assert len(sample) == 159
    for version in Version:
        hits = [
            any(
                s.code in each.codes[version]
                for s in load_coder(version=version).suggest(text=each.text)
            )
            for each in sample
        ]
        assert sum(hits) / len(hits) > 0.9
