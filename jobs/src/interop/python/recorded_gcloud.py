"""A stand-in for gcloud: keeps its arguments and standard input, and answers as the service would for a job that ends well.

The folder of the environment variable RECORDED gets a file a command: {"words": [...], "input": "..."}.
"""

import json
import os
import sys

FOLDER = os.environ["RECORDED"]
words = sys.argv[1:]
own = words[: words.index("--")] if "--" in words else words
command = " ".join(word for word in own if not word.startswith("--"))
text = sys.stdin.read() if "import" in own else ""

earlier = []
for name in sorted(os.listdir(FOLDER)):
    with open(os.path.join(FOLDER, name)) as file:
        earlier.append(json.load(file)["words"])
with open(os.path.join(FOLDER, f"{len(earlier):03}.json"), "w") as file:
    json.dump({"words": words, "input": text}, file)

if command.startswith("storage objects describe"):
    # run.json is there after the job, and nothing is beside the output.
    if not any("submit" in before for before in earlier) or not command.endswith("/run.json"):
        sys.exit("ERROR: (gcloud.storage.objects.describe) not found: 404.")
    print("1795700000000000")
elif command.startswith("storage cat"):
    print('{"schema": 1, "exit_code": 0, "sentence": "done", "counts": {}}')
elif command.startswith("dataproc jobs submit"):
    print("job-1")
elif command.startswith("dataproc jobs describe"):
    print("DONE")
elif command.startswith("dataproc batches describe"):
    print("SUCCEEDED")
elif command.startswith("dataproc clusters list"):
    print(*(before[3] for before in earlier if before[:3] == ["dataproc", "clusters", "import"]), sep="\n")
elif "describe" in own:
    # What was made is there.
    made = [*own[: own.index("describe")], "create"]
    if not any(before[: len(made)] == made for before in earlier):
        sys.exit("ERROR: not found")
