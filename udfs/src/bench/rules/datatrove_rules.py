"""datatrove's filters and MinHash signature over files of documents, for the benchmark of rules; one thread.

Reads commands `LANGUAGE FILE` from standard input and answers each with `SECONDS DOCUMENTS_THAT_ALL_FILTERS_KEEP`. A file is JSONL with
`text`. The filters are GopherRepetition, FineWebQuality and GopherQuality: FineWeb's values for English, FineWeb-2's for the others.

Usage: datatrove_rules.py FINEWEB2_LANGUAGES      (its JSON of values by language)
needs datatrove[io,processing], spacy, jieba, pyvi, indic-nlp-library; run.sh installs them
"""

import json
import sys
import tempfile
import time

from datatrove.data import Document
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature
from datatrove.pipeline.filters import FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter
from datatrove.utils.hashing import HashConfig

SUBSETS = json.load(open(sys.argv[1], encoding="utf-8"))
CODES = {"en": "eng", "ur": "urd_Arab"} | {code: values["subset"] for code, values in SUBSETS.items() if not code.startswith("_")}
CONFIG = MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8, seed=1, hash_config=HashConfig(precision=64, hash_fc="xxhash"))


def filters(code):
    language = CODES[code]
    if code == "en":
        return [GopherRepetitionFilter(language=language), FineWebQualityFilter(language=language), GopherQualityFilter(language=language)]
    values = SUBSETS[code]
    repetition = GopherRepetitionFilter(
        language=language,
        dup_line_frac=values["dup_line_frac"],
        dup_para_frac=0,
        dup_line_char_frac=0,
        dup_para_char_frac=0,
        top_n_grams=[tuple(bound) for bound in values["top_n_grams"]],
        dup_n_grams=[tuple(bound) for bound in values["dup_n_grams"]],
    )
    fineweb = FineWebQualityFilter(
        language=language,
        short_line_thr=999,
        char_duplicates_ratio=0.1,
        line_punct_thr=values["line_punct_thr"],
        new_line_ratio=values["new_line_ratio"],
    )
    gopher = GopherQualityFilter(
        language=language,
        min_avg_word_length=values["min_avg_word_length"],
        max_avg_word_length=values["max_avg_word_length"],
        max_non_alpha_words_ratio=values["max_non_alpha_words_ratio"],
        stop_words=values["stopwords"],
        min_stop_words=2,
    )
    return [repetition, fineweb, gopher]


def examine(text, steps, signer):
    """Every filter, as Glossa measures every rule, and the signature."""
    document = Document(text=text, id="")
    kept = all([step.filter(document) is True for step in steps])
    shingles = signer.get_shingles(text)
    if len(shingles):
        signer.get_signature(shingles)
    return kept


def main():
    ready = {}
    for command in sys.stdin:
        code, file = command.split()
        with open(file, encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        if code not in ready:
            ready[code] = filters(code), MinhashDedupSignature(output_folder=tempfile.gettempdir(), config=CONFIG, language=CODES[code])
            for text in texts[:20]:
                examine(text, *ready[code])
        start = time.perf_counter()
        kept = sum(examine(text, *ready[code]) for text in texts)
        print(time.perf_counter() - start, kept, flush=True)


main()
