"""Whole trees of files with the stock client, through a function and straight to S3."""

import base64
import hashlib
import pathlib

import mlflow
import pytest
import requests

AWKWARD = ["with space.txt", "a+b.txt", "日本 é.txt", "100%.txt", "semi;colon&and=equals.txt", "~tilde!'().txt"]


def tree(root: pathlib.Path) -> dict[str, bytes]:
    """Some hundred files, in folders, with names and contents of all kinds."""
    files = {f"many/{i:03}.txt": f"file {i}\n".encode() for i in range(300)}
    files |= {f"awkward/{name}": name.encode() for name in AWKWARD}
    files |= {f"{name.removesuffix('.txt')}/inner.txt": b"in a folder" for name in AWKWARD}
    files |= {"empty": b"", "deep/" * 12 + "leaf.bin": bytes(range(256))}
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return files


def sizes(client: mlflow.MlflowClient, run_id: str, folder: str) -> dict[str, int]:
    """All files below a folder, as the client lists them."""
    found = {}
    for entry in client.list_artifacts(run_id, folder):
        found |= sizes(client, run_id, entry.path) if entry.is_dir else {entry.path: entry.file_size}
    return found


@pytest.mark.parametrize("straight_to_s3", [False, True], ids=["through a function", "straight to S3"])
def test_a_tree_of_files_goes_up_and_comes_down(acme, name, tmp_path, monkeypatch, straight_to_s3):
    files = tree(tmp_path / "source")
    with acme.active() as client:
        if straight_to_s3:
            monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true")
            monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", "1")
        mlflow.set_experiment(name)
        with mlflow.start_run() as run:
            mlflow.log_artifacts(str(tmp_path / "source"), "tree")

        assert sizes(client, run.info.run_id, "tree") == {
            f"tree/{path}": len(content) for path, content in files.items()
        }
        back = pathlib.Path(
            mlflow.artifacts.download_artifacts(f"runs:/{run.info.run_id}/tree", dst_path=str(tmp_path / "back"))
        )
        assert {path: (back / path).read_bytes() for path in files} == files


def test_a_file_that_no_function_takes_is_refused_with_what_to_set(acme, name, tmp_path):
    large = tmp_path / "large.txt"
    large.write_text("x" * 5_000_000)
    with acme.active():
        mlflow.set_experiment(name)
        with mlflow.start_run(), pytest.raises(Exception, match="MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE=1048576"):
            mlflow.log_artifact(str(large))


def test_a_script_puts_and_gets_a_file_by_presigned_urls(acme, name):
    content = b"0123456789" * 1000
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + acme.token
    calls = f"{acme.uri}/api/2.0/mlflow/artifacts/presigned-"
    with acme.active():
        mlflow.set_experiment(name)
        with mlflow.start_run() as run:
            pass

    lent = session.post(
        calls + "upload-url",
        json={
            "run_id": run.info.run_id,
            "path": "data/a b.bin",
            "content_length": len(content),
            "checksum_sha256": base64.b64encode(hashlib.sha256(content).digest()).decode(),
        },
        timeout=10,
    ).json()

    refused = requests.put(lent["presigned_url"], data=content[::-1], headers=lent["headers"], timeout=10)
    stored = requests.put(lent["presigned_url"], data=content, headers=lent["headers"], timeout=10)
    assert (refused.status_code, stored.status_code) == (400, 200)

    got = session.post(
        calls + "download-url", json={"run_id": run.info.run_id, "path": "data/a b.bin"}, timeout=10
    ).json()
    assert got["file_size"] == len(content)
    assert requests.get(got["presigned_url"], timeout=10).content == content
