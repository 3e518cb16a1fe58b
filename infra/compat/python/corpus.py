"""Calls to MLflow's tracking API, right and wrong, that every server must answer alike."""

from differential import Sequence, Step, get, post

EXPERIMENT = post("experiments/create", {"name": "d-${unique}"}, capture=(("exp", "experiment_id"),))
RUN = post(
    "runs/create",
    {"experiment_id": "${exp}", "start_time": 1000, "run_name": "first", "tags": [{"key": "a", "value": "1"}]},
    capture=(("run", "run.info.run_id"),),
)
NEVER = "0" * 32


def on_experiment(name, *steps):
    return Sequence(name, (EXPERIMENT, *steps))


def on_run(name, *steps):
    return Sequence(name, (EXPERIMENT, RUN, *steps))


GET_RUN = get("runs/get", run_id="${run}")


def metric(**more):
    return {"run_id": "${run}", "key": "m", "value": 1.5, "timestamp": 100, "step": 1, **more}


def searches(**query):
    return post("runs/search", {"experiment_ids": ["${exp}"], **query})


THREE_RUNS = tuple(
    step
    for i, (loss, kind) in enumerate(((0.5, "a"), (0.1, "b"), ("NaN", "a")))
    for step in (
        post(
            "runs/create",
            {"experiment_id": "${exp}", "start_time": 1000 + i, "run_name": f"r{i}", "user_id": "ana"},
            capture=((f"run{i}", "run.info.run_id"),),
        ),
        post(
            "runs/log-batch",
            {
                "run_id": f"${{run{i}}}",
                "metrics": [{"key": "loss", "value": loss, "timestamp": 5, "step": 0}],
                "params": [{"key": "kind", "value": kind}, {"key": "with space", "value": "x y"}],
                "tags": [{"key": f"only{i}", "value": "yes"}],
            },
        ),
    )
)


def on_runs(name, *steps):
    return Sequence(name, (EXPERIMENT, *THREE_RUNS, *steps))


FILTERS = (
    "metrics.loss < 0.3",
    "metrics.loss >= 0.1 and params.kind = 'a'",
    "metrics.loss = 0.5",
    "metrics.loss != 0.5",
    "params.kind != 'a'",
    "params.kind LIKE '_'",
    "params.kind ILIKE 'A'",
    "params.missing = 'x'",
    'params."with space" = "x y"',
    "params.`with space` LIKE 'x%'",
    "tags.only1 = 'yes'",
    "tag.only1 IS NULL",
    "tags.only1 IS NOT NULL",
    "attributes.status = 'RUNNING'",
    "attributes.run_name = 'r1'",
    "run_name ILIKE 'R%'",
    "start_time > 1000",
    "start_time = 1001",
    "end_time > 0",
    "user_id = 'ana'",
    "attribute.user_id != 'bob'",
    "attributes.run_id = '${run1}'",
    "attributes.run_id IN ('${run1}', '${run2}')",
    "attributes.run_id NOT IN ('${run1}')",
    "metrics.loss < 'x'",
    "metrics.loss LIKE 'x'",
    "params.kind > 'a'",
    "params.kind = 1",
    "params.kind = a",
    "foo.bar = 'x'",
    "attributes.nope = 'x'",
    "metrics.loss <",
    "metrics.loss < 0.3 or metrics.loss > 0.4",
    "(metrics.loss < 0.3)",
    "metrics.loss < 0.3; metrics.loss > 0.1",
    "not metrics.loss < 0.3",
    "metrics.loss < 0.3 and",
    "params.kind = 'unclosed",
    "status IN ('RUNNING')",
    "attributes.run_id IN ()",
    "dataset.name = 'x'",
    "datasets.context LIKE 'tr%'",
)
ORDERS = (
    ["metrics.loss"],
    ["metrics.loss DESC"],
    ["params.kind", "start_time ASC"],
    ["params.missing", "attributes.start_time"],
    ["tags.only1 DESC"],
    ["run_name desc"],
    ["attribute.end_time"],
    ["foo.bar"],
    ["metrics.loss SIDEWAYS"],
    ["metrics.loss", ""],
    ["attributes.nope"],
)

SEQUENCES = [
    on_experiment("create experiment", get("experiments/get", experiment_id="${exp}")),
    Sequence("create experiment without name", (post("experiments/create", {}),)),
    Sequence("create experiment with empty name", (post("experiments/create", {"name": ""}),)),
    Sequence("create experiment with a number for a name", (post("experiments/create", {"name": 7}),)),
    Sequence("create experiment with null", (post("experiments/create", {"name": None}),)),
    Sequence("create experiment with a long name", (post("experiments/create", {"name": "x" * 501}),)),
    Sequence("create experiment with tags that are none", (post("experiments/create", {"name": "t-${unique}", "tags": "x"}),)),
    on_experiment("create experiment twice", post("experiments/create", {"name": "d-${unique}"})),
    on_experiment(
        "create experiment with the name of a deleted one",
        post("experiments/delete", {"experiment_id": "${exp}"}),
        post("experiments/create", {"name": "d-${unique}"}),
    ),
    Sequence(
        "create experiment with tags",
        (
            post(
                "experiments/create",
                {"name": "d-${unique}", "tags": [{"key": "k", "value": "v"}, {"key": "é", "value": ""}]},
                capture=(("exp", "experiment_id"),),
            ),
            get("experiments/get", experiment_id="${exp}"),
        ),
    ),
    Sequence("get experiment without id", (get("experiments/get"),)),
    Sequence("get experiment that never was", (get("experiments/get", experiment_id="1099511627775"),)),
    Sequence("get experiment by a word", (get("experiments/get", experiment_id="abc"),)),
    Sequence("get by name without name", (get("experiments/get-by-name"),)),
    Sequence("get by a name that never was", (get("experiments/get-by-name", experiment_name="never-${unique}"),)),
    on_experiment("get by name", get("experiments/get-by-name", experiment_name="d-${unique}")),
    on_experiment(
        "rename experiment",
        post("experiments/update", {"experiment_id": "${exp}", "new_name": "n-${unique}"}),
        get("experiments/get", experiment_id="${exp}"),
        get("experiments/get-by-name", experiment_name="d-${unique}"),
        post("experiments/create", {"name": "d-${unique}"}, capture=(("exp2", "experiment_id"),)),
        post("experiments/update", {"experiment_id": "${exp2}", "new_name": "n-${unique}"}),
    ),
    on_experiment(
        "rename experiment wrongly",
        post("experiments/update", {"experiment_id": "${exp}"}),
        post("experiments/update", {"new_name": "x"}),
        post("experiments/update", {"experiment_id": "${exp}", "new_name": ""}),
        post("experiments/update", {"experiment_id": "1099511627775", "new_name": "x"}),
    ),
    on_experiment(
        "rename a deleted experiment",
        post("experiments/delete", {"experiment_id": "${exp}"}),
        post("experiments/update", {"experiment_id": "${exp}", "new_name": "n-${unique}"}),
    ),
    on_experiment(
        "delete and restore experiment",
        post("experiments/delete", {"experiment_id": "${exp}"}),
        get("experiments/get", experiment_id="${exp}"),
        post("experiments/delete", {"experiment_id": "${exp}"}),
        post("experiments/restore", {"experiment_id": "${exp}"}),
        get("experiments/get", experiment_id="${exp}"),
        post("experiments/restore", {"experiment_id": "${exp}"}),
    ),
    Sequence("delete experiment that never was", (post("experiments/delete", {"experiment_id": "1099511627775"}),)),
    Sequence("delete experiment without id", (post("experiments/delete", {}),)),
    Sequence("restore experiment that never was", (post("experiments/restore", {"experiment_id": "1099511627775"}),)),
    on_experiment(
        "tag experiment",
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "k", "value": "v"}),
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "k", "value": "w"}),
        get("experiments/get", experiment_id="${exp}"),
        post("experiments/delete-experiment-tag", {"experiment_id": "${exp}", "key": "k"}),
        get("experiments/get", experiment_id="${exp}"),
        post("experiments/delete-experiment-tag", {"experiment_id": "${exp}", "key": "k"}),
    ),
    on_experiment(
        "tag experiment wrongly",
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "k"}),
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "value": "v"}),
        post("experiments/set-experiment-tag", {"key": "k", "value": "v"}),
        post("experiments/set-experiment-tag", {"experiment_id": "1099511627775", "key": "k", "value": "v"}),
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "k" * 251, "value": "v"}),
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "k", "value": "v" * 5001}),
    ),
    on_experiment(
        "search experiments",
        post("experiments/search", {"max_results": 10, "filter": "name = 'd-${unique}'"}),
        post("experiments/search", {"max_results": 10, "filter": "name LIKE 'd-${unique}%'", "view_type": "ALL"}),
        post("experiments/search", {"max_results": 10, "filter": "name = 'd-${unique}'", "view_type": "DELETED_ONLY"}),
        post("experiments/search", {"max_results": 10, "filter": "attribute.name ILIKE 'D-${unique}'"}),
        post("experiments/search", {"max_results": 10, "filter": "tags.missing = 'x'"}),
        post("experiments/search", {"max_results": 10, "filter": "creation_time < 0"}),
        post("experiments/search", {"max_results": 10, "filter": "nope = 'x'"}),
        post("experiments/search", {"max_results": 10, "filter": "name > 'x'"}),
        post("experiments/search", {"max_results": 10, "filter": "name = 'd-${unique}'", "order_by": ["name DESC"]}),
        post("experiments/search", {"max_results": 10, "filter": "name = 'd-${unique}'", "order_by": ["nope"]}),
        post("experiments/search", {"filter": "name = 'd-${unique}'"}),
        post("experiments/search", {"max_results": 0}),
        post("experiments/search", {"max_results": 50001}),
        post("experiments/search", {"max_results": -1}),
        post("experiments/search", {"max_results": 10, "page_token": "nonsense"}),
    ),
    on_experiment(
        "create run",
        RUN,
        GET_RUN,
        post("runs/create", {"experiment_id": "${exp}", "start_time": 5, "tags": [{"key": "mlflow.runName", "value": "named"}]}),
    ),
    on_experiment(
        "create run wrongly",
        post("runs/create", {"experiment_id": "1099511627775"}),
        post("runs/create", {"experiment_id": "abc"}),
        post("runs/create", {"experiment_id": "${exp}", "start_time": "x"}),
        post("runs/create", {"experiment_id": "${exp}", "tags": "x"}),
        post(
            "runs/create",
            {"experiment_id": "${exp}", "run_name": "a", "tags": [{"key": "mlflow.runName", "value": "b"}]},
        ),
        post("experiments/delete", {"experiment_id": "${exp}"}),
        post("runs/create", {"experiment_id": "${exp}"}),
    ),
    Sequence("get run that never was", (get("runs/get", run_id=NEVER),)),
    Sequence("get run without id", (get("runs/get"),)),
    Sequence("get run by an id that is none", (get("runs/get", run_id="../x"),)),
    on_run("get run by its old name", get("runs/get", run_uuid="${run}")),
    on_run(
        "update run",
        post("runs/update", {"run_id": "${run}", "status": "FINISHED", "end_time": 2000, "run_name": "second"}),
        GET_RUN,
        post("runs/update", {"run_id": "${run}", "run_name": ""}),
        post("runs/update", {"run_id": "${run}", "status": "RUNNING"}),
        GET_RUN,
    ),
    on_run(
        "update run wrongly",
        post("runs/update", {"run_id": "${run}", "status": "SLEEPING"}),
        post("runs/update", {"run_id": NEVER, "status": "FINISHED"}),
        post("runs/update", {"status": "FINISHED"}),
        post("runs/update", {"run_id": "${run}", "end_time": "soon"}),
    ),
    on_run(
        "delete and restore run",
        post("runs/delete", {"run_id": "${run}"}),
        GET_RUN,
        post("runs/delete", {"run_id": "${run}"}),
        post("runs/log-metric", metric()),
        post("runs/set-tag", {"run_id": "${run}", "key": "k", "value": "v"}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "k", "value": "v"}),
        post("runs/update", {"run_id": "${run}", "status": "FINISHED"}),
        post("runs/restore", {"run_id": "${run}"}),
        post("runs/restore", {"run_id": "${run}"}),
        GET_RUN,
    ),
    Sequence("delete run that never was", (post("runs/delete", {"run_id": NEVER}), post("runs/delete", {}))),
    Sequence("restore run that never was", (post("runs/restore", {"run_id": NEVER}), post("runs/restore", {}))),
    on_run(
        "log metrics",
        post("runs/log-metric", metric()),
        post("runs/log-metric", metric()),
        post("runs/log-metric", metric(value=2.5, step=0, timestamp=200)),
        post("runs/log-metric", metric(key="nan", value="NaN")),
        post("runs/log-metric", metric(key="inf", value="Infinity")),
        post("runs/log-metric", metric(key="ninf", value="-Infinity")),
        post("runs/log-metric", metric(key="text", value="1.25", timestamp="7", step="3")),
        post("runs/log-metric", metric(key="zero", value=-0.0)),
        GET_RUN,
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=10),
        get("metrics/get-history", run_id="${run}", metric_key="nan", max_results=10),
        get("metrics/get-history", run_id="${run}", metric_key="missing", max_results=10),
    ),
    on_run(
        "log metrics wrongly",
        post("runs/log-metric", {"run_id": "${run}"}),
        post("runs/log-metric", {"run_id": "${run}", "key": "m"}),
        post("runs/log-metric", {"run_id": "${run}", "key": "m", "value": 1}),
        post("runs/log-metric", metric(value="abc")),
        post("runs/log-metric", metric(value=None)),
        post("runs/log-metric", metric(timestamp=-1)),
        post("runs/log-metric", metric(timestamp="x")),
        post("runs/log-metric", metric(key="")),
        post("runs/log-metric", metric(key="a" * 251)),
        post("runs/log-metric", metric(key="../x")),
        post("runs/log-metric", metric(key="a//b")),
        post("runs/log-metric", metric(key="a?b")),
        post("runs/log-metric", metric(key=".")),
        post("runs/log-metric", metric(run_id=NEVER)),
        post("runs/log-metric", {"key": "m", "value": 1, "timestamp": 1}),
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=10),
        get("metrics/get-history", run_id="${run}"),
        get("metrics/get-history", metric_key="m"),
        get("metrics/get-history", run_id=NEVER, metric_key="m", max_results=10),
    ),
    on_run(
        "log params",
        post("runs/log-parameter", {"run_id": "${run}", "key": "p", "value": "1"}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "p", "value": "1"}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "p", "value": "2"}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "long", "value": "v" * 7000}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "empty", "value": ""}),
        GET_RUN,
    ),
    on_run(
        "log params wrongly",
        post("runs/log-parameter", {"run_id": "${run}", "value": "1"}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "a\u0000b", "value": "1"}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "/a", "value": "1"}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "n", "value": 5}),
        post("runs/log-parameter", {"run_id": NEVER, "key": "k", "value": "1"}),
        GET_RUN,
    ),
    on_run(
        "set and delete tags",
        post("runs/set-tag", {"run_id": "${run}", "key": "k", "value": "v"}),
        post("runs/set-tag", {"run_id": "${run}", "key": "k", "value": "w"}),
        post("runs/set-tag", {"run_id": "${run}", "key": "mlflow.runName", "value": "renamed"}),
        post("runs/set-tag", {"run_id": "${run}", "key": "long", "value": "v" * 9000}),
        GET_RUN,
        post("runs/delete-tag", {"run_id": "${run}", "key": "k"}),
        post("runs/delete-tag", {"run_id": "${run}", "key": "k"}),
        GET_RUN,
        post("runs/set-tag", {"run_id": "${run}", "value": "v"}),
        post("runs/set-tag", {"run_id": NEVER, "key": "k", "value": "v"}),
        post("runs/delete-tag", {"run_id": "${run}"}),
        post("runs/delete-tag", {"run_id": NEVER, "key": "k"}),
    ),
    on_run(
        "log a batch",
        post(
            "runs/log-batch",
            {
                "run_id": "${run}",
                "metrics": [
                    {"key": "m", "value": 1, "timestamp": 3, "step": 0},
                    {"key": "m", "value": 2, "timestamp": 3, "step": 1},
                    {"key": "m", "value": 2, "timestamp": 3, "step": 1},
                    {"key": "n", "value": 0.1, "timestamp": 3},
                ],
                "params": [{"key": "p", "value": "1"}, {"key": "q", "value": ""}],
                "tags": [{"key": "t", "value": "x"}, {"key": "t", "value": "y"}],
            },
        ),
        GET_RUN,
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=10),
        post("runs/log-batch", {"run_id": "${run}"}),
        post("runs/log-batch", {"run_id": "${run}", "params": [{"key": "p", "value": "2"}, {"key": "z", "value": "1"}]}),
        GET_RUN,
    ),
    on_run(
        "log a batch wrongly",
        post("runs/log-batch", {}),
        post("runs/log-batch", {"run_id": "${run}", "metrics": "x"}),
        post("runs/log-batch", {"run_id": "${run}", "metrics": [{"value": 1, "timestamp": 1}]}),
        post("runs/log-batch", {"run_id": "${run}", "metrics": [{"key": "m", "timestamp": 1}]}),
        post("runs/log-batch", {"run_id": "${run}", "metrics": [{"key": "m", "value": 1}]}),
        post("runs/log-batch", {"run_id": "${run}", "params": [{"value": "1"}]}),
        post("runs/log-batch", {"run_id": "${run}", "tags": [{"value": "1"}]}),
        post("runs/log-batch", {"run_id": "${run}", "params": [{"key": "p", "value": "1"}, {"key": "p", "value": "2"}]}),
        post("runs/log-batch", {"run_id": "${run}", "params": [{"key": "p", "value": "1"}, {"key": "p", "value": "1"}]}),
        post("runs/log-batch", {"run_id": "${run}", "metrics": [{"key": "m", "value": 1, "timestamp": i} for i in range(1001)]}),
        post("runs/log-batch", {"run_id": "${run}", "params": [{"key": f"p{i}", "value": "1"} for i in range(101)]}),
        post("runs/log-batch", {"run_id": "${run}", "tags": [{"key": f"t{i}", "value": "1"} for i in range(101)]}),
        post(
            "runs/log-batch",
            {
                "run_id": "${run}",
                "metrics": [{"key": "m", "value": 1, "timestamp": i} for i in range(950)],
                "params": [{"key": f"p{i}", "value": "1"} for i in range(60)],
            },
        ),
        post("runs/log-batch", {"run_id": NEVER, "tags": [{"key": "k", "value": "v"}]}),
        GET_RUN,
    ),
    on_run(
        "log inputs and outputs",
        post(
            "runs/log-inputs",
            {
                "run_id": "${run}",
                "datasets": [
                    {
                        "dataset": {
                            "name": "iris",
                            "digest": "abc",
                            "source_type": "local",
                            "source": "{}",
                            "schema": "s",
                            "profile": "p",
                        },
                        "tags": [{"key": "mlflow.data.context", "value": "train"}],
                    }
                ],
            },
        ),
        GET_RUN,
        post(
            "runs/log-inputs",
            {
                "run_id": "${run}",
                "datasets": [
                    {
                        "dataset": {"name": "iris", "digest": "abc", "source_type": "other", "source": "else"},
                        "tags": [{"key": "mlflow.data.context", "value": "test"}],
                    }
                ],
            },
        ),
        GET_RUN,
        post("runs/log-inputs", {}),
        post("runs/log-inputs", {"run_id": NEVER, "datasets": []}),
    ),
    on_experiment("nothing found", searches()),
    on_runs("search runs", searches(), searches(max_results=2), searches(run_view_type="DELETED_ONLY")),
    on_runs(
        "search runs wrongly",
        searches(max_results=0),
        searches(max_results=50001),
        searches(max_results=-1),
        searches(page_token="nonsense"),
        searches(run_view_type="SOME"),
        post("runs/search", {"experiment_ids": []}),
        post("runs/search", {}),
        post("runs/search", {"experiment_ids": ["1099511627775"]}),
        post("runs/search", {"experiment_ids": "x"}),
    ),
    *(on_runs("filter " + text, searches(filter=text)) for text in FILTERS),
    *(on_runs("order " + ", ".join(order), searches(order_by=order)) for order in ORDERS),
    Sequence("a body that is no object", (Step("POST", "experiments/create", raw=b"[1]"),)),
    Sequence("a body that is no JSON", (Step("POST", "experiments/create", raw=b"{"),)),
    Sequence("no body", (Step("POST", "experiments/create", raw=b""),)),
    Sequence(
        "a body of another type",
        (Step("POST", "experiments/create", raw=b'{"name":"x"}', content_type="text/plain"),),
    ),
    Sequence("a route that does not exist", (Step("POST", "nothing/here", body={}),)),
]
