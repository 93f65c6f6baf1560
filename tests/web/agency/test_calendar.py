"""The posting calendar."""

import datetime as dt

import pytest
from django.urls import reverse

from laju.apps.social.models import Post
from tests.factories import ApplicationFactory, BusinessFactory, CohortFactory, ParticipantFactory


@pytest.fixture
def cohort(db):
    return CohortFactory(year=2027, status="SELECTED")


def post_of(cohort, *, day=5, theme="produk", business=None, status="PLANNED"):
    application = ApplicationFactory(
        cohort=cohort, business=business or BusinessFactory(), status="CHOSEN"
    )
    return Post.objects.create(
        participant=ParticipantFactory(application=application),
        on=dt.date(2027, 3, day),
        time=dt.time(10, 30),
        theme=theme,
        channel="whatsapp",
        caption="=Keripik hari ini",
        token=f"t{Post.objects.count()}",
        status=status,
    )


def address(query="bulan=2027-03"):
    return f"{reverse('agency:calendar')}?{query}"


def test_calendar_opens_for_the_agency_only(client, people, cohort):
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(address()).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


def test_calendar_without_a_cohort_says_what_to_do(sign_in, agency):
    assert "Belum ada angkatan" in sign_in(agency).get(address("")).content.decode()


@pytest.mark.parametrize("view", ["", "daftar"])
@pytest.mark.parametrize("count", [1, 3])
def test_calendar_asks_the_same_however_many(
    sign_in, agency, cohort, view, count, django_assert_max_num_queries
):
    for day in range(count):
        post_of(cohort, day=day + 1)
    browser = sign_in(agency)
    with django_assert_max_num_queries(9):
        browser.get(address(f"bulan=2027-03&tampilan={view}"))


def test_calendar_gathers_a_full_day_in_one_link(sign_in, agency, cohort):
    for _ in range(4):
        post_of(cohort, day=5)
    post_of(cohort, day=6)
    days = {
        d["number"]: d for d in sign_in(agency).get(address()).context["days"] if not d["is_out"]
    }
    assert [link["label"] for link in days[5]["posts"]] == ["4 kiriman"]
    assert "hari=2027-03-05" in days[5]["posts"][0]["url"]
    assert len(days[6]["posts"]) == 1
    assert len(days) == 31


def test_calendar_filters(sign_in, agency, cohort, toba):
    mine = post_of(cohort, theme="lokasi")
    post_of(cohort, business=BusinessFactory(region=toba))
    code = mine.participant.application.business.code
    for query in ("theme=lokasi", "region=12.71", f"q={code}"):
        page = sign_in(agency).get(address(f"bulan=2027-03&tampilan=daftar&{query}"))
        assert [row.pk for row in page.context["page"]] == [mine.pk]


@pytest.mark.parametrize(
    "query",
    [
        "bulan=2027-13",
        "bulan=%00",
        "angkatan=2027&page=-3",
        "region=9",
        "hari=kemarin",
        "bulan=9000-12",
    ],
)
def test_calendar_stands_nonsense(sign_in, agency, cohort, query):
    assert sign_in(agency).get(address(query)).status_code in {200, 422}


@pytest.mark.parametrize("year", ["1999", "abc", "²²²²", "20277"])
def test_calendar_of_an_unknown_year_is_lost(sign_in, agency, cohort, year):
    assert sign_in(agency).get(address(f"angkatan={year}")).status_code == 404


def test_export_calendar_disarms_formulas_and_keeps_to_the_region(
    sign_in, agency_of_region, cohort, toba
):
    post_of(cohort)
    post_of(cohort, business=BusinessFactory(region=toba, name="Jauh"))
    url = f"{reverse('agency:export_calendar')}?bulan=2027-03"
    text = sign_in(agency_of_region).get(url).getvalue().decode("utf-8-sig")
    assert "Jauh" not in text
    assert ";'=Keripik" in text or ",\"'=Keripik" in text


def test_post_shows_text_and_share_link(sign_in, agency, cohort):
    row = post_of(cohort)
    text = sign_in(agency).get(reverse("agency:post", args=[row.pk])).content.decode()
    assert reverse("public:share_post", args=[row.token]) in text
    assert "Keripik hari ini" in text


def test_post_of_another_region_is_lost(sign_in, agency_of_region, cohort, toba):
    row = post_of(cohort, business=BusinessFactory(region=toba))
    url = reverse("agency:post", args=[row.pk])
    assert sign_in(agency_of_region).get(url).status_code == 404


def test_export_ics_holds_every_post(sign_in, agency, cohort):
    row = post_of(cohort)
    code = row.participant.application.business.code
    answer = sign_in(agency).get(reverse("agency:export_ics", args=[code]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.count(b"BEGIN:VEVENT") == 1
