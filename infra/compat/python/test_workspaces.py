"""A tenant is a workspace of the stock client; no credential sees another."""

import mlflow
import pytest
from mlflow.exceptions import MlflowException

pytestmark = pytest.mark.skipif(not hasattr(mlflow, "set_workspace"), reason="a client that knows no workspaces")


@pytest.fixture
def acmes(acme):
    with acme.active() as client:
        try:
            yield client
        finally:
            mlflow.set_workspace(None)


def test_the_tenant_is_the_only_workspace_there_is(acmes):
    assert [workspace.name for workspace in mlflow.list_workspaces()] == ["acme"]
    assert mlflow.get_workspace("acme").name == "acme"


def test_everything_works_in_the_workspace_that_is_named(acmes, name):
    mlflow.set_workspace("acme")
    mlflow.set_experiment(name)
    with mlflow.start_run() as run:
        mlflow.log_metric("m", 1)
        mlflow.log_text("hello", "a.txt")
    assert acmes.get_run(run.info.run_id).data.metrics == {"m": 1}
    assert acmes.get_experiment_by_name(name).workspace == "acme"
    assert mlflow.artifacts.load_text(run.info.artifact_uri + "/a.txt") == "hello"


@pytest.mark.parametrize("other", ["acme2", "never-was", "default"])
def test_another_workspace_is_as_one_that_never_was(acmes, other):
    mlflow.set_workspace(other)
    with pytest.raises(MlflowException, match=f"RESOURCE_DOES_NOT_EXIST: Workspace '{other}' not found"):
        acmes.get_experiment("0")
    with pytest.raises(MlflowException, match=f"Workspace '{other}' not found"):
        mlflow.get_workspace(other)


def test_only_operators_create_change_and_delete_tenants(acmes):
    for change in (
        lambda: mlflow.create_workspace("another"),
        lambda: mlflow.update_workspace("acme", description="x"),
        lambda: mlflow.delete_workspace("acme"),
    ):
        with pytest.raises(MlflowException, match="PERMISSION_DENIED"):
            change()


@pytest.mark.parametrize(
    "path",
    [
        "/api/2.0/mlflow/experiments/get?experiment_id=0",
        "/api/2.0/mlflow/experiments/search?max_results=5",
        "/api/2.0/mlflow-artifacts/artifacts?path=",
        "/api/2.0/mlflow-artifacts/artifacts/0/x",
        "/api/2.0/bulkhead/tokens",
        "/get-artifact?run_id=x&path=x",
    ],
)
def test_no_call_is_answered_in_another_workspace(acme, path):
    answer = acme.get(path, **{"X-MLFLOW-WORKSPACE": "acme2"})
    assert answer.status_code == 404
    assert answer.json()["message"] == "Workspace 'acme2' not found"
