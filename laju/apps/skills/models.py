"""Progress in a lesson, Rating of a task, and Certificate."""

from django.db import models

from laju.core.skills import Level, lesson_by_key


class Progress(models.Model):
    """How far one participant is in one lesson; what was reached stays reached."""

    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    lesson = models.CharField(max_length=20)  # a key of core.skills
    tries = models.PositiveSmallIntegerField(default=0)
    known_at = models.DateTimeField(null=True)  # the check was passed
    proven_at = models.DateTimeField(null=True)  # the task was found done
    evidence = models.CharField(max_length=300, blank=True)  # what was seen then, in words
    level = models.PositiveSmallIntegerField(
        default=0, choices=[(level.value, level.name) for level in Level]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "lesson"], name="skills_progress_once")
        ]
        indexes = [models.Index(fields=["lesson", "level"], name="skills_progress_level")]

    def __str__(self) -> str:
        return f"{self.participant} {self.lesson}: {Level(self.level).name}"

    @property
    def title(self) -> str:
        """Return the title of the lesson."""
        lesson = lesson_by_key(self.lesson)
        return lesson.title if lesson else self.lesson


class Rating(models.Model):
    """What one facilitator says who saw the task done; never changed, and blind to the other's."""

    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    lesson = models.CharField(max_length=20)
    rater = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    is_able = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "lesson", "rater"], name="skills_rating_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.lesson}: {self.is_able}"


class Certificate(models.Model):
    """A certificate as it was issued; only its end is added later."""

    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    holder = models.CharField(max_length=150)  # the name shown: the owner's, or the business'
    lessons = models.JSONField()  # [{"key", "title", "level", "evidence", "proven_at"}]
    token = models.TextField()  # the signed credential
    index = models.PositiveIntegerField(unique=True)  # place in the list of revocations
    issued_by = models.CharField(max_length=150)
    issued_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(revoked_at=None),
                name="skills_certificate_one_valid",
            )
        ]

    def __str__(self) -> str:
        return self.code


class NameConsent(models.Model):
    """An owner agrees that the own name stands on a certificate anybody may open."""

    participant = models.OneToOneField("programme.Participant", models.PROTECT, related_name="+")
    is_agreed = models.BooleanField()
    said_by = models.CharField(max_length=150)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.participant}: {self.is_agreed}"
