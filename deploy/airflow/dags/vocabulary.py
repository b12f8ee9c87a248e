"""Makes the vocabulary for the corpus.

Extends the tokenizer of the model that is to be moved (`glossa vocab extend`), or trains one where there is none (`glossa vocab train`),
and reports how many tokens a text now needs. Each run writes a folder of its own; `transfer` takes the newest.
"""

from airflow.sdk import DAG, Metadata, Param, TriggerRule, task

from glossa_airflow.dag import CORPUS, DEFAULTS, ROOT, RUN, RUN_NAME, TOKENIZER, optional, path, settings
from glossa_airflow.operators import glossa

FOLDER = f"{ROOT}/tokenizers/{RUN}"

with DAG(
    "vocabulary",
    schedule=None,
    doc_md=__doc__,
    params={
        "run": RUN_NAME,
        "corpus": path(f"{ROOT}/corpus", "The text to learn from."),
        "base": optional("The tokenizer to extend: a file, or the folder of a model. Null: a new one is trained."),
        "add": Param(8000, type="integer", minimum=1, description="How many pieces are added to the base."),
        "extend": settings("vocab extend"),
        "train": settings("vocab train"),
    },
    **DEFAULTS,
):

    @task.branch
    def choose(params: dict) -> str:
        """The task that makes the tokenizer."""
        return "vocab_extend" if params["base"] else "vocab_train"

    extend = glossa(
        "vocab",
        "extend",
        "--base",
        "{{ params.base }}",
        "--input",
        "{{ params.corpus }}",
        "--add",
        "{{ params.add }}",
        "{{ definition('vocab.extend', params.extend) }}",
        "--output",
        f"{FOLDER}/tokenizer",
        task_id="vocab_extend",
        inlets=[CORPUS],
    )
    train = glossa(
        "vocab",
        "train",
        "--input",
        "{{ params.corpus }}",
        "{{ definition('vocab.train', params.train) }}",
        "--output",
        f"{FOLDER}/tokenizer",
        task_id="vocab_train",
        inlets=[CORPUS],
    )
    report = glossa(
        "vocab",
        "report",
        "--tokenizer",
        f"{FOLDER}/tokenizer",
        "{{ definition('vocab.report', {'compare': params.base} if params.base else {}) }}",
        "--input",
        "{{ params.corpus }}",
        "--output",
        f"{FOLDER}/report",
        task_id="vocab_report",
        trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS,
    )

    @task(outlets=[TOKENIZER])
    def publish(tokenizer: str):
        """Tells `transfer` where the tokenizer lies."""
        yield Metadata(TOKENIZER, {"path": tokenizer})

    choose() >> [extend, train] >> report >> publish(f"{FOLDER}/tokenizer")
