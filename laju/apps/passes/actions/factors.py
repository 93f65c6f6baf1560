"""The second step of staff: adding, proving and taking away what a person proves beside the password."""

from datetime import datetime

from django.conf import settings

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.passes.codes import hash_of, new_letters
from laju.apps.passes.models import Factor, SpareCode
from laju.apps.passes.queries import factors_of, has_second_step
from laju.core.errors import DomainError
from laju.engines.one_time import locked, step_of, unlocked
from laju.engines.passkeys import BadPasskey, Made, Passkeys

SPARES, MOST_FACTORS = 8, 10


class WrongSecondCode(DomainError):
    message = "Kode itu tidak cocok atau sudah lewat."
    remedy = "Ketik enam angka yang tampil sekarang di aplikasi, atau satu kode cadangan."
    status = 422


class WrongPasskey(DomainError):
    message = "Kunci perangkat itu tidak dikenali di sini."
    remedy = "Pakai perangkat yang Anda daftarkan, atau masuk dengan kata sandi."
    status = 422


class TooManyFactors(DomainError):
    message = "Sudah ada sepuluh langkah kedua."
    remedy = "Lepas satu yang tidak dipakai lagi."
    status = 422


@action
def add_codes(*, name: str, secret: str, code: str, by: User, at: datetime) -> Factor:
    """Add an authenticator app, once a code proves that it has the secret.

    Raises: WrongSecondCode, TooManyFactors.
    """
    step = step_of(secret=secret, code=code, at=at)
    if step is None:
        raise WrongSecondCode
    kept = locked(secret=secret, key=settings.SECRET_KEY)
    kind = Factor.Kind.CODES
    return _added(Factor(kind=kind, name=name, secret=kept, last=step, user=by, made_at=at))


@action
def add_passkey(*, name: str, made: Made, by: User, at: datetime) -> Factor:
    """Add a passkey a device has made. Raises: WrongPasskey when it is known, TooManyFactors."""
    if Factor.objects.filter(identity=made.identity).exists():
        raise WrongPasskey
    row = Factor(kind=Factor.Kind.PASSKEY, name=name, user=by, made_at=at)
    row.identity, row.secret, row.last = made.identity, made.data, made.count
    return _added(row)


@action
def remove_factor(*, factor: Factor, by: User, at: datetime) -> None:
    """Take one away; with the last one the codes on paper go too."""
    Factor.objects.filter(pk=factor.pk, user=by).delete()
    if not has_second_step(user=by):
        SpareCode.objects.filter(user=by).delete()


@action
def renew_spares(*, by: User, at: datetime) -> list[str]:
    """Return new codes for paper, shown once; earlier ones end."""
    SpareCode.objects.filter(user=by).delete()
    codes = [new_letters() for _ in range(SPARES)]
    use = f"spare{by.pk}"
    SpareCode.objects.bulk_create(
        SpareCode(user=by, code_hash=hash_of(code, use=use)) for code in codes
    )
    return codes


def prove_code(*, user: User, code: str, at: datetime) -> None:
    """Use up a code of an app or of the paper. Raises: WrongSecondCode."""
    for row in factors_of(user=user).filter(kind=Factor.Kind.CODES):
        secret = unlocked(kept=bytes(row.secret), key=settings.SECRET_KEY)
        step = step_of(secret=secret, code=code, at=at, after=row.last) if secret else None
        if step and _used(row, step, at):
            return
    spares = SpareCode.objects.filter(user=user, used_at=None)
    if not spares.filter(code_hash=hash_of(code, use=f"spare{user.pk}")).update(used_at=at):
        raise WrongSecondCode


def prove_passkey(
    *,
    place: Passkeys,
    state: dict[str, object],
    answer: dict[str, object],
    identity: str,
    at: datetime,
) -> User:
    """Return whose passkey has signed. Raises: WrongPasskey."""
    rows = Factor.objects.filter(kind=Factor.Kind.PASSKEY, user__is_active=True)
    row = rows.select_related("user").filter(identity=identity or None).first()
    if row is None:
        raise WrongPasskey
    try:
        count = place.signed(state=state, answer=answer, data=bytes(row.secret), count=row.last)
    except BadPasskey as error:
        raise WrongPasskey from error
    if count and not _used(row, count, at):
        raise WrongPasskey
    return row.user


def forget_second_step(*, user: User) -> int:
    """Take away all a person proves beside the password; return how many it were.

    For whoever lost phone and paper: the office does it, at the server.
    """
    SpareCode.objects.filter(user=user).delete()
    return factors_of(user=user).delete()[0]


def _added(row: Factor) -> Factor:
    if factors_of(user=row.user).count() >= MOST_FACTORS:
        raise TooManyFactors
    row.name = row.name.strip()[:60] or str(row.get_kind_display())
    row.save()
    return row


def _used(row: Factor, last: int, at: datetime) -> bool:
    """Note a use; False when another request has just made the same one."""
    mine = Factor.objects.filter(pk=row.pk, last__lt=last)
    return bool(mine.update(last=last, used_at=at))
