"""Moves a model into the language of the corpus.

Packs the corpus, grows the model for the tokenizer, trains it further, tunes it on instructions and evaluates it. The model is published
only if it is as good as required: `glossa evaluate --require` ends with exit code 5 otherwise, and nothing that is published changes.
Each run writes a folder of its own. A task that fails or is killed goes on where it was when it is tried again.
"""

from airflow.sdk import DAG, Metadata, Param, task

from glossa_airflow.dag import CORPUS, DEFAULTS, MODEL, ROOT, RUN, RUN_NAME, TOKENIZER, optional, path, settings
from glossa_airflow.operators import glossa
from glossa_airflow.published import publish_model, repeated

FOLDER = f"{ROOT}/models/{RUN}"

with DAG(
    "transfer",
    # A new tokenizer is worth a new model.
    schedule=[TOKENIZER],
    # One run at a time has the machines, and publishes.
    max_active_runs=1,
    doc_md=__doc__,
    params={
        "run": RUN_NAME,
        "corpus": path(f"{ROOT}/corpus", "The text to train on."),
        "tokenizer": optional("The extended tokenizer. Null: the newest of the DAG vocabulary."),
        "pack": settings("pack"),
        "init": settings("init", model=f"{ROOT}/base"),
        "pretrain": settings("pretrain"),
        "instructions": Param([f"{ROOT}/instructions"], type="array", minItems=1, description="JSONL files of instructions."),
        "tune": settings("tune"),
        "held_out": path(f"{ROOT}/held-out", "What the model is evaluated on."),
        "evaluate": settings("evaluate", task=["perplexity"]),
        "require": Param(
            ["perplexity.bits_per_byte<=1.5"],
            type="array",
            minItems=1,
            description="What must hold of a model that is published: TASK.METRIC<=X, with <=, <, >= or >.",
        ),
        "published": path(f"{ROOT}/published/model.json", "The file that says which model is published."),
    },
    **DEFAULTS,
):

    @task(inlets=[TOKENIZER], multiple_outputs=True)
    def choose(params: dict, inlet_events) -> dict:
        """What the run is made of; the same for all its tasks, whatever is published meanwhile."""
        tokenizer = params["tokenizer"]
        if not tokenizer:
            events = inlet_events[TOKENIZER]
            if not len(events):
                raise ValueError("There is no tokenizer yet: run the DAG vocabulary, or give the parameter tokenizer.")
            tokenizer = events[-1].extra["path"]
        return {
            "tokenizer": tokenizer,
            "instructions": ["--data", *params["instructions"]],
            "require": repeated("--require", params["require"]),
        }

    chosen = choose()
    pack = glossa(
        "pack",
        "--input",
        "{{ params.corpus }}",
        "--tokenizer",
        chosen["tokenizer"],
        "{{ definition('pack', params.pack) }}",
        "--output",
        f"{FOLDER}/blocks",
        inlets=[CORPUS],
    )
    init = glossa(
        "init",
        "{{ definition('init', params.init) }}",
        "--tokenizer",
        chosen["tokenizer"],
        "--output",
        f"{FOLDER}/initial",
    )
    pretrain = glossa(
        "pretrain",
        "--model",
        f"{FOLDER}/initial",
        "--data",
        f"{FOLDER}/blocks",
        "{{ definition('pretrain', params.pretrain) }}",
        "--output",
        f"{FOLDER}/pretrained",
    )
    tune = glossa(
        "tune",
        "--model",
        f"{FOLDER}/pretrained/model",
        chosen["instructions"],
        "{{ definition('tune', params.tune) }}",
        "--output",
        f"{FOLDER}/tuned",
    )
    evaluate = glossa(
        "evaluate",
        "--model",
        f"{FOLDER}/tuned/model",
        "--data",
        "{{ params.held_out }}",
        "{{ definition('evaluate', params.evaluate) }}",
        chosen["require"],
        "--output",
        f"{FOLDER}/evaluation",
    )

    @task(outlets=[MODEL])
    def publish(folder: str, params: dict, dag_run):
        """Makes the run's model the published one, unless a later run's already is."""
        if publish_model(params["published"], folder, dag_run.run_after):
            yield Metadata(MODEL, {"path": f"{folder}/tuned/model"})

    [pack, init] >> pretrain >> tune >> evaluate >> publish(FOLDER)
