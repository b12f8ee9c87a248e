"""Items a second of glossa evaluate and of lm-evaluation-harness on the same MMLU questions; see evaluate.sh, which runs it.

usage: evaluate_items.py GLOSSA LM_EVAL MODEL MMLU WORK [--subjects 4] [--questions 100] [--runs 3] [--only harness,plain,prefix,one,two]

Each command is timed as a whole, once on a single question and once on all: the difference is the time of the questions without that of
starting and loading. One core and one thread each; one and two executors have two cores for them and their driver. The accuracies must agree.
"""

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

KINDS = {
    "harness": "lm-eval, hf backend",
    "plain": "glossa, every prompt anew",
    "prefix": "glossa, shared prefix",
    "one": "glossa, one executor",
    "two": "glossa, two executors",
}
COLUMNS = ["question", "a", "b", "c", "d", "answer"]
TASK = """\
task: glossa_{subject}
dataset_path: json
dataset_kwargs:
  data_files: {{test: "{test}", dev: "{dev}"}}
test_split: test
fewshot_split: dev
fewshot_config: {{sampler: first_n}}
num_fewshot: 5
output_type: multiple_choice
description: "The following are multiple choice questions (with answers) about {name}.\\n\\n"
doc_to_text: "{{{{question.strip()}}}}\\nA. {{{{a}}}}\\nB. {{{{b}}}}\\nC. {{{{c}}}}\\nD. {{{{d}}}}\\nAnswer:"
doc_to_choice: [A, B, C, D]
doc_to_target: answer
metric_list: [{{metric: acc, aggregation: mean, higher_is_better: true}}]
"""


def subset(mmlu, folder, subjects, questions):
    """A folder in MMLU's layout, and for each subject a task file of lm-eval with the same rows as JSON Lines, for it would read columns of
    numbers as such; returns the number of questions."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("test", "dev", "tasks"):
        (folder / part).mkdir(parents=True)
    count = 0
    for subject in subjects:
        test, dev = (folder / part / f"{subject}_{part}.csv" for part in ("test", "dev"))
        shutil.copy(mmlu / "dev" / dev.name, dev)
        with open(mmlu / "test" / test.name, newline="", encoding="utf-8") as source:
            rows = list(csv.reader(source))[:questions]
        with open(test, "w", newline="", encoding="utf-8") as target:
            csv.writer(target).writerows(rows)
        count += len(rows)
        lines = {part: folder / "tasks" / f"{subject}_{part}.jsonl" for part in ("test", "dev")}
        with open(dev, newline="", encoding="utf-8") as source:
            examples = list(csv.reader(source))
        for part, some in (("test", rows), ("dev", examples)):
            lines[part].write_text("".join(json.dumps(dict(zip(COLUMNS, row))) + "\n" for row in some), encoding="utf-8")
        (folder / "tasks" / f"{subject}.yaml").write_text(
            TASK.format(subject=subject, name=subject.replace("_", " "), **lines), encoding="utf-8")
    return count


def run(kind, options, data, output):
    """Seconds of the command, and the share of right answers."""
    shutil.rmtree(output, ignore_errors=True)
    if kind == "harness":
        tasks = ",".join(f"glossa_{file.stem}" for file in sorted((data / "tasks").glob("*.yaml")))
        command = [options.lm_eval, "--model", "hf", "--model_args", f"pretrained={options.model},dtype=float32", "--device", "cpu",
                   "--tasks", tasks, "--include_path", data / "tasks", "--batch_size", "1", "--output_path", output]
    else:
        command = [options.glossa, "evaluate", "--model", options.model, "--task", "mmlu", "--data", data, "--mode", "harness",
                   "--output", output, "-Devaluate.tokenizer-mode=huggingface", f"-Devaluate.prefix-cache={str(kind != 'plain').lower()}"]
        if kind in ("one", "two"):
            command += ["--master", f"local-cluster[{1 if kind == 'one' else 2},1,2048]"]
    # A driver beside its executors is not to take the core of the only one.
    cores = "0-1" if kind in ("one", "two") else "0"
    environment = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1",
                                "HF_DATASETS_CACHE": str(options.work / "datasets"), "GLOSSA_LOG": str(options.work / "spark.log")}
    start = time.monotonic()
    with open(options.work / f"{kind}.txt", "w", encoding="utf-8") as printed:
        status = subprocess.call(["taskset", "-c", cores, *command], env=environment, stdout=printed, stderr=subprocess.STDOUT)
    seconds = time.monotonic() - start
    if status:
        sys.exit(f"evaluate_items: {KINDS[kind]} ended with {status}, see {options.work}/{kind}.txt")
    return seconds, accuracy(kind, output)


def accuracy(kind, output):
    if kind != "harness":
        return json.loads((output / "results.json").read_text(encoding="utf-8"))["results"]["mmlu"]["acc"]["value"]
    results = json.loads(next(output.rglob("results_*.json")).read_text(encoding="utf-8"))
    sizes = {task: samples["effective"] for task, samples in results["n-samples"].items()}
    return sum(results["results"][task]["acc,none"] * size for task, size in sizes.items()) / sum(sizes.values())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("glossa")
    parser.add_argument("lm_eval")
    parser.add_argument("model")
    parser.add_argument("mmlu", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--subjects", type=int, default=4)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(KINDS))
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    names = sorted(file.name.removesuffix("_test.csv") for file in (options.mmlu / "test").glob("*_test.csv"))
    chosen = names[:: max(1, len(names) // options.subjects)][: options.subjects]
    single, all_questions = options.work / "single", options.work / "all"
    subset(options.mmlu, single, chosen[:1], 1)
    count = subset(options.mmlu, all_questions, chosen, options.questions)
    print(f"{count} questions of {', '.join(chosen)}; load {os.getloadavg()[0]:.1f}; medians of {options.runs} runs\n")
    rates, right = {kind: [] for kind in options.only}, {}
    # One after another in each round, so that a change of the machine's speed meets all.
    for _ in range(options.runs):
        for kind in options.only:
            started, _ = run(kind, options, single, options.work / "output")
            seconds, right[kind] = run(kind, options, all_questions, options.work / "output")
            rates[kind].append((count - 1) / (seconds - started))
            print(f"{KINDS[kind]}: {rates[kind][-1]:.2f} items a second", file=sys.stderr, flush=True)
    print("| | items a second | beside lm-eval | beside one executor | acc |\n|---|---|---|---|---|")
    medians = {kind: statistics.median(values) for kind, values in rates.items()}
    for kind, rate in medians.items():
        beside = [f"{rate / medians[other]:.2f}" if other in medians else "" for other in ("harness", "one")]
        print(f"| {KINDS[kind]} | {rate:.2f} | {beside[0]} | {beside[1]} | {right[kind]:.4f} |")


if __name__ == "__main__":
    main()
