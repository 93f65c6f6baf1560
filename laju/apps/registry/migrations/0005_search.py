"""The database notes which businesses the search index has to hear of again (ADR 0018).

On SQLite new businesses are not noted: one writes at a time, so their numbers say who is new, and
a bulk load stays fast. On PostgreSQL a lower number may be committed later, so they are.
"""

from django.db import migrations, models

TABLE = "registry_searchchange"
OF_BUSINESS = (
    *("name", "owner_id", "region_id", "district_name", "village_name", "activity", "products_text"),
    *("phone", "sector", "size", "kbli_code", "merged_into_id"),
)
OF_OWNER = ("name", "phone")


def _differ(columns):
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return old, new


def _sqlite(name, event, columns, told):
    old, new = _differ(columns)
    when = f"WHEN ({old}) IS NOT ({new}) " if columns else ""
    of = f" OF {', '.join(columns)}" if columns else ""
    table = f"registry_{name}"
    return (
        f"CREATE TRIGGER registry_search_{name}_{event.lower()} AFTER {event}{of} ON {table} "
        f"{when}BEGIN {told} END"
    )


def _note(what):
    return f"INSERT INTO {TABLE} (business, mark) {what};"


ITSELF_AND_KEPT = (  # a business merged or split changes the words of the one it leads to
    _note("SELECT NEW.id, 0")
    + _note(
        "SELECT k, 0 FROM (SELECT OLD.merged_into_id AS k UNION SELECT NEW.merged_into_id) "
        "WHERE k IS NOT NULL"
    )
)
SQLITE = (
    _sqlite("business", "UPDATE", OF_BUSINESS, ITSELF_AND_KEPT),
    _sqlite("business", "DELETE", (), _note("SELECT OLD.id, 0")),
    _sqlite(
        "owner", "UPDATE", OF_OWNER,
        _note("SELECT b.id, 0 FROM registry_business b WHERE b.owner_id = NEW.id"),
    ),
)

FUNCTION = f"""
CREATE FUNCTION registry_search_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'registry_owner' THEN
    INSERT INTO {TABLE} (business, mark)
    SELECT b.id, txid_current() FROM registry_business b WHERE b.owner_id = NEW.id;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO {TABLE} (business, mark) SELECT id, txid_current() FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO {TABLE} (business, mark) VALUES (OLD.id, txid_current());
  ELSE
    INSERT INTO {TABLE} (business, mark)
    SELECT DISTINCT k, txid_current()
    FROM unnest(ARRAY[NEW.id, OLD.merged_into_id, NEW.merged_into_id]) AS k WHERE k IS NOT NULL;
  END IF;
  RETURN NULL;
END $$
"""


def _postgres(name, event, columns):
    call = "EXECUTE FUNCTION registry_search_note()"
    trigger = f"CREATE TRIGGER registry_search_{name}_{event.lower()} AFTER {event}"
    if event == "INSERT":
        return (
            f"{trigger} ON registry_{name} REFERENCING NEW TABLE AS new_rows "
            f"FOR EACH STATEMENT {call}"
        )
    old, new = _differ(columns)
    of = f" OF {', '.join(columns)}" if columns else ""
    when = f"WHEN (({old}) IS DISTINCT FROM ({new})) " if columns else ""
    return f"{trigger}{of} ON registry_{name} FOR EACH ROW {when}{call}"


POSTGRES = (
    FUNCTION,
    _postgres("business", "INSERT", ()),
    _postgres("business", "UPDATE", OF_BUSINESS),
    _postgres("business", "DELETE", ()),
    _postgres("owner", "UPDATE", OF_OWNER),
)


def watch(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRES if is_postgres else SQLITE:
        schema_editor.execute(statement)


def leave(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    told = [("business", "update"), ("business", "delete"), ("owner", "update")]
    for table, event in told + [("business", "insert")] * is_postgres:
        on = f" ON registry_{table}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER registry_search_{table}_{event}{on}")
    if is_postgres:
        schema_editor.execute("DROP FUNCTION registry_search_note()")


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_merges")]
    operations = [
        migrations.CreateModel(
            name="SearchChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("business", models.BigIntegerField()),
                ("mark", models.BigIntegerField(db_index=True, default=0)),
            ],
        ),
        migrations.AddIndex(
            model_name="owner",
            index=models.Index(
                condition=models.Q(
                    models.Q(("nik", ""), _negated=True), ("merged_into__isnull", False)
                ),
                fields=["nik"],
                name="registry_owner_nik_merged",
            ),
        ),
        migrations.RunPython(watch, leave),
    ]
