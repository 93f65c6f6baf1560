from datetime import timedelta

import pytest

from laju.apps.ledger.models import Entry
from laju.apps.programme.actions import complete_application, curate_applications
from laju.apps.programme.actions.applications import CohortClosed
from laju.apps.programme.actions.completing import NothingTold
from laju.apps.programme.actions.offers import NotYours
from laju.apps.programme.models import Application, Override
from laju.apps.programme.queries import gaps_of
from laju.apps.registry.models import Owner
from tests import factories


@pytest.fixture
def application(medan):
    """An application with an address and a name for its goods, but hardly more."""
    return factories.ApplicationFactory(
        business=factories.BusinessFactory(
            region=medan,
            name="Keripik Bu Ani",
            address="Jalan Kenanga 3",
            products_text="Keripik ubi",
            prices_text="",
            founded_year=None,
            employees=None,
        )
    )


def fresh(application):
    return Application.objects.select_related("business__owner").get(pk=application.pk)


def test_answers_fill_what_was_missing_and_nothing_else(application, agency, at):
    assert gaps_of(application=application) == ["products", "founded_year", "employees"]
    told = {
        "products": "Keripik ubi; Dodol",
        "prices": "15.000; 20.000",
        "founded_year": "2015",
        "address": "Jalan Lain 9",
        "name": "Nama Lain",
        "phone": "081299999999",
        "owner_name": "Orang Lain",
    }
    before = application.business
    left = complete_application(application=application, values=told, by=agency, at=at)
    assert left == ["employees"]
    now = fresh(application).business
    assert (now.pk, now.founded_year, now.products_text) == (before.pk, 2015, "Keripik ubi; Dodol")
    assert (now.name, now.address) == (before.name, "Jalan Kenanga 3")
    assert (now.phone, now.owner.name) == (before.phone, before.owner.name)
    assert Entry.objects.filter(action="programme.complete_application").count() == 1


def test_the_score_is_made_anew(application, agency, at):
    curate_applications(cohort=application.cohort, by=agency, at=at)
    before = fresh(application).score
    told = {"products": "Keripik ubi", "prices": "15.000", "founded_year": "2015"}
    complete_application(application=application, values=told, by=agency, at=at)
    assert fresh(application).score > before


def needs(application, *kinds):
    application.cohort.rules = [
        {"kind": kind} | ({"number": 1} if kind == "MIN_YEARS" else {}) for kind in kinds
    ]
    application.cohort.save()
    findings = [{"kind": kind, "answer": "UNKNOWN", "sentence": "?"} for kind in kinds]
    Application.objects.filter(pk=application.pk).update(eligibility="UNKNOWN", findings=findings)


def test_the_conditions_are_looked_at_anew(application, agency, at):
    needs(application, "NIB", "MIN_YEARS")
    assert "nib" in gaps_of(application=fresh(application))
    told = {"nib": "9120001234567", "founded_year": "2015"}
    left = complete_application(application=application, values=told, by=agency, at=at)
    now = fresh(application)
    assert "nib" not in left
    assert (now.business.owner.nib, now.eligibility) == ("9120001234567", "YES")


def test_what_a_person_decided_stays(application, agency, at):
    needs(application, "MIN_YEARS")
    Application.objects.update(eligibility="NO")
    Override.objects.create(
        cohort=application.cohort, application=application, kind="ELIGIBILITY",
        before="", after="NO", reason="Pindah", by="dinas", at=at,
    )  # fmt: skip
    complete_application(application=application, values={"founded_year": "2015"}, by=agency, at=at)
    assert fresh(application).eligibility == "NO"


@pytest.mark.parametrize("values", [{}, {"employees": "  "}, {"address": "Jalan Lain"}, {"x": "y"}])
def test_nothing_told_is_said_so(application, agency, at, values):
    with pytest.raises(NothingTold):
        complete_application(application=application, values=values, by=agency, at=at)


def test_only_the_own_application(application, owner, at):
    told = {"employees": "2"}
    with pytest.raises(NotYours):
        complete_application(application=application, values=told, by=owner, at=at)
    Owner.objects.filter(pk=application.business.owner_id).update(user=owner)
    left = complete_application(application=fresh(application), values=told, by=owner, at=at)
    assert "employees" not in left


def test_after_the_deadline_nothing_changes(application, agency, at):
    application.cohort.closes_on = (at - timedelta(days=1)).date()
    application.cohort.save()
    with pytest.raises(CohortClosed):
        complete_application(application=application, values={"employees": "2"}, by=agency, at=at)
    assert fresh(application).business.employees is None


def test_a_decided_application_is_complete_as_it_is(application, agency, at):
    Application.objects.update(status="WAITING")
    with pytest.raises(CohortClosed):
        complete_application(application=application, values={"employees": "2"}, by=agency, at=at)
