"""A tenant is a workspace of the stock client; a credential sees those that it is good in."""

import mlflow
import pytest
import requests
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


def test_a_guest_reads_where_it_may_and_writes_at_home(guest, acme2, name):
    with acme2.active() as client:
        theirs = client.create_experiment(name)
        run = client.create_run(theirs)
        client.log_metric(run.info.run_id, "m", 7)
        client.log_text(run.info.run_id, "acme2's", "a.txt")
    with guest.active() as client:
        try:
            assert [workspace.name for workspace in mlflow.list_workspaces()] == ["acme", "acme2"]
            assert client.get_experiment_by_name(name) is None
            ours = client.create_experiment(name)
            mlflow.set_workspace("acme2")
            assert client.get_experiment_by_name(name).experiment_id == theirs
            assert client.get_run(run.info.run_id).data.metrics == {"m": 7}
            assert mlflow.artifacts.load_text(run.info.artifact_uri + "/a.txt") == "acme2's"
            for change in (
                lambda: client.log_metric(run.info.run_id, "m", 8),
                lambda: client.create_experiment(name + "-2"),
            ):
                with pytest.raises(MlflowException, match="PERMISSION_DENIED"):
                    change()
            # Files go by another way through the client, which hands on what HTTP says.
            with pytest.raises(requests.HTTPError, match="403"):
                client.log_text(run.info.run_id, "mine", "b.txt")
            with pytest.raises(MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
                client.get_experiment(ours)
            mlflow.set_workspace("acme")
            assert client.get_experiment(ours).workspace == "acme"
        finally:
            mlflow.set_workspace(None)


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
