"""Entry: one line of the ledger; Seal: the root over a run of lines; Secret: what a hash needs."""

from django.db import models


class Entry(models.Model):
    """Something done by someone; plain text, so that no row it speaks of can hold it back.

    Database triggers refuse UPDATE and DELETE.
    """

    action = models.CharField(max_length=64, db_index=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)
    inputs_sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=120, blank=True, db_index=True)
    result = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.action} by {self.by} at {self.at:%Y-%m-%d %H:%M}"


class Secret(models.Model):
    """What the hashes of inputs about one thing are keyed with; destroyed, they tell nothing.

    The lines stay as they are and their seals hold: only guessing what was hashed ends.
    """

    subject = models.CharField(max_length=120, unique=True)
    key = models.BinaryField()

    def __str__(self) -> str:
        return self.subject


class Seal(models.Model):
    """The Merkle root over entries `first`..`last`, chained to the seal before."""

    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField(unique=True)
    root_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.first}-{self.last}: {self.root_sha256[:12]}"
