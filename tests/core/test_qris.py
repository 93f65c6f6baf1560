import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.errors import DomainError
from laju.core.qris import (
    DamagedQris,
    DynamicQris,
    ForeignPaymentCode,
    StrangerQris,
    UnreadableQris,
    crc16,
    read_own_qris,
    read_payment_code,
    read_qris,
)

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "data" / "qris" / "vektor_qris.json"


def _tag(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def _code(*, kind="11", country="ID", amount="", name="WARUNG ANI") -> str:
    account = _tag("00", "ID.CO.CONTOH.WWW") + _tag("01", "936000000000000000") + _tag("03", "UMI")
    domestic = _tag("00", "ID.CO.QRIS.WWW") + _tag("02", "ID1020000000001") + _tag("03", "UMI")
    body = (
        _tag("00", "01")
        + _tag("01", kind)
        + _tag("26", account)
        + _tag("51", domestic)
        + _tag("52", "5814")
        + _tag("53", "360")
    )
    body += (
        (_tag("54", amount) if amount else "")
        + _tag("58", country)
        + _tag("59", name)
        + _tag("60", "MEDAN")
        + _tag("61", "20111")
    )
    body += _tag("62", _tag("07", "A01")) + "6304"
    return body + f"{crc16(body.encode()):04X}"


def test_read_qris_reads_the_merchant():
    qris = read_qris(f"  {_code()}\n")
    assert (qris.merchant_name, qris.city, qris.postcode, qris.nmid) == (
        "WARUNG ANI",
        "MEDAN",
        "20111",
        "ID1020000000001",
    )
    assert (qris.is_static, qris.amount, qris.criteria_label, qris.terminal) == (
        True,
        None,
        "usaha mikro",
        "A01",
    )
    assert qris.remarks == ()


def test_read_qris_reads_a_dynamic_amount():
    qris = read_qris(_code(kind="12", amount="39000.00"))
    assert (qris.is_static, qris.amount) == (False, Decimal("39000.00"))


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ("", UnreadableQris), ("https://contoh.test", UnreadableQris), ("000201", UnreadableQris),
        (_code()[:-10], UnreadableQris), (_code(country="BR"), ForeignPaymentCode), (_code(amount="abc"), UnreadableQris),
        (_code().replace("WARUNG ANI", "WARUNG ANO"), DamagedQris),
    ],
)  # fmt: skip
def test_read_qris_refuses(payload, error):
    with pytest.raises(error) as caught:
        read_qris(payload)
    assert caught.value.remedy


@given(st.integers(0, len(_code()) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_read_qris_notices_every_changed_character(position, char):
    code = _code()
    if code[position] == char or (position == 0 and char == " "):
        return
    with pytest.raises(DomainError):
        read_qris(code[:position] + char + code[position + 1 :])


@given(st.text(max_size=80))
def test_read_qris_never_crashes(text):
    with pytest.raises(DomainError):
        read_qris("0002" + text)


@pytest.mark.local_data
def test_read_qris_agrees_with_every_vector():
    if not VECTORS.exists():
        pytest.skip("the QRIS vectors are not on this machine")
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    assert len(vectors) >= 33
    for vector in vectors:
        wanted, payload = vector["harapan"], vector["payload"]
        if not wanted["crc_benar"] and payload == payload.strip():
            with pytest.raises((DamagedQris, UnreadableQris)):
                read_payment_code(payload)
            continue
        tags, templates = read_payment_code(payload)
        assert tags == wanted.get("tag", tags), vector["id"]
        assert all(templates[tag] == parts for tag, parts in wanted.get("sub", {}).items()), vector[
            "id"
        ]
        if wanted.get("negara", "ID") != "ID":
            with pytest.raises(ForeignPaymentCode):
                read_qris(payload)
            continue
        if "nama" in wanted:
            qris = read_qris(payload)
            got = (
                qris.merchant_name,
                qris.nmid,
                qris.criteria,
                qris.issuer,
                qris.merchant_pan,
                qris.terminal,
            )
            keys = ("nama", "nmid", "kriteria", "penerbit", "mpan", "terminal")
            assert got == tuple(wanted.get(key, "").strip() for key in keys), vector["id"]
            assert qris.is_static is (wanted["jenis"] == "statis"), vector["id"]
            assert str(qris.amount or "") == wanted.get("nominal", ""), vector["id"]


OWN = ["Warung Ani", "Ani Siregar"]


@pytest.mark.parametrize(
    "merchant", ["WARUNG ANI", "ANI SIREGAR", "warungani", "TOKO SIREGA", "  WARUNG  ANI "]
)
def test_own_qris_bears_a_name_of_the_business_or_its_owner(merchant):
    assert read_own_qris(payload=_code(name=merchant), names=OWN).merchant_name


@pytest.mark.parametrize("merchant", ["WARUNG BUDI", "TOKO JAYA", "SI", "BUDIANI", "-"])
def test_qris_of_somebody_else_is_refused_with_both_names(merchant):
    with pytest.raises(StrangerQris) as refused:
        read_own_qris(payload=_code(name=merchant), names=OWN)
    assert merchant in str(refused.value) and "Warung Ani" in str(refused.value)


@pytest.mark.parametrize("changes", [{"kind": "12"}, {"amount": "15000"}])
def test_qris_for_one_payment_is_no_standing_code(changes):
    with pytest.raises(DynamicQris):
        read_own_qris(payload=_code(**changes), names=OWN)


@given(st.integers(0, 300), st.sampled_from("0123456789ABCDEFXYZ"))
def test_a_changed_letter_never_passes(place, letter):
    code = _code()
    place %= len(code)
    changed = code[:place] + letter + code[place + 1 :]
    if changed == code:
        return
    with pytest.raises(DomainError):
        read_own_qris(payload=changed, names=OWN)
