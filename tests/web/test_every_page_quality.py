"""Every page in a real browser: for assistive technology, on a phone, and without script."""

import os
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer

from bench.lighthouse import CHROMIUM, FLAGS
from laju.apps.programme.models import Application, Cohort
from laju.apps.registry import indexing
from laju.apps.registry.models import Link
from laju.apps.studio.models import Content
from tests import factories
from tests.web.public.test_apply import ANSWERS
from tests.web.routes import PEOPLE, ROUTES
from tests.web.test_every_page import READS, address, world

__all__ = ["world"]  # a fixture
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is not installed"),
]
WIDTHS = (360, 1280)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FILES = {
    "agency:find_business", "agency:regions_export", "agency:businesses_export",
    "agency:batches_export", "agency:visits_export", "agency:messages_export", "owner:data_download", "agency:services_export", "field:worker", "agency:export_outreach", "agency:export_certificates",
    "owner:certificate", "public:credential", "public:status_list", "public:issuer", "agency:mapping",
    "agency:batch_corrections", "agency:batch_rejects", "agency:links_export", "agency:merges_export",
    "agency:export_ics", "agency:uncoded_export", "agency:recap_export",
    "agency:export_cohorts", "agency:export_sites", "agency:export_seats", "agency:applicants", "agency:export_calendar",
    "agency:export_applications", "agency:export_plan", "agency:export_ranking",
    "field:businesses", "field:photo_file", "field:visit_photo", "agency:visit_photo", "owner:photo_file", "owner:calendar_ics",
    "field:print_file", "agency:message_slips", "field:message_slips", "field:table_cards", "owner:print_file",
    "owner:site_zip", "public:site_file", "public:poster_file", "public:seen",
    "public:draw_file", "shared:demo_sign_in",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(world, tmp_path_factory):
    """Serve the world to a browser; the server shares this test's connection and its transaction."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop in this thread
    folder = tmp_path_factory.mktemp("made")
    world.write_files(folder)
    world.cohort.status = Cohort.Status.SELECTED
    with override_settings(SITES=folder, POSTERS=folder, PHOTOS=folder):
        live = LiveServer("localhost")
        yield live
        live.stop()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser(server):
    from playwright.sync_api import sync_playwright

    held = connections["default"]
    with sync_playwright() as playwright:
        connections["default"] = held  # beside a running loop Django would open another one
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS[1:]))
        yield browser
        browser.close()


def context_of(browser, server, user, **options):
    """Open a browser in which one person has signed in."""
    context = browser.new_context(locale="id-ID", base_url=server.url, **options)
    if user:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
    return context


@pytest.mark.parametrize(
    "who", ["visitor", "agency", "elsewhere", "in_charge", "owner", "assessor", "reader"]
)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_without_fault(world, server, browser, who, width):
    """No fault axe can find, no sideways scroll, no word in the console: the CSP would be one."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    context = context_of(
        browser, server, world.people[who], viewport={"width": width, "height": 740}
    )
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    at = PEOPLE.index(who)
    if who == "elsewhere" and width != WIDTHS[0]:
        return  # the same pages as the agency's, with less in them
    for name in READS:
        if name in FILES or ROUTES[name].get[at] != "2":
            continue
        if name.startswith("public:") and who != "visitor":
            continue
        page.goto(address(name, world.foreign))
        assert page.evaluate(TOO_WIDE) <= 0, name
        found = Axe().run(page, options=rules)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert said == [], name
    context.close()


def test_applying_works_without_script(world, server, browser):
    Cohort.objects.filter(pk=world.cohort.pk).update(status=Cohort.Status.OPEN)
    context = context_of(browser, server, None, java_script_enabled=False)
    page = context.new_page()
    page.goto("/daftar/")
    for name, told in ANSWERS.items():
        field = page.locator(f"[name={name}]")
        if name == "agree":
            field.check()
        elif name == "region":
            field.select_option(told)
        else:
            field.fill(told)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.locator("button[value=send]").click()
    assert "/daftar/selesai/" in page.url
    assert Application.objects.filter(business__name=ANSWERS["name"]).count() == 1
    context.close()


def test_approving_works_without_script(world, server, browser):
    owner = world.people["owner"]
    context = context_of(browser, server, owner, java_script_enabled=False)
    page = context.new_page()
    page.goto("/pemilik/")
    page.get_by_role("link", name="Baca dan setujui halaman").click()
    page.locator("button[value=approve]").click()
    content = Content.objects.get(participant=world.foreign["participant"])
    assert (content.status, content.decided_by) == (Content.Status.APPROVED, owner.username)
    context.close()


def test_pairs_are_decided_by_one_key_and_taken_back_by_another(world, server, browser):
    context = context_of(browser, server, world.people["agency"])
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/dinas/kembar/")
    page.keyboard.press("b")
    page.get_by_text("Tidak ada yang perlu diputuskan").wait_for()
    assert page.get_by_role("status").inner_text().endswith("Berbeda.")
    page.keyboard.press("u")
    page.locator("button[value=berbeda]").wait_for()
    assert Link.objects.get(pk=world.foreign["link"]).status == Link.Status.PROPOSED
    page.locator("select[name=reason]").focus()
    page.keyboard.press("b")  # in a list, a letter means what it always does
    assert Link.objects.get(pk=world.foreign["link"]).status == Link.Status.PROPOSED
    assert said == []
    context.close()


def test_pairs_are_decided_without_script(world, server, browser):
    context = context_of(browser, server, world.people["agency"], java_script_enabled=False)
    page = context.new_page()
    page.goto("/dinas/kembar/")
    page.locator("button[value=berbeda]").click()
    page.locator("button[value=urung]").click()
    assert page.locator("button[value=sama]").is_visible()
    assert Link.objects.get(pk=world.foreign["link"]).status == Link.Status.PROPOSED
    context.close()


def test_known_businesses_appear_while_a_form_is_filled(world, server, browser):
    context = context_of(browser, server, world.people["agency"])
    page, known = context.new_page(), world.foreign["business"]
    page.goto("/dinas/usaha/baru/")
    page.locator("[name=name]").fill(known.name)
    page.locator("[name=owner_name]").fill(known.owner.name)
    page.locator("[name=phone]").focus()
    page.get_by_text("Mungkin sudah terdaftar").wait_for()
    assert known.code in page.locator("#mungkin").inner_text()


@pytest.mark.parametrize("has_script", [True, False], ids=["one key", "without script"])
def test_codes_are_chosen_by_one_key_and_without_script(world, server, browser, has_script):
    row = factories.BusinessFactory(activity="jual keripik ubi")
    context = context_of(browser, server, world.people["agency"], java_script_enabled=has_script)
    page = context.new_page()
    page.goto(f"/dinas/usaha/{row.code}/kbli/")
    code = page.locator(".choices button").nth(1).get_attribute("value")
    if has_script:
        page.goto(f"/dinas/usaha/{row.code}/")
        page.keyboard.press("2")  # nothing: the list has no focus here
        assert page.locator("#kbli .choices").count() == 1
        page.locator("#kbli .choices button").first.focus()
        page.keyboard.press("2")
        page.wait_for_selector("#kbli .trace")
    else:
        page.locator(".choices button").nth(1).click()
    row.refresh_from_db()
    assert f"{row.kbli_version}:{row.kbli_code}" == code
    context.close()


@pytest.fixture
def settled(monkeypatch):
    """Let the index take along what the world's transaction holds: it is never committed."""
    monkeypatch.setattr(indexing, "_is_settled", lambda: True)


@pytest.mark.usefixtures("settled")
def test_businesses_are_searched_by_keyboard_alone(world, server, browser):
    context = context_of(browser, server, world.people["agency"])
    page, said = context.new_page(), []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/dinas/usaha/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("ulso rahasia")  # the list follows while one types
    page.wait_for_url("**/dinas/usaha/?q=ulso*")
    page.wait_for_function("document.querySelectorAll('#hasil mark').length > 0")
    assert page.url.count("q=") == 1
    page.keyboard.press("ArrowDown")
    assert "Ulos" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dinas/usaha/LJ-*/")
    assert said == []
    context.close()


@pytest.mark.usefixtures("settled")
def test_businesses_are_searched_without_script(world, server, browser):
    context = context_of(browser, server, world.people["agency"], java_script_enabled=False)
    page = context.new_page()
    page.goto("/dinas/usaha/")
    page.locator("[name=q]").fill("ulso rahasia")
    page.locator("form[role=search] button").click()
    assert page.locator("#hasil mark").count() > 0
    page.locator("[data-hit]").first.click()
    assert "/dinas/usaha/LJ-" in page.url
    context.close()
