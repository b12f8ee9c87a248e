"""Trains a vocabulary of 32,000 pieces by spm_train, by Hugging Face's trainer and by glossa, in turn, on 1, 4 and 16 times a corpus.

usage: vocab_train.py CORPUS WORK [--copies 1,4,16] [--runs 3] [--loops ONE_PROCESS] [--without spm,hf] -- JAVA COMMAND...

Run it by vocab-train.sh. Prints a table: seconds (median of the runs), ratios, and the peak of resident memory of each. Glossa runs
in one Spark session, warmed by one training on the corpus; a session is begun anew for each size, so that its peak is that size's.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

VOCABULARY = 32000
FLAGS = {
    "vocab_size": VOCABULARY,
    "normalization_rule_name": "identity",
    "remove_extra_whitespaces": False,
    "byte_fallback": True,
    "split_digits": True,
    "allow_whitespace_only_pieces": True,
    "character_coverage": 0.99995,
}

SPM = """
import sys, sentencepiece
sentencepiece.SentencePieceTrainer.train(
    input=sys.argv[1], model_prefix=sys.argv[2], model_type="bpe", num_threads=%d, minloglevel=2,
    train_extremely_large_corpus=True, **%r)
"""
HF = """
import sys, tokenizers
from tokenizers import models, pre_tokenizers, trainers
tokenizer = tokenizers.Tokenizer(models.BPE(byte_fallback=True))
tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
tokenizer.train([sys.argv[1]], trainers.BpeTrainer(vocab_size=%d, show_progress=False))
tokenizer.save(sys.argv[2] + ".json")
"""


def measured(command):
    """Seconds and peak memory in MB of a command."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"vocab_train: {command[:3]} ended with {status}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


class Session:
    """A Spark session in a process of its own."""

    def __init__(self, command, work):
        flags = [f"{name.replace('_', '-')}={str(value).lower()}" for name, value in FLAGS.items()]
        self.work = work
        self.log = open(work / "session.log", "a", encoding="utf-8")
        self.process = subprocess.Popen(
            command + flags, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True
        )

    def train(self, source, loop):
        self.process.stdin.write(f"{source}\t{self.work}/glossa-{loop}\t{loop}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"vocab_train: the session ended, see {self.work}/session.log")
        print("   ", loop, answer.strip(), file=sys.stderr, flush=True)
        return float(answer.split()[0])

    def peak(self):
        for line in open(f"/proc/{self.process.pid}/status", encoding="ascii"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return float("nan")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def same_pieces(work, loop):
    pieces = [path.read_text("utf-8") for path in (work / "spm.vocab", work / f"glossa-{loop}" / "tokenizer.vocab")]
    return pieces[0] == pieces[1]


def compare(arguments, copies, java):
    work = arguments.work / f"{copies}x"
    if not (work / "complete").exists():
        subprocess.run(
            [sys.executable, Path(__file__).with_name("enlarge.py"), arguments.corpus, str(copies), work], check=True
        )
        (work / "complete").touch()
    text = work / "text.txt"
    corpus = arguments.corpus / "*.jsonl.gz"
    source = corpus if copies == 1 else work / "jsonl"
    without = arguments.without.split(",")
    peers = {
        name: [sys.executable, "-c", script, str(text), str(work / name)]
        for name, script in {"spm": SPM % (os.cpu_count(), FLAGS), "hf": HF % VOCABULARY}.items()
        if name not in without
    }
    loops = arguments.loops.split(",")
    session = Session(java, work)
    for loop in loops:
        session.train(corpus, loop)
    seconds = {name: [] for name in [*peers, *loops]}
    memory = {}
    for _ in range(arguments.runs):
        for name, command in peers.items():
            taken, peak = measured(command)
            seconds[name].append(taken)
            memory[name] = max(memory.get(name, 0), peak)
        for loop in loops:
            seconds[loop].append(session.train(source, loop))
            memory[loop] = session.peak()
    session.close()
    megabytes = text.stat().st_size / 1e6
    first = statistics.median(seconds["spm"]) if "spm" in peers else float("nan")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        same = same_pieces(work, name) if name in loops and "spm" in peers else ""
        print(
            f"| {copies} | {megabytes:.0f} | {name.lower()} | {median:.1f} | {first / median:.2f} | {memory[name]:.0f} | {same} |",
            flush=True,
        )


def main():
    split = sys.argv.index("--")
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--copies", default="1,4,16")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--loops", default="ONE_PROCESS")
    parser.add_argument("--without", default="")
    arguments = parser.parse_args(sys.argv[1:split])
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("| copies | MB | trainer | seconds | as fast as spm_train | peak MB | spm_train's pieces |")
    print("|---|---|---|---|---|---|---|")
    for copies in arguments.copies.split(","):
        compare(arguments, int(copies), sys.argv[split + 1 :])


if __name__ == "__main__":
    main()
