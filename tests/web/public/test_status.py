import pytest

from tests import factories

PAGE = "/daftar/kabar/"


@pytest.fixture
def row(toba, at):
    return factories.ApplicationFactory(
        business__region=toba,
        business__name="Keripik Bu Ani",
        business__phone="+6281234567890",
        score_parts=[
            {"criterion": "PRICES", "points": 0, "most": 15, "reason": "Belum ada harga."},
            {"criterion": "NEED", "points": 3, "most": 15, "reason": "Sudah ada 4 saluran."},
        ],
        findings=[{"kind": "NIB", "answer": "UNKNOWN", "sentence": "NIB belum tercatat."}],
    )


def ask(client, row, digits="7890"):
    return client.post(PAGE, {"code": row.business.code, "digits": digits})


def test_who_knows_number_and_digits_reads_what_to_mend(client, row):
    page = ask(client, row).content.decode()
    assert "Keripik Bu Ani" in page and "Belum ada harga." in page and "NIB belum tercatat." in page
    assert "4 saluran" not in page  # nothing that cannot be mended
    assert "81234567890" not in page  # the number itself is never shown


@pytest.mark.parametrize("digits", ["0000", "890", "", "tujuh"])
def test_wrong_digits_tell_nothing(client, row, digits):
    answer = ask(client, row, digits)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Keripik Bu Ani" not in page
    assert row.business.code in page  # what was typed is kept


def test_a_business_without_a_number_is_told_nothing_either(client, row):
    type(row.business).objects.update(phone="")
    type(row.business.owner).objects.update(phone="")
    assert ask(client, row, "").status_code == 422
    assert ask(client, row, "0000").status_code == 422


def test_guessing_has_to_wait_for_one_application_and_for_one_address(client, row):
    codes = [ask(client, row, f"{n:04}").status_code for n in range(11)]
    assert codes[-1] == 429
    assert ask(client, row).status_code == 429


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("CHOSEN", "Selamat"),
        ("WAITING", "urutan 4"),
        ("OUT", "belum terpilih"),
        ("DECLINED", "tidak mengambil"),
    ],
)
def test_each_outcome_has_its_sentence(client, row, status, said):
    row.status, row.place, row.band_reason = status, 4, "Nilai di bawah batas."
    row.save()
    page = ask(client, row).content.decode()
    assert said in page and "Nilai di bawah batas." in page and "Belum ada harga." not in page
