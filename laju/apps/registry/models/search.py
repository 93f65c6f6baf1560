"""What the search index has not heard of yet, written down by the database itself."""

from django.db import models


class SearchChange(models.Model):
    """A business whose words changed, moved, went or came; triggers write it (ADR 0018).

    mark: the transaction it belongs to (PostgreSQL, where a later number may be committed earlier).
    """

    business = models.BigIntegerField()
    mark = models.BigIntegerField(default=0, db_index=True)

    def __str__(self) -> str:
        return f"{self.pk}: {self.business}"
