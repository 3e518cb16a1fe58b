"""What one tenant has, no other sees; what a viewer reads, it cannot change."""

import mlflow
import pytest
import requests
from mlflow.exceptions import MlflowException


@pytest.fixture
def secret(acme, name):
    """A run of acme's with an artifact."""
    with acme.active():
        mlflow.set_experiment(name)
        with mlflow.start_run() as run:
            mlflow.log_param("secret", "yes")
            mlflow.log_text("secret", "secret.txt")
        return run


def test_another_tenants_run_is_as_if_it_never_was(secret, acme2):
    never = secret.info.run_id[:-1] + ("0" if secret.info.run_id[-1] != "0" else "1")
    with acme2.active() as client:
        with pytest.raises(MlflowException) as foreign:
            client.get_run(secret.info.run_id)
        with pytest.raises(MlflowException) as missing:
            client.get_run(never)
    assert str(foreign.value).replace(secret.info.run_id, "") == str(missing.value).replace(never, "")


def test_another_tenants_experiment_and_runs_are_not_found(secret, acme2, name):
    with acme2.active() as client:
        assert client.get_experiment_by_name(name) is None
        with pytest.raises(MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
            client.get_experiment(secret.info.experiment_id)
        assert list(client.search_runs([secret.info.experiment_id])) == []
        with pytest.raises(MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
            client.log_metric(secret.info.run_id, "m", 1)


def test_another_tenants_artifacts_are_not_there(secret, acme2):
    path = secret.info.artifact_uri.removeprefix("mlflow-artifacts:/")
    answer = requests.get(
        f"{acme2.uri}/api/2.0/mlflow-artifacts/artifacts/{path}/secret.txt",
        headers={"Authorization": "Bearer " + acme2.token},
        timeout=10,
    )
    assert answer.status_code == 404
    assert answer.json()["error_code"] == "RESOURCE_DOES_NOT_EXIST"


def test_a_viewer_reads_and_cannot_change(secret, viewer):
    with viewer.active() as client:
        assert client.get_run(secret.info.run_id).data.params == {"secret": "yes"}
        for change in (
            lambda: client.log_metric(secret.info.run_id, "m", 1),
            lambda: client.set_tag(secret.info.run_id, "t", "v"),
            lambda: client.delete_run(secret.info.run_id),
            lambda: client.create_experiment("viewers-own"),
        ):
            with pytest.raises(MlflowException, match="PERMISSION_DENIED"):
                change()


@pytest.mark.parametrize("credential", [None, "Bearer nonsense", "Basic !!!", "bh_acme_x"])
def test_no_credential_no_answer(acme, credential):
    headers = {"Authorization": credential} if credential else {}
    answer = requests.get(
        f"{acme.uri}/api/2.0/mlflow/experiments/get?experiment_id=0", headers=headers, timeout=10
    )
    assert answer.status_code == (403 if credential else 401)


def test_the_password_may_be_the_token(acme):
    answer = requests.get(
        f"{acme.uri}/api/2.0/mlflow/experiments/get?experiment_id=0", auth=("ana", acme.token), timeout=10
    )
    assert answer.json()["experiment"]["name"] == "Default"


def test_a_route_that_does_not_exist_is_said_in_mlflows_shape(acme):
    answer = requests.post(
        f"{acme.uri}/api/3.0/mlflow/traces/search",
        json={},
        headers={"Authorization": "Bearer " + acme.token},
        timeout=10,
    )
    assert answer.status_code == 404
    assert answer.json()["error_code"] == "ENDPOINT_NOT_FOUND"
