"""Histories of metrics in bulk, dataset summaries, and the models that clients before MLflow 3 log."""

import json

from corpus_base import NEVER, on_experiment, on_run
from differential import Step, ajax, get, post


def bulk(path, *query):
    """A GET whose parameters may repeat."""
    return ajax(Step("GET", "metrics/" + path, query=[list(pair) for pair in query]))


def interval(*query):
    return bulk("get-history-bulk-interval", *query)


def points(count, **more):
    return post(
        "runs/log-batch",
        {
            "run_id": "${run}",
            "metrics": [
                {"key": "m", "value": i / 2, "timestamp": 1000 - i % 3, "step": i * 7 % count, **more} for i in range(count)
            ],
        },
    )


def dataset(name, digest="abc", context=None, **more):
    tags = [] if context is None else [{"key": "mlflow.data.context", "value": context}]
    return {"dataset": {"name": name, "digest": digest, "source_type": "local", "source": "{}", **more}, "tags": tags}


def log_inputs(run, *datasets, **more):
    return post("runs/log-inputs", {"run_id": "${" + run + "}", "datasets": list(datasets), **more})


SECOND_RUN = post("runs/create", {"experiment_id": "${exp}", "start_time": 2000, "run_name": "second"}, capture=(("run2", "run.info.run_id"),))
OF_BOTH = (("run_ids", "${run}"), ("run_ids", "${run2}"), ("metric_key", "m"))
TWO_OTHERS = (("run_ids", "${run2}"), ("run_ids", "${run}"), ("run_ids", "${run2}"), ("metric_key", "m"))
SUMMARIES = ajax(post("experiments/search-datasets", {"experiment_ids": ["${exp}"]}))

MODEL = {
    "run_id": "r",
    "artifact_path": "model",
    "utc_time_created": "2022-01-01 00:00:00.000000",
    "flavors": {"python_function": {"loader_module": "x", "config": {"big": 1}, "n": 1.5}, "sklearn": "plain"},
    "model_uuid": "u",
    "extra": {"é": [True, None]},
}
LOG_MODEL = {"run_id": "${run}", "model_json": json.dumps(MODEL)}


def model_json(**more):
    return json.dumps({k: v for k, v in {**MODEL, **more}.items() if v != "-"})


METRICS = [
    *(
        on_run(
            f"sample {count} points in {limit}",
            points(count),
            interval(("run_ids", "${run}"), ("metric_key", "m"), ("max_results", str(limit))),
        )
        for count, limit in ((10, 1), (10, 2), (10, 3), (10, 7), (10, 9), (10, 10), (10, 11), (101, 10), (999, 320), (1000, 333))
    ),
    on_run(
        "sample points of one step",
        post(
            "runs/log-batch",
            {
                "run_id": "${run}",
                "metrics": [{"key": "m", "value": v, "timestamp": t, "step": 3} for t in (5, 4) for v in (2, 1, "NaN", -1, 0)],
            },
        ),
        *(
            interval(("run_ids", "${run}"), ("metric_key", "m"), ("max_results", str(limit)))
            for limit in (1, 2, 3, 4, 5, 6, 8, 9, 10, 2500)
        ),
    ),
    on_run(
        "sample two runs",
        SECOND_RUN,
        points(40),
        post("runs/log-metric", {"run_id": "${run2}", "key": "m", "value": "Infinity", "timestamp": 1, "step": -5}),
        interval(*OF_BOTH),
        interval(*TWO_OTHERS, ("max_results", "4")),
        interval(*OF_BOTH, ("start_step", "3"), ("end_step", "20"), ("max_results", "5")),
        interval(*OF_BOTH, ("start_step", "-10"), ("end_step", "0")),
        interval(*OF_BOTH, ("start_step", "5"), ("end_step", "5")),
        interval(*OF_BOTH, ("start_step", "100"), ("end_step", "200")),
        interval(("run_ids", "${run}"), ("run_ids", NEVER), ("metric_key", "other")),
        interval(("run_ids", NEVER), ("metric_key", "m")),
        interval(("run_ids", "no-run"), ("run_ids", "${run2}"), ("metric_key", "m")),
    ),
    on_run(
        "sample wrongly",
        interval(),
        interval(("run_ids", "${run}")),
        interval(("metric_key", "m")),
        interval(("run_ids", "${run}"), ("metric_key", "")),
        interval(("run_ids", "${run}"), ("metric_key", "m"), ("max_results", "0")),
        interval(("run_ids", "${run}"), ("metric_key", "m"), ("max_results", "-1")),
        interval(("run_ids", "${run}"), ("metric_key", "m"), ("max_results", "2501")),
        interval(("run_ids", "${run}"), ("metric_key", "m"), ("max_results", "x")),
        interval(("run_ids", "${run}"), ("metric_key", "m"), ("start_step", "1")),
        interval(("run_ids", "${run}"), ("metric_key", "m"), ("end_step", "1")),
        interval(("run_ids", "${run}"), ("metric_key", "m"), ("start_step", "2"), ("end_step", "1")),
        interval(("run_ids", "${run}"), ("metric_key", "m"), ("start_step", "a"), ("end_step", "1")),
        interval(*(("run_ids", "${run}") for _ in range(101)), ("metric_key", "m")),
        interval(*(("run_ids", "${run}") for _ in range(100)), ("metric_key", "m")),
    ),
    on_run(
        "history of two runs",
        SECOND_RUN,
        points(12),
        post("runs/log-metric", {"run_id": "${run2}", "key": "m", "value": 7, "timestamp": 1, "step": 1}),
        bulk("get-history-bulk", ("run_id", "${run}"), ("metric_key", "m")),
        bulk("get-history-bulk", ("run_id", "${run2}"), ("run_id", "${run2}"), ("metric_key", "m")),
        bulk("get-history-bulk", ("run_id", "${run}"), ("metric_key", "m"), ("max_results", "5")),
        bulk("get-history-bulk", ("run_id", "${run}"), ("metric_key", "m"), ("max_results", "0")),
        bulk("get-history-bulk", ("run_id", "${run}"), ("metric_key", "m"), ("max_results", "99999")),
        bulk("get-history-bulk", ("run_id", "${run}"), ("metric_key", "missing")),
        bulk("get-history-bulk", ("run_id", "${run}"), ("metric_key", "")),
        bulk("get-history-bulk", ("run_id", NEVER), ("metric_key", "m")),
    ),
    on_run(
        "history in bulk wrongly",
        bulk("get-history-bulk", ("metric_key", "m")),
        bulk("get-history-bulk", ("run_id", "${run}")),
        bulk("get-history-bulk", *(("run_id", "${run}") for _ in range(101)), ("metric_key", "m")),
        bulk("get-history-bulk", ("run_id", "${run}"), ("metric_key", "m"), ("max_results", "x")),
    ),
    on_run(
        "pages of a history",
        points(10),
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=4),
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=10),
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=11),
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=0),
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=-3),
        get("metrics/get-history", run_uuid="${run}", metric_key="m"),
    ),
    on_run(
        "summaries of datasets",
        SUMMARIES,
        SECOND_RUN,
        log_inputs("run", dataset("iris", context="train"), dataset("iris", "def"), dataset("other", context="")),
        log_inputs("run2", dataset("iris", context="train"), dataset("other", context="eval")),
        SUMMARIES,
        log_inputs("run2", dataset("iris", context="later"), dataset("new", context="x")),
        SUMMARIES,
        post("runs/delete", {"run_id": "${run2}"}),
        post("experiments/delete", {"experiment_id": "${exp}"}),
        SUMMARIES,
        ajax(post("experiments/search-datasets", {"experimentIds": ["${exp}", "${exp}", "1099511627775"]})),
    ),
    on_experiment(
        "summaries of datasets wrongly",
        ajax(post("experiments/search-datasets", {})),
        ajax(post("experiments/search-datasets", {"experiment_ids": []})),
        ajax(post("experiments/search-datasets", {"experiment_ids": [str(i) for i in range(21)]})),
        ajax(post("experiments/search-datasets", {"experiment_ids": ["abc"]})),
        ajax(post("experiments/search-datasets", {"experiment_ids": ["1099511627775"]})),
    ),
    on_run(
        "log a model before MLflow 3",
        post("runs/log-model", LOG_MODEL),
        get("runs/get", run_id="${run}"),
        post("runs/log-model", {"run_id": "${run}", "model_json": model_json(model_uuid="-", artifact_path="ü \" \\ /")}),
        get("runs/get", run_id="${run}"),
        post("runs/log-model", {"run_id": "${run}", "model_json": model_json(flavors={}, artifact_path=None)}),
        post("runs/log-model", {"run_id": "${run}", "model_json": model_json(flavors={"f" * 9000: {}})}),
        get("runs/get", run_id="${run}"),
        post("runs/log-model", {"run_uuid": "${run}", "model_json": model_json(flavors={})}),
    ),
    on_run(
        "log a model before MLflow 3 wrongly",
        post("runs/log-model", {}),
        post("runs/log-model", {"run_id": "${run}"}),
        post("runs/log-model", {"model_json": "{}"}),
        post("runs/log-model", {"run_id": "${run}", "model_json": ""}),
        post("runs/log-model", {"run_id": "${run}", "model_json": "{"}),
        post("runs/log-model", {"run_id": "${run}", "model_json": "{}"}),
        post("runs/log-model", {"run_id": "${run}", "model_json": model_json(run_id="-", flavors="-")}),
        post("runs/log-model", {"run_id": "${run}", "model_json": 7}),
        post("runs/log-model", {"run_id": NEVER, "model_json": json.dumps(MODEL)}),
        post("runs/delete", {"run_id": "${run}"}),
        post("runs/log-model", LOG_MODEL),
    ),
]
