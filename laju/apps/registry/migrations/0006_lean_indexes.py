"""Fewer and smaller indexes: each costs a large import its time (ADR 0015).

An index goes without the table being made anew, which would lose the triggers that hang on it.
"""

import django.db.models.deletion
from django.db import migrations, models

GONE = (
    ("owner", "name_folded"), ("owner", "nib"), ("owner", "phone"), ("owner", "merged_into"),
    ("owner", "nik"),
    ("business", "name_folded"), ("business", "region"), ("business", "district"),
    ("business", "phone"), ("business", "fingerprint"), ("business", "merged_into"),
    ("row", "batch"), ("row", "fingerprint"),
)  # fmt: skip


def drop_indexes(apps, schema_editor):
    """Drop the plain indexes on one column, whatever they are called."""
    connection = schema_editor.connection
    for name, field in GONE:
        model = apps.get_model("registry", name)
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, model._meta.db_table)
        column = model._meta.get_field(field).column
        for index, told in found.items():
            if told["index"] and not told["unique"] and told["columns"] == [column]:
                schema_editor.execute(f'DROP INDEX "{index}"')


def _key(to, null=True, **more):
    return models.ForeignKey(
        to=to, null=null, db_index=False, on_delete=django.db.models.deletion.PROTECT,
        related_name=more.pop("related_name", "+"),
    )  # fmt: skip


STATE = [
    migrations.AlterField("owner", "name_folded", models.CharField(blank=True, max_length=200)),
    migrations.AlterField("owner", "nib", models.CharField(blank=True, max_length=13)),
    migrations.AlterField("owner", "phone", models.CharField(blank=True, max_length=20)),
    migrations.AlterField("owner", "merged_into", _key("registry.owner")),
    migrations.AlterField("business", "name_folded", models.CharField(max_length=200)),
    migrations.AlterField("business", "region", _key("regions.region", null=False)),
    migrations.AlterField("business", "district", _key("regions.district")),
    migrations.AlterField("business", "phone", models.CharField(blank=True, max_length=20)),
    migrations.AlterField("business", "fingerprint", models.CharField(max_length=64)),
    migrations.AlterField("business", "merged_into", _key("registry.business")),
    migrations.AlterField("row", "batch", _key("registry.batch", null=False, related_name="rows")),
    migrations.AlterField("row", "fingerprint", models.CharField(blank=True, max_length=64)),
    migrations.RemoveIndex("owner", "registry_owner_nik_merged"),
]
TOLD = {name: ~models.Q(**{name: ""}) for name in ("nik", "nib", "phone")}
MERGED = models.Q(merged_into__isnull=False)


class Migration(migrations.Migration):
    dependencies = [("regions", "0002_reference"), ("registry", "0005_search")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_indexes, migrations.RunPython.noop)],
            state_operations=STATE,
        ),
        migrations.AddIndex("owner", models.Index(fields=["nik"], condition=TOLD["nik"], name="registry_owner_nik")),
        migrations.AddIndex("owner", models.Index(fields=["nib"], condition=TOLD["nib"], name="registry_owner_nib")),
        migrations.AddIndex("owner", models.Index(fields=["phone"], condition=TOLD["phone"], name="registry_owner_phone")),
        migrations.AddIndex("owner", models.Index(fields=["merged_into"], condition=MERGED, name="registry_owner_merged")),
        migrations.AddIndex("business", models.Index(fields=["name_folded"], name="registry_business_name")),
        migrations.AddIndex("business", models.Index(fields=["phone"], condition=TOLD["phone"], name="registry_business_phone")),
        migrations.AddIndex("business", models.Index(fields=["merged_into"], condition=MERGED, name="registry_business_merged")),
        migrations.AddIndex("row", models.Index(fields=["fingerprint"], name="registry_row_fingerprint")),
    ]
