"""The articles of the Universal Declaration of Human Rights in the demo's languages, as parallel text.

`python3 conf/demo/make/parallel.py` reads conf/demo/raw/udhr.warc.gz and writes what `glossa vocab report` measures the
parity of languages on: documents whose `id` is the article and whose `lang` differs. Running it again gives the same bytes.
"""

import gzip
import re
from html import unescape
from pathlib import Path

from output import write_jsonl
from pages import DECLARATIONS, FOREIGN

_ROOT = Path(__file__).resolve().parents[3]
_SOURCE = _ROOT / "conf/demo/raw/udhr.warc.gz"
_TARGET = _ROOT / "jobs/src/main/resources/dev/glossa/vocabulary/udhr.jsonl.gz"


def _articles(html):
    for number, article in re.findall(rb'<article data-number="(\d+)">(.*?)</article>', html, re.S):
        paragraphs = re.findall(r"<p>(.*?)</p>", article.decode("utf-8"), re.S)
        text = "\n".join(re.sub(r"\s+", " ", unescape(paragraph)).strip() for paragraph in paragraphs)
        yield int(number), text


def main():
    records = gzip.decompress(_SOURCE.read_bytes()).split(b"WARC/1.0\r\n")
    documents = []
    for lang, code in sorted({**DECLARATIONS, **FOREIGN}.items()):
        page = next(record for record in records if f"/udhr_{code}.html\r\n".encode() in record)
        documents += [{"id": f"udhr-{number}", "lang": lang, "text": text} for number, text in _articles(page)]
    write_jsonl(_TARGET, documents)


if __name__ == "__main__":
    main()
