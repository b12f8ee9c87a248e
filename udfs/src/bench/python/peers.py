"""Encodes files of lines with SentencePiece or Hugging Face's tokenizers, for the encoder's benchmark, one thread.

Reads commands `LIBRARY FILE` from standard input and answers each with `SECONDS CPU_SECONDS TOKENS`. The lines go in as one list in
one call.

Usage: peers.py TOKENIZER_MODEL TOKENIZER_JSON
"""

import os
import sys
import time

os.environ["RAYON_NUM_THREADS"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import sentencepiece
import tokenizers

model, json = sys.argv[1:]
processor = sentencepiece.SentencePieceProcessor(model_file=model)
tokenizer = tokenizers.Tokenizer.from_file(json)
encode = {
    "sentencepiece": lambda lines: sum(map(len, processor.encode(lines, num_threads=1))),
    "tokenizers": lambda lines: sum(map(len, tokenizer.encode_batch_fast(lines, add_special_tokens=False))),
}

for command in sys.stdin:
    library, file = command.split()
    with open(file, encoding="utf-8", newline="\n") as f:
        lines = f.read().split("\n")[:-1]
    wall, cpu = time.perf_counter(), time.process_time()
    tokens = encode[library](lines)
    print(time.perf_counter() - wall, time.process_time() - cpu, tokens, flush=True)
