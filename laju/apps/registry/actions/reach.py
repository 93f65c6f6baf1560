"""How far an account reaches: a regency's officer enters businesses of that regency only."""

from dataclasses import replace

import polars as pl

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import covers, scope_of
from laju.core.records import Severity
from laju.engines.tables import FINDINGS, CheckedTable

_REASON = "Wilayah usaha ini di luar wilayah kerja akun Anda."
_REMEDY = "Kirim baris ini ke dinas provinsi, atau betulkan kabupaten/kotanya."


def hold_outside(*, checked: CheckedTable, by: User) -> CheckedTable:
    """Hold rows back whose region lies outside the regions of the person who sends them."""
    if scope_of(user=by) is None:
        return checked
    kept = ~pl.col("is_rejected")
    codes = checked.rows.filter(kept)["region_code"].unique()
    outside = [code for code in codes if not covers(user=by, code=code)]
    held = kept & pl.col("region_code").is_in(outside)
    found = checked.rows.filter(held).select(
        "number",
        severity=pl.lit(Severity.ERROR.value),
        field=pl.lit("region"),
        value="region_code",
        reason=pl.lit(_REASON),
        remedy=pl.lit(_REMEDY),
    )
    findings = pl.concat([checked.findings, found.cast(FINDINGS)])
    rows = checked.rows.with_columns(
        fingerprint=pl.when(held).then(pl.lit("")).otherwise("fingerprint"),
        is_rejected=pl.col("is_rejected") | held,
    )
    return replace(checked, rows=rows, findings=findings)
