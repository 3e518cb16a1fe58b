"""The calls that MLflow's user interface makes for files and charts."""

import mlflow
import pytest
import requests


@pytest.fixture
def run(acme, name):
    with acme.active():
        mlflow.set_experiment(name)
        with mlflow.start_run() as run:
            mlflow.log_text("hello", "notes/a b.txt")
    return run


def assert_lends(answer, content):
    """An artifact's bytes come from S3, without the caller's credential."""
    assert answer.status_code == 302
    lent = requests.get(answer.headers["Location"], timeout=30)
    assert lent.text == content
    assert lent.headers["Content-Disposition"].startswith("attachment")


def test_lends_the_file_of_a_run(acme, acme2, run):
    query = {"run_uuid": run.info.run_id, "path": "notes/a b.txt"}
    assert_lends(acme.get("/get-artifact", query), "hello")
    assert acme.get("/get-artifact", {**query, "path": "notes"}).status_code == 404
    assert acme2.get("/get-artifact", query).json()["message"] == f"Run with id={run.info.run_id} not found"


def test_lends_the_files_of_a_logged_model(acme, acme2, name):
    pytest.importorskip("mlflow", minversion="3.0")
    with acme.active() as client:
        mlflow.set_experiment(name)
        model = mlflow.initialize_logged_model(name="net")
        experiment_id = model.experiment_id
        assert model.artifact_location.endswith(f"{experiment_id}/models/{model.model_id}/artifacts")
        path = model.artifact_location.removeprefix("mlflow-artifacts:/")
        put = requests.put(
            f"{acme.uri}/api/2.0/mlflow-artifacts/artifacts/{path}/data/w.txt",
            data=b"weights",
            headers={"Authorization": "Bearer " + acme.token},
            timeout=30,
        )
        assert put.status_code == 200
        assert client.finalize_logged_model(model.model_id, "READY").status == "READY"
    base = f"/ajax-api/2.0/mlflow/logged-models/{model.model_id}/artifacts/"
    assert acme.get(base + "directories").json() == {
        "root_uri": model.artifact_location,
        "files": [{"path": "data", "is_dir": True}],
    }
    assert acme.get(base + "directories", {"artifact_directory_path": "data"}).json()["files"] == [
        {"path": "data/w.txt", "is_dir": False, "file_size": 7}
    ]
    assert_lends(acme.get(base + "files", {"artifact_file_path": "data/w.txt"}), "weights")
    for path in ("directories", "files?artifact_file_path=data/w.txt"):
        answer = acme2.get(base + path)
        assert answer.status_code == 404
        assert answer.json()["message"] == f"Logged model with ID '{model.model_id}' not found."


def test_another_tenants_runs_are_not_in_any_chart_or_summary(acme, acme2, run):
    for path, query in (
        ("get-history-bulk-interval", {"run_ids": run.info.run_id}),
        ("get-history-bulk", {"run_id": run.info.run_id}),
    ):
        answer = acme2.get("/ajax-api/2.0/mlflow/metrics/" + path, {**query, "metric_key": "m"})
        assert not answer.json().get("metrics")
    query = '{mlflowGetRun(input: {runId: "%s"}) {run {info {runName}}}}' % run.info.run_id
    answers = [
        requests.post(
            tenant.uri + "/graphql",
            json={"query": query},
            headers={"Authorization": "Bearer " + tenant.token},
            timeout=30,
        ).json()
        for tenant in (acme, acme2)
    ]
    assert answers[0]["data"]["mlflowGetRun"]["run"]["info"]["runName"] == run.info.run_name
    assert answers[1] == {"data": {"mlflowGetRun": None}, "errors": [f"Run with id={run.info.run_id} not found"]}
