"""Counts what the demo's raw files hold, for the table of SOURCES.md."""

import re
from collections import defaultdict
from html.parser import HTMLParser

from scripts import is_translated


class Summary:
    """Documents, bytes of text and bytes of text in the document's own language, by source and language."""

    def __init__(self):
        self._counts = defaultdict(lambda: [0, 0, 0])
        self._sources = []

    def add(self, source, lang, text):
        if source not in self._sources:
            self._sources.append(source)
        own = "\n".join(line for line in text.split("\n") if is_translated(line, lang))
        counts = self._counts[lang, source]
        counts[0] += 1
        counts[1] += len(text.encode("utf-8"))
        counts[2] += len(own.encode("utf-8"))

    def add_html(self, source, lang, html):
        self.add(source, lang, _visible_text(html))

    def table(self):
        """A Markdown table: a row a language, a column a source, and in a cell documents / kB / kB in the language."""
        langs = sorted({lang for lang, _ in self._counts}, key=lambda lang: (-self._total(lang)[2], lang))
        lines = [
            "| language | " + " | ".join([*self._sources, "all"]) + " |",
            "|---" * (len(self._sources) + 2) + "|",
        ]
        for lang in langs:
            cells = [_cell(self._counts.get((lang, source))) for source in self._sources]
            lines.append(f"| {lang} | " + " | ".join([*cells, _cell(self._total(lang))]) + " |")
        return "\n".join(lines)

    def _total(self, lang):
        rows = [counts for (of, _), counts in self._counts.items() if of == lang]
        return [sum(column) for column in zip(*rows)]


def _cell(counts):
    if not counts:
        return ""
    documents, size, own = counts
    return f"{documents} / {size / 1000:.0f} / {own / 1000:.0f}"


def _visible_text(html):
    parser = _VisibleText()
    parser.feed(html.decode("utf-8"))
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(parser.parts).split("\0"))
    return "\n".join(line for line in lines if line)


class _VisibleText(HTMLParser):
    _INVISIBLE = frozenset(["head", "script", "style"])
    _INLINE = frozenset("a abbr b code em i img kbd samp small span strong sub sup tt var".split())

    def __init__(self):
        super().__init__()
        self.parts = []
        self._hidden = 0

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in self._INVISIBLE
        if tag not in self._INLINE:
            self.parts.append("\0")

    def handle_endtag(self, tag):
        self._hidden -= tag in self._INVISIBLE
        if tag not in self._INLINE:
            self.parts.append("\0")

    def handle_startendtag(self, tag, attrs):
        if tag not in self._INLINE:
            self.parts.append("\0")

    def handle_data(self, data):
        if not self._hidden:
            self.parts.append(data)
