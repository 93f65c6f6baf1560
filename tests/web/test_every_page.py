"""Every address of Laju, asked by nine people: nobody sees or does what is not theirs."""

import re

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, reverse

from laju.apps.registry.models import Business
from laju.web.shared.erasing import erase
from tests.factories import AT
from tests.web.routes import PEOPLE, PUBLIC, ROUTES
from tests.web.world import MARKER, add_foreign, make_near

MEANS = {
    "2": {200, 204},
    "3": {302, 409},  # a deed that the state of things does not allow is told so
    "4": {404},
    "c": {422},
    "x": {403},
    "m": {405},
}
pytestmark = pytest.mark.django_db  # each test takes back what it changes
READS = [name for name, route in ROUTES.items() if route.get]
DEEDS = [name for name, route in ROUTES.items() if route.post]


def names(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + pattern.name
        else:
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern.url_patterns, prefix + space)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Make everything once; what a test changes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_near()
        disk = tmp_path_factory.mktemp("before")
        made.write_files(disk)
        with override_settings(SITES=disk, POSTERS=disk, PHOTOS=disk):
            made.things["before"] = read_all(made, "elsewhere", only=without_subject())
        add_foreign(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def folders(world, settings, tmp_path):
    settings.SITES = settings.POSTERS = settings.PHOTOS = tmp_path
    world.write_files(tmp_path)


def without_subject():
    """Name the pages that are about no one thing."""
    return [name for name in READS if ":" not in str(ROUTES[name].args) + ROUTES[name].query]


def address(name, things):
    def told(part):
        return (
            re.sub(r":(\w+)", lambda m: str(things[m[1]]), part) if isinstance(part, str) else part
        )

    route = ROUTES[name]
    url = reverse(name, args=[told(part) for part in route.args])
    return f"{url}?{told(route.query)}" if route.query else url


def ask(world, who, name, method="get"):
    browser = Client(raise_request_exception=False)
    user = world.people[who]
    if user:
        browser.force_login(user)
    data = ROUTES[name].data if method == "post" else None
    with transaction.atomic():
        answer = getattr(browser, method)(address(name, world.foreign), data)
    answer.told = body(answer)
    answer.close()
    return answer


def body(answer):
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return re.sub(r"</?mark>", "", whole.decode("utf-8", "replace"))  # what a search marks


def read_all(world, who, only):
    """Return what each page shows one person, without what differs each time."""
    once = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|hx-headers=\S+|nonce="\w+"')
    return {name: once.sub("", ask(world, who, name).told) for name in only}


def test_every_route_has_a_row():
    known = {name for name in names(get_resolver().url_patterns) if name != "gallery"}
    assert known == set(ROUTES)


@pytest.mark.parametrize("name", READS)
def test_pages_open_for_whom_they_are(world, name):
    told = {who: ask(world, who, name) for who in PEOPLE}
    for who, mark in zip(PEOPLE, ROUTES[name].get, strict=True):
        assert told[who].status_code in MEANS[mark], (who, told[who].status_code)
        if mark == "3" and not name.startswith(("shared:", "public:")):
            assert told[who]["Location"].startswith(reverse("shared:sign_in")), who


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_are_done_by_whom_they_are_for(world, name):
    for who, mark in zip(PEOPLE, ROUTES[name].post, strict=True):
        with transaction.atomic():
            answer = ask(world, who, name, "post")
            transaction.set_rollback(True)
        assert answer.status_code in MEANS[mark], (who, answer.status_code)
        if who == "visitor" and mark == "3" and name.split(":")[0] not in PUBLIC:
            assert answer["Location"].startswith(reverse("shared:sign_in"))


@pytest.mark.parametrize("name", sorted(set(DEEDS) - set(READS) - {"set_language"}))
def test_no_deed_is_a_link(world, name):
    for who in PEOPLE:
        assert ask(world, who, name).status_code in {302, 403, 405}, who
    assert ask(world, "agency", name).status_code == 405


@pytest.mark.parametrize("name", sorted(set(READS) - set(DEEDS)))
def test_no_page_takes_a_post(world, name):
    for who in PEOPLE:
        assert ask(world, who, name, "post").status_code in {302, 403, 405}, who


@pytest.mark.parametrize("name", [name for name in READS if name.split(":")[0] not in PUBLIC])
def test_nothing_of_another_region_is_told(world, name):
    """No page, file or search answer names what lies outside an officer's region."""
    for who in ("elsewhere", "facilitator", "stranger"):
        assert MARKER not in ask(world, who, name).told, who


def test_the_marker_would_be_seen(world):
    """The question above can fail: those who may see Toba do see the marker."""
    seen = {name for name in READS if MARKER in ask(world, "agency", name).told}
    assert {
        "agency:businesses",
        "agency:businesses_export",
        "agency:batch",
        "agency:batches",
        "agency:links",
        "agency:business",
        "agency:export_applications",
        "agency:calendar",
        "agency:export_calendar",
        "agency:ad_plan",
        "agency:export_plan",
        "agency:ranking",
        "agency:export_ranking",
    } <= seen
    assert MARKER in ask(world, "owner", "owner:home").told
    assert MARKER in ask(world, "in_charge", "field:businesses").told


@pytest.mark.parametrize("name", [name for name in without_subject() if name.startswith("agency:")])
def test_no_count_of_another_region_is_told(world, name):
    """An officer of Medan reads the very same page whether there is anything in Toba or not."""
    after = read_all(world, "elsewhere", only=[name])
    assert after[name] == world.things["before"][name]


@pytest.fixture
def erased(world):
    """Erase the owner of everything that lies in Toba."""
    business = Business.objects.get(name__startswith="Ulos", name__contains=MARKER)
    erase(owner=business.owner, by=world.people["agency"], at=AT)


@pytest.mark.parametrize("who", ["agency", "in_charge", "assessor", "stranger", "visitor"])
def test_no_page_breaks_over_a_person_who_was_erased(world, erased, who):
    broken = [name for name in READS if ask(world, who, name).status_code >= 500]
    assert broken == []
