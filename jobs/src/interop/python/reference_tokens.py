"""What the library that owns a tokenizer's format makes of texts and of ids.

Usage: reference_tokens.py TOKENIZER.model|TOKENIZER.json QUESTIONS ANSWERS

A line of QUESTIONS is "text BASE64" or "ids 1 2 3"; a line of ANSWERS is JSON: ids, offsets (SentencePiece's in bytes, Hugging Face's in characters)
and the text that the ids decode to; for ids that text alone. Bytes that are no UTF-8 go to SentencePiece as they are, and to Hugging Face with U+FFFD
in their place.
"""

import base64
import json
import sys


def sentencepiece(path):
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor(model_file=path)

    def tokens(text):
        pieces = processor.encode(text, return_type="proto").pieces
        return [piece.id for piece in pieces], [[piece.begin, piece.end] for piece in pieces]

    return tokens, processor.decode


def huggingface(path):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)

    def tokens(text):
        encoding = tokenizer.encode(text.decode(errors="replace"), add_special_tokens=False)
        return encoding.ids, encoding.offsets

    return tokens, tokenizer.decode


def main(path, questions, answers):
    encode, decode = (huggingface if path.endswith(".json") else sentencepiece)(path)
    with open(questions, encoding="ascii") as lines, open(answers, "w", encoding="ascii") as out:
        for line in lines:
            kind, *rest = line.split()
            answer = {}
            if kind == "text":
                ids, answer["offsets"] = encode(base64.b64decode(rest[0] if rest else ""))
                answer["ids"] = ids
            else:
                ids = [int(i) for i in rest]
            answer["text"] = decode(ids)
            out.write(json.dumps(answer) + "\n")


main(*sys.argv[1:])
