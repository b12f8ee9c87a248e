"""What MinHash finds of planted near duplicates: Glossa's, datatrove's own, and datatrove's on words as the popular Spark script splits them.

usage: near_duplicates.py FOLDER      (FOLDER: LANGUAGE.jsonl, as PlantedDuplicateFiles writes them)
needs datatrove[io,processing], spacy, jieba, pyvi, indic-nlp-library; run.sh installs them

Three tables. Of 100 pairs of each similarity, how many are found and, in brackets, how many 1 - (1 - s^8)^14 lets expect, where s is the similarity
of the shingles that the tool itself makes. And precision: of all pairs of texts that share a band, those of one document and its copies.
"""
import glob, json, os, re, sys, tempfile
from collections import defaultdict
from itertools import combinations
import numpy as np
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature
from datatrove.utils.hashing import HashConfig, create_hash_func

CODES = dict(en="eng", zh="cmn_Hani", ar="arb_Arab", bn="ben_Beng", gu="guj_Gujr", hi="hin_Deva", id="ind_Latn", ml="mal_Mlym", mr="mar_Deva",
             ne="npi_Deva", sw="swh_Latn", ta="tam_Taml", te="tel_Telu", ur="urd_Arab", vi="vie_Latn")
CONFIG = MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8, seed=1, hash_config=HashConfig(precision=64, hash_fc="xxhash"))
HASH = create_hash_func(CONFIG.hash_config)
# bigcode-dataset, near_deduplication/minhash_deduplication_spark.py
NON_ALPHA = re.compile("[^A-Za-z_0-9]")


def popular_shingles(text):
    words = NON_ALPHA.split(text)
    return np.array([HASH(" ".join(words[i:i + 5])) for i in range(len(words) - 4)], dtype=np.uint64).reshape((-1, 1))


def expected(similarity):
    return 1 - (1 - similarity ** 8) ** 14


def jaccard(a, b):
    return len(a & b) / len(a | b) if a | b else 0


def row(language, texts, bands, similarities):
    """Bands are sets of hashable values that stand for a band and its content."""
    found, chance, count = defaultdict(int), defaultdict(float), defaultdict(int)
    for i, text in enumerate(texts):
        if text["target"] == 1:
            original = i
        else:
            found[text["target"]] += bool(bands[i] & bands[original])
            chance[text["target"]] += expected(similarities(original, i))
            count[text["target"]] += 1
    buckets = defaultdict(list)
    for i, some in enumerate(bands):
        for band in some:
            buckets[band].append(i)
    met = {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}
    true = sum(texts[a]["document"] == texts[b]["document"] for a, b in met)
    cells = [f"{100 * found[t] / count[t]:.0f} ({100 * chance[t] / count[t]:.0f})" for t in sorted(count, reverse=True)]
    return f"| {language} | " + " | ".join(cells) + f" | {true / len(met):.3f} |"


def main(folder):
    ours, theirs, popular = [], [], []
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        language = os.path.basename(path).split(".")[0]
        with open(path, encoding="utf-8") as lines:
            texts = [json.loads(line) for line in lines]
        ours.append(row(language, texts, [set(text["bands"]) for text in texts], lambda a, b: texts[b]["similarity"]))
        signer = MinhashDedupSignature(output_folder=tempfile.gettempdir(), config=CONFIG, language=CODES.get(language, language))
        for table, shingles_of in (theirs, signer.get_shingles), (popular, popular_shingles):
            shingles = [shingles_of(text["text"]) for text in texts]
            bands = [{(i, tuple(b)) for i, b in enumerate(signer.get_signature(s))} if len(s) else set() for s in shingles]
            sets = [set(s.ravel().tolist()) for s in shingles]
            table.append(row(language, texts, bands, lambda a, b: jaccard(sets[a], sets[b])))
    targets = " | ".join(str(t) for t in sorted({text["target"] for text in texts} - {1}, reverse=True))
    for title, table in ("Glossa", ours), ("datatrove", theirs), ("datatrove's MinHash, words as the popular Spark script has them", popular):
        print(f"\n{title}\n\n| | {targets} | precision |\n|---|" + "---|" * (targets.count("|") + 2))
        print("\n".join(table))


if __name__ == "__main__":
    main(sys.argv[1])
