"""What each column of a sheet means: as proposed, as saved before, as a person corrects it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.regions.models import Region
from laju.apps.registry.actions import columns_of
from laju.core.columns import FIELDS, LABELS, Column, ColumnMapping
from laju.core.columns.fields import JOINED_FIELDS
from laju.core.records import Understanding
from laju.engines.sheets import Sheet
from laju.engines.staging import understand, with_fields
from laju.web.agency.choices import SYSTEMS

SURE, LIKELY = 0.85, 0.6
SAMPLES, LONGEST_SAMPLE = 3, 60
CHOICES = sorted(
    ((name, LABELS[name][:1].upper() + LABELS[name][1:]) for name in FIELDS), key=lambda c: c[1]
)


class ShownColumn(NamedTuple):
    """One column as the page shows it."""

    title: str
    samples: list[str]
    column: Column
    tone: str
    surety: str
    field: forms.BoundField


class MappingForm(forms.Form):
    """One choice per column, the code system, and the place of rows that name none."""

    code_system = forms.ChoiceField(
        label=gettext_lazy("Kode wilayah di dalam lembar"),
        required=False,
        choices=SYSTEMS,
    )
    default_region = forms.ChoiceField(
        label=gettext_lazy("Wilayah untuk baris yang tidak menyebut tempat"), required=False
    )

    def __init__(
        self, data: Any = None, *, sheet: Sheet, told: dict[str, str], regions: Sequence[Region]
    ) -> None:
        super().__init__(data)
        self.proposed, self.saved = columns_of(sheet=sheet)
        self.regions = {region.pk: region for region in regions}
        offered = [(code, region.name) for code, region in self.regions.items()]
        region_field = self.fields["default_region"]
        assert isinstance(region_field, forms.ChoiceField)
        region_field.choices = [("", _("Biarkan lembar yang menunjukkan")), *offered]
        saved_region = self.saved.region_id if self.saved else None
        self.initial["default_region"] = told["region"] or saved_region or ""
        self.initial["code_system"] = told["code_system"] or (
            self.saved.code_system if self.saved else ""
        )
        for column in self.proposed.columns:
            self.fields[f"column-{column.index}"] = forms.ChoiceField(
                label=_("Kolom {number}: {title}").format(
                    number=column.index + 1, title=column.title
                ),
                required=False,
                choices=[("", _("tidak dipakai")), *CHOICES],
                initial=column.field or "",
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a field that two columns claim, unless it is one that is joined."""
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for name in self.column_names:
            field = cleaned.get(name, "")
            if field and field in taken and field not in JOINED_FIELDS:
                said = _("{field} sudah diambil {other}. Pilih salah satu.")
                other = str(self.fields[taken[field]].label)
                self.add_error(name, said.format(field=LABELS[field].capitalize(), other=other))
            taken.setdefault(field, name)
        if not {"name", "owner_name"} & set(taken):
            said = _("Tunjukkan kolom mana yang berisi nama usaha atau nama pemilik.")
            self.add_error(None, said)
        return cleaned

    @property
    def column_names(self) -> list[str]:
        """Return the names of the choices, one per column."""
        return [f"column-{column.index}" for column in self.proposed.columns]

    @cached_property
    def fields_chosen(self) -> list[str]:
        """Return one canonical field or "" per column; what was proposed where nothing was told."""
        if not self.is_bound:
            return [column.field or "" for column in self.proposed.columns]
        self.is_valid()
        return [str(self.cleaned_data.get(name) or "") for name in self.column_names]

    @property
    def columns(self) -> ColumnMapping:
        """Return the mapping a person has agreed to."""
        return with_fields(columns=self.proposed, fields=self.fields_chosen)

    @property
    def system(self) -> str:
        """Return the code system that was told, "" to have it proved."""
        return self._chosen("code_system")

    @property
    def region(self) -> Region | None:
        """Return the place of rows that name none, None to let the sheet tell."""
        return self.regions.get(self._chosen("default_region"))

    def _chosen(self, name: str) -> str:
        if not self.is_bound:
            return str(self.initial.get(name) or "")
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


def columns_shown(*, form: MappingForm, sheet: Sheet) -> list[ShownColumn]:
    """Return every column with samples and how sure its meaning is."""
    return [
        ShownColumn(
            title=column.title or _("(tanpa judul)"),
            samples=_samples(sheet, column.index),
            column=column,
            tone=_tone(column),
            surety=_surety(column),
            field=form[f"column-{column.index}"],
        )
        for column in form.columns.columns
    ]


def proof_of(*, form: MappingForm, sheet: Sheet, area: str) -> Understanding:
    """Return place and code system of the sheet under the mapping as it stands, in words."""
    return understand(
        columns=form.columns,
        rows=[row.cells for row in sheet.rows],
        code_system=form.system,
        region=form.region.pk if form.region else "",
        area=area,
        today=timezone.localdate(),
    )


def _samples(sheet: Sheet, index: int) -> list[str]:
    """Return the first different cells that are filled, cut to what a table can show."""
    found: dict[str, None] = {}
    for row in sheet.rows[:200]:
        cell = row.cells[index].strip() if index < len(row.cells) else ""
        if cell:
            found.setdefault(cell if len(cell) <= LONGEST_SAMPLE else f"{cell[:LONGEST_SAMPLE]}…")
        if len(found) == SAMPLES:
            break
    return list(found)


def _tone(column: Column) -> str:
    if not column.field:
        return ""
    return (
        "success"
        if column.confidence >= SURE
        else "info"
        if column.confidence >= LIKELY
        else "warning"
    )


def _surety(column: Column) -> str:
    if not column.field:
        return _("tidak dipakai")
    if column.confidence >= SURE:
        return _("yakin")
    return _("cukup yakin") if column.confidence >= LIKELY else _("perlu dilihat")
