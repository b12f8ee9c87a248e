"""Makes skewed input, prepares it, and reports memory and stragglers; see prepare-skew.sh, which runs it.

usage: prepare_skew.py GLOSSA CORPUS WORK [--pages N] [--document-mb N] [--text-mb N] [--cores N] [-DKEY=VALUE ...]

The input, the same for the same options: text.*.jsonl, 90 % of whose text is in the corpus's first language and the rest in the others, in
documents of random lines; host.*.jsonl, short pages of one host, with lines that all its pages have, and three in ten of them the same but
for a number; large.*.jsonl, one document.
"""

import argparse
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from stragglers import report

SEED = 20231104
FILE_BYTES = 64 << 20
LARGE_SHARE = 0.9
NOTICES = ["All rights reserved by the town library.", "Home | News | Contact | Search"]


class Files:
    """JSONL in files of about the same size."""

    def __init__(self, folder, name):
        self.folder, self.name, self.number, self.left, self.file = folder, name, 0, 0, None

    def write(self, **document):
        line = json.dumps(document, ensure_ascii=False) + "\n"
        if self.left <= 0:
            self.close()
            self.file = open(self.folder / f"{self.name}.{self.number:03}.jsonl", "w", encoding="utf-8")
            self.number, self.left = self.number + 1, FILE_BYTES
        self.file.write(line)
        self.left -= len(line.encode())

    def close(self):
        if self.file:
            self.file.close()


def read_lines(corpus):
    lines = {}
    for path in sorted(corpus.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as documents:
            texts = [json.loads(document)["text"] for document in documents]
        lines[path.name.split(".")[0]] = [line for text in texts for line in text.split("\n") if len(line) > 40]
    return lines


def write_text(lines, folder, total):
    first, *others = sorted(lines, key=lambda language: -sum(map(len, lines[language])))
    shares = {first: LARGE_SHARE} | {language: (1 - LARGE_SHARE) / len(others) for language in others}
    files = Files(folder, "text")
    for language, share in shares.items():
        rng, left, number = random.Random(f"{SEED} {language}"), total * share, 0
        while left > 0:
            text = "\n".join(rng.choices(lines[language], k=rng.randint(5, 40)))
            files.write(id=f"{language}-{number}", url=f"https://{language}{number % 997}.example/{number}", text=text)
            left, number = left - len(text.encode()), number + 1
    files.close()
    return first


def write_host(lines, folder, pages):
    rng, files = random.Random(f"{SEED} host"), Files(folder, "host")
    same = rng.choices(lines, k=3)
    for page in range(pages):
        own = same if page % 10 < 3 else rng.choices(lines, k=3)
        text = "\n".join([NOTICES[0], *own, f"Page {page}", NOTICES[1]])
        files.write(id=f"page-{page}", url=f"https://host.example/pages/{page}", text=text[:2000])
    files.close()


def write_large(lines, folder, size):
    rng, parts = random.Random(f"{SEED} large"), []
    while size > 0:
        parts.append(rng.choice(lines))
        size -= len(parts[-1].encode()) + 1
    files = Files(folder, "large")
    files.write(id="large", url="https://large.example/", text="\n".join(parts))
    files.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("glossa")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--pages", type=int, default=1_000_000)
    parser.add_argument("--document-mb", type=int, default=100)
    parser.add_argument("--text-mb", type=int, default=1000)
    parser.add_argument("--cores", default=os.cpu_count())
    options, settings = parser.parse_known_args()
    work = options.work.resolve()
    source, output, events = work / "input", work / "prepared", work / "events"
    made = f"{options.pages} {options.document_mb} {options.text_mb}"
    mark = work / "made"
    if not mark.exists() or mark.read_text() != made:
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        lines = read_lines(options.corpus)
        first = write_text(lines, source, options.text_mb << 20)
        write_host(lines[first], source, options.pages)
        write_large(lines[first], source, options.document_mb << 20)
        mark.write_text(made)
    for folder in output, events:
        shutil.rmtree(folder, ignore_errors=True)
    events.mkdir()
    heap = os.environ.get("HEAP", "4g")
    environment = os.environ | {
        "GLOSSA_HEAP": heap,
        "GLOSSA_LOG": str(work / "spark.log"),
        "GLOSSA_JAVA_OPTS": f"-Dspark.eventLog.enabled=true -Dspark.eventLog.dir=file://{events} -XX:ActiveProcessorCount={options.cores}",
    }
    start = time.monotonic()
    process = subprocess.Popen([options.glossa, "prepare", "--input", source, "--output", output, *settings], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    size = sum(file.stat().st_size for file in source.iterdir())
    print(f"\n{size / 1e6:.0f} MB of input, heap {heap}: {seconds:.0f} s, peak of resident memory {usage.ru_maxrss / 1024:.0f} MB")
    report(events)
    if status:
        sys.exit(f"prepare_skew: glossa ended with {os.waitstatus_to_exitcode(status)}, see {work}/spark.log")


if __name__ == "__main__":
    main()
