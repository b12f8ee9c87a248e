"""Perplexities as cc_net has them: pieces of a SentencePiece unigram model, measured by an n-gram model that knows pieces.

perplexities.py DOCUMENTS FOLDER: reads texts of DOCUMENTS (JSONL) and writes unigram.model, pieces.arpa and documents.jsonl, whose rows
have the fields text and perplexity.
"""

import collections
import json
import math
import re
import sys

import sentencepiece


def normalize(text):
    """What cc_net's normalizer makes of ASCII."""
    return re.sub("[\x00-\x1f\x7f]", "", re.sub("[0-9]", "0", text.strip().lower()))


def is_plain(text):
    """Whether nothing is repaired or taken out of a text before it is measured."""
    return text.isascii() and text == text.strip() and not re.search("[&<>]|cookie|javascript|[^\n -~]", text.lower())


documents, folder = sys.argv[1:]
with open(documents, encoding="utf-8") as lines:
    texts = [text for text in dict.fromkeys(json.loads(line)["text"] for line in lines) if is_plain(text)]
assert len(texts) > 20, f"{len(texts)} plain texts"

known = [normalize(text) for text in texts[::2]]
sentencepiece.SentencePieceTrainer.train(
    sentence_iterator=iter(known), model_prefix=f"{folder}/unigram", model_type="unigram", vocab_size=400, max_sentence_length=1 << 20,
    minloglevel=1,
)
processor = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/unigram.model")


def pieces(text):
    return processor.encode(normalize(text), out_type=str)


# Half of each count goes to unigrams; an n-gram model need not be good, only the same on both sides.
unigrams, bigrams = collections.Counter(), collections.Counter()
for text in texts[::2]:
    tokens = ["<s>", *pieces(text), "</s>"]
    unigrams.update(tokens[1:])
    bigrams.update(zip(tokens, tokens[1:]))
total = sum(unigrams.values()) + 1
probability = {token: round(math.log10(count / total), 6) for token, count in unigrams.items()}
probability["<unk>"] = round(math.log10(1 / total), 6)
begun = collections.Counter(pair[0] for pair in bigrams.elements())
following = {pair: round(math.log10(count / (2 * begun[pair[0]])), 6) for pair, count in bigrams.items() if count > 1}
backoff = {token: -0.301030 for token in {pair[0] for pair in following}}

with open(f"{folder}/pieces.arpa", "w", encoding="utf-8") as arpa:
    tokens = ["<unk>", "<s>", *sorted(unigrams)]
    arpa.write(f"\\data\\\nngram 1={len(tokens)}\nngram 2={len(following)}\n\n\\1-grams:\n")
    for token in tokens:
        arpa.write(f"{probability.get(token, -99)}\t{token}\t{backoff.get(token, 0)}\n")
    arpa.write("\n\\2-grams:\n")
    for (first, second), value in following.items():
        arpa.write(f"{value}\t{first} {second}\n")
    arpa.write("\n\\end\\\n")


def perplexity(text):
    previous, logarithm, count = "<s>", 0.0, 0
    for token in [*pieces(text), "</s>"]:
        token = token if token in unigrams else "<unk>"
        if (previous, token) in following:
            logarithm += following[previous, token]
        else:
            logarithm += backoff.get(previous, 0) + probability[token]
        previous, count = token, count + 1
    return 10 ** (-logarithm / count)


with open(f"{folder}/documents.jsonl", "w", encoding="utf-8") as rows:
    for text in texts:
        rows.write(json.dumps({"text": text, "perplexity": perplexity(text)}) + "\n")
