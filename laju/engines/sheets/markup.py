"""Read the HTML tables that government sites save under the name .xls."""

from html.parser import HTMLParser

from laju.engines.sheets.tables import Row

_WIDEST_SPAN = 100


def read_markup(text: str) -> list[tuple[str, list[Row]]]:
    """Return every outermost table with its filled rows; text outside of cells is left out."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    reader.finish()
    return [(f"Tabel {index}", rows) for index, rows in enumerate(reader.tables, 1) if rows]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Row]] = []
        self._depth = 0
        self._number = 0
        self._cells: list[str] | None = None
        self._text: list[str] | None = None
        self._span = 1
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._skip += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self._number = 0
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self._cells = []
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            self._cells = self._cells if self._cells is not None else []
            self._text = []
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _WIDEST_SPAN) if span.isdecimal() and span != "0" else 1
        elif tag in {"br", "p", "div"} and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._skip = max(0, self._skip - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_row()
            self._depth -= 1
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
        elif self._depth == 1 and tag == "tr":
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._skip:
            self._text.append(data)

    def finish(self) -> None:
        """Keep what an unfinished file still holds."""
        if self.tables:
            self._end_row()

    def _end_cell(self) -> None:
        if self._text is None or self._cells is None:
            return
        lines = ("".join(self._text)).replace("\xa0", " ").split("\n")
        text = "\n".join(line for line in (" ".join(part.split()) for part in lines) if line)
        self._cells += [text] + [""] * (self._span - 1)
        self._text = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells is None:
            return
        self._number += 1
        if any(self._cells):
            self.tables[-1].append(Row(self._number, tuple(self._cells)))
        self._cells = None
