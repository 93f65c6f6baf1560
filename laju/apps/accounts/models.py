"""User: a person who may sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """Whom a person works as; one each."""

    AGENCY = "AGENCY", "Dinas"
    FACILITATOR = "FACILITATOR", "Pendamping"
    OWNER = "OWNER", "Pelaku usaha"
    ASSESSOR = "ASSESSOR", "Penilai"


class User(AbstractUser):
    """A person with one role and the regions in which it holds; no regions means all."""

    role = models.CharField(max_length=16, choices=Role.choices)
    regions = models.ManyToManyField("regions.Region", related_name="+", blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.username
