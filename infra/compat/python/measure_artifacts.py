"""How long artifact files take, through the stock client and by boto3 alone, to the same S3 in turns.

Run by hand, against a stack that runs (./bulkhead up --port 5000 >stack.log):

    python measure_artifacts.py http://127.0.0.1:5000 TOKEN [--rounds 3] [--megabytes 1024] [--files 2000]

boto3 must be there, beside mlflow. The 2,000 small files are also sent to an `mlflow server` of its own, which this starts
on another port and stops. What passed the gateway, its log says: `in=` and `out=` are bytes of bodies.
"""

import argparse
import contextlib
import os
import pathlib
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import boto3
import mlflow
import requests
from boto3.s3.transfer import TransferConfig

PART = 10 * 1024 * 1024


def main():
    arguments = parse()
    os.environ["MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD"] = "true"
    # As `bulkhead env` has it: what is smaller goes in one request each.
    os.environ["MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE"] = str(1024 * 1024)
    os.environ["MLFLOW_TRACKING_TOKEN"] = arguments.token
    mlflow.set_tracking_uri(arguments.uri)
    with tempfile.TemporaryDirectory() as scratch:
        large(arguments, pathlib.Path(scratch))
        small(arguments, pathlib.Path(scratch))
    print(f"memory of this client, at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")


def large(arguments, scratch: pathlib.Path):
    """One large file, up and down: the client's parts are as large as boto3's, and as many at a time."""
    source = scratch / "large.bin"
    with source.open("wb") as file:
        for _ in range(arguments.megabytes):
            file.write(os.urandom(1024 * 1024))
    s3, bucket, prefix = raw(arguments)
    config = TransferConfig(multipart_chunksize=PART, multipart_threshold=PART, max_concurrency=os.cpu_count() or 1)
    client = mlflow.MlflowClient()
    run = client.create_run("0").info.run_id
    times = {name: [] for name in ("client up", "boto3 up", "client down", "boto3 down")}
    for number in range(arguments.rounds):
        key = f"{prefix}measure/raw-{number}.bin"
        timed(times["client up"], lambda: client.log_artifact(run, str(source), f"round-{number}"))
        timed(times["boto3 up"], lambda: s3.upload_file(str(source), bucket, key, Config=config))
        back = scratch / "back"
        back.mkdir(exist_ok=True)
        timed(
            times["client down"],
            lambda: client.download_artifacts(run, f"round-{number}/large.bin", str(back)),
        )
        timed(times["boto3 down"], lambda: s3.download_file(bucket, key, str(back / "raw.bin"), Config=config))
        s3.delete_object(Bucket=bucket, Key=key)
        client._tracking_client._get_artifact_repo(run).delete_artifacts(f"round-{number}/large.bin")
    report(f"{arguments.megabytes} MiB", times)
    for way in ("up", "down"):
        ratio = statistics.median(times["client " + way]) / statistics.median(times["boto3 " + way])
        print(f"  {way}: the client takes {ratio:.2f} times as long as boto3")


def small(arguments, scratch: pathlib.Path):
    """Many small files, to Bulkhead and to MLflow's own server in turns, and the listing of many more."""
    source = scratch / "small"
    for number in range(arguments.files):
        file = source / f"{number % 20:02}" / f"{number:05}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"file {number}\n" * 10)
    times = {name: [] for name in ("bulkhead up", "mlflow up", "bulkhead down", "mlflow down")}
    with mlflow_server(scratch) as stock:
        for number in range(arguments.rounds):
            for name, uri in (("bulkhead", arguments.uri), ("mlflow", stock)):
                client = mlflow.MlflowClient(uri)
                run = client.create_run("0").info.run_id
                timed(times[name + " up"], lambda: client.log_artifacts(run, str(source), "many"))
                back = scratch / f"{name}-{number}"
                back.mkdir()
                timed(times[name + " down"], lambda: client.download_artifacts(run, "many", str(back)))
    report(f"{arguments.files} files", times)
    listing(arguments)


def listing(arguments):
    s3, bucket, prefix = raw(arguments)
    client = mlflow.MlflowClient(arguments.uri)
    run = client.create_run("0").info
    folder = prefix + run.artifact_uri.removeprefix("mlflow-artifacts:/") + "/many/"
    for number in range(arguments.listed):
        s3.put_object(Bucket=bucket, Key=f"{folder}{number:05}.txt", Body=b"x" * (number % 7))
    times = {"list": []}
    for _ in range(arguments.rounds):
        entries = []
        timed(times["list"], lambda: entries.extend(client.list_artifacts(run.run_id, "many")))
        assert [entry.file_size for entry in entries] == [number % 7 for number in range(arguments.listed)]
    report(f"a folder of {arguments.listed} files", times)


def raw(arguments):
    """boto3 with the caller's own credentials, and where the tenant's files are."""
    answer = requests.post(
        arguments.uri + "/api/2.0/bulkhead/s3-credentials",
        headers={"Authorization": "Bearer " + arguments.token},
        timeout=30,
    ).json()
    client = boto3.client(
        "s3",
        endpoint_url=answer.get("Endpoint"),
        region_name=answer["Region"],
        aws_access_key_id=answer["AccessKeyId"],
        aws_secret_access_key=answer["SecretAccessKey"],
        aws_session_token=answer["SessionToken"],
    )
    return client, answer["Bucket"], f"tenants/{answer['Tenant']}/artifacts/"


@contextlib.contextmanager
def mlflow_server(scratch: pathlib.Path):
    """MLflow's own server with proxied artifacts on this machine's disk."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    uri = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "mlflow", "server", "--port", str(port), "--workers", "2"]
        + ["--backend-store-uri", f"sqlite:///{scratch}/mlflow.db", "--artifacts-destination", f"{scratch}/mlflow"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(uri + "/health", timeout=1).read()
                break
            time.sleep(0.5)
        yield uri
    finally:
        server.terminate()
        server.wait(30)


def timed(times: list[float], work):
    start = time.monotonic()
    work()
    times.append(time.monotonic() - start)


def report(what: str, times: dict[str, list[float]]):
    print(what)
    for name, seconds in times.items():
        rounds = " ".join(f"{second:.2f}" for second in seconds)
        print(f"  {name:14} {statistics.median(seconds):8.2f} s   ({rounds})")


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("uri")
    parser.add_argument("token")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--listed", type=int, default=10_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
