"""Forms on the page of a business."""

from django import forms
from django.utils.translation import gettext_lazy


class HoldForm(forms.Form):
    """What has to change before the page comes back."""

    note = forms.CharField(
        label=gettext_lazy("Apa yang perlu diubah?"),
        max_length=300,
        help_text=gettext_lazy("Halaman diturunkan sampai isinya diperbaiki."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Tulis apa yang perlu diubah."),
            "max_length": gettext_lazy("Paling panjang 300 huruf."),
        },
    )
