"""QR codes for table cards, as SVG that prints sharp at any size."""

import io

import segno


def draw_qr_svg(*, text: str) -> str:
    """Return a QR code (error correction M or better, quiet zone 4) of `text` as an SVG element.

    Raises: segno.DataOverflowError when the text is longer than a QR code holds (about 2,300 bytes).
    """
    code = segno.make_qr(text, error="m", boost_error=True)
    out = io.BytesIO()
    code.save(out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue().decode().strip()
