"""Encodes every added piece of a tokenizer.model alone, without the space before it, and prints how many are not their own id.

Usage: reachable.py FOLDER
"""

import sys

import sentencepiece
from sentencepiece import sentencepiece_model_pb2


def main(folder):
    model = sentencepiece_model_pb2.ModelProto()
    with open(f"{folder}/tokenizer.model", "rb") as file:
        model.ParseFromString(file.read())
    model.normalizer_spec.add_dummy_prefix = False
    bare = sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())
    with open(f"{folder}/added_pieces.tsv", encoding="utf-8") as table:
        added = [line.split("\t") for line in table.read().split("\n")[1:-1]]
    print(sum(bare.encode(piece) != [int(id)] for id, piece, *_ in added))


main(*sys.argv[1:])
