"""Small charts as SVG: bars, a funnel, a sparkline; each with its figures as text."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from laju.engines.drawing import (
    INK,
    LINE,
    QUIET,
    TEAL,
    attribute,
    frame,
    indonesian,
    label,
    room_for,
    short,
)

_WIDTH = 720.0
_BAR, _GAP = 22.0, 10.0
_STEP = 54.0
Show = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `None` means: not known, which is not zero."""

    name: str
    value: float | None
    href: str = ""


def draw_bars(
    *,
    bars: Sequence[Bar],
    title: str,
    description: str,
    show: Show = indonesian,
    target: float | None = None,
    colour: str = TEAL[4],
    key: str = "bars",
) -> str:
    """Draw horizontal bars from zero in the given order, with names and figures as text.

    `target` draws a dashed line. Negative values count as zero length, but are written out.
    """
    known = [bar.value for bar in bars if bar.value is not None and math.isfinite(bar.value)]
    top = max([*known, target or 0, 0]) or 1.0
    left = min(280.0, max((room_for(bar.name, size=15) for bar in bars), default=0) + 14)
    right = max((room_for(show(value), size=15) for value in known), default=40) + 16
    scale = (_WIDTH - left - right) / top
    body = [
        (
            f'<line x1="{short(left)}" x2="{short(left)}" y1="4"'
            f' y2="{short(len(bars) * (_BAR + _GAP))}" stroke="{LINE}"/>'
        )
    ]
    height = len(bars) * (_BAR + _GAP) + 4
    if target is not None:
        body += _target(show(target), x=left + target * scale, height=height)
    for number, bar in enumerate(bars):
        y = 4 + number * (_BAR + _GAP)
        body.append(_bar(bar, y=y, left=left, scale=scale, show=show, colour=colour))
    return frame(
        key=key,
        title=title,
        description=description,
        width=_WIDTH,
        height=height + (22 if target is not None else 0),
        body=body,
        has_links=any(bar.href for bar in bars),
    )


def draw_funnel(
    *,
    steps: Sequence[tuple[str, float]],
    title: str,
    description: str,
    show: Show = indonesian,
    palette: Sequence[str] = TEAL,
    key: str = "funnel",
) -> str:
    """Draw what is left after each step, with its share of the first step.

    `steps` are (name, count) from first to last. A later step may be larger: it is drawn so.
    """
    first = steps[0][1] if steps else 0.0
    top = max([count for _, count in steps if math.isfinite(count)] or [1.0]) or 1.0
    full = 360.0
    left = _WIDTH - full - 130
    body = []
    for number, (name, count) in enumerate(steps):
        y = number * _STEP
        wide = max(0.0, count / top * full) if math.isfinite(count) else 0.0
        colour = palette[-1 - min(number, len(palette) - 3)]
        share = f"{indonesian(round(count / first * 100, 1))} %" if first else "–"
        body += [
            f"<g><title>{escape(f'{name}: {show(count)} ({share})')}</title>",
            label(name, x=left - 14, y=y + 26, size=16, anchor="end"),
            (
                f'<rect x="{short(left)}" y="{short(y + 4)}" width="{short(max(wide, 2))}"'
                f' height="36" rx="3" fill="{attribute(colour)}"/>'
            ),
            label(show(count), x=left + wide + 10, y=y + 21, size=17, weight=600),
            label(share if number else "", x=left + wide + 10, y=y + 38, size=13, fill=QUIET),
            "</g>",
        ]
    return frame(
        key=key,
        title=title,
        description=description,
        width=_WIDTH,
        height=len(steps) * _STEP,
        body=body,
    )


def draw_sparkline(
    *,
    values: Sequence[float | None],
    title: str,
    description: str,
    colour: str = TEAL[4],
    key: str = "spark",
) -> str:
    """Draw a line of values in time; an unknown value breaks the line, the last one has a dot."""
    wide, high, edge = 160.0, 40.0, 5.0
    known = [value for value in values if value is not None and math.isfinite(value)]
    low, top = (min(known), max(known)) if known else (0.0, 0.0)
    span = (top - low) or 1.0
    step = (wide - 2 * edge) / max(len(values) - 1, 1)
    pen, path, last = "M", "", ""
    for number, value in enumerate(values):
        if value is None or not math.isfinite(value):
            pen = "M"
            continue
        x = edge + number * step
        level = (value - low) / span if top > low else 0.5
        y = high - edge - level * (high - 2 * edge)
        path += f"{pen}{short(x)} {short(y)}"
        last = f'<circle cx="{short(x)}" cy="{short(y)}" r="3.5" fill="{attribute(colour)}"/>'
        pen = "L"
    line = (
        f'<path d="{path}" fill="none" stroke="{attribute(colour)}" stroke-width="2"'
        ' stroke-linejoin="round" stroke-linecap="round"/>'
    )
    body = [line, last] if path else []
    return frame(key=key, title=title, description=description, width=wide, height=high, body=body)


def _target(text: str, /, *, x: float, height: float) -> tuple[str, str]:
    text = f"sasaran {text}"
    half = room_for(text, size=14) / 2
    middle = min(max(x, half), _WIDTH - half)
    line = (
        f'<line x1="{short(x)}" x2="{short(x)}" y1="0" y2="{short(height)}" stroke="{INK}"'
        ' stroke-width="1.5" stroke-dasharray="5 4"/>'
    )
    return line, label(text, x=middle, y=height + 16, size=14, fill=QUIET, anchor="middle")


def _bar(bar: Bar, /, *, y: float, left: float, scale: float, show: Show, colour: str) -> str:
    is_known = bar.value is not None and math.isfinite(bar.value)
    value = bar.value if bar.value is not None and is_known else 0.0
    said = show(value) if is_known else "belum ada data"
    wide = max(0.0, value * scale)
    baseline = y + _BAR * 0.72
    inner = "".join(
        [
            f"<title>{escape(f'{bar.name}: {said}')}</title>",
            label(bar.name, x=left - 10, y=baseline, size=15, anchor="end"),
            (
                f'<rect x="{short(left)}" y="{short(y)}" width="{short(wide)}" height="{short(_BAR)}"'
                f' rx="2" fill="{attribute(colour)}"/>'
            ),
            label(
                said,
                x=left + wide + 8,
                y=baseline,
                size=15,
                weight=600 if is_known else 400,
                fill=INK if is_known else QUIET,
                has_halo=True,
            ),
        ]
    )
    if bar.href:
        return f'<a href="{attribute(bar.href)}" aria-label="{attribute(f"{bar.name}: {said}")}">{inner}</a>'
    return f"<g>{inner}</g>"
