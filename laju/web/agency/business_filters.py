"""What the list of businesses can be narrowed to."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.indicators.queries import DIMENSIONS
from laju.apps.regions.models import Region
from laju.apps.registry.models import Business
from laju.web.agency.choices import SECTORS, region_choices
from laju.web.agency.pivot import LEVELS, NOTHING


class FilterForm(forms.Form):
    """What the list can be narrowed to; anything unknown narrows nothing."""

    q = forms.CharField(
        label=gettext_lazy("Cari usaha"),
        required=False,
        widget=forms.SearchInput(
            attrs={
                "placeholder": gettext_lazy("Nama, pemilik, produk, tempat, telepon, kode"),
                "autocomplete": "off",
                "spellcheck": "false",
                "data-search": "",
            }
        ),
    )
    region = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    sector = forms.ChoiceField(
        label=gettext_lazy("Sektor"),
        required=False,
        choices=[("", gettext_lazy("Semua")), *SECTORS],
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Skala"),
        required=False,
        choices=[
            ("", gettext_lazy("Semua")),
            *Business.Size.choices[1:],
            (NOTHING, gettext_lazy("Belum diketahui")),
        ],
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Tingkat digital"),
        required=False,
        choices=[("", gettext_lazy("Semua")), *((str(n), label) for n, label in LEVELS)],
    )
    participant = forms.ChoiceField(
        label=gettext_lazy("Peserta"),
        required=False,
        choices=[
            ("", gettext_lazy("Semua")),
            ("ya", gettext_lazy("Peserta")),
            ("tayang", gettext_lazy("Beranda tayang")),
            ("ditahan", gettext_lazy("Halaman ditahan")),
            ("tidak", gettext_lazy("Bukan peserta")),
        ],
    )

    def __init__(self, *args: object, by: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Semua wilayah")), *region_choices(by=by)]
        asked = str(self.data.get("region") or "")
        if asked.replace(".", "").isalnum() and asked not in dict(field.choices):
            found = Region.objects.filter(within_scope(user=by, path="code"), pk=asked)
            field.choices = [*field.choices, *found.values_list("pk", "name")]

    def value(self, name: str) -> str:
        """Return a filter that was understood, "" otherwise."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def cells(self) -> dict[str, list[str | int]]:
        """Return what the cells are narrowed to (`indicators.queries.cells_by`)."""
        told = {name: self.value(name) for name in DIMENSIONS}
        return {
            name: [int(value) if name == "level" else value.removeprefix(NOTHING)]
            for name, value in told.items()
            if value
        }

    @property
    def words(self) -> str:
        """Return what is searched for, whatever else was not understood."""
        return str(self.data.get("q") or "").replace("\x00", " ").strip()[:1000]
