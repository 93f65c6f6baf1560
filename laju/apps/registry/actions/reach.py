"""How far an account reaches: a regency's officer enters businesses of that regency only."""

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import covers
from laju.core.records import Record, Severity


def hold_outside(*, record: Record, by: User) -> None:
    """Hold a row back when its region lies outside the regions of the person who sends it."""
    if record.is_rejected or covers(user=by, code=record.region_code):
        return
    reason = "Wilayah usaha ini di luar wilayah kerja akun Anda."
    remedy = "Kirim baris ini ke dinas provinsi, atau betulkan kabupaten/kotanya."
    record.note(Severity.ERROR, "region", record.region_code, reason, remedy)
