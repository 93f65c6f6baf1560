import pytest
from django.urls import reverse

from laju.apps.outbox.models import Message
from tests import factories


@pytest.fixture
def letter(medan, at):
    return Message.objects.create(
        business=factories.BusinessFactory(region=medan, name="Keripik Bu Ani"),
        notice="CHOSEN", purpose="NEWS", to="+6281234567890", text="Selamat <b>Ani</b> & kawan",
        once="chosen:1", status="BY_HAND", asked_at=at, send_after=at,
    )  # fmt: skip


@pytest.fixture
def officer(db):
    return factories.UserFactory(role="AGENCY")


def test_what_waits_for_a_hand_comes_first_and_opens_whatsapp(sign_in, officer, letter):
    page = sign_in(officer).get(reverse("agency:messages")).content.decode()
    assert "Keripik Bu Ani" in page and "&lt;b&gt;" in page
    assert "https://wa.me/6281234567890?text=Selamat%20%3Cb%3E" in page


def test_ticking_off_and_dropping(sign_in, officer, letter):
    client, answer = sign_in(officer), reverse("agency:decide_message", args=[letter.pk])
    client.post(answer, {"answer": "apa saja"})
    letter.refresh_from_db()
    assert letter.status == "BY_HAND"
    client.post(answer, {"answer": "terkirim"})
    letter.refresh_from_db()
    assert letter.status == "SENT"
    late = client.post(answer, {"answer": "batal"})
    assert late.status_code == 409 and "sudah terkirim" in late.content.decode()


def test_the_list_can_be_printed_and_holds_no_formula(sign_in, officer, letter):
    letter.business.name = "=1+1"
    letter.business.save()
    answer = sign_in(officer).get(reverse("agency:messages_export"))
    told = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=1+1" in told and "0812-3456-7890" in told


def test_an_empty_list_says_what_will_come(sign_in, officer):
    assert "Belum ada pesan" in sign_in(officer).get(reverse("agency:messages")).content.decode()


def test_a_facilitator_sees_own_businesses_only(sign_in, letter, medan):
    helper = factories.UserFactory(role="FACILITATOR")
    client = sign_in(helper)
    assert "Keripik" not in client.get(reverse("field:messages")).content.decode()
    factories.ParticipantFactory(application__business=letter.business, facilitator=helper)
    assert "Keripik" in client.get(reverse("field:messages")).content.decode()
    client.post(reverse("field:decide_message", args=[letter.pk]), {"answer": "terkirim"})
    letter.refresh_from_db()
    assert letter.sent_by == helper.username


def test_owners_without_a_number_are_told_from_paper(sign_in, officer, letter, medan, at):
    client, slips = sign_in(officer), reverse("agency:message_slips")
    empty = client.get(slips)  # everybody here has a number: one sheet that says so
    assert empty.status_code == 200 and empty.content.startswith(b"%PDF-")
    silent = factories.BusinessFactory(region=medan, name="Tenun Bu Rosma")
    row = Message.objects.create(
        business=silent, notice="CHOSEN", purpose="NEWS", to="", text="Selamat, Bu Rosma " * 60,
        once="chosen:2", status="BY_HAND", asked_at=at, send_after=at,
    )  # fmt: skip
    page = client.get(reverse("agency:messages")).content.decode()
    assert "tanpa nomor" in page and slips in page and "Sudah disampaikan" in page
    paper = client.get(slips)
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF-")
    everybody = client.get(slips, {"siapa": "semua"}).content
    assert len(everybody) > len(paper.content)
    client.post(reverse("agency:decide_message", args=[row.pk]), {"answer": "terkirim"})
    row.refresh_from_db()
    assert row.status == "SENT" and row.way == "hand"
    helper = sign_in(factories.UserFactory(role="FACILITATOR"))
    assert helper.get(reverse("field:message_slips")).content == empty.content
