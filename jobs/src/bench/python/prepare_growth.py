"""Prepares a corpus and larger ones on one and more cores, and reports times; see prepare-growth.sh, which runs it.

usage: prepare_growth.py GLOSSA CORPUS WORK [--copies 1,4,16] [--cores 1,2] [-DKEY=VALUE ...]

The larger corpora are made by enlarge.py and stay in WORK. Times are of whole commands, with the start of Java and Spark.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path


def enlarged(corpus, copies, work):
    folder = work / f"corpus-{copies}"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, Path(__file__).with_name("enlarge.py"), corpus, str(copies), folder], check=True)
        (folder / "text.txt").unlink()
        (folder / "made").touch()
    return folder / "jsonl"


def prepare(glossa, source, work, cores, settings):
    """Seconds, and peak of resident memory in MB."""
    output = work / "prepared"
    shutil.rmtree(output, ignore_errors=True)
    heap = os.environ.get("HEAP", "4g")
    environment = os.environ | {"GLOSSA_HEAP": heap, "GLOSSA_LOG": str(work / "spark.log")}
    start = time.monotonic()
    command = ["taskset", "-c", f"0-{cores - 1}", glossa, "prepare", "--input", source, "--output", output, *settings]
    with open(work / "output.txt", "w", encoding="utf-8") as printed:
        process = subprocess.Popen(command, env=environment, stdout=printed, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"prepare_growth: glossa ended with {os.waitstatus_to_exitcode(status)}, see {work}/output.txt")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def numbers(text):
    return sorted(int(number) for number in text.split(","))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("glossa")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--copies", type=numbers, default=[1, 4, 16])
    parser.add_argument("--cores", type=numbers, default=[1, 2])
    options, settings = parser.parse_known_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    most = options.cores[-1]
    runs = [(options.copies[0], cores) for cores in options.cores] + [(copies, most) for copies in options.copies[1:]]
    print(f"heap {os.environ.get('HEAP', '4g')}, load {os.getloadavg()[0]:.1f}\n")
    print("| copies | MB | cores | seconds | MB/s | peak MB |\n|---|---|---|---|---|---|", flush=True)
    for copies, cores in runs:
        source = enlarged(options.corpus, copies, work)
        size = sum(file.stat().st_size for file in source.iterdir()) / 1e6
        seconds, peak = prepare(options.glossa, source, work, cores, settings)
        print(f"| {copies} | {size:.0f} | {cores} | {seconds:.1f} | {size / seconds:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
