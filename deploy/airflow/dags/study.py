"""Moves a model in many ways, side by side, and reports which findings of "LLaMA Beyond English" hold (`glossa study`).

Each cell is a mapped task that computes what is not there of its steps; those that cells have in common are computed by one of them, for
which the others wait. A cell that fails leaves the others standing, and a report on these is written; the run has failed then, and clearing
its failed tasks computes only what is missing. GLOSSA_STUDY_CELLS cells are computed at once.
"""

import os

from airflow.sdk import DAG, Metadata, TriggerRule, task

from glossa_airflow.dag import DEFAULTS, ROOT, RUN, RUN_NAME, STUDY, path, settings
from glossa_airflow.operators import glossa, mapped
from glossa_airflow.studies import commands_of_cells

FOLDER = f"{ROOT}/studies/{RUN}"
COMMAND = [
    "study",
    "--conf",
    "{{ params.conf }}",
    "--size",
    "{{ params.size }}",
    "{{ definition('study', params.study) }}",
    "--output",
    FOLDER,
]

with DAG(
    "study",
    schedule=None,
    doc_md=__doc__,
    params={
        "run": RUN_NAME,
        "conf": path(f"{os.environ.get('GLOSSA_HOME', '')}/conf/studies/beyond-english.conf", "What is varied, and how."),
        "size": path("quick", "One of the sizes in conf."),
        "study": settings("study"),
    },
    **DEFAULTS,
):

    @task
    def plan(command: list[str]) -> list[list[str]]:
        """The command of each cell."""
        return commands_of_cells(command)

    @task(outlets=[STUDY])
    def publish(folder: str):
        """Tells where the report lies."""
        yield Metadata(STUDY, {"path": f"{folder}/report.html"})

    cells = mapped(
        "cell",
        plan(COMMAND),
        map_index_template="{{ task.arguments[-1] }}",
        max_active_tis_per_dagrun=int(os.environ.get("GLOSSA_STUDY_CELLS", "1")),
    )
    report = glossa(*COMMAND, "--report-only", task_id="report", trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
    cells >> report >> publish(FOLDER)
