"""Experiments at s3://, whose files the stock client sends straight to S3 with credentials that it fetches by itself."""

import hashlib
import os
import subprocess
import sys

import mlflow
import pytest
import requests
from stack import Tenant

# boto3 is MLflow's own optional part; the small client's environment has none.
pytest.importorskip("boto3")

CREDENTIALS = "/api/2.0/bulkhead/s3-credentials"


def lent(tenant: Tenant) -> dict[str, str]:
    answer = requests.post(tenant.uri + CREDENTIALS, headers={"Authorization": "Bearer " + tenant.token}, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.json()


def location(tenant: Tenant, name: str) -> str:
    return f"s3://{lent(tenant)['Bucket']}/tenants/{tenant.name}/artifacts/{name}"


def use_profile(tenant: Tenant, tmp_path, monkeypatch):
    """What `./bulkhead env <tenant> --s3` prints, in a file of its own."""
    place = lent(tenant)
    config = tmp_path / "aws-config"
    config.write_text(
        "[profile bulkhead]\n"
        f"region = {place['Region']}\n"
        f"endpoint_url = {place['Endpoint']}\n"
        f'credential_process = curl -sf -X POST -H "Authorization: Bearer {tenant.token}" {tenant.uri}{CREDENTIALS}\n'
    )
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_PROFILE", "bulkhead")


def test_files_of_any_size_go_up_and_come_down_without_a_setting_of_mlflows(acme, name, tmp_path, monkeypatch):
    use_profile(acme, tmp_path, monkeypatch)
    source = tmp_path / "source"
    names = ["a b/ü+%/a%20b.txt", "plus+.txt", "日本.bin"]
    contents = {name: name.encode() for name in names} | {"empty": b"", "large.bin": os.urandom(20_000_000)}
    for path, content in contents.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(content)
    with acme.active() as client:
        experiment = client.create_experiment(name, artifact_location=location(acme, name))
        run = client.create_run(experiment).info

        client.log_artifacts(run.run_id, str(source), "tree")

        assert run.artifact_uri == f"{location(acme, name)}/{run.run_id}/artifacts"
        assert {entry.path: entry.file_size for entry in client.list_artifacts(run.run_id, "tree")} == {
            "tree/a b": None,
            "tree/empty": 0,
            "tree/large.bin": 20_000_000,
            "tree/plus+.txt": 9,
            "tree/日本.bin": 10,
        }
        back = client.download_artifacts(run.run_id, "tree", str(tmp_path))
        for path, content in contents.items():
            with open(os.path.join(back, path), "rb") as file:
                assert hashlib.sha256(file.read()).digest() == hashlib.sha256(content).digest()
    listed = acme.get("/api/2.0/mlflow/artifacts/list", {"run_id": run.run_id, "path": "tree"}).json()
    assert [file["path"] for file in listed["files"]] == [
        "tree/a b", "tree/empty", "tree/large.bin", "tree/plus+.txt", "tree/日本.bin",
    ]  # fmt: skip


def test_nobody_creates_an_experiment_elsewhere(acme, acme2, name):
    bucket = lent(acme)["Bucket"]
    with acme.active() as client:
        for elsewhere in (location(acme2, name), f"s3://other/tenants/acme/artifacts/{name}", f"s3://{bucket}/{name}"):
            with pytest.raises(mlflow.MlflowException, match="Invalid artifact location"):
                client.create_experiment(name, artifact_location=elsewhere)


def test_a_viewer_reads_and_cannot_write(acme, viewer, name, tmp_path, monkeypatch):
    use_profile(acme, tmp_path, monkeypatch)
    with acme.active() as client:
        run = client.create_run(client.create_experiment(name, artifact_location=location(acme, name))).info.run_id
        client.log_text(run, "hello", "a.txt")
    use_profile(viewer, tmp_path, monkeypatch)

    script = (
        "import mlflow, sys; c = mlflow.MlflowClient();"
        "print(open(c.download_artifacts(sys.argv[1], 'a.txt')).read()); c.log_text(sys.argv[1], 'no', 'a.txt')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, run],
        env={**os.environ, **viewer.environment()},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.stdout.strip() == "hello"
    assert done.returncode != 0 and "AccessDenied" in done.stderr
