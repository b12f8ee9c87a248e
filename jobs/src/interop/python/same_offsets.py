"""Compares tokens and their offsets in bytes and in characters with SentencePiece's, text by text.

Usage: same_offsets.py TOKENIZER_MODEL TOKENS    (JSONL: text, tokens = [id, piece, byte start, byte end, character start, end])
"""

import json
import sys

import sentencepiece


def main(model, tokens):
    processor = sentencepiece.SentencePieceProcessor(model_file=model)
    count = 0
    with open(tokens, encoding="utf-8") as records:
        for record in map(json.loads, records):
            text = record["text"]
            utf8 = text.encode()
            expected = []
            for piece in processor.encode(text, return_type="proto").pieces:
                characters = [len(utf8[:end].decode()) for end in (piece.begin, piece.end)]
                expected.append([piece.id, piece.piece, piece.begin, piece.end, *characters])
            if expected != record["tokens"]:
                sys.exit(f"{text!r}\nsentencepiece: {expected}\nglossa: {record['tokens']}")
            count += 1
    print(count)


main(*sys.argv[1:])
