"""One business: all that is known, made, planned and proved of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import covers, within_scope
from laju.apps.ads.queries import share_of
from laju.apps.endorsement.queries import place_of
from laju.apps.indicators.models import Measure
from laju.apps.indicators.queries import measure_of, presence_of
from laju.apps.ledger.models import Entry
from laju.apps.ledger.queries import story_of
from laju.apps.programme.models import Application, Participant
from laju.apps.programme.queries import participations_of_business
from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import site_of
from laju.apps.registry.models import Business
from laju.apps.registry.queries import (
    business_by_code,
    joined_to,
    origin_of,
    rows_of,
    standing_code,
    words_of,
)
from laju.apps.social.models import Post
from laju.apps.social.queries import posts_of
from laju.apps.studio.models import Content, Product
from laju.apps.studio.queries import content_of, facts_of_business, posters_by_participant
from laju.web.agency.business_forms import HoldForm
from laju.web.agency.calendar_forms import THEMES
from laju.web.agency.fact_words import fact_rows, text_rows
from laju.web.agency.levels import evidence_rows
from laju.web.agency.months import month_grid
from laju.web.shared.access import for_role, person
from laju.web.shared.kbli import kbli_of
from laju.web.shared.story import tell_entries

STORY, SOURCES = 40, 50


@for_role("AGENCY")
@require_GET
def business(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything about one business; the code of a merged one leads to what it has become."""
    if into := standing_code(by=person(request), code=code):
        return redirect("agency:business", code=into)
    row = find(request, code)
    return render(request, "agency/business.html", whole_page(request, row))


def whole_page(request: HttpRequest, row: Business) -> dict[str, Any]:
    """Return what the page of a business shows to this person, the choice of a code included."""
    kbli = kbli_of(request, row, text=words_of(business=row))
    return page_of_business(row, person(request)) | kbli


def find(request: HttpRequest, code: str) -> Business:
    """Return the business with this code if the person may see it, or answer 404."""
    row = business_by_code(by=person(request), code=code)
    if row is None:
        raise Http404
    return row


def participant_of(row: Business) -> Participant | None:
    """Return the latest participation of a business that has not ended."""
    for application in participations_of_business(business=row):
        participant = getattr(application, "participant", None)
        if participant and participant.left_at is None:
            return participant  # type: ignore[no-any-return]
    return None


def page_of_business(row: Business, by: User) -> dict[str, Any]:
    """Return what the page of a business shows; as many queries for one product as for twelve."""
    applications = list(participations_of_business(business=row))
    participant = _current(applications)
    context: dict[str, Any] = {
        "business": row,
        "page_title": row.name,
        "crumbs": [(_("Daftar usaha"), reverse("agency:businesses"))],
        "who": _who(row),
        "where": _where(row),
        "origin": origin_of(business=row),
        "sources": rows_of(businesses=[row.pk]).select_related("batch", "business")[:SOURCES],
        "joined": joined_to(business=row),
        "facts": fact_rows(facts_of_business(business=row)),
        "others": row.owner.businesses.filter(within_scope(user=by))
        .exclude(pk=row.pk)
        .select_related("region")[:20],
        "products": Product.objects.filter(business=row, is_shown=True),
        "applications": applications,
        "participant": participant,
        "hold_form": HoldForm(),
        "may_decide": participant is not None
        and covers(user=by, code=participant.application.cohort.area_id),
    }
    content = content_of(participant=participant) if participant else None
    site = site_of(participant=participant) if participant else None
    context |= _level(row)
    if participant:
        context |= _made(participant, content, site)
    context["story"] = _story(row, context, applications, content, site)
    return context


def _current(applications: Iterable[Application]) -> Participant | None:
    for application in applications:
        participant: Participant | None = getattr(application, "participant", None)
        if participant and participant.left_at is None:
            return participant
    return None


def _who(row: Business) -> list[tuple[str, object]]:
    owner = row.owner
    return [
        (_("Pemilik"), owner.name),
        (_("Telepon"), row.phone or owner.phone),
        (_("NIB"), owner.nib),
        (_("Skala"), row.get_size_display() if row.size else ""),
        (_("Mulai tahun"), str(row.founded_year or "")),
    ]


def _where(row: Business) -> list[tuple[str, object]]:
    return [
        (_("Kabupaten atau kota"), row.region.name),
        (_("Kecamatan"), row.district_name),
        (_("Desa atau kelurahan"), row.village_name),
        (_("Alamat"), row.address),
    ]


def _level(row: Business) -> dict[str, Any]:
    measure: Measure | None = measure_of(business=row)
    presences = {presence.pk: presence for presence in presence_of(business=row)}
    carried = measure.evidence if measure else []
    return {
        "measure": measure,
        "level": f"D{measure.level}" if measure else "",
        "evidence": evidence_rows(presences.values(), carried=carried),
    }


def _made(participant: Participant, content: Content | None, site: Site | None) -> dict[str, Any]:
    """Return texts, site, posters, calendar, ad share and rank of a participant."""
    today = timezone.localdate()
    posts = posts_of(participant=participant)
    month = _nearest_month(list(posts.values_list("on", flat=True)), today)
    in_month = posts.filter(on__year=month[0], on__month=month[1]) if month else posts.none()
    share = share_of(participant=participant)
    is_live = bool(site and site.status == Site.Status.LIVE and _is_written(site))
    return {
        "content": content,
        "texts": text_rows(content) if content else [],
        "site": site,
        "is_live": is_live,
        "home_url": _site_url(site, "index.html") if is_live else "",
        "landing_url": _site_url(site, f"{site.campaign_slug}/index.html")
        if is_live and site and site.campaign_slug
        else "",
        "posters": _posters(participant),
        "month_name": date_format(date(*month, 1), "F Y") if month else "",
        "days": _days(in_month, month),
        "share": share,
        "place": place_of(participant=participant),
    }


def _days(rows: QuerySet[Post], month: tuple[int, int] | None) -> list[dict[str, Any]]:
    if month is None:
        return []
    written = f"{month[0]}-{month[1]:02d}"
    return month_grid(rows, written, QueryDict(), name_of=_theme_name)


def _theme_name(row: Post) -> str:
    return str(row.feast or THEMES.get(row.theme, row.theme))


def _is_written(site: Site) -> bool:
    return (settings.SITES / site.slug / "index.html").is_file()


def _site_url(site: Site | None, name: str) -> str:
    return reverse("public:site_file", args=[f"{site.slug}/{name}"]) if site else ""


def _nearest_month(days: list[date], today: date) -> tuple[int, int] | None:
    """Choose the month of the next planned day, else of the last one."""
    ahead = min((day for day in days if day >= today.replace(day=1)), default=None)
    chosen = ahead or max(days, default=None)
    return (chosen.year, chosen.month) if chosen else None


def _posters(participant: Participant) -> list[dict[str, str]]:
    drawn: Mapping[str, Mapping[str, str]] = posters_by_participant(keys=[participant.pk])[
        participant.pk
    ]
    return [
        {"url": reverse("public:poster_file", args=[path]), "product": product, "size": size}
        for product, sizes in sorted(drawn.items())
        for size, path in sorted(sizes.items())
        if size == "square" or "square" not in sizes
    ]


def _story(
    row: Business,
    context: dict[str, Any],
    applications: Iterable[Application],
    content: Content | None,
    site: Site | None,
) -> list[dict[str, Any]]:
    """Tell what was done to this business alone, and the last of each deed done to all."""
    own = [f"registry.business:{row.pk}"]
    for merge, gone in context["joined"]:
        own += [f"registry.merge:{merge.pk}", f"registry.business:{gone.pk}"]
        own += [f"registry.link:{merge.link_id}"] if merge.link_id else []
    shared = sorted({f"registry.batch:{source.batch_id}" for source in context["sources"]})
    for application in applications:
        own.append(f"programme.application:{application.pk}")
        shared.append(f"programme.cohort:{application.cohort_id}")
        participant = getattr(application, "participant", None)
        own += [f"programme.participant:{participant.pk}"] if participant else []
    own += [f"studio.content:{content.pk}"] if content else []
    own += [f"publishing.site:{site.pk}"] if site else []
    latest: dict[object, Entry] = {}
    for entry in story_of(subjects=[*own, *shared]):
        is_own = entry.subject in own
        latest[entry.pk if is_own else (entry.action, entry.subject)] = entry
    newest = sorted(latest.values(), key=lambda entry: entry.pk, reverse=True)
    return tell_entries(newest[:STORY])
