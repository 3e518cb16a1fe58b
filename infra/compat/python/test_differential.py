"""The same calls against MLflow's own server and against Bulkhead: the answers must agree, but for what is listed."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import uuid

import pytest
import requests
from corpus import SEQUENCES
from corpus_workspaces import WORKSPACES
from differential import Replay
from differences import DIFFERENCES, Difference, OtherData


@contextlib.contextmanager
def mlflow_server(folder, *arguments):
    """MLflow's own server, on a database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = open(folder / "log", "wb")
    server = subprocess.Popen(
        [
            sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", str(folder / "artifacts"),
            *arguments,
        ],
        stdout=log,
        stderr=log,
        start_new_session=True,
    )  # fmt: skip
    uri = f"http://127.0.0.1:{port}"
    try:
        for _ in range(480):
            try:
                if requests.get(uri + "/health", timeout=1).ok:
                    break
            except requests.RequestException:
                time.sleep(0.25)
        else:
            pytest.fail((folder / "log").read_text())
        yield uri
    finally:
        os.killpg(server.pid, 15)
        server.wait(30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def stock(tmp_path_factory):
    with mlflow_server(tmp_path_factory.mktemp("stock")) as uri:
        yield uri


@pytest.fixture(scope="module")
def stock_with_workspaces(tmp_path_factory):
    """The server with workspaces of the names that our tenants have."""
    with mlflow_server(tmp_path_factory.mktemp("workspaces"), "--enable-workspaces") as uri:
        for name in ("acme", "acme2"):
            requests.post(uri + "/api/3.0/mlflow/workspaces", json={"name": name}, timeout=30).raise_for_status()
        yield uri


def answers(sequence, theirs, ours):
    """What a server of MLflow's and a tenant of ours answer to the same calls."""
    unique = uuid.uuid4().hex[:12]
    credential = {"Authorization": "Bearer " + ours.token}
    return Replay(theirs, {}, unique).answers(sequence), Replay(ours.uri, credential, unique).answers(sequence)


def agree(sequence, theirs, ours):
    for number, (their, our) in enumerate(zip(theirs, ours, strict=True)):
        step = f"{sequence.name} / {number}: {sequence.steps[number].method} {sequence.steps[number].path}"
        difference = DIFFERENCES.get((sequence.name, number))
        if difference is None:
            assert our == their, step
        else:
            assert difference.ours(their) == our, f"{step}: {difference.reason}"
            assert our != their, f"{step}: no difference any more"


@pytest.mark.parametrize("sequence", SEQUENCES, ids=lambda sequence: sequence.name)
def test_answers_as_mlflow_does(stock, acme, sequence):
    agree(sequence, *answers(sequence, stock, acme))


@pytest.mark.parametrize("sequence", WORKSPACES, ids=lambda sequence: sequence.name)
def test_keeps_workspaces_apart_as_mlflow_does(stock_with_workspaces, guest, sequence):
    agree(sequence, *answers(sequence, stock_with_workspaces, guest))


def test_every_listed_difference_names_a_call():
    calls = {(s.name, n) for s in [*SEQUENCES, *WORKSPACES] for n in range(len(s.steps))}
    assert set(DIFFERENCES) <= calls
    assert all(isinstance(d, (Difference, OtherData)) and re.search(r"\w{4}", d.reason) for d in DIFFERENCES.values())
