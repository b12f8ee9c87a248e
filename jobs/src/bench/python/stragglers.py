"""How much longer the longest task of each stage takes than the median one, from Spark's event logs.

usage: stragglers.py FOLDER

In seconds of time, and in seconds of the processor, which say more where the machine has other work to do.
"""

import json
import statistics
import sys
from collections import defaultdict
from pathlib import Path

STRAGGLER = 3
SHORTEST_SECONDS = 1.0


def stages(folder):
    """Pairs of time and processor time of the tasks, in seconds, by stage, and the stages' names."""
    times, names = defaultdict(list), {}
    for path in Path(folder).rglob("*"):
        if path.is_file():
            with open(path, encoding="utf-8") as events:
                for line in events:
                    event = json.loads(line)
                    if event["Event"] == "SparkListenerTaskEnd" and event["Task End Reason"]["Reason"] == "Success":
                        info, metrics = event["Task Info"], event["Task Metrics"]
                        seconds = (info["Finish Time"] - info["Launch Time"]) / 1000
                        times[event["Stage ID"]].append((seconds, metrics["Executor CPU Time"] / 1e9))
                    elif event["Event"] == "SparkListenerStageCompleted":
                        names[event["Stage Info"]["Stage ID"]] = event["Stage Info"]["Stage Name"].split(" at ")[0]
    return times, names


def skew(values):
    """The median, the greatest, and how many times the median that is."""
    median, greatest = statistics.median(values), max(values)
    return median, greatest, greatest / max(median, 0.001)


def report(folder):
    times, names = stages(folder)
    rows = []
    for stage, tasks in times.items():
        seconds, processor = zip(*tasks)
        if len(tasks) > 1 and max(seconds) >= SHORTEST_SECONDS:
            rows.append((skew(seconds), skew(processor), len(tasks), stage))
    rows.sort(key=lambda row: -row[0][2])
    print(f"{len(times)} stages, {sum(map(len, times.values()))} tasks; {len(rows)} stages have several tasks and one of {SHORTEST_SECONDS:.0f} s or more,")
    print(f"in {sum(row[0][2] > STRAGGLER for row in rows)} of them the longest takes over {STRAGGLER} times the median"
          f" ({sum(row[1][2] > STRAGGLER for row in rows)} by processor time):\n")
    print("| stage | tasks | median s | longest s | ratio | median processor s | longest | ratio |\n|---|---|---|---|---|---|---|---|")
    for seconds, processor, tasks, stage in rows[:12]:
        print(f"| {stage} {names.get(stage, '?')} | {tasks} | " + " | ".join("{:.2f} | {:.2f} | {:.1f}".format(*each) for each in (seconds, processor)) + " |")
    alone = sorted(((tasks[0][0], stage) for stage, tasks in times.items() if len(tasks) == 1 and tasks[0][0] >= SHORTEST_SECONDS), reverse=True)
    print("\nstages of one task: " + (", ".join(f"{stage} {names.get(stage, '?')} {seconds:.1f} s" for seconds, stage in alone[:5]) or "none of a second"))


if __name__ == "__main__":
    report(sys.argv[1])
