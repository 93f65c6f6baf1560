"""An owner reads a draft from a link, without signing in, and answers once."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from laju.apps.studio.actions import compose_contents, gather_facts, save_draft, send_review
from laju.apps.studio.models import Content, Review
from laju.web.shared.reviews import SALT, token_of
from tests.factories import ParticipantFactory


@pytest.fixture
def participant(agency, facilitator, at):
    participant = ParticipantFactory(
        application__business__products_text="Keripik ubi",
        facilitator=facilitator,
    )
    cohort = participant.application.cohort
    gather_facts(cohort=cohort, by=agency, at=at)
    compose_contents(cohort=cohort, by=agency, at=at)
    return participant


@pytest.fixture
def review(participant, facilitator):
    return send_review(participant=participant, by=facilitator, at=timezone.now())


def link(review, *more):
    name = "public:review_file" if more else "public:review"
    return reverse(name, args=[token_of(review), *more])


def sha256():
    return Content.objects.get().head.sha256


def test_review_shows_the_draft_and_takes_a_yes(client, review):
    html = client.get(link(review)).content.decode()
    assert "Ya, saya setuju" in html
    assert sha256() in html
    assert b"Keripik ubi" in client.get(link(review, "index.html")).content
    review.refresh_from_db()
    assert review.opened_at
    answer = client.post(link(review), {"decision": "approve", "sha256": sha256()}, follow=True)
    assert "Terima kasih, halaman disetujui." in answer.content.decode()
    content = Content.objects.get()
    assert (content.status, content.approved) == ("APPROVED", content.head)
    assert client.get(link(review, "index.html")).status_code == 404  # the link has done its work
    again = client.post(link(review), {"decision": "changes", "note": "x", "sha256": sha256()})
    assert again.status_code == 200
    assert Content.objects.get().status == "APPROVED"


def test_review_takes_words_of_change(client, review):
    answer = client.post(link(review), {"decision": "changes", "sha256": sha256(), "note": " "})
    assert answer.status_code == 422
    assert "Belum tertulis" in answer.content.decode()
    note = "Harga keripik seharusnya Rp20.000"
    answer = client.post(link(review), {"decision": "changes", "sha256": sha256(), "note": note})
    assert answer.status_code == 302
    assert (Content.objects.get().status, Content.objects.get().note) == ("HELD", note)


def test_review_of_a_draft_changed_meanwhile_is_read_again(
    client, review, participant, facilitator
):
    seen = sha256()
    content = Content.objects.get()
    save_draft(
        participant=participant,
        base=content.version,
        edits={"tagline": "Mau keripik ubi?"},
        design={},
        products=[p["key"] for p in content.profile["products"]],
        by=facilitator,
        at=timezone.now(),
    )
    answer = client.post(link(review), {"decision": "approve", "sha256": seen})
    assert "baru saja berubah" in answer.content.decode()
    assert Content.objects.get().approved is None
    assert "Mau keripik ubi?" in client.get(link(review, "index.html")).content.decode()


def test_review_ends_with_its_days_and_with_a_newer_link(client, review, participant, facilitator):
    newer = send_review(participant=participant, by=facilitator, at=timezone.now())
    for path in (link(review), link(review, "index.html")):
        assert client.get(path).status_code in {404, 410}
    assert client.get(link(newer)).status_code == 200
    Review.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(link(newer)).status_code == 410
    answer = client.post(link(newer), {"decision": "approve", "sha256": sha256()})
    assert answer.status_code == 410
    assert Content.objects.get().approved is None


@pytest.mark.parametrize(
    "token", ["x", "1", signing.dumps(1), signing.dumps("a", salt=SALT), "a:b:c"]
)
def test_review_knows_only_links_made_here(client, db, token):
    assert client.get(reverse("public:review", args=[token])).status_code == 404


def test_review_tells_no_number_and_asks_not_to_be_found(client, review, participant):
    response = client.get(link(review))
    business = participant.application.business
    for secret in (business.owner.nik, business.owner.phone, business.phone):
        assert not secret or secret not in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"


def test_ask_makes_a_link_for_the_facilitator_in_charge(
    client, participant, facilitator, owner, sign_in
):
    address = reverse("field:ask", args=[participant.pk])
    assert sign_in(owner).post(address).status_code == 403
    assert sign_in(facilitator).get(address).status_code == 405
    answer = sign_in(facilitator).post(address, follow=True)
    html = answer.content.decode()
    assert token_of(Review.objects.get()) in html
    assert "wa.me" in html
