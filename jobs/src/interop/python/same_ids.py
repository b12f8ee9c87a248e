"""Encodes the lines of a file with the library that owns the format and compares with Glossa's ids, line by line.

Usage: same_ids.py sentencepiece|huggingface FOLDER LINES IDS
"""

import sys


def encoder(library, folder):
    if library == "sentencepiece":
        import sentencepiece

        processor = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/tokenizer.model")
        return processor.encode
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    return lambda line: tokenizer.encode(line, add_special_tokens=False)


def main(library, folder, lines, ids):
    encode = encoder(library, folder)
    with open(lines, encoding="utf-8") as texts, open(ids, encoding="utf-8") as encoded:
        pairs = list(zip(texts.read().split("\n")[:-1], encoded.read().split("\n")[:-1], strict=True))
    for number, (text, line) in enumerate(pairs, start=1):
        expected, found = encode(text), [int(i) for i in line.split()]
        if expected != found:
            sys.exit(f"line {number}: {text!r}\n{library}: {expected}\nglossa: {found}")
    print(len(pairs))


main(*sys.argv[1:])
