"""Training with the stock client, as a data scientist does."""

import math
import pathlib

import mlflow
import pytest
from mlflow.entities import Metric


def test_autologs_a_scikit_learn_model_and_loads_it_back(acme, name):
    sklearn = pytest.importorskip("sklearn")
    from sklearn.datasets import load_diabetes
    from sklearn.linear_model import Ridge

    assert sklearn
    features, target = load_diabetes(return_X_y=True)
    with acme.active() as client:
        mlflow.set_experiment(name)
        mlflow.sklearn.autolog()
        try:
            with mlflow.start_run() as run:
                model = Ridge(alpha=0.5).fit(features, target)
        finally:
            mlflow.sklearn.autolog(disable=True)

        logged = client.get_run(run.info.run_id)
        assert logged.data.params["alpha"] == "0.5"
        assert logged.data.metrics["training_r2_score"] == pytest.approx(model.score(features, target))
        assert logged.inputs.dataset_inputs
        loaded = mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/model")
        assert loaded.predict(features[:3]) == pytest.approx(model.predict(features[:3]))


def test_logs_everything_a_run_can_hold(acme, name):
    with acme.active() as client:
        experiment_id = mlflow.create_experiment(name, tags={"team": "blue"})
        mlflow.set_experiment(experiment_id=experiment_id)
        with mlflow.start_run(run_name="first", description="a note") as run:
            mlflow.log_param("lr", 0.1)
            mlflow.log_params({f"p{i}": i for i in range(150)})
            mlflow.log_metric("loss", 1.5, step=1)
            mlflow.log_metric("loss", 0.5, step=2)
            mlflow.log_metrics({"nan": math.nan, "inf": math.inf, "tiny": 5e-324})
            mlflow.set_tag("stage", "one")
            mlflow.set_tags({f"t{i}": "v" * 100 for i in range(150)})
            for step in range(50):
                mlflow.log_metric("curve", step**0.5, step=step)

        data = client.get_run(run.info.run_id).data
        assert data.params["lr"] == "0.1"
        assert len(data.params) == 151
        assert data.metrics["loss"] == 0.5
        assert math.isnan(data.metrics["nan"])
        assert data.metrics["inf"] == 1.7976931348623157e308
        assert data.metrics["tiny"] == 5e-324
        assert data.tags["stage"] == "one"
        assert data.tags["t149"] == "v" * 100
        assert data.tags["mlflow.runName"] == "first"
        assert [m.value for m in client.get_metric_history(run.info.run_id, "curve")] == [
            step**0.5 for step in range(50)
        ]
        assert client.get_experiment(experiment_id).tags["team"] == "blue"


def test_artifacts_go_up_and_come_down(acme, name, tmp_path):
    source = tmp_path / "source"
    files = {
        "plain.txt": b"hello\n",
        "empty": b"",
        "with space+plus.bin": bytes(range(256)),
        "deep/er/日本é.txt": "ü".encode(),
    }
    for path, content in files.items():
        file = source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    with acme.active() as client:
        mlflow.set_experiment(name)
        with mlflow.start_run() as run:
            mlflow.log_artifacts(str(source), "tree")
            mlflow.log_dict({"a": 1}, "config.json")
        run_id = run.info.run_id

        assert sorted(f.path for f in client.list_artifacts(run_id)) == ["config.json", "tree"]
        downloaded = pathlib.Path(mlflow.artifacts.download_artifacts(f"runs:/{run_id}/tree", dst_path=str(tmp_path)))
        for path, content in files.items():
            assert (downloaded / path).read_bytes() == content, path
        client.delete_run(run_id)
        client.restore_run(run_id)
        assert mlflow.artifacts.load_dict(f"{run.info.artifact_uri}/config.json") == {"a": 1}


def test_large_files_go_straight_to_s3_in_parts(acme, name, tmp_path, monkeypatch):
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(range(256)) * 4096 * 12)  # 12 MiB, more than a function could take
    with acme.active() as client:
        monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true")
        monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", "1")
        monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", str(5 * 1024 * 1024))
        mlflow.set_experiment(name)
        with mlflow.start_run() as run:
            mlflow.log_artifact(str(large))

        assert [(f.path, f.file_size) for f in client.list_artifacts(run.info.run_id)] == [
            ("large.bin", large.stat().st_size)
        ]
        back = mlflow.artifacts.download_artifacts(f"runs:/{run.info.run_id}/large.bin", dst_path=str(tmp_path / "back"))
        assert pathlib.Path(back).read_bytes() == large.read_bytes()


def test_searches_runs(acme, name):
    with acme.active() as client:
        mlflow.set_experiment(name)
        for i in range(5):
            with mlflow.start_run(run_name=f"run-{i}"):
                mlflow.log_param("kind", "odd" if i % 2 else "even")
                mlflow.log_metric("score", i)
        experiment_id = client.get_experiment_by_name(name).experiment_id

        def names(**query):
            return [r.info.run_name for r in client.search_runs([experiment_id], **query)]

        assert names() == [f"run-{i}" for i in (4, 3, 2, 1, 0)]
        assert names(filter_string="metrics.score > 1 and params.kind = 'even'") == ["run-4", "run-2"]
        assert names(order_by=["metrics.score ASC"]) == [f"run-{i}" for i in range(5)]
        assert names(filter_string="attributes.run_name LIKE 'run-_'", max_results=2) == ["run-4", "run-3"]
        page = client.search_runs([experiment_id], max_results=3)
        rest = client.search_runs([experiment_id], max_results=3, page_token=page.token)
        assert [r.info.run_name for r in list(page) + list(rest)] == [f"run-{i}" for i in (4, 3, 2, 1, 0)]


def test_a_long_training_keeps_every_step(acme, name):
    """As a deep-learning loop logs: every step, in batches and alone, and a chart of it afterwards."""
    steps = 3000
    with acme.active() as client:
        mlflow.set_experiment(name)
        with mlflow.start_run() as run:
            for start in range(0, steps, 500):
                client.log_batch(
                    run.info.run_id,
                    metrics=[
                        Metric(key, value, 1_700_000_000_000 + step, step)
                        for step in range(start, start + 500)
                        for key, value in (("loss", 1 / (step + 1)), ("acc", step / steps))
                    ],
                )
                mlflow.log_metrics({"val/loss": 1 / (start + 1), "lr": 0.1}, step=start)

        run_id = run.info.run_id
        assert client.get_run(run_id).data.metrics == {
            "loss": 1 / steps,
            "acc": (steps - 1) / steps,
            "val/loss": 1 / 2501,
            "lr": 0.1,
        }
        history = client.get_metric_history(run_id, "loss")
        assert [m.step for m in history] == list(range(steps))
        assert [m.value for m in history] == [1 / (step + 1) for step in range(steps)]
    chart = acme.get(
        "/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval",
        {"run_ids": run_id, "metric_key": "loss", "max_results": 320},
    ).json()["metrics"]
    assert [point["step"] for point in chart][::319] == [0, steps - 1]
    assert len(chart) == 320
