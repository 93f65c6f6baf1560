"""Words known to mean a code (KbliPhrase), and every decision on codes (KbliChoice)."""

from django.db import models


class KbliPhrase(models.Model):
    """Words for an activity that people have confirmed to mean a code, per region."""

    phrase = models.CharField(max_length=200)  # in comparison form: core.coding.phrase_key
    version = models.CharField(max_length=4)
    code = models.CharField(max_length=5)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(default=1)
    confirmed_by = models.CharField(max_length=150)
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phrase", "version", "code", "region"], name="registry_kbli_phrase_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.phrase}: {self.code} ({self.version})"


class KbliChoice(models.Model):
    """One decision on the code of one business, or of all with the same words; can be undone."""

    version = models.CharField(max_length=4)
    code = models.CharField(max_length=5)
    phrase = models.CharField(max_length=200)  # in comparison form
    said = models.CharField(max_length=200)  # as one of the owners wrote it
    count = models.PositiveIntegerField()  # businesses
    before = models.JSONField()  # by number of business: version, code and sector that stood there
    chosen_by = models.CharField(max_length=150)
    chosen_at = models.DateTimeField()
    undone_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.said}: {self.code} ({self.version}), {self.count}"
