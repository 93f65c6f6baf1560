"""Indexes of the registry left out while an empty one is filled, and made again afterwards.

What should be there is told by the models, so nothing has to be remembered: after a crash at any
point `restore_indexes` makes what is missing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, models

from laju.apps.registry.models import Business, Finding, Owner, Row
from laju.engines.aside import Aside
from laju.engines.loading import run_statements

_MODELS: tuple[type[models.Model], ...] = (Owner, Business, Row, Finding)
# A trigger of the search asks for the businesses of each owner that changes, also while filling.
_KEPT = f'"{Business._meta.db_table}" ("owner_id")'


class Index(NamedTuple):
    """An index or, on PostgreSQL, the constraint of a foreign key: how it is made and unmade."""

    table: str
    name: str
    create: str
    drop: str


def suspend_indexes() -> bool:
    """Leave out what can be made again, if nothing is stored yet; say whether that was so.

    Filling first and sorting once takes half the time of sorting each row in.
    """
    if any(model._default_manager.exists() for model in _MODELS):
        return False
    there = _there()
    with connection.cursor() as cursor:
        for index in _wanted():
            if index.name in there[index.table] and _KEPT not in index.create:
                cursor.execute(index.drop)
    return True


def restore_indexes() -> int:
    """Make the indexes that should be there and are not; return how many that were."""
    missing = missing_indexes()
    for statement in missing:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    return len(missing)


@contextmanager
def restoring_indexes() -> Iterator[Callable[[], None]]:
    """Make what is missing beside other work that only reads; call what is given to wait for it.

    On SQLite by another process, statement by statement in its turn; elsewhere at once.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in name:
        restore_indexes()
        yield lambda: None
        return
    with Aside() as aside:
        path = Path(name)
        aside.ask(
            run_statements,
            path=path,
            turn=Path(f"{name}.turn"),
            statements=missing_indexes(),
        )
        yield aside.answer


def missing_indexes() -> list[str]:
    """Return the statements that make what should be there and is not."""
    there = _there()
    return [index.create for index in _wanted() if index.name not in there[index.table]]


def _there() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        return {
            model._meta.db_table: set(
                connection.introspection.get_constraints(cursor, model._meta.db_table)
            )
            for model in _MODELS
        }


def _wanted() -> Iterator[Index]:
    """Yield all that stands beside the tables; what is part of a table stays in it."""
    editor: Any = connection.schema_editor()
    editor.deferred_sql = []
    for model in _MODELS:
        table = model._meta.db_table
        for statement in editor._model_indexes_sql(model):  # noqa: SLF001
            yield _index(table, statement.parts["name"], statement)
        for constraint in model._meta.constraints:
            if getattr(constraint, "condition", None) is not None:
                sql: Any = constraint.create_sql(model, editor)
                yield _index(table, constraint.name, sql)
        if connection.vendor == "postgresql":
            yield from _foreign_keys(editor, model)


def _index(table: str, name: object, create: object) -> Index:
    plain = str(name).strip('"')
    return Index(table, plain, str(create), f'DROP INDEX IF EXISTS "{plain}"')


def _foreign_keys(editor: Any, model: type[models.Model]) -> Iterator[Index]:
    """Yield the foreign keys: checked once for the whole table, not once per row."""
    table = model._meta.db_table
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey):
            sql = editor._create_fk_sql(model, field, "_fk_%(to_table)s_%(to_column)s")  # noqa: SLF001
            name = str(sql.parts["name"]).strip('"')
            drop = f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"'
            yield Index(table, name, str(sql), drop)
