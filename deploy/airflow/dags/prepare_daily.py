"""Adds each day's data to the corpus.

A run awaits the folder of its interval (or reads what a Kafka topic has got since the last run) and runs `glossa prepare` into the one
corpus: new files are analysed, everything that depends on other documents is computed anew. The tables are those that one run over all
folders would have made, whatever order the days came in, so a re-run or a backfill changes nothing that is right.
"""

from datetime import timedelta

from airflow.sdk import DAG, CronDataIntervalTimetable, Param, task

from glossa_airflow.dag import CORPUS, DEFAULTS, ROOT, optional, path, settings
from glossa_airflow.operators import glossa
from glossa_airflow.store import location
from glossa_airflow.templates import delivery

with DAG(
    "prepare_daily",
    schedule=CronDataIntervalTimetable("0 2 * * *", timezone="UTC"),
    # Two runs would write one corpus.
    max_active_runs=1,
    doc_md=__doc__,
    params={
        "raw": path(f"{ROOT}/raw", "Where a folder for each interval is delivered."),
        "folder": Param("%Y-%m-%d", type="string", description="The folder's name, of the interval's beginning (strftime)."),
        "marker": Param("_SUCCESS", type="string", description="The file that says a folder is complete; empty: the folder itself."),
        "kafka": optional("Kafka servers, host:port, …"),
        "topic": optional("A topic to read instead of folders."),
        "corpus": path(f"{ROOT}/corpus", "The corpus: the output folder of glossa prepare."),
        "prepare": settings("prepare"),
    },
    **DEFAULTS,
):

    @task.sensor(mode="reschedule", poke_interval=300, timeout=timedelta(hours=23))
    def delivered(params: dict, data_interval_start=None) -> bool:
        """Whether the interval's folder is complete; a topic is always there."""
        return bool(params["topic"]) or location(f"{delivery(params, data_interval_start)}/{params['marker']}").exists()

    delivered() >> glossa(
        "prepare",
        "{{ definition('prepare', prepare_settings(params, data_interval_start)) }}",
        "--output",
        "{{ params.corpus }}",
        outlets=[CORPUS],
    )
