"""The tiny model and its data, trained by the commands that users have; methods.py and scaling.py share it."""

import gzip
import json
import math
import os
import subprocess
import sys
from pathlib import Path

LENGTH = 512
BATCH = 8
HELD_OUT_EVERY = 50
CONFIG = Path(__file__).resolve().parents[4] / "training/src/bench/configs/tiny.json"


class TinyTraining:
    """Runs of one folder; what is finished there is not done again."""

    def __init__(self, glossa, master, corpus, work):
        self.command, self.master, self.work = glossa, master, Path(work).resolve()
        self.train, self.held_out = self.work / "train.jsonl", self.work / "held-out.jsonl"
        self.tokenizer, self.blocks = self.work / "tokenizer", self.work / "packed"
        self.work.mkdir(parents=True, exist_ok=True)
        if not self.held_out.exists():
            self._split(Path(corpus) / "en.jsonl.gz")
        self.glossa("vocab", "train", "--input", self.train, "--output", self.tokenizer, "--vocab-size", 8192)
        self.glossa("pack", "--input", self.train, "--tokenizer", self.tokenizer, "--length", LENGTH, "--output", self.blocks)

    def _split(self, corpus):
        with gzip.open(corpus, "rt", encoding="utf-8") as source:
            texts = [json.loads(line)["text"] for line in source]
        for path, chosen in (self.train, lambda i: i % HELD_OUT_EVERY), (self.held_out, lambda i: not i % HELD_OUT_EVERY):
            with open(path, "w", encoding="utf-8") as out:
                out.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for i, text in enumerate(texts) if chosen(i))

    def glossa(self, *arguments):
        log = self.work / "glossa.log"
        with open(log, "a", encoding="utf-8") as out:
            status = subprocess.run([self.command, *map(str, arguments)], stdout=out, stderr=out, env=self._environment()).returncode
        if status:
            sys.exit(f"glossa {arguments[0]} ended with {status}, see {log}")

    def _environment(self):
        return os.environ | {"GLOSSA_LOG": str(self.work / "spark.log")}

    def model(self, seed):
        """New weights."""
        model = self.work / f"model-{seed}"
        self.glossa("init", "--config", CONFIG, "--tokenizer", self.tokenizer, "--output", model, "--seed", seed)
        return model

    def pretrain(self, name, seed, steps, workers, options, spark=()):
        """Trains on the cluster; the folder has metrics.jsonl, model, and Spark's event log in events."""
        run = self.work / "runs" / name
        events = self.work / "events" / name
        events.mkdir(parents=True, exist_ok=True)
        settings = {"spark.eventLog.enabled": "true", "spark.eventLog.dir": f"file://{events}", "spark.eventLog.logBlockUpdates.enabled": "true"} | dict(spark)
        self.glossa(
            "pretrain", "--model", self.model(seed), "--data", self.blocks, "--output", run, "--steps", steps, "--workers", workers,
            "--batch-size", BATCH, "--warmup-steps", max(1, steps // 10), "--checkpoint-every", steps, "--seed", seed, *options,
            "--master", self.master, "--", *(part for key, value in settings.items() for part in ("--conf", f"{key}={value}")))
        return run, events

    def held_out_loss(self, run):
        """Mean loss of a token of the held-out text, in nats."""
        result = run.with_name(run.name + "-held-out")
        self.glossa("evaluate", "--model", run / "model", "--task", "perplexity", "--data", self.held_out, "--output", result)
        results = json.loads((result / "results.json").read_text(encoding="utf-8"))["results"]
        return math.log(results["perplexity"]["token_perplexity"]["value"])

    @staticmethod
    def metrics(run):
        """The lines about steps."""
        lines = map(json.loads, (run / "metrics.jsonl").read_text(encoding="utf-8").splitlines())
        return [line for line in lines if "loss" in line]
