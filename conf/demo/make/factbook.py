"""The World Factbook: a document a country, and the facts that questions are made of."""

import json
from pathlib import PurePosixPath

from packages import FACTBOOK

# In characters. Shorter entries are figures, names and lists of them, the longer ones mostly sentences.
_PROSE = 260

_SKIPPED_FOLDERS = frozenset(["meta"])


def countries(work):
    """The package's country files as {"folder/code": parsed JSON}."""

    def wanted(path):
        parts = PurePosixPath(path).parts
        return path.endswith(".json") and len(parts) == 3 and parts[1] not in _SKIPPED_FOLDERS

    files = FACTBOOK.read(work, wanted)
    return {path.removeprefix("package/").removesuffix(".json"): json.loads(data) for path, data in files.items()}


def factbook_documents(facts):
    """Yields a document for each country: its entries of prose, each below its heading."""
    for key, country in facts.items():
        lines = []
        name = text_at(country, "Government", "Country name", "conventional short form")
        if name:
            lines.append(name)
        for section in country.values():
            lines.extend(_prose(section))
        yield {
            "url": f"https://www.cia.gov/the-world-factbook/geos/{PurePosixPath(key).name}.html",
            "text": "\n".join(lines),
            "source": FACTBOOK.source,
        }


def text_at(country, *path):
    """The text of the entry at `path`, or None."""
    node = country
    for name in path:
        node = node.get(name) if isinstance(node, dict) else None
    text = node.get("text") if isinstance(node, dict) else None
    return text if isinstance(text, str) else None


def _prose(section):
    for name, entry in section.items():
        if not isinstance(entry, dict):
            continue
        text = entry.get("text")
        if isinstance(text, str) and len(text) >= _PROSE:
            yield f"{name}: {text}"
        yield from _prose({part: value for part, value in entry.items() if part != "text"})
