"""The second wall, on PostgreSQL: what the database itself shows to whoever asks.

Commands and workers are the owner of the tables and see everything. A request of staff with regions
runs as `laju_scoped`, under row-level security; one of an assessor as `laju_assessor`, which may
only read. Both are roles without a login. Pages filter by themselves; this holds when one forgets.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction

from laju.apps.accounts.models import Role, User
from laju.apps.accounts.queries import scope_of
from laju.apps.registry.models import Business

SCOPED, ASSESSOR = "laju_scoped", "laju_assessor"
# The way from a row to its business, the nearest first; what has none of them tells of no business.
STEPS = ("business", "participant", "application", "site", "row")
CLOSED = (
    "ledger_secret",
    "passes_pass",
    "passes_factor",
    "passes_sparecode",
    "django_session",
)  # to assessors: ways in, and keys
_SETTING = "laju.scope"
_TAKE_ON = (
    "SELECT set_config(%s, %s, false), set_config('role', rolname, false) FROM pg_roles"
    " WHERE rolname = %s AND pg_has_role(current_user, oid, 'MEMBER')"
)
_UNLESS_THERE = "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"


def build_wall(**_: Any) -> None:
    """Create the roles, what they may do, and one policy per table that tells of a business.

    Repeatable; run after each migration. Without the right to create roles nothing is changed, and
    `laju check --deploy` says so.
    """
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements():
                cursor.execute(statement)
    except ProgrammingError as error:
        if "permission denied" not in str(error):
            raise


def statements() -> list[str]:
    """Return the SQL of the wall; a database administrator may run it instead."""
    told: list[str] = []
    for role in (SCOPED, ASSESSOR):
        told += [
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; {_UNLESS_THERE}",
            f"GRANT {role} TO CURRENT_USER",
            f"GRANT USAGE ON SCHEMA public TO {role}",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}",
        ]
    told += [
        f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {SCOPED}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {SCOPED}",
    ]
    told += [f"REVOKE ALL ON {_quoted(table)} FROM {ASSESSOR}" for table in CLOSED]
    for model in walled():
        table = _quoted(model._meta.db_table)
        told += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS scoped ON {table}",
            f"CREATE POLICY scoped ON {table} TO {SCOPED} USING ({_condition(model)})",
            f"DROP POLICY IF EXISTS assessor ON {table}",
            f"CREATE POLICY assessor ON {table} FOR SELECT TO {ASSESSOR} USING (true)",
        ]
    return told


def walled() -> list[type[models.Model]]:
    """Return the models whose rows belong to one business, the business first."""
    others = [model for model in apps.get_models() if model is not Business and _step(model)]
    return [Business, *others]


def has_wall() -> bool:
    """Test whether the database has both roles and this process may take them on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)"
            " AND pg_has_role(current_user, oid, 'MEMBER')",
            [[SCOPED, ASSESSOR]],
        )
        (found,) = cursor.fetchone()
    return bool(found == len((SCOPED, ASSESSOR)))


@contextmanager
def behind_wall(*, user: User) -> Iterator[None]:
    """Ask the database as the role that belongs to a person, until the block ends."""
    role, regions = _role_of(user)
    if not role:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_ON, [_SETTING, regions, role])  # no row where there is no wall
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@contextmanager
def beyond_wall() -> Iterator[None]:
    """Ask the database as the owner of its tables, for an action that checks the scope by itself.

    For what must know of rows the person may not see, so as to refuse or to finish.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        (role,) = cursor.fetchone()
        cursor.execute("RESET ROLE")
    yield
    with connection.cursor() as cursor:  # after an error the transaction ends, and this with it
        cursor.execute("SELECT set_config('role', %s, false)", [role])


def _role_of(user: User) -> tuple[str, str]:
    if connection.vendor != "postgresql":
        return "", ""
    if user.role == Role.ASSESSOR:
        return ASSESSOR, ""
    scope = scope_of(user=user) if user.role in {Role.AGENCY, Role.FACILITATOR} else None
    return (SCOPED, f",{','.join(sorted(scope))},") if scope else ("", "")


def _step(model: type[models.Model]) -> models.ForeignKey[Any, Any] | None:
    keys = {f.name: f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)}
    return next((keys[name] for name in STEPS if name in keys), None)


def _condition(model: type[models.Model]) -> str:
    """Return when a row is shown: opaque to the planner, which keeps its own good index."""
    step = _step(model)
    if model is Business or step is None:
        told = f"current_setting('{_SETTING}', true)"
        return (
            f"strpos({told}, ',' || region_id || ',') > 0"
            f" OR strpos({told}, ',' || split_part(region_id, '.', 1) || ',') > 0"
        )
    parent = _quoted(step.related_model._meta.db_table)
    column = _quoted(str(step.column))
    table = _quoted(model._meta.db_table)
    key = _quoted(str(step.target_field.column))
    inside = f"EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = {table}.{column})"  # noqa: S608  our own names
    return f"{table}.{column} IS NULL OR {inside}"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
