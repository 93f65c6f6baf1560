"""What can be asked of people."""

from django.db.models import Q, QuerySet

from laju.apps.accounts.models import Role, User

SYSTEM = "laju"


def scope_of(*, user: User) -> frozenset[str] | None:
    """Return the region codes a person may see; None means all of them.

    A province code stands for every region inside it.
    """
    if not hasattr(user, "_scope"):
        codes = frozenset(user.regions.values_list("pk", flat=True))
        user._scope = codes or None  # type: ignore[attr-defined]  # noqa: SLF001
    return user._scope  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001


def within_scope(*, user: User, path: str = "region_id") -> Q:
    """Return the filter that keeps rows inside a person's regions; `path` leads to the code."""
    scope = scope_of(user=user)
    if scope is None:
        return Q()
    condition = Q(**{f"{path}__in": scope})
    for code in scope:
        if "." not in code:
            condition |= Q(**{f"{code_path(path=path)}__startswith": f"{code}."})
    return condition


def code_path(*, path: str) -> str:
    """Return the way to a region's code as text: a key ending in "_id" knows no `startswith`."""
    return f"{path.removesuffix('_id')}__code" if path.endswith("_id") else path


def system_user() -> User:
    """Return the account under which Laju itself works; nobody can sign in with it."""
    user, is_new = User.objects.get_or_create(
        username=SYSTEM, defaults={"role": Role.AGENCY, "first_name": "Laju (otomatis)"}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def user_by_name(*, username: str) -> User | None:
    """Return an active person by user name, or None."""
    return User.objects.filter(username=username, is_active=True).first()


def facilitators() -> QuerySet[User]:
    """Return the accounts of facilitators who still work, by name."""
    return User.objects.filter(role=Role.FACILITATOR, is_active=True).order_by(
        "first_name", "last_name", "username"
    )


def covers(*, user: User, code: str) -> bool:
    """Test whether a whole region lies within a person's scope; a province covers its own."""
    scope = scope_of(user=user)
    return scope is None or code in scope or code.split(".", maxsplit=1)[0] in scope
