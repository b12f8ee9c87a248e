"""Prints the texts of a JSONL file, which may be gzipped, as lines. Usage: lines.py FILE"""

import gzip
import json
import sys

sys.stdout.reconfigure(newline="\n")
with gzip.open(sys.argv[1], "rt", encoding="utf-8") as documents:
    for document in documents:
        print(json.loads(document)["text"])
