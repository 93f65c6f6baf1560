"""The database itself keeps the cells in step with businesses and measures (ADR 0020).

SQLite has one writer at a time: a trigger per row moves one business from cell to cell, and a bulk
load may let them rest (`indicators_cube.is_paused`). PostgreSQL sees a whole statement at once and
adds its sum, in cells of the session's own (`writer`), so that no writer waits for another.
"""

from django.db import migrations

UNMEASURED = -1
DIMENSIONS = "region, size, sector, level, writer"


# ---- SQLite -------------------------------------------------------------------------------------
def _level(business, but=""):
    """The level of the latest measure of a business, `but` for some."""
    return (
        "COALESCE((SELECT m.level FROM indicators_measure m "
        f'WHERE m.business_id = {business} {but} ORDER BY m."on" DESC LIMIT 1), {UNMEASURED})'
    )


def _move(row, level, step):
    """Add `step` to the cell of a business, which is `row` of the trigger."""
    if step < 0:
        return (
            f"UPDATE indicators_cell SET count = count - 1 WHERE region = {row}.region_id "
            f"AND size = {row}.size AND sector = {row}.sector AND level = {level} AND writer = 0 "
            f"AND {row}.merged_into_id IS NULL;"
        )
    return (
        f"INSERT INTO indicators_cell ({DIMENSIONS}, count) "
        f"SELECT {row}.region_id, {row}.size, {row}.sector, {level}, 0, 1 "
        f"WHERE {row}.merged_into_id IS NULL "
        f"ON CONFLICT ({DIMENSIONS}) DO UPDATE SET count = count + 1;"
    )


def _shift(business, before, after):
    """Move a business from the cell of one level to that of another."""
    standing = (
        f"FROM registry_business b WHERE b.id = {business} AND b.merged_into_id IS NULL "
        f"AND {before} <> {after}"
    )
    return (
        "UPDATE indicators_cell SET count = count - 1 "
        f"WHERE (region, size, sector, level) = (SELECT b.region_id, b.size, b.sector, {before} "
        f"{standing}) AND writer = 0;"
        f"INSERT INTO indicators_cell ({DIMENSIONS}, count) "
        f"SELECT b.region_id, b.size, b.sector, {after}, 0, 1 {standing} "
        f"ON CONFLICT ({DIMENSIONS}) DO UPDATE SET count = count + 1;"
    )


def _at_work(condition="1"):
    return f"WHEN NOT EXISTS (SELECT 1 FROM indicators_cube WHERE is_paused) AND {condition}"


_NEWER = (
    "NOT EXISTS (SELECT 1 FROM indicators_measure m "
    'WHERE m.business_id = {0}.business_id AND m."on" > {0}."on")'
)
_OTHERS = "AND m.id <> {0}.id"
_WAS = (  # what the level of OLD's business was before the update: OLD itself unless a later one is
    "COALESCE((SELECT m.level FROM indicators_measure m WHERE m.business_id = OLD.business_id "
    'AND m.id <> OLD.id AND m."on" > OLD."on" ORDER BY m."on" DESC LIMIT 1), OLD.level)'
)

SQLITE = {
    "business_insert": "AFTER INSERT ON registry_business "
    f"{_at_work()} BEGIN {_move('NEW', _level('NEW.id'), 1)} END",
    "business_delete": "AFTER DELETE ON registry_business "
    f"{_at_work()} BEGIN {_move('OLD', _level('OLD.id'), -1)} END",
    "business_update": "AFTER UPDATE OF region_id, size, sector, merged_into_id "
    "ON registry_business "
    + _at_work(
        "(OLD.region_id, OLD.size, OLD.sector, OLD.merged_into_id) IS NOT "
        "(NEW.region_id, NEW.size, NEW.sector, NEW.merged_into_id)"
    )
    + f" BEGIN {_move('OLD', _level('OLD.id'), -1)} {_move('NEW', _level('NEW.id'), 1)} END",
    "measure_insert": "AFTER INSERT ON indicators_measure "
    + _at_work(_NEWER.format("NEW"))
    + " BEGIN "
    + _shift("NEW.business_id", _level("NEW.business_id", _OTHERS.format("NEW")), "NEW.level")
    + " END",
    "measure_delete": "AFTER DELETE ON indicators_measure "
    + _at_work(_NEWER.format("OLD"))
    + f" BEGIN {_shift('OLD.business_id', 'OLD.level', _level('OLD.business_id'))} END",
    # take OLD away, then put NEW in its place: right whatever of day, level or business changed
    "measure_update": 'AFTER UPDATE OF business_id, "on", level ON indicators_measure '
    + _at_work()
    + " BEGIN "
    + _shift("OLD.business_id", _WAS, _level("OLD.business_id", _OTHERS.format("OLD")))
    + _shift(
        "NEW.business_id",
        _level("NEW.business_id", _OTHERS.format("NEW")),
        _level("NEW.business_id"),
    )
    + " END",
}


# ---- PostgreSQL ---------------------------------------------------------------------------------
_ADD = f"""
    INSERT INTO indicators_cell AS c ({DIMENSIONS}, count)
    SELECT t.region_id, t.size, t.sector, t.level, pg_backend_pid(), SUM(t.step)
    FROM ({{0}}) t GROUP BY 1, 2, 3, 4 HAVING SUM(t.step) <> 0
    ON CONFLICT ({DIMENSIONS}) DO UPDATE SET count = c.count + EXCLUDED.count;
"""


def _standing(table, step, where="TRUE"):
    return (
        f"SELECT b.region_id, b.size, b.sector, {_level('b.id')} AS level, {step} AS step "
        f"FROM {table} WHERE b.merged_into_id IS NULL AND {where}"
    )


_CHANGED = (
    "(o.region_id, o.size, o.sector, o.merged_into_id) IS DISTINCT FROM "
    "(n.region_id, n.size, n.sector, n.merged_into_id)"
)
_BOTH = " UNION ALL ".join(
    [
        _standing("old_rows b JOIN old_rows o USING (id) JOIN new_rows n USING (id)", -1, _CHANGED),
        _standing("new_rows b JOIN old_rows o USING (id) JOIN new_rows n USING (id)", 1, _CHANGED),
    ]
)
BUSINESSES = f"""
CREATE FUNCTION indicators_cube_businesses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    {_ADD.format(_standing("new_rows b", 1))}
  ELSIF TG_OP = 'DELETE' THEN
    {_ADD.format(_standing("old_rows b", -1))}
  ELSE
    {_ADD.format(_BOTH)}
  END IF;
  RETURN NULL;
END $$
"""


def _levels(told, gone, back):
    """The change of level of each business told of.

    Before: the measures there are, but those that came (`gone`), and those that went (`back`).
    """
    before = "SELECT m.business_id, m.\"on\", m.level FROM indicators_measure m JOIN told USING (business_id)"
    if gone:
        before += f" WHERE NOT EXISTS (SELECT 1 FROM {gone} g WHERE g.id = m.id)"
    if back:
        before += f' UNION ALL SELECT m.business_id, m."on", m.level FROM {back} m'
    lock = (
        f"PERFORM 1 FROM registry_business WHERE id IN (SELECT business_id FROM {told}) "
        "ORDER BY id FOR NO KEY UPDATE;"
    )
    steps = f"""
      WITH told AS MATERIALIZED (SELECT DISTINCT business_id FROM {told}),
      before AS (SELECT DISTINCT ON (business_id) business_id, level FROM ({before}) m
                 ORDER BY business_id, "on" DESC),
      moved AS (
        SELECT b.region_id, b.size, b.sector, COALESCE(f.level, {UNMEASURED}) AS was,
               {_level("b.id")} AS now
        FROM told JOIN registry_business b ON b.id = told.business_id
        LEFT JOIN before f ON f.business_id = b.id
        WHERE b.merged_into_id IS NULL)
      SELECT region_id, size, sector, was AS level, -1 AS step FROM moved WHERE was <> now
      UNION ALL SELECT region_id, size, sector, now, 1 FROM moved WHERE was <> now
    """
    return lock + _ADD.format(steps)


MEASURES = f"""
CREATE FUNCTION indicators_cube_measures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the rows of the businesses are held, so that none moves to another cell meanwhile
  IF TG_OP = 'INSERT' THEN
    {_levels("new_rows", "new_rows", "")}
  ELSIF TG_OP = 'DELETE' THEN
    {_levels("old_rows", "", "old_rows")}
  ELSE
    {_levels("(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows) u", "new_rows", "old_rows")}
  END IF;
  RETURN NULL;
END $$
"""
WATCHED = {"businesses": "registry_business", "measures": "indicators_measure"}
TABLES = {
    "INSERT": "NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}

COUNTED = f"""
INSERT INTO indicators_cell ({DIMENSIONS}, count)
SELECT b.region_id, b.size, b.sector, {_level("b.id")}, 0, COUNT(*)
FROM registry_business b WHERE b.merged_into_id IS NULL GROUP BY 1, 2, 3, 4
"""


def watch(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BUSINESSES)
        schema_editor.execute(MEASURES)
        for name, table in WATCHED.items():
            for verb, tables in TABLES.items():
                schema_editor.execute(
                    f"CREATE TRIGGER indicators_cube_{name}_{verb.lower()} AFTER {verb} ON {table} "
                    f"REFERENCING {tables} FOR EACH STATEMENT "
                    f"EXECUTE FUNCTION indicators_cube_{name}()"
                )
    else:
        for name, told in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER indicators_cube_{name} {told}")
    schema_editor.execute(COUNTED)


def leave(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, table in WATCHED.items():
            for verb in TABLES:
                schema_editor.execute(f"DROP TRIGGER indicators_cube_{name}_{verb.lower()} ON {table}")
            schema_editor.execute(f"DROP FUNCTION indicators_cube_{name}()")
    else:
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER indicators_cube_{name}")
    schema_editor.execute("DELETE FROM indicators_cell")


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_cube"), ("registry", "0002_merges_and_undo")]
    operations = [migrations.RunPython(watch, leave)]
