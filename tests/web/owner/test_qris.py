import pytest
from django.urls import reverse

from laju.apps.skills.proofs import seen_of
from laju.apps.studio.models import Fact
from laju.core.qris import crc16
from tests import factories


def tag(number, value):
    return f"{number}{len(value):02d}{value}"


def code(*, name="KERIPIK BU ANI", amount=""):
    told = [("00", "01"), ("01", "11"), ("26", tag("00", "ID.CO.CONTOH.WWW") + tag("03", "UMI"))]
    told += [("52", "5814"), ("53", "360"), *([("54", amount)] if amount else [])]
    told += [("58", "ID"), ("59", name), ("60", "MEDAN")]
    body = "".join(tag(*each) for each in told) + "6304"
    return body + f"{crc16(body.encode()):04X}"


@pytest.fixture
def owner(db):
    return factories.UserFactory(role="OWNER")


@pytest.fixture
def row(medan, owner):
    return factories.ParticipantFactory(
        application__business__region=medan,
        application__business__name="Keripik Bu Ani",
        application__business__owner__user=owner,
    )


def test_an_own_code_is_kept_shown_and_proves_the_task(sign_in, owner, row):
    client, url = sign_in(owner), reverse("owner:qris", args=[row.pk])
    answer = client.post(url, {"payload": f"  {code()} "}, follow=True)
    assert "angka pengamannya cocok" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("owner:lesson", args=[row.pk, "qris"])
    assert "KERIPIK BU ANI" in client.get(url).content.decode()
    assert seen_of(participants=[row])["qris"]


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ("", "Tempel isi QRIS"),
        ("halo", "bukan kode pembayaran"),
        (code().replace("MEDAN", "MEDEN"), "rusak"),
        (code(name="TOKO ORANG LAIN"), "bukan atas nama usaha ini"),
        (code(amount="5000"), "satu pembayaran"),
        ("<script>alert(1)</script>", "bukan kode pembayaran"),
        ("0" * 5000, "1000"),
    ],
)
def test_another_code_is_refused_at_the_field_and_kept(sign_in, owner, row, payload, why):
    answer = sign_in(owner).post(reverse("owner:qris", args=[row.pk]), {"payload": payload})
    html = answer.content.decode()
    assert answer.status_code == 422 and why in html and "<script>alert" not in html
    assert payload[:20].replace("<", "&lt;").replace(">", "&gt;") in html
    assert not Fact.objects.exists()
