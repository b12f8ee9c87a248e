"""Trains the tiny model on one executor and on two, and prints tokens a second; see scaling.sh, which runs it.

usage: scaling.py GLOSSA MASTER CORPUS WORK

From the end of the first round to the end of the last: fetching the data and sending what was learned are in it, start-up is not.
"""

import os
import statistics
import sys
from datetime import datetime

from tiny_training import TinyTraining


def tokens_per_second(steps, local_steps):
    first, last = steps[local_steps - 1], steps[-1]
    seconds = (time(last) - time(first)).total_seconds()
    return (last["tokens"] - first["tokens"]) / seconds


def time(step):
    return datetime.fromisoformat(step["time"].replace("Z", "+00:00"))


def main():
    training = TinyTraining(*sys.argv[1:])
    local_steps = int(os.environ.get("LOCAL_STEPS", "50"))
    steps = (int(os.environ.get("ROUNDS", "4")) + 1) * local_steps
    options = ("--method", "diloco", "--local-steps", local_steps, "--learning-rate", "2e-3")
    speeds = {1: [], 2: []}
    print("| pair | 1 executor, tokens/s | 2 executors | ratio |\n|---|---|---|---|", flush=True)
    for pair in range(int(os.environ.get("PAIRS", "3"))):
        for workers, measured in speeds.items():
            name = f"scaling-{workers}-{steps}x{local_steps}-{pair}"
            run, _ = training.pretrain(name, 1, steps, workers, options, {"spark.cores.max": workers})
            measured.append(tokens_per_second(training.metrics(run), local_steps))
        one, two = speeds[1][-1], speeds[2][-1]
        print(f"| {pair + 1} | {one:,.0f} | {two:,.0f} | {two / one:.3f} |", flush=True)
    one, two = (statistics.median(measured) for measured in speeds.values())
    print(f"| median | {one:,.0f} | {two:,.0f} | {two / one:.3f} |")


if __name__ == "__main__":
    main()
