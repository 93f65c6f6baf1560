"""User: a person who may sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Whom a person works as; one each."""

    AGENCY = "AGENCY", _("Dinas")
    FACILITATOR = "FACILITATOR", _("Pendamping")
    OWNER = "OWNER", _("Pelaku usaha")
    ASSESSOR = "ASSESSOR", _("Penilai")
    READER = "READER", _("Kurator")


class User(AbstractUser):
    """A person with one role and the regions in which it holds; no regions means all."""

    role = models.CharField(max_length=16, choices=Role.choices)
    regions = models.ManyToManyField("regions.Region", related_name="+", blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.username
