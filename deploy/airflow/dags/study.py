"""Moves a model in many ways, side by side, and reports which findings of "LLaMA Beyond English" hold (`glossa study`).

One job computes all cells, since they share most of their steps; a cell that fails leaves the others standing. Then a mapped task for each
cell says what became of it, so that the grid shows which failed and why. Clearing the run does only what is missing.
"""

import os

from airflow.sdk import DAG, Metadata, TriggerRule, task
from airflow.sdk.exceptions import AirflowFailException

from glossa_airflow.dag import DEFAULTS, ROOT, RUN, RUN_NAME, STUDY, path, settings
from glossa_airflow.operators import glossa
from glossa_airflow.studies import cells_of, failure_of

FOLDER = f"{ROOT}/studies/{RUN}"

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
    study = glossa(
        "study",
        "--conf",
        "{{ params.conf }}",
        "--size",
        "{{ params.size }}",
        "{{ definition('study', params.study) }}",
        "--output",
        FOLDER,
    )

    @task(trigger_rule=TriggerRule.ALL_DONE)
    def cells(folder: str) -> list[str]:
        """The names of the cells that were planned."""
        return cells_of(folder)

    @task(map_index_template="{{ cell_name }}", retries=0)
    def cell(folder: str, name: str) -> None:
        """Fails with the sentence of a cell that failed."""
        from airflow.sdk import get_current_context

        get_current_context()["cell_name"] = name
        sentence = failure_of(folder, name)
        if sentence:
            raise AirflowFailException(sentence)

    @task(outlets=[STUDY])
    def publish(folder: str):
        """Tells where the report lies."""
        yield Metadata(STUDY, {"path": f"{folder}/report.html"})

    planned = cells(FOLDER)
    study >> planned
    cell.partial(folder=FOLDER).expand(name=planned)
    study >> publish(FOLDER)
