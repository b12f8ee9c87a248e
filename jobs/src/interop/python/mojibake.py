"""Misreads sentences in wrong encodings and has ftfy repair them.

usage: mojibake.py CORPUS_FOLDER OUT.jsonl      (CORPUS_FOLDER: <language>.jsonl.gz with `text`)
A line: language, kind (clean, an encoding, twice, or part), text, misread, ftfy.
"""
import glob, gzip, json, os, random, sys
import ftfy

CONFIG = ftfy.TextFixerConfig(unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False,
                              fix_line_breaks=False, remove_control_chars=False, normalization=None)
W = "sloppy-windows-"


def misread(text, kind):
    if kind == "clean":
        return text
    if kind == "twice":
        return misread(misread(text, W + "1252"), W + "1252")
    if kind == "part":
        words = text.split(" ")
        return " ".join(words[:len(words) // 2] + [misread(w, W + "1252") for w in words[len(words) // 2:]])
    return text.encode().decode(kind)


def main(corpus, out):
    choose = random.Random(3)
    with open(out, "w", encoding="utf-8") as rows:
        for path in sorted(glob.glob(os.path.join(corpus, "*.jsonl.gz"))):
            lines = []
            with gzip.open(path, "rt", encoding="utf-8") as documents:
                for document in documents:
                    lines += [line.strip()[:300] for line in json.loads(document)["text"].split("\n") if len(line) > 30 and "&" not in line]
                    if len(lines) > 20_000:
                        break
            choose.shuffle(lines)
            damaged = [line for line in lines if not line.isascii()][:100]
            for kind in ["clean", "latin-1", W + "1252", W + "1251", W + "1250", W + "1254", "twice", "part"]:
                for text in lines[:1000] if kind == "clean" else damaged:
                    wrong = misread(text, kind)
                    row = dict(language=os.path.basename(path).split(".")[0], kind=kind, text=text, misread=wrong, ftfy=ftfy.fix_text(wrong, CONFIG))
                    rows.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
