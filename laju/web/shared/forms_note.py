"""Where the text of a voice note is pasted."""

from django import forms
from django.utils.translation import gettext_lazy

LONGEST_NOTE = 6000


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Teks pesan suara"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy(
            "Di WhatsApp: tahan pesan suara, pilih Transkrip, salin, lalu tempel di sini. Boleh juga bicara lewat tombol mikrofon di papan ketik HP."
        ),
        error_messages={"required": gettext_lazy("Tempel dahulu teksnya.")},
    )
