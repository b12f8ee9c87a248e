"""Holds what was given to gcloud against the message types of Dataproc, which refuse fields that they do not have.

Usage: dataproc_messages.py RECORDED    (the folder of recorded_gcloud.py)
Prints one message a line, as JSON: jobs, batches and clusters in their order.
"""

import json
import os
import sys

from google.cloud import dataproc_v1

FOLDER = sys.argv[1]
# Flags of gcloud itself, and those that stand in no message.
ASIDE = {"--project", "--region", "--async", "--format", "--batch", "--quiet"}


def flags(words):
    return dict(word.partition("=")[::2] for word in words if word.startswith("--"))


def properties(text):
    assert text[0] == "^" and text[2] == "^", text
    return dict(entry.split("=", 1) for entry in text[3:].split(text[1]))


def message(recorded):
    words = recorded["words"]
    if words[:3] == ["dataproc", "clusters", "import"]:
        return dataproc_v1.Cluster.from_json(recorded["input"])
    if words[:4] not in (["dataproc", "jobs", "submit", "spark"], ["dataproc", "batches", "submit", "spark"]):
        return None
    end = words.index("--")
    given = flags(words[4:end])
    spark = {"main_class": given.pop("--class"), "jar_file_uris": given.pop("--jars").split(","), "args": words[end + 1 :]}
    settings = properties(given.pop("--properties"))
    if words[1] == "jobs":
        made = dataproc_v1.Job({"placement": {"cluster_name": given.pop("--cluster")}, "spark_job": {**spark, "properties": settings}})
    else:
        labels = dict([given.pop("--labels").split("=")])
        execution = {"service_account": given.pop("--service-account")}
        made = dataproc_v1.Batch(
            {
                "spark_batch": spark,
                "runtime_config": {"version": given.pop("--version"), "properties": settings},
                "environment_config": {"execution_config": execution},
                "labels": labels,
            }
        )
    assert set(given) <= ASIDE, given
    return made


for name in sorted(os.listdir(FOLDER)):
    with open(os.path.join(FOLDER, name)) as file:
        made = message(json.load(file))
    if made is not None:
        print(json.dumps(json.loads(type(made).to_json(made)), sort_keys=True))
