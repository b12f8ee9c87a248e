"""Trains the tiny model by every method, and prints bytes sent and held-out loss; see methods.sh, which runs it.

usage: methods.py GLOSSA MASTER CORPUS WORK

Bytes are those of the whole Spark application, from its event log: pieces of broadcasts that arrived at executors, shuffled bytes that an
executor read from another one, and results of tasks, all as they were sent, compressed or not. The token blocks that workers read are in it.
Executors read of each other as from another machine, though they are on one, where Spark would read files and count nothing.
The grid of learning rates is searched with the first seed, by runs of GRID_TOKENS that are whole runs, with their own warm-up and decay; the
best is taken for all seeds. What is sent in bytes takes the rate of what is sent in halves; it and averaging are run with the first seed only.
"""

import json
import os
import statistics
import sys
from typing import NamedTuple

from tiny_training import BATCH, LENGTH, TinyTraining

WORKERS = 2
# The outer optimizer of few rounds, see training.md: the paper's momentum of 0.9 is for more of them.
OUTER = ("-Dpretrain.outer-learning-rate=1", "-Dpretrain.outer-momentum=0.4")


class Method(NamedTuple):
    options: tuple
    # Whose best learning rate it takes; its own, if None.
    rate_of: str | None = None
    # Whether it is run with every seed, or with the first alone.
    repeated: bool = True


METHODS = {
    "synchronous": Method(("--method", "synchronous")),
    "diloco float16": Method(("--method", "diloco", "--exchange", "float16", *OUTER)),
    "diloco int8": Method(("--method", "diloco", "--exchange", "int8", *OUTER), rate_of="diloco float16", repeated=False),
    "averaging": Method(("--method", "averaging"), repeated=False),
}
STEP_TOKENS = WORKERS * BATCH * LENGTH


def steps_of(tokens):
    return max(1, round(tokens / STEP_TOKENS))


def sent(events):
    """Bytes of broadcasts, shuffles and results."""
    pieces = {}
    shuffle = results = 0
    logs = [path for path in events.rglob("*") if path.is_file()]
    if len(logs) != 1:
        sys.exit(f"{events} has {len(logs)} event logs, not one: delete it and the run of the same name, so that it is done again")
    with open(logs[0], encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["Event"] == "SparkListenerBlockUpdated":
                info = event["Block Updated Info"]
                if info["Block ID"].startswith("broadcast_") and "_piece" in info["Block ID"] and info["Block Manager ID"]["Executor ID"] != "driver":
                    # Spark tells of a piece more than once.
                    pieces[info["Block ID"], info["Block Manager ID"]["Executor ID"]] = info["Memory Size"] + info["Disk Size"]
            elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                shuffle += event["Task Metrics"]["Shuffle Read Metrics"]["Remote Bytes Read"]
                results += event["Task Metrics"]["Result Size"]
    return sum(pieces.values()), shuffle, results


def main():
    training = TinyTraining(*sys.argv[1:])
    seeds = os.environ.get("SEEDS", "1 2 3").split()
    grid = os.environ.get("GRID", "1e-3 2e-3 4e-3").split()
    local_steps = os.environ.get("LOCAL_STEPS", "50")
    tokens = int(os.environ.get("TOKENS", "5000000"))
    grid_tokens = int(os.environ.get("GRID_TOKENS", tokens))

    def run(method, rate, seed, steps):
        name = f"{method.replace(' ', '-')}-{rate}-seed{seed}-{steps}x{local_steps}"
        options = (*METHODS[method].options, "--local-steps", local_steps, "--learning-rate", rate)
        output, events = training.pretrain(name, seed, steps, WORKERS, options, {"spark.shuffle.readHostLocalDisk": "false"})
        loss = training.held_out_loss(output)
        print(f"{name}: {loss:.4f}", file=sys.stderr, flush=True)
        return loss, sent(events)

    rows = {}
    for method, (_, rate_of, repeated) in METHODS.items():
        if rate_of:
            best = rows[rate_of][0]
        else:
            first = {rate: run(method, rate, seeds[0], steps_of(grid_tokens))[0] for rate in grid}
            best = min(first, key=first.get)
        rows[method] = best, [run(method, best, seed, steps_of(tokens)) for seed in (seeds if repeated else seeds[:1])]
    tokens = steps_of(tokens) * STEP_TOKENS
    synchronous = [loss for loss, _ in rows["synchronous"][1]]
    print(f"\n{tokens:,} tokens, {WORKERS} workers of {BATCH} x {LENGTH}, {local_steps} local steps, rates from {', '.join(grid)}"
          f" after {steps_of(grid_tokens) * STEP_TOKENS:,} tokens\n")
    print("| method | rate | seeds | broadcast B/token | shuffle | results | all | held-out loss | lowest | highest | to synchronous |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for method, (rate, runs) in rows.items():
        losses = [loss for loss, _ in runs]
        parts = [statistics.mean(part) / tokens for part in zip(*(parts for _, parts in runs))]
        mean = statistics.mean(losses)
        reference = statistics.mean(synchronous[: len(losses)])
        print(f"| {method} | {rate} | {len(losses)} | " + " | ".join(f"{part:.2f}" for part in (*parts, sum(parts)))
              + f" | {mean:.4f} | {min(losses):.4f} | {max(losses):.4f} | {100 * (mean / reference - 1):+.2f} % |")


if __name__ == "__main__":
    main()
