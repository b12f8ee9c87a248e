"""Pages of the GNOME help: Mallard XML, reduced to its text."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import PurePosixPath

from packages import GNOME_HELP

FOLDERS = {
    "en": "C",
    "zh": "zh_CN",
    "gu": "gu",
    "hi": "hi",
    "id": "id",
    "mr": "mr",
    "ta": "ta",
    "te": "te",
    "vi": "vi",
}

_MALLARD = "{http://projectmallard.org/1.0/}"
_BLOCKS = frozenset(_MALLARD + tag for tag in "title subtitle p desc code screen cite td".split())
_SKIPPED = frozenset(_MALLARD + tag for tag in "credit revision years link comment".split())


@dataclass(frozen=True)
class HelpPage:
    """A page as it lies in a language's folder; many are not translated and so in English."""

    lang: str
    url: str
    title: str
    blocks: list
    steps: list

    def document(self):
        return {"url": self.url, "lang": self.lang, "text": "\n".join(self.blocks), "source": GNOME_HELP.source}


def help_pages(work):
    """Yields the pages of all folders."""
    root = "usr/share/help/"
    langs = {folder: lang for lang, folder in FOLDERS.items()}

    def wanted(path):
        return path.startswith(root) and path.endswith(".page") and path.split("/")[3] in langs

    for path, data in GNOME_HELP.read(work, wanted).items():
        parts = PurePosixPath(path).parts
        folder, book, page = parts[3], parts[4], "/".join(parts[5:]).removesuffix(".page")
        tree = ElementTree.fromstring(data)
        yield HelpPage(
            lang=langs[folder],
            url=f"https://help.gnome.org/users/{book}/43/{page}.html.{folder}",
            title=_text(tree.find(_MALLARD + "title")),
            blocks=list(_blocks(tree)),
            steps=[_text(item) for item in tree.findall(f"{_MALLARD}steps/{_MALLARD}item")],
        )


def _blocks(element):
    for child in element:
        if child.tag in _BLOCKS:
            text = _text(child)
            if text:
                yield text
        elif child.tag not in _SKIPPED or element.tag != _MALLARD + "info":
            yield from _blocks(child)


def _text(element):
    return "" if element is None else re.sub(r"\s+", " ", "".join(element.itertext())).strip()
