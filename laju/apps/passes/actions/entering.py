"""Asking for a pass, proving a number, and getting in: each step once, each for ten minutes."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from laju.apps.accounts.models import Role, User
from laju.apps.accounts.people import ensure_person
from laju.apps.ledger.recording import action
from laju.apps.outbox.posting import Letter, put_letters
from laju.apps.outbox.ways import office_link
from laju.apps.passes.codes import hash_of, new_digits, new_letters
from laju.apps.passes.models import Pass
from laju.apps.passes.queries import owners_by_phone
from laju.apps.registry.actions import connect_owner
from laju.apps.registry.models import Owner
from laju.core.errors import DomainError
from laju.core.notices import Notice

LIFE = timedelta(minutes=10)  # ASVS 5.0, 6.5.5
MOST_TRIES, DRAWS = 5, 20


class WrongCode(DomainError):
    message = "Kode itu tidak cocok."
    remedy = "Periksa angkanya di pesan terakhir, lalu ketik lagi."
    status = 422


class PassEnded(DomainError):
    message = "Kode ini sudah dipakai atau waktunya habis."
    remedy = "Mulai lagi dari awal; kodenya berlaku sepuluh menit."
    status = 422


class UnknownPhone(DomainError):
    message = "Nomor ini belum terdaftar sebagai pemilik usaha."
    remedy = "Daftarkan usaha Anda, atau minta pendamping memperbaiki nomornya."
    status = 422


class SharedPhone(DomainError):
    message = "Nomor ini tercatat pada lebih dari satu pemilik."
    remedy = "Minta pendamping membantu Anda masuk; ia juga dapat membetulkan nomornya."
    status = 422


class AccountClosed(DomainError):
    message = "Akun ini sudah ditutup."
    remedy = "Hubungi dinas untuk membukanya lagi."
    status = 403


def ask_pass(*, browser: str, at: datetime) -> tuple[Pass, str]:
    """Make a pass for a browser; return it with the digits to send from WhatsApp.

    No action: nobody is signed in yet, and nothing has happened. Earlier ones of the browser end;
    what ended a day ago is forgotten, with the number in it.
    """
    Pass.objects.filter(ends_at__lt=at - timedelta(days=1)).delete()
    Pass.objects.filter(browser=browser, used_at=None).update(ends_at=at)
    for _ in range(DRAWS):
        digits = new_digits()
        try:
            with transaction.atomic():
                made = Pass.objects.create(
                    kind=Pass.Kind.PHONE,
                    code_hash=hash_of(digits, use="word"),
                    browser=browser,
                    made_at=at,
                    ends_at=at + LIFE,
                )
        except IntegrityError:  # somebody holds these digits now
            continue
        return made, digits
    raise PassEnded


@action
def prove_phone(*, digits: str, phone: str, by: User, at: datetime) -> Pass | None:
    """Note that the digits came from a phone and send it the answer to type.

    A number nobody has is told so. Returns: None then, and when the digits are old.
    """
    rows = Pass.objects.select_for_update().filter(kind=Pass.Kind.PHONE, ends_at__gt=at)
    found = rows.filter(code_hash=hash_of(digits, use="word"), proven_at=None, used_at=None).first()
    if found is None:
        return None
    if not owners_by_phone(phone=phone):
        put_letters(letters=[_unknown(phone, at)], at=at)
        return None
    answer = new_digits()
    found.phone, found.proven_at = phone, at
    found.answer_hash = hash_of(answer, use=f"answer{found.pk}")
    found.save(update_fields=["phone", "proven_at", "answer_hash"])
    until = timezone.localtime(found.ends_at).strftime("%H.%M")
    fields = {"code": f"{answer[:3]} {answer[3:]}", "until": until}
    letter = Letter(
        notice=Notice.SIGN_IN, once=f"sign-in:{found.pk}", fields=fields, to=found.phone
    )
    put_letters(letters=[letter], at=at)
    return found


def enter_by_phone(*, found: Pass, answer: str, by: User, at: datetime) -> User:
    """Return the account the proven number leads to, made if need be; the pass is used up.

    Raises: WrongCode (counted, whatever the transaction around it does), PassEnded, UnknownPhone,
    SharedPhone.
    """
    with transaction.atomic():
        row = Pass.objects.select_for_update().get(pk=found.pk)
        if row.used_at or row.ends_at <= at or not row.proven_at or row.tries >= MOST_TRIES:
            raise PassEnded
        is_right = row.answer_hash == hash_of(answer, use=f"answer{row.pk}")
        if not is_right:
            row.tries += 1
            row.save(update_fields=["tries"])
    if not is_right:
        raise PassEnded if row.tries >= MOST_TRIES else WrongCode
    owners = owners_by_phone(phone=row.phone)
    if not owners:
        raise UnknownPhone
    if len(owners) > 1:
        raise SharedPhone
    return use_pass(entry=row, owner=owners[0], by=by, at=at)


@action
def use_pass(*, entry: Pass, owner: Owner, by: User, at: datetime) -> User:
    """Use up a pass and return the owner's account, made and connected if there is none.

    Raises: PassEnded when somebody was quicker, AccountClosed.
    """
    is_mine = Pass.objects.filter(pk=entry.pk, used_at=None, ends_at__gt=at).update(used_at=at)
    if not is_mine:
        raise PassEnded
    owner = Owner.objects.select_for_update(of=("self",)).select_related("user").get(pk=owner.pk)
    if owner.user and not owner.user.is_active:
        raise AccountClosed
    if owner.user:
        return owner.user
    user = ensure_person(username=f"pemilik-{owner.pk}", role=Role.OWNER, name=owner.name[:150])
    connect_owner(owner=owner, user=user, by=by, at=at)
    return user


@action
def give_pass(*, owner: Owner, by: User, at: datetime) -> str:
    """Make a pass for an owner who stands beside the helper; return the code, shown once."""
    Pass.objects.filter(owner=owner, used_at=None, ends_at__gt=at).update(ends_at=at)
    code = new_letters()
    Pass.objects.create(
        kind=Pass.Kind.PAIRING,
        code_hash=hash_of(code, use="pairing"),
        owner=owner,
        made_by=by.username,
        made_at=at,
        ends_at=at + LIFE,
    )
    return code


def enter_by_code(*, code: str, by: User, at: datetime) -> User:
    """Return the account of the owner a helper gave this code for. Raises: WrongCode, PassEnded."""
    found = Pass.objects.filter(
        kind=Pass.Kind.PAIRING, code_hash=hash_of(code, use="pairing")
    ).first()
    if found is None or found.owner is None:
        raise WrongCode
    return use_pass(entry=found, owner=found.owner, by=by, at=at)


def _unknown(phone: str, at: datetime) -> Letter:
    fields = {"url": office_link("/daftar/")}
    once = f"unknown:{hash_of(phone, use='unknown')[:32]}:{timezone.localdate(at)}"
    return Letter(notice=Notice.UNKNOWN_PHONE, once=once, fields=fields, to=phone)
