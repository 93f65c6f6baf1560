import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.places import How, Outcome, System, Verdict
from laju.engines.reference import load_gazetteer

KEMENDAGRI, BPS = System.KEMENDAGRI, System.BPS
NORTH_SUMATRA = load_gazetteer().regions_in(province="12")


@pytest.mark.parametrize(
    ("code", "system", "name"),
    [
        ("12.71", KEMENDAGRI, "Kota Medan"),
        ("1271", KEMENDAGRI, "Kota Medan"),
        ("1271.0", KEMENDAGRI, "Kota Medan"),
        ("1.271", KEMENDAGRI, "Kota Medan"),
        ("12,71", KEMENDAGRI, "Kota Medan"),
        ("'1271", KEMENDAGRI, "Kota Medan"),
        ("1.271E+03", KEMENDAGRI, "Kota Medan"),
        ("1271", BPS, "Kota Sibolga"),
        ("1275", BPS, "Kota Medan"),
        ("1275", KEMENDAGRI, "Kota Binjai"),
        ("12.71.01", KEMENDAGRI, "Medan Kota"),
        ("127101", KEMENDAGRI, "Medan Kota"),
        ("12", BPS, "Sumatera Utara"),
    ],
)
def test_resolve_code_reads_each_system_by_its_own_list(gazetteer, code, system, name):
    match = gazetteer.resolve_code(code=code, system=system)
    assert match.place.name == name
    assert match.how is How.EXACT


@pytest.mark.parametrize(
    ("code", "system", "above"),
    [
        ("1275010", BPS, "12.71"),
        ("1275010001", BPS, "12.71"),
        ("33.72.01.1001", KEMENDAGRI, "33.72.01"),
    ],
)
def test_resolve_code_answers_the_place_above_a_code_too_fine(gazetteer, code, system, above):
    match = gazetteer.resolve_code(code=code, system=system)
    assert (match.code, match.how) == (above, How.ANCESTOR)


def test_resolve_code_does_not_repair_a_lost_zero(gazetteer):
    match = gazetteer.resolve_code(code="12.1", system=KEMENDAGRI)
    assert match.outcome is Outcome.AMBIGUOUS
    assert {place.code for place in match.candidates} == {"12.10", "12.01"}
    assert gazetteer.resolve_code(code="12.7", system=KEMENDAGRI).place is None


@pytest.mark.parametrize(
    "code", ["", "abc", "99", "12.79", "12.71.99", "12.71.01.9999", "1271010", "1.20101E+09", "١٢"]
)
def test_resolve_code_refuses_codes_that_do_not_exist(gazetteer, code):
    match = gazetteer.resolve_code(code=code, system=KEMENDAGRI)
    assert match.place is None
    assert match.reason


@given(text=st.text(max_size=20), system=st.sampled_from(System))
def test_resolve_code_never_crashes(text, system):
    match = load_gazetteer().resolve_code(code=text, system=system)
    assert match.is_found or match.reason


def test_the_two_systems_collide_on_20_of_33_codes(gazetteer):
    clashes = [
        place.code
        for place in NORTH_SUMATRA
        if gazetteer.resolve_code(code=place.code, system=BPS).code != place.code
    ]
    assert len(clashes) == 20


def test_prove_system_knows_kemendagri_by_names(gazetteer):
    proof = gazetteer.prove_system(pairs=[(p.code, p.name) for p in NORTH_SUMATRA])
    assert (proof.verdict, proof.kemendagri, proof.bps, proof.silent) == ("KEMENDAGRI", 20, 0, 13)
    assert proof.system is KEMENDAGRI


def test_prove_system_knows_bps_by_names(gazetteer):
    proof = gazetteer.prove_system(pairs=[(p.bps_code, p.short) for p in NORTH_SUMATRA])
    assert (proof.verdict, proof.kemendagri, proof.bps) == ("BPS", 0, 20)
    assert "BPS" in proof.sentence


def test_prove_system_reads_district_names(gazetteer):
    pairs = [("1271", "Kec. Medan Tembung"), ("1271", "Medan Amplas")]
    assert gazetteer.prove_system(pairs=pairs).verdict is Verdict.KEMENDAGRI
    pairs = [("1275", "Kec. Medan Tembung"), ("1275", "Medan Amplas")]
    assert gazetteer.prove_system(pairs=pairs).verdict is Verdict.BPS


def test_prove_system_leaves_mixed_sheets_undecided(gazetteer):
    mixed = [(p.code, p.name) for p in NORTH_SUMATRA] + [
        (p.bps_code, p.name) for p in NORTH_SUMATRA
    ]
    proof = gazetteer.prove_system(pairs=mixed)
    assert proof.verdict is Verdict.UNDECIDED
    assert "tercampur" in proof.sentence
    assert proof.system is None


def test_prove_system_bears_one_slip_in_twenty(gazetteer):
    rows = [("1271", "Medan")] * 20
    assert gazetteer.prove_system(pairs=[*rows, ("1275", "Medan")]).verdict is Verdict.KEMENDAGRI
    assert gazetteer.prove_system(pairs=[*rows, *[("1275", "Medan")] * 2]).system is None


def test_prove_system_cannot_tell_north_sumatra_by_codes_alone(gazetteer):
    proof = gazetteer.prove_system(pairs=[(p.code, "") for p in NORTH_SUMATRA])
    assert (proof.verdict, proof.silent) == (Verdict.UNDECIDED, 33)


def test_prove_system_tells_by_a_code_that_only_one_system_has(gazetteer):
    index = gazetteer.index
    only = [
        place
        for place in index.regions
        if place.parent in index.complete_bps and place.code.replace(".", "") not in index.by_bps
    ]
    assert only
    proof = gazetteer.prove_system(pairs=[(place.code, "") for place in only])
    assert (proof.verdict, proof.kemendagri) == (Verdict.KEMENDAGRI, len(only))


def test_prove_system_tells_by_the_length_of_district_codes(gazetteer):
    assert gazetteer.prove_system(pairs=[("127101", "")]).verdict is Verdict.KEMENDAGRI
    assert gazetteer.prove_system(pairs=[("1271010", "")]).verdict is Verdict.BPS


@given(
    rows=st.lists(
        st.sampled_from([(p.code, p.name) for p in NORTH_SUMATRA] + [("x", ""), ("", "Medan")])
    )
)
def test_prove_system_counts_every_row_once(rows):
    proof = load_gazetteer().prove_system(pairs=rows)
    assert proof.kemendagri + proof.bps + proof.silent == len(rows)
    assert proof.verdict is not Verdict.BPS
