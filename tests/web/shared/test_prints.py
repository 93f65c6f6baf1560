"""Printed pieces are handed out to those in charge, made from the facts as they stand."""

import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.studio.models import Fact, Product
from laju.web.shared.prints import KINDS
from tests.factories import OwnerFactory, ParticipantFactory, UserFactory


@pytest.fixture
def owner(db):
    return UserFactory(role=Role.OWNER, username="ani")


@pytest.fixture
def row(owner, medan):
    return ParticipantFactory(
        application__business__owner=OwnerFactory(user=owner), application__business__region=medan
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_pdf_for_the_owner(sign_in, owner, row, kind):
    answer = sign_in(owner).get(reverse("owner:print_file", args=[row.pk, f"{kind}.pdf"]))
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{kind}-LJ-')
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["kartu-meja", "lain.pdf", ".pdf", "label.PDF", "x" * 300])
def test_what_is_no_piece_is_not_there(sign_in, owner, row, name):
    url = reverse("owner:print_file", args=[row.pk, name])
    assert sign_in(owner).get(url).status_code == 404


def test_a_label_is_for_a_product_of_this_business(sign_in, owner, row):
    business = row.application.business
    Product.objects.create(
        business=business, key="kopi", name="Kopi", price_rupiah=9000, position=1
    )
    browser, url = sign_in(owner), reverse("owner:print_file", args=[row.pk, "label.pdf"])
    page = browser.get(reverse("owner:prints", args=[row.pk])).content.decode()
    assert '<option value="kopi">Kopi</option>' in page
    plain, named = browser.get(url).content, browser.get(url, {"barang": "kopi"}).content
    assert plain != named
    assert browser.get(url, {"barang": "milik-orang\x00"}).content == plain


def test_the_page_says_what_is_missing(sign_in, owner, row):
    page = sign_in(owner).get(reverse("owner:prints", args=[row.pk])).content.decode()
    assert "Halaman belum tayang" in page and "Kode QRIS belum ada" in page


def test_a_facilitator_takes_the_cards_of_all_in_charge(sign_in, row, at):
    helper = UserFactory(role=Role.FACILITATOR, username="togar")
    browser, url = sign_in(helper), reverse("field:table_cards")
    assert browser.get(url).url == reverse("field:businesses")  # nobody in charge: said there
    silent = ParticipantFactory(application__business__region=row.application.business.region)
    for each in (row, silent):
        each.facilitator = helper
        each.save(update_fields=["facilitator"])
    Fact.objects.create(
        business=row.application.business,
        name="phone",
        value="+6281000000042",
        origin="OWNER",
        at=at,
    )
    answer = browser.get(url)
    assert answer.status_code == 200
    assert answer.content.count(b"/Type /Page\n") == 1  # a card without a code helps nobody
