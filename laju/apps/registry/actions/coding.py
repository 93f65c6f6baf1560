"""KBLI codes: a person decides, for one business or for all that say the same; it can be undone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import F

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.registry.models import Business, KbliChoice, KbliPhrase
from laju.apps.registry.queries.coding import businesses_saying, uncoded_groups
from laju.core.coding import phrase_key
from laju.core.errors import DomainError
from laju.core.kbli import Version, check_kbli, guess_sector
from laju.core.profile import Sector
from laju.engines.reference import load_classification

CHUNK = 500


class NothingSaysThis(DomainError):
    message = "Tidak ada lagi usaha tanpa kode yang menulis “{said}”."
    remedy = "Muat ulang halaman: mungkin rekan Anda baru saja memutuskannya."


class ChoiceUndone(DomainError):
    message = "Keputusan ini sudah ditarik kembali oleh {by}."
    remedy = "Muat ulang halaman untuk melihat keadaan terbaru."


@action
def choose_kbli(
    *, business: Business, version: str, code: str, phrase: str, by: User, at: datetime
) -> KbliChoice:
    """Give a business a code and remember that its words mean it.

    phrase: what the owner wrote. Raises: UnknownKbli when this version has no such code.
    """
    return _choose([business], version, code, phrase, by, at)


@action
def choose_kbli_for_phrase(
    *, phrase: str, version: str, code: str, by: User, at: datetime
) -> KbliChoice:
    """Give every business without a code in the person's regions that says this the same code.

    Raises: UnknownKbli; NothingSaysThis when none is left.
    """
    key = phrase_key(phrase)
    group = next((each for each in uncoded_groups(by=by) if each.phrase == key), None)
    rows = list(businesses_saying(by=by, texts=group.texts)) if group else []
    if not rows:
        raise NothingSaysThis(said=phrase[:60])
    return _choose(rows, version, code, phrase, by, at)


@action
def undo_kbli(*, choice: KbliChoice, by: User, at: datetime) -> int:
    """Put back what stood before a decision, where nobody has chosen anew; return how many.

    Raises: ChoiceUndone.
    """
    choice = KbliChoice.objects.select_for_update().get(pk=choice.pk)
    if choice.undone_at:
        raise ChoiceUndone(by=choice.undone_by)
    keys = sorted(int(key) for key in choice.before)
    told = {"kbli_version": choice.version, "kbli_code": choice.code}
    rows = [row for part in _parts(keys) for row in Business.everything.filter(pk__in=part, **told)]
    by_state: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in rows:
        by_state[tuple(choice.before[str(row.pk)])].append(row.pk)
    for (version, code, sector), found in by_state.items():
        _set(found, at, kbli_version=version, kbli_code=code, sector=sector)
    _remember(rows, choice.phrase, choice.version, choice.code, by, at, sign=-1)
    choice.undone_by, choice.undone_at = by.username, at
    choice.save(update_fields=["undone_by", "undone_at"])
    return len(rows)


def _choose(
    rows: Sequence[Business], version: str, code: str, phrase: str, by: User, at: datetime
) -> KbliChoice:
    known = [load_classification(version=each) for each in Version]
    entry = check_kbli(code=code, version=Version(version), known=known)
    key = phrase_key(phrase)
    before = {str(row.pk): (row.kbli_version, row.kbli_code, row.sector) for row in rows}
    told = {"kbli_version": entry.version.value, "kbli_code": entry.code}
    _set([row.pk for row in rows], at, **told)
    untold = [row.pk for row in rows if row.sector == Sector.OTHER]
    _set(untold, at, sector=guess_sector(code=entry.code, version=entry.version))
    _remember(rows, key, entry.version.value, entry.code, by, at)
    return KbliChoice.objects.create(
        version=entry.version.value,
        code=entry.code,
        phrase=key,
        said=phrase[:200],
        count=len(rows),
        before=before,
        chosen_by=by.username,
        chosen_at=at,
    )


def _set(keys: Sequence[int], at: datetime, **values: str) -> None:
    for part in _parts(keys):
        Business.everything.filter(pk__in=part).update(updated_at=at, **values)


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def _remember(
    rows: Iterable[Business],
    key: str,
    version: str,
    code: str,
    by: User,
    at: datetime,
    *,
    sign: int = 1,
) -> None:
    """Count what these words mean in each region; what nobody stands behind any more is forgotten."""
    if not key:
        return
    counts: Mapping[str, int] = Counter(row.region_id for row in rows)
    told = KbliPhrase.objects.filter(phrase=key, version=version, code=code)
    for region, count in counts.items():
        if sign > 0:
            phrase, is_new = KbliPhrase.objects.get_or_create(
                phrase=key,
                version=version,
                code=code,
                region_id=region,
                defaults={"count": count, "confirmed_by": by.username, "confirmed_at": at},
            )
            if not is_new:
                told.filter(pk=phrase.pk).update(
                    count=F("count") + count, confirmed_by=by.username, confirmed_at=at
                )
        else:
            told.filter(region=region, count__lte=count).delete()
            told.filter(region=region).update(count=F("count") - count)
