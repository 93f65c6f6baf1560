"""Fact, InterviewStep, Product, Photo, Content with its versions and reviews, and Poster."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Who told us."""

    SHEET = "SHEET", _("Lembar dinas")
    OWNER = "OWNER", _("Pemilik usaha")
    FACILITATOR = "FACILITATOR", _("Pendamping")
    AGENCY = "AGENCY", _("Dinas")


class Fact(models.Model):
    """One thing known of a business, with who said so; a newer fact follows, none is changed."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)  # a field of core.profile.Profile
    value = models.JSONField()
    origin = models.CharField(max_length=11, choices=Origin.choices)
    row = models.ForeignKey("registry.Row", models.PROTECT, null=True, related_name="+")
    told_by = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    confirmed_by = models.CharField(max_length=150, blank=True)  # a person who said: so it is
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "name"],
                condition=models.Q(is_current=True),
                name="studio_fact_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class InterviewStep(models.Model):
    """How one question of the facts interview was last answered for one business."""

    class Outcome(models.TextChoices):
        TOLD = "TOLD", _("Dijawab")
        SKIPPED = "SKIPPED", _("Dilewati")

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)  # a key of core.interview.QUESTIONS
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "question"], name="studio_interview_step_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.business} {self.question}"


class Product(models.Model):
    """One thing a business sells."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    price_rupiah = models.PositiveBigIntegerField(null=True)
    unit = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=200, blank=True)
    variants = models.JSONField(default=list)  # [{"name", "price_rupiah"}]
    stock = models.CharField(max_length=8, blank=True)  # of core.profile.Stock
    preorder_days = models.PositiveSmallIntegerField(null=True)
    weight_grams = models.PositiveIntegerField(null=True)
    origin = models.CharField(max_length=11, choices=Origin.choices)
    position = models.PositiveSmallIntegerField(default=0)
    is_shown = models.BooleanField(default=True)
    photo = models.ForeignKey("studio.Photo", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["business", "key"], name="studio_product_key_once")
        ]

    def __str__(self) -> str:
        return self.name


class Photo(models.Model):
    """A checked photo: turned, stripped of its metadata, in several widths."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)  # of the original bytes
    files = models.JSONField()  # [{"path", "width", "height", "bytes"}], relative to PHOTOS
    hints = models.JSONField(default=list)
    origin = models.CharField(max_length=11, choices=Origin.choices)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    # who said that it may be shown and that the people in it agree; withdrawn means deleted
    consent_by = models.CharField(max_length=150, blank=True)
    consent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "sha256"], name="studio_photo_once")
        ]

    def __str__(self) -> str:
        return f"{self.business} {self.sha256[:8]}"


class Content(models.Model):
    """All texts of one participant; composed again whenever its facts change."""

    class Status(models.TextChoices):
        READY = "READY", _("Siap, lolos pemeriksaan klaim")
        APPROVED = "APPROVED", _("Disetujui pemilik")
        HELD = "HELD", _("Ditahan pemilik")

    participant = models.OneToOneField("programme.Participant", models.PROTECT, related_name="+")
    profile = models.JSONField()  # core.profile.Profile as plain values
    texts = models.JSONField()  # core.texts.Texts as plain values
    valid_until = models.DateField(null=True)  # last day all permits of the page stand
    profile_sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.READY)
    note = models.CharField(max_length=300, blank=True)  # what the owner wants changed
    version = models.PositiveIntegerField(default=1)
    composed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    head = models.ForeignKey("studio.Version", models.PROTECT, null=True, related_name="+")
    # what may be published; none: nobody has said yes yet, and the composed page is shown
    approved = models.ForeignKey("studio.Version", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.participant)


class Version(models.Model):
    """A state of one participant's page as it was saved; only an approval is added to it later.

    A version leads back to the one it was made from, so that undoing is walking back, and what was
    undone is still there to walk forward to.
    """

    class Kind(models.TextChoices):
        COMPOSED = "COMPOSED", _("Disusun Laju dari data")
        EDITED = "EDITED", _("Diubah")
        WRITTEN = "WRITTEN", _("Diusulkan penulis otomatis")
        RESTORED = "RESTORED", _("Dikembalikan dari versi lama")
        ASIDE = "ASIDE", _("Disimpan di samping, karena orang lain lebih dulu menyimpan")

    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    restored_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    profile = models.JSONField()  # core.profile.Profile as plain values
    texts = models.JSONField()  # core.texts.Texts as plain values, without captions
    design = models.JSONField(default=dict)  # engines.sites.Design as plain values
    edits = models.JSONField(default=dict)  # texts changed by hand, by their name
    dropped = models.JSONField(default=list)  # names of edits that the facts no longer back
    is_edited = models.BooleanField(default=False)  # by hand: goes out only when approved
    sha256 = models.CharField(max_length=64)  # of profile, texts and design
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["participant", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "number"], name="studio_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} v{self.number}"


class Review(models.Model):
    """A link by which an owner sees the draft on the phone, without signing in, and answers once."""

    class Answer(models.TextChoices):
        WAITING = "", _("Menunggu jawaban")
        APPROVED = "APPROVED", _("Disetujui")
        CHANGES = "CHANGES", _("Minta diperbaiki")

    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    sent_by = models.CharField(max_length=150)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.participant} {self.sent_at:%Y-%m-%d}"


class Poster(models.Model):
    """One drawn poster file."""

    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    product_key = models.SlugField(max_length=60)
    size = models.CharField(max_length=8)  # square, portrait, story, card
    path = models.CharField(max_length=200)  # relative to POSTERS
    input_sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "product_key", "size"], name="studio_poster_once"
            )
        ]

    def __str__(self) -> str:
        return self.path
