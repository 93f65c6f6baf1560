import pytest
from django.urls import reverse
from django.utils import timezone

from laju.apps.accounts.models import Role
from laju.apps.studio.models import Content, Fact
from tests.factories import ContentFactory, ParticipantFactory, PostFactory


def charge(facilitator, **facts):
    participant = ParticipantFactory(facilitator=facilitator, **facts)
    return ContentFactory(participant=participant).participant


def address(name, participant):
    return reverse(f"field:{name}", args=[participant.pk])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", ["today", "businesses", "business", "facts", "photo"])
def test_field_pages_open_for_facilitators_only(role, name, people, sign_in, facilitator):
    participant = charge(facilitator)
    whole = name in {"today", "businesses"}
    url = reverse(f"field:{name}") if whole else address(name, participant)
    response = sign_in(people[role]).get(url)
    assert response.status_code == (200 if role == Role.FACILITATOR else 403)


@pytest.mark.parametrize("name", ["business", "facts", "photo"])
def test_field_pages_of_others_do_not_exist(name, facilitator, sign_in):
    other = charge(None)
    assert sign_in(facilitator).get(address(name, other)).status_code == 404
    assert sign_in(facilitator).post(address(name, other), {}).status_code == 404


def test_today_gathers_what_waits(facilitator, sign_in):
    participant = charge(facilitator)
    PostFactory(participant=participant, on=timezone.localdate())
    other = PostFactory(on=timezone.localdate(), caption="Milik orang lain")
    html = sign_in(facilitator).get("/pendamping/").content.decode()
    assert "Keripik singkong, digoreng tiap pagi." in html
    assert other.caption not in html
    assert "nomor WhatsApp, harga, foto" in html
    assert "Menunggu persetujuan pemilik" in html


def test_today_says_what_to_do_without_businesses(facilitator, sign_in):
    assert "Belum ada usaha dampingan" in sign_in(facilitator).get("/pendamping/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("today", 10), ("businesses", 8)])
def test_lists_ask_as_often_for_many_as_for_one(count, name, queries, facilitator, sign_in, asks):
    for _ in range(count):
        PostFactory(participant=charge(facilitator), on=timezone.localdate())
    browser = sign_in(facilitator)
    with asks(queries):
        browser.get(reverse(f"field:{name}"))


def test_businesses_are_found_by_word_and_state(facilitator, sign_in):
    charge(facilitator, application__business__name="Ulos Sianipar")
    charge(facilitator, application__business__name="Keripik Bu Ani")
    browser = sign_in(facilitator)
    html = browser.get("/pendamping/usaha/", {"q": "ulos", "state": "foto"}).content.decode()
    assert "Ulos Sianipar" in html
    assert "Keripik Bu Ani" not in html
    assert "Tidak ada yang cocok" in browser.get("/pendamping/usaha/?state=HELD").content.decode()
    for query in ({"state": "zz"}, {"q": "\x00"}, {"page": "-1"}, {"q": "x" * 9999}):
        assert browser.get("/pendamping/usaha/", query).status_code == 200


def test_businesses_go_out_as_csv(facilitator, sign_in):
    participant = charge(facilitator)
    response = sign_in(facilitator).get("/pendamping/usaha/", {"format": "csv"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(participant.application.business.code)


def test_business_is_approved_on_the_owners_word(facilitator, sign_in):
    participant = charge(facilitator)
    sign_in(facilitator).post(address("business", participant), {"decision": "approve"})
    content = Content.objects.get()
    assert (content.status, content.decided_by) == ("APPROVED", "pendamping")


def test_facts_are_recorded_in_the_facilitators_name(facilitator, sign_in):
    participant = charge(facilitator)
    told = {
        "name": participant.application.business.name,
        "phone": "081234567890",
        "p-TOTAL_FORMS": "0",
        "p-INITIAL_FORMS": "0",
    }
    response = sign_in(facilitator).post(address("facts", participant), told)
    assert response["Location"] == address("business", participant)
    fact = Fact.objects.get(name="phone", is_current=True)
    assert (fact.value, fact.origin, fact.told_by) == (
        "+6281234567890",
        "FACILITATOR",
        "pendamping",
    )


@pytest.mark.parametrize(("words", "count"), [("kripik singkog", 1), ("ker", 1), ("soto", 0)])
def test_businesses_in_care_are_found_misspelt(words, count, facilitator, sign_in):
    charge(facilitator, application__business__name="Keripik Singkong Bu Ani")
    html = sign_in(facilitator).get(reverse("field:businesses"), {"q": words}).content.decode()
    assert html.count("Keripik Singkong Bu Ani</a>") == count
