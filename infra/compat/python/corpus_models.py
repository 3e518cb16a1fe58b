"""Logged models, and what runs say of them."""

from corpus_base import EXPERIMENT, NEVER, RUN, on_experiment, on_run
from differential import Sequence, ajax, get, post, send

NO_MODEL = "m-" + NEVER
CREATE = post(
    "logged-models",
    {
        "experiment_id": "${exp}",
        "name": "net",
        "model_type": "Agent",
        "source_run_id": "src",
        "params": [{"key": "lr", "value": "0.1"}, {"key": "k", "value": ""}],
        "tags": [{"key": "team", "value": "blue"}],
    },
    capture=(("model", "model.info.model_id"),),
)
GET_MODEL = get("logged-models/${model}")


def on_model(name, *steps):
    return Sequence(name, (EXPERIMENT, CREATE, *steps))


def search(**query):
    return post("logged-models/search", {"experiment_ids": ["${exp}"], **query})


def named(i, name, **more):
    return post(
        "logged-models",
        {"experiment_id": "${exp}", "name": name, "params": [{"key": "depth", "value": str(i)}], **more},
        capture=((f"model{i}", "model.info.model_id"),),
    )


def measure(i, key, value, **more):
    return post(
        "runs/log-metric",
        {"run_id": "${run}", "key": key, "value": value, "timestamp": 5, "step": i, "model_id": f"${{model{i}}}", **more},
    )


DATASET = {"dataset_name": "iris", "dataset_digest": "abc"}
THREE_MODELS = (
    RUN,
    named(0, "alpha", tags=[{"key": "team", "value": "blue"}]),
    named(1, "beta", model_type="t"),
    named(2, "Gamma", tags=[{"key": "team", "value": "red"}]),
    measure(0, "acc", 0.5, **DATASET),
    measure(1, "acc", 0.9),
    measure(2, "acc", 0.7, **DATASET),
    measure(2, "loss", 2),
    send("PATCH", "logged-models/${model1}", {"model_id": "${model1}", "status": "LOGGED_MODEL_READY"}),
)
FILTERS = (
    "name = 'alpha'",
    "name LIKE 'a%'",
    "name ILIKE 'g%'",
    "name != 'alpha'",
    "attributes.name = 'beta'",
    "attributes.status = 'READY'",
    "attributes.status = 'PENDING'",
    "attributes.model_type = 't'",
    "model_id = '${model1}'",
    "model_id IN ('${model1}', '${model2}')",
    "model_id NOT IN ('${model1}')",
    "source_run_id = ''",
    "experiment_id = '${exp}'",
    "creation_timestamp > 0",
    "creation_time < 0",
    "last_updated_timestamp >= 0",
    "params.depth = '1'",
    "params.depth LIKE '_'",
    "params.nope = '1'",
    "tags.team = 'blue'",
    "tags.team != 'blue'",
    "tags.`team` ILIKE 'RED'",
    "metrics.acc > 0.6",
    "metrics.acc > 0.6 AND tags.team = 'red'",
    "metrics.loss = 2",
    "metrics.acc > 'x'",
    "metrics.nope > 0",
    "nope = 'x'",
    "foo.bar = 'x'",
    "name > 'a'",
    "name = 1",
    "name =",
    "name = 'alpha' OR name = 'beta'",
    "tags.team > 'blue'",
    "params.depth = 1",
)
ORDERS = (
    [{"field_name": "name"}],
    [{"field_name": "name", "ascending": False}],
    [{"field_name": "metrics.acc"}],
    [{"field_name": "metrics.acc", "ascending": False}],
    [{"field_name": "metrics.acc", **DATASET}],
    [{"field_name": "metrics.loss"}, {"field_name": "name"}],
    [{"field_name": "params.depth", "ascending": False}],
    [{"field_name": "tags.team"}, {"field_name": "name"}],
    [{"field_name": "status"}, {"field_name": "name"}],
    [{"field_name": "nope"}],
    [{"field_name": "foo.bar"}],
    [{}],
    [{"field_name": "name", **DATASET}],
    [{"field_name": "metrics.acc", "dataset_digest": "abc"}],
)


def on_models(name, *steps):
    return Sequence(name, (EXPERIMENT, *THREE_MODELS, *steps))


MODELS = [
    on_model("log a model", GET_MODEL, ajax(GET_MODEL)),
    on_experiment(
        "log a model with little",
        post("logged-models", {"experiment_id": "${exp}", "name": "x"}, capture=(("model", "model.info.model_id"),)),
        GET_MODEL,
        post("logged-models", {"experimentId": "${exp}", "name": "x", "modelType": "t", "sourceRunId": "s"}),
    ),
    on_experiment(
        "log a model wrongly",
        post("logged-models", {}),
        post("logged-models", {"experiment_id": ""}),
        post("logged-models", {"experiment_id": "abc"}),
        post("logged-models", {"experiment_id": "1099511627775"}),
        post("logged-models", {"experiment_id": "${exp}", "name": 7}),
        post("logged-models", {"experiment_id": "${exp}", "params": "x"}),
        post("logged-models", {"experiment_id": "${exp}", "tags": {}}),
        *(
            post("logged-models", {"experiment_id": "${exp}", "name": name})
            for name in ("a/b", "a:b", "a.b", "a%b", 'a"b', "a'b")
        ),
        post("experiments/delete", {"experiment_id": "${exp}"}),
        post("logged-models", {"experiment_id": "${exp}"}),
    ),
    Sequence(
        "a model that never was",
        (
            get("logged-models/" + NO_MODEL),
            get("logged-models/nonsense"),
            send("DELETE", "logged-models/" + NO_MODEL),
            send("PATCH", "logged-models/" + NO_MODEL, {"model_id": NO_MODEL, "status": "LOGGED_MODEL_READY"}),
            send("PATCH", f"logged-models/{NO_MODEL}/tags", {"model_id": NO_MODEL, "tags": [{"key": "a", "value": "b"}]}),
            send("DELETE", f"logged-models/{NO_MODEL}/tags/a"),
            post(f"logged-models/{NO_MODEL}/params", {"model_id": NO_MODEL, "params": [{"key": "a", "value": "b"}]}),
            get(f"logged-models/{NO_MODEL}/artifacts/directories"),
            ajax(get(f"logged-models/{NO_MODEL}/artifacts/files", artifact_file_path="x")),
        ),
    ),
    on_model(
        "finish a model",
        *(
            step
            for status in ("LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED", "LOGGED_MODEL_PENDING", 2)
            for step in (send("PATCH", "logged-models/${model}", {"model_id": "${model}", "status": status}), GET_MODEL)
        ),
    ),
    on_model(
        "finish a model wrongly",
        send("PATCH", "logged-models/${model}", {}),
        send("PATCH", "logged-models/${model}", {"model_id": "${model}"}),
        send("PATCH", "logged-models/${model}", {"status": "LOGGED_MODEL_READY"}),
        send("PATCH", "logged-models/${model}", {"model_id": "${model}", "status": "SLEEPING"}),
        GET_MODEL,
    ),
    on_model(
        "tag a model",
        send("PATCH", "logged-models/${model}/tags", {"tags": [{"key": "team", "value": "red"}, {"key": "new", "value": ""}]}),
        GET_MODEL,
        send("PATCH", "logged-models/${model}/tags", {"model_id": "${model}", "tags": []}),
        send("PATCH", "logged-models/${model}/tags", {"tags": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}),
        send("PATCH", "logged-models/${model}/tags", {"tags": "x"}),
        send("DELETE", "logged-models/${model}/tags/team"),
        GET_MODEL,
        send("DELETE", "logged-models/${model}/tags/team"),
        send("DELETE", "logged-models/${model}/tags/never"),
    ),
    on_model(
        "params of a model",
        post("logged-models/${model}/params", {"model_id": "${model}", "params": [{"key": "new", "value": "1"}]}),
        GET_MODEL,
        post("logged-models/${model}/params", {"model_id": "${model}", "params": []}),
        post("logged-models/${model}/params", {"model_id": "${model}"}),
        post("logged-models/${model}/params", {"params": [{"key": "b", "value": "1"}]}),
        post("logged-models/${model}/params", {"model_id": "${model}", "params": "x"}),
        GET_MODEL,
    ),
    on_model(
        "delete a model",
        send("DELETE", "logged-models/${model}"),
        GET_MODEL,
        get("logged-models/${model}", allow_deleted="true"),
        get("logged-models/${model}", allow_deleted="True"),
        get("logged-models/${model}", allow_deleted="false"),
        get("logged-models/${model}", allow_deleted="x"),
        send("DELETE", "logged-models/${model}"),
        search(),
    ),
    on_model(
        "artifacts of a model that has none",
        get("logged-models/${model}/artifacts/directories"),
        get("logged-models/${model}/artifacts/directories", artifact_directory_path="a"),
        get("logged-models/${model}/artifacts/directories", artifact_directory_path="../x"),
        get("logged-models/${model}/artifacts/directories", artifact_directory_path="/x"),
        ajax(get("logged-models/${model}/artifacts/files")),
        ajax(get("logged-models/${model}/artifacts/files", artifact_file_path="../x")),
    ),
    on_models("search models", search(), search(max_results=2), search(max_results=0), ajax(search(max_results=50))),
    on_models(
        "search models wrongly",
        post("logged-models/search", {}),
        post("logged-models/search", {"experiment_ids": "x"}),
        post("logged-models/search", {"experiment_ids": []}),
        post("logged-models/search", {"experiment_ids": [7]}),
        post("logged-models/search", {"experiment_ids": ["1099511627775"]}),
        search(page_token="nonsense"),
        search(filter=7),
        search(order_by="x"),
        search(datasets="x"),
        search(max_results="many"),
    ),
    on_models(
        "search models by dataset",
        search(datasets=[{"dataset_name": "iris"}], filter="metrics.acc > 0.6"),
        search(datasets=[DATASET], filter="metrics.acc > 0"),
        search(datasets=[DATASET]),
        search(datasets=[{"dataset_name": "never"}], filter="metrics.acc > 0"),
        search(datasets=[{"dataset_name": "iris", "dataset_digest": "other"}], filter="metrics.acc > 0"),
        search(datasets=[{}], filter="metrics.acc > 0"),
        search(datasets=[{"dataset_digest": "abc"}], filter="metrics.acc > 0"),
    ),
    *(on_models("models where " + text, search(filter=text)) for text in FILTERS),
    *(on_models(f"models by {order}", search(order_by=order)) for order in ORDERS),
    on_run(
        "models of a run",
        CREATE,
        post("runs/log-inputs", {"run_id": "${run}", "models": [{"model_id": "${model}"}]}),
        post("runs/log-inputs", {"run_id": "${run}", "models": [{"modelId": "${model}"}]}),
        post("runs/outputs", {"run_id": "${run}", "models": [{"model_id": "${model}", "step": 3}]}),
        get("runs/get", run_id="${run}"),
        post("runs/outputs", {"run_id": "${run}"}),
        post("runs/outputs", {"run_id": "${run}", "models": []}),
        post("runs/outputs", {"models": [{"model_id": "${model}", "step": 3}]}),
        post("runs/outputs", {"run_id": NEVER, "models": [{"model_id": "${model}", "step": 3}]}),
        post("runs/outputs", {"run_id": "${run}", "models": "x"}),
        post("runs/log-inputs", {"run_id": "${run}", "models": "x"}),
        post("runs/delete", {"run_id": "${run}"}),
        post("runs/outputs", {"run_id": "${run}", "models": [{"model_id": "${model}", "step": 4}]}),
        post("runs/log-inputs", {"run_id": "${run}", "models": [{"model_id": "${model}"}]}),
    ),
]
