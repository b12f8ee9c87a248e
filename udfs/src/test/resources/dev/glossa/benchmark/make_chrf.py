"""Makes chrf.jsonl: sacrebleu's chrF of pairs of texts, one by one and all together.

usage: python make_chrf.py > chrf.jsonl      (sacrebleu 2.6.0)
"""
import json
from sacrebleu.metrics import CHRF

PAIRS = [
    ("The cat sat on the mat.", "The cat is sitting on the mat."),
    ("The cat sat on the mat.", "The cat sat on the mat."),
    ("我喜欢吃苹果和香蕉。", "我爱吃苹果、香蕉。"),
    ("सभी मनुष्य स्वतंत्र हैं।", "सभी मनुष्यों को स्वतन्त्रता प्राप्त है।"),
    ("إن السلام ممكن", "السلام ممكن دائمًا"),
    ("Habari\u00a0ya\u3000asubuhi\u001f?", "Habari za asubuhi?"),
    ("aaaaaaaaaa", "aaaa"),
    ("ab", "abcdefgh"),
    ("abcdefgh", "ab"),
    ("", "nothing was said"),
    ("something was said", ""),
    ("", ""),
    ("   ", "x"),
    ("xyz", "abc"),
    ("😀😃 ok 😀", "😀 ok 😄"),
    ("x", "x"),
]


def main():
    chrf = CHRF()
    for hypothesis, reference in PAIRS:
        score = chrf.sentence_score(hypothesis, [reference]).score
        print(json.dumps({"answer": hypothesis, "reference": reference, "score": score}))
    everything = chrf.corpus_score([pair[0] for pair in PAIRS], [[pair[1] for pair in PAIRS]]).score
    print(json.dumps({"corpus": everything}))


if __name__ == "__main__":
    main()
