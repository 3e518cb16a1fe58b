"""How messages may be written: prefixes, names of fields, scalars as strings, and where each rule of a field bites."""

from corpus_base import NEVER, on_experiment, on_run
from differential import Sequence, Step, ajax, get, post

GET_RUN = get("runs/get", run_id="${run}")


def metric(**more):
    return {"run_id": "${run}", "key": "m", "value": 1.5, "timestamp": 100, "step": 1, **more}


def batch(**more):
    return post("runs/log-batch", {"run_id": "${run}", **more})


def found(**query):
    return get("experiments/search", max_results=10, filter="name LIKE 'd-${unique}%'", **query)


GOOD_KEYS = ("a", "a b", "a/b", "a.b", "a-b", "a_b", "a:b", "é", "日本", "0", "a" * 250, "...", "a/.b", ".a", "-")
BAD_KEYS = ("", "a" * 251, "a//b", "a/", "/a", "./a", "a/./b", "a/../b", "..", "../a", ".", "a?b", "a\tb", "a\nb", "a,b", "a=b", "a\\b", "a%b", "é" * 251)
VALUES = (0, -0.0, 1, 1.0, 0.1, 1e308, -1e308, 5e-324, 1e22, 123456789012345678, "1", " 1 ", "1e3", "-Infinity", "Infinity", "NaN", "nan", "inf", True)
STEPS = (0, -1, 2**31, -(2**63), 2**63 - 1, "7", "-7", 1.0, "1.0", 1e3)
TIMES = (0, 1, 2**53, "5", 7.0)

WIRE = [
    on_experiment(
        "the user interface's prefix",
        ajax(get("experiments/get", experiment_id="${exp}")),
        ajax(get("experiments/get-by-name", experiment_name="d-${unique}")),
        ajax(post("runs/create", {"experiment_id": "${exp}", "start_time": 1, "run_name": "n"}, capture=(("run", "run.info.run_id"),))),
        ajax(post("runs/log-metric", metric())),
        ajax(get("runs/get", run_id="${run}")),
        ajax(post("runs/search", {"experiment_ids": ["${exp}"]})),
        ajax(get("metrics/get-history", run_id="${run}", metric_key="m", max_results=5)),
        ajax(post("runs/nothing", {})),
    ),
    on_experiment(
        "search experiments by GET",
        found(),
        ajax(found(order_by="name ASC")),
        found(order_by="last_update_time DESC"),
        found(view_type="ALL"),
        found(view_type="DELETED_ONLY"),
        found(view_type="2"),
        get("experiments/search", max_results=10, filter="name = 'd-${unique}' AND tags.`mlflow.experiment.isGateway` IS NULL"),
        get("experiments/search"),
        get("experiments/search", max_results=0),
        get("experiments/search", max_results=50001),
        get("experiments/search", max_results="x"),
        get("experiments/search", max_results=10, filter="nope = 'x'"),
        get("experiments/search", max_results=10, order_by="nope"),
    ),
    on_experiment(
        "filters of experiments",
        *(
            post("experiments/search", {"max_results": 10, "filter": f"name LIKE 'd-${{unique}}%' AND {text}"})
            for text in (
                "name != 'x'",
                "name ILIKE 'D-%'",
                "creation_time > 0",
                "creation_time = 0",
                "last_update_time >= 0",
                "tags.k = 'v'",
                "tag.k != 'v'",
                "tags.k IS NULL",
                "tags.k IS NOT NULL",
                'tags."k" LIKE "v"',
                "creation_time > 'x'",
                "creation_time LIKE 'x'",
                "name IN ('x')",
                "name = 7",
                "tags.k > 'v'",
                "tags.k = 5",
                "params.k = 'v'",
                "metrics.k > 1",
                "experiment_id = '${exp}'",
                "attributes.nope = 'x'",
                "name = 'unclosed",
                "name",
                "AND",
            )
        ),
    ),
    on_experiment(
        "orders of experiments",
        *(
            post("experiments/search", {"max_results": 10, "filter": "name LIKE 'd-${unique}%'", "order_by": order})
            for order in (
                ["name"],
                ["name ASC", "creation_time DESC"],
                ["experiment_id"],
                ["attribute.last_update_time desc"],
                ["`name`"],
                ["tags.k"],
                ["name SIDEWAYS"],
                ["name ASC DESC"],
                [""],
                [7],
                "name",
            )
        ),
    ),
    on_run(
        "camel case",
        post("runs/update", {"runId": "${run}", "endTime": 5, "runName": "camel"}),
        post("runs/log-batch", {"runId": "${run}", "tags": [{"key": "a", "value": "b"}]}),
        post("runs/search", {"experimentIds": ["${exp}"], "runViewType": "ALL", "maxResults": 1}),
        post("runs/create", {"experimentId": "${exp}", "startTime": 9, "runName": "c", "userId": "u"}),
        post("experiments/set-experiment-tag", {"experimentId": "${exp}", "key": "k", "value": "v"}),
        post("experiments/update", {"experimentId": "${exp}", "newName": "camel-${unique}"}),
        post("runs/update", {"run_id": "${run}", "runId": "${run}"}),
        post("runs/create", {"experiment_id": "${exp}", "experimentId": "${exp}"}),
        GET_RUN,
        get("runs/get", runId="${run}"),
        post("runs/log-parameter", {"runId": "${run}", "key": "k", "value": "v"}),
    ),
    on_run(
        "every scalar as a string, as R sends it",
        post("runs/create", {"experiment_id": "${exp}", "start_time": "1700000000000", "user_id": "r", "run_name": "r"}),
        post("runs/update", {"run_id": "${run}", "run_uuid": "${run}", "status": "FINISHED", "end_time": "1700000000001"}),
        post("runs/log-metric", metric(run_uuid="${run}", value="0.5", timestamp="1700000000000", step="3")),
        batch(metrics=[{"key": "b", "value": "2.5", "timestamp": "4", "step": "1"}], params=[{"key": "p", "value": "1"}]),
        post("runs/log-metric", metric(value="NaN", timestamp="1", step="0", key="r")),
        post("runs/search", {"experiment_ids": ["${exp}"], "max_results": "5", "run_view_type": "ACTIVE_ONLY"}),
        post("experiments/search", {"max_results": "5", "filter": "name = 'd-${unique}'"}),
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results="5"),
        GET_RUN,
    ),
    on_run("keys of metrics that are good", *(post("runs/log-metric", metric(key=key)) for key in GOOD_KEYS), GET_RUN),
    on_run("keys of metrics that are not", *(post("runs/log-metric", metric(key=key)) for key in BAD_KEYS), GET_RUN),
    on_run(
        "keys of params",
        *(post("runs/log-parameter", {"run_id": "${run}", "key": key, "value": "v"}) for key in (*GOOD_KEYS, *BAD_KEYS)),
        GET_RUN,
    ),
    on_run(
        "keys of tags",
        *(post("runs/set-tag", {"run_id": "${run}", "key": key, "value": "v"}) for key in (*GOOD_KEYS, *BAD_KEYS)),
        GET_RUN,
    ),
    on_run(
        "keys in batches",
        *(batch(metrics=[{"key": key, "value": 1, "timestamp": 1, "step": 0}]) for key in BAD_KEYS),
        *(batch(params=[{"key": "ok", "value": "1"}, {"key": key, "value": "1"}]) for key in BAD_KEYS),
        *(batch(tags=[{"key": key, "value": "1"}]) for key in BAD_KEYS),
        GET_RUN,
    ),
    on_run("values of metrics", *(post("runs/log-metric", metric(key=f"v{i}", value=v)) for i, v in enumerate(VALUES)), GET_RUN),
    on_run(
        "steps of metrics",
        *(post("runs/log-metric", metric(key=f"s{i}", step=s)) for i, s in enumerate(STEPS)),
        *(post("runs/log-metric", metric(key=f"t{i}", timestamp=t)) for i, t in enumerate(TIMES)),
        GET_RUN,
    ),
    on_run(
        "times of metrics that are none",
        *(post("runs/log-metric", metric(timestamp=t)) for t in (1.5, "x", "1.5", "", None, [1], -1, "-1")),
    ),
    on_run(
        "values of params and tags",
        post("runs/log-parameter", {"run_id": "${run}", "key": "long", "value": "é" * 6001}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "exact", "value": "v" * 6000}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "none"}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "null", "value": None}),
        post("runs/log-parameter", {"run_id": "${run}", "key": "newline", "value": "a\nb\tc"}),
        post("runs/set-tag", {"run_id": "${run}", "key": "none"}),
        post("runs/set-tag", {"run_id": "${run}", "key": "number", "value": 5}),
        post("runs/set-tag", {"run_id": "${run}", "key": "emoji", "value": "😀" * 8001}),
        GET_RUN,
    ),
    on_run(
        "a batch of which a part is wrong",
        batch(params=[{"key": "p", "value": "1"}]),
        batch(
            metrics=[{"key": "m", "value": 1, "timestamp": 1}],
            params=[{"key": "p", "value": "2"}],
            tags=[{"key": "t", "value": "1"}],
        ),
        batch(params=[{"key": "p", "value": "2"}, {"key": "q", "value": "2"}]),
        batch(tags=[{"key": "t", "value": "1"}, {"key": "a//b", "value": "1"}]),
        batch(metrics=[{"key": "m", "value": 1, "timestamp": -1}]),
        batch(metrics={}),
        batch(params=["x"]),
        batch(tags=None, params=None, metrics=None),
        GET_RUN,
    ),
    on_run(
        "a batch of which a point is none",
        batch(metrics=[{"key": "m", "value": 1, "timestamp": 1}, {"key": "m", "value": "x", "timestamp": 1}]),
    ),
    on_run(
        "limits of a batch that are met",
        batch(params=[{"key": f"p{i}", "value": "1"} for i in range(100)]),
        batch(tags=[{"key": f"t{i}", "value": "1"} for i in range(100)]),
        batch(metrics=[{"key": "m", "value": i, "timestamp": i, "step": i} for i in range(1000)]),
        get("metrics/get-history", run_id="${run}", metric_key="m", max_results=3),
    ),
    on_experiment(
        "runs as they are made",
        post("runs/create", {"experiment_id": "${exp}", "start_time": 0, "run_name": "", "tags": [{"key": "mlflow.runName", "value": "t"}]}),
        post("runs/create", {"experiment_id": "${exp}", "run_name": "same", "tags": [{"key": "mlflow.runName", "value": "same"}]}),
        post("runs/create", {"experiment_id": "${exp}", "run_name": "x", "user_id": "u", "tags": [{"key": "mlflow.user", "value": "v"}]}),
        post("runs/create", {"experiment_id": "${exp}", "run_name": "x", "start_time": -5}),
        post("runs/create", {"experiment_id": "${exp}", "run_name": "x", "start_time": 1.5}),
        post("runs/create", {"experiment_id": "${exp}", "run_name": 5}),
        post("runs/create", {"experiment_id": 5}),
        post("runs/create", {"experiment_id": "${exp}", "run_name": "x", "tags": [{"key": "k", "value": "v"}, {"key": "l"}]}),
    ),
    on_run(
        "runs as they end",
        *(
            step
            for status in ("SCHEDULED", "RUNNING", "FINISHED", "FAILED", "KILLED", 1)
            for step in (post("runs/update", {"run_id": "${run}", "status": status, "end_time": 9}), GET_RUN)
        ),
        post("runs/update", {"run_id": "${run}", "end_time": 0}),
        GET_RUN,
        post("runs/update", {"run_id": "${run}", "end_time": -1}),
        post("runs/update", {"run_id": "${run}"}),
        post("runs/update", {"run_id": ""}),
        post("runs/update", {"run_uuid": "${run}", "run_name": "by its old name"}),
        GET_RUN,
    ),
    on_experiment(
        "tags of an experiment",
        *(
            post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": key, "value": "v"})
            for key in (*GOOD_KEYS, *BAD_KEYS)
        ),
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "empty", "value": ""}),
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "exact", "value": "v" * 5000}),
        post("experiments/delete-experiment-tag", {"experiment_id": "${exp}"}),
        post("experiments/delete-experiment-tag", {"key": "k"}),
        post("experiments/delete-experiment-tag", {"experiment_id": "1099511627775", "key": "k"}),
        post("experiments/delete", {"experiment_id": "${exp}"}),
        post("experiments/set-experiment-tag", {"experiment_id": "${exp}", "key": "k", "value": "v"}),
        post("experiments/delete-experiment-tag", {"experiment_id": "${exp}", "key": "empty"}),
    ),
    on_run(
        "an experiment takes its runs along",
        post("experiments/delete", {"experiment_id": "${exp}"}),
        GET_RUN,
        post("runs/search", {"experiment_ids": ["${exp}"]}),
        post("runs/search", {"experiment_ids": ["${exp}"], "run_view_type": "DELETED_ONLY"}),
        post("runs/search", {"experiment_ids": ["${exp}"], "run_view_type": "ALL"}),
        post("experiments/restore", {"experiment_id": "${exp}"}),
        GET_RUN,
        post("runs/search", {"experiment_ids": ["${exp}"]}),
    ),
    on_run(
        "datasets of a run",
        *(
            post("runs/log-inputs", {"run_id": "${run}", "datasets": datasets})
            for datasets in (
                [],
                "x",
                [{"dataset": {"name": "n", "digest": "d", "source_type": "t", "source": "s"}}],
                [{"dataset": {"name": "n", "digest": "d2", "sourceType": "t", "source": "s", "schema": "{}", "profile": ""}}],
                [
                    {
                        "dataset": {"name": "n", "digest": "d3", "source_type": "t", "source": "s"},
                        "tags": [{"key": "mlflow.data.context", "value": "train"}, {"key": "other", "value": "x"}],
                    }
                ],
                [{"dataset": {"name": "n" * 501, "digest": "d", "source_type": "t", "source": "s"}}],
                [{"dataset": {"name": "n", "digest": "d" * 37, "source_type": "t", "source": "s"}}],
                [{"dataset": {"name": "n", "digest": "d", "source_type": "t", "source": "s" * 65536}}],
                [
                    {
                        "dataset": {"name": "n", "digest": "d4", "source_type": "t", "source": "s"},
                        "tags": [{"key": "k" * 256, "value": "v"}],
                    }
                ],
                [
                    {
                        "dataset": {"name": "n", "digest": "d5", "source_type": "t", "source": "s"},
                        "tags": [{"key": "k", "value": "v" * 501}],
                    }
                ],
            )
        ),
        GET_RUN,
        post("runs/search", {"experiment_ids": ["${exp}"], "filter": "dataset.name = 'n'"}),
        post("runs/search", {"experiment_ids": ["${exp}"], "filter": "dataset.digest = 'd2'"}),
        post("runs/search", {"experiment_ids": ["${exp}"], "filter": "datasets.context = 'train'"}),
        post("runs/search", {"experiment_ids": ["${exp}"], "filter": "dataset.name IN ('n', 'x')"}),
        post("runs/search", {"experiment_ids": ["${exp}"], "filter": "dataset.nope = 'n'"}),
    ),
    on_run(
        "a dataset that is not there",
        post("runs/log-inputs", {"run_id": "${run}", "datasets": [{"tags": []}]}),
    ),
    on_run(
        "artifacts of a run",
        get("artifacts/list", run_id="${run}"),
        get("artifacts/list", run_uuid="${run}", path="a"),
        get("artifacts/list"),
        get("artifacts/list", run_id=NEVER),
        get("artifacts/list", run_id="${run}", path="../x"),
        get("artifacts/list", run_id="${run}", path="/x"),
        get("artifacts/list", run_id="${run}", path="a/../../x"),
        Step("GET", "/get-artifact", query=[["run_id", NEVER], ["path", "x"]]),
        Step("GET", "/get-artifact", query=[["run_uuid", "${run}"], ["path", "../x"]]),
    ),
    on_run(
        "a file of a run in a request",
        *(
            ajax(Step("POST", "upload-artifact", query=query, raw=raw, content_type="text/plain"))
            for query, raw in (
                ([], b"x"),
                ([["run_uuid", "${run}"]], b"x"),
                ([["run_uuid", "${run}"], ["path", ""]], b"x"),
                ([["run_uuid", "${run}"], ["path", "../a.txt"]], b"x"),
                ([["run_uuid", "${run}"], ["path", "a.txt"]], b""),
                ([["run_uuid", NEVER], ["path", "a.txt"]], b"x"),
                ([["run_uuid", "${run}"], ["path", "a.txt"]], b"hello"),
                ([["run_uuid", "${run}"], ["path", "d/b.txt"]], b"there"),
            )
        ),
        get("artifacts/list", run_id="${run}"),
        get("artifacts/list", run_id="${run}", path="d"),
    ),
    Sequence(
        "bodies",
        tuple(
            Step("POST", "experiments/create", raw=raw, content_type=kind)
            for raw, kind in (
                (b'"{}"', None),
                (b"null", None),
                (b"{}", "application/json; charset=utf-8"),
                (b"{}", "application/x-www-form-urlencoded"),
                (b'{"name": ""}', "application/json"),
                (b'{"name": "x", "name": ""}', "application/json"),
                (b'{"unknown": 1}', "application/json"),
            )
        ),
    ),
]
