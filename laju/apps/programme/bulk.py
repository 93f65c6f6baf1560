"""Many rows written at once."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def update_rows(
    *, model: type[models.Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Set plain columns of many rows, each row its values and then its key.

    One prepared statement for all of them: `bulk_update` takes a minute for twenty thousand.
    """
    told = {field.name: field.column for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    assignments = ", ".join(f"{quote(told[field] or field)} = %s" for field in fields)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {assignments} WHERE id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
