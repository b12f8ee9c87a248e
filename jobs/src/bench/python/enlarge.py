"""Makes a corpus N times as large, the same for the same seed.

usage: enlarge.py CORPUS COPIES OUTPUT

CORPUS is a folder of LANG.jsonl.gz. Copy 0 is the corpus itself; every other copy keeps every line, but replaces 2 % of its words by
words of another random line of the language, and a letter in 0.2 % of its words by a letter of that line. Writes OUTPUT/jsonl, with a
LANG.jsonl per language, and OUTPUT/text.txt, the same lines as plain text, for trainers that read nothing else.
"""

import gzip
import json
import math
import random
import sys
from pathlib import Path

SEED = 20231104
WORDS = 0.02
LETTERS = 0.002


class Changes:
    """How many words stay as they are before the next one that changes."""

    def __init__(self, rng, share):
        self.rng, self.log = rng, math.log1p(-share)
        self.left = 0
        self.draw()

    def draw(self):
        self.left = int(math.log(1.0 - self.rng.random()) / self.log)

    def places(self, words):
        found = []
        while self.left < words:
            found.append(self.left)
            before = self.left
            self.draw()
            self.left += before + 1
        self.left -= words
        return found


def changed(line, words, lines, rng, replaced, respelt):
    swaps, letters = replaced.places(words), respelt.places(words)
    if not swaps and not letters:
        return line
    parts = line.split(" ")
    for at in swaps:
        parts[at] = rng.choice(rng.choice(lines).split(" "))
    for at in letters:
        letter = rng.choice(rng.choice(lines) or " ")
        if parts[at] and letter != " ":
            place = rng.randrange(len(parts[at]))
            parts[at] = parts[at][:place] + letter + parts[at][place + 1 :]
    return " ".join(parts)


def main():
    corpus, copies, output = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    (output / "jsonl").mkdir(parents=True, exist_ok=True)
    with open(output / "text.txt", "w", encoding="utf-8", newline="\n") as text:
        for file in sorted(corpus.glob("*.jsonl.gz")):
            language = file.name.split(".")[0]
            with gzip.open(file, "rt", encoding="utf-8") as records:
                documents = [json.loads(record)["text"].replace("\r", "").split("\n") for record in records]
            sizes = [[line.count(" ") + 1 for line in lines] for lines in documents]
            lines = [line for document in documents for line in document if line]
            with open(output / "jsonl" / f"{language}.jsonl", "w", encoding="utf-8", newline="\n") as jsonl:
                for copy in range(copies):
                    rng = random.Random(f"{SEED} {language} {copy}")
                    replaced, respelt = Changes(rng, WORDS), Changes(rng, LETTERS)
                    for document, words in zip(documents, sizes):
                        if copy:
                            document = [
                                changed(line, size, lines, rng, replaced, respelt) for line, size in zip(document, words)
                            ]
                        jsonl.write(json.dumps({"text": "\n".join(document), "lang": language}, ensure_ascii=False) + "\n")
                        text.writelines(line + "\n" for line in document if line)


if __name__ == "__main__":
    main()
