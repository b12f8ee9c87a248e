"""Encodes standard input line by line with SentencePiece, as spm_encode does. Usage: encode_lines.py TOKENIZER_MODEL"""

import sys

import sentencepiece

processor = sentencepiece.SentencePieceProcessor(model_file=sys.argv[1])
sys.stdin.reconfigure(encoding="utf-8", newline="\n")
for line in sys.stdin:
    print(*processor.encode(line.rstrip("\n")))
