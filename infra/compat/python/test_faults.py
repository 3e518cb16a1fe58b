"""Training with the stock client while calls to AWS go wrong: what was acknowledged is there, once."""

import os
import pathlib
import random
import signal
import socket
import subprocess
import time

import pytest
from mlflow.entities import Metric, Param, RunTag
from mlflow.exceptions import MlflowException
from stack import Tenant

ROOT = pathlib.Path(__file__).parents[3]
SHARE = "0.15"


@pytest.fixture(scope="module")
def storm(tmp_path_factory):
    """A tenant of a stack of its own, in which a seventh of the functions' calls to AWS go wrong."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("storm") / "stack.log"
    with open(log, "w") as out:
        # In a group of its own, so that the entry script's JVM ends with it.
        stack = subprocess.Popen(
            [ROOT / "bulkhead", "up", "--port", str(port), "--faults", SHARE],
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Tenant("acme", f"http://127.0.0.1:{port}", token(log, stack))
        assert "meet one of" in log.read_text()
    finally:
        os.killpg(stack.pid, signal.SIGTERM)
        stack.wait(30)


def token(log, stack):
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and stack.poll() is None:
        for line in log.read_text().splitlines():
            if line.strip().startswith("tenant acme "):
                return line.split()[-1]
        time.sleep(0.2)
    raise AssertionError(log.read_text()[-4000:])


class Acknowledged:
    """What the client was told that it is stored; an exception tells nothing, and is counted."""

    def __init__(self):
        self.points, self.params, self.tags, self.files = {}, {}, {}, {}
        self.raised = 0

    def note(self, kind, key, value, call):
        try:
            call()
        except (MlflowException, OSError):
            self.raised += 1
        else:
            kind[key] = value


def insisting(call):
    """The client reads of S3 itself, where things go wrong too, and not all of it is tried again."""
    for _ in range(20):
        try:
            return call()
        except MlflowException as e:
            failure = e
    raise failure


def experiment(client, name):
    """A create whose answer was lost is told that the name is taken, as by MLflow's own server."""
    for _ in range(5):
        try:
            return client.create_experiment(name)
        except MlflowException:
            found = client.get_experiment_by_name(name)
            if found:
                return found.experiment_id
    raise AssertionError("no experiment")


def test_nothing_acknowledged_in_a_storm_is_lost_or_there_twice(storm, name, tmp_path, monkeypatch):
    told = Acknowledged()
    chance = random.Random(7)
    with storm.active() as client:
        # As a data scientist has it, but for the waiting between two attempts.
        monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "7")
        monkeypatch.setenv("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0")
        monkeypatch.setenv("MLFLOW_HTTP_REQUEST_BACKOFF_JITTER", "0.2")
        run = client.create_run(experiment(client, name)).info.run_id
        for step in range(20):
            told.note(
                told.points, step, step / 7,
                lambda s=step: client.log_metric(run, "loss", s / 7, timestamp=1000 + s, step=s),
            )
        for batch in range(4):
            steps = range(1000 + 100 * batch, 1100 + 100 * batch)
            told.note(
                told.points, batch + 1000, None,
                lambda b=batch, steps=steps: client.log_batch(
                    run,
                    metrics=[Metric("acc", s / 3, 1000 + s, s) for s in steps],
                    params=[Param(f"p{b}", str(b))],
                    tags=[RunTag(f"t{b}", str(b))],
                ),
            )
        for i in range(6):
            told.note(told.params, f"single{i}", str(i), lambda i=i: client.log_param(run, f"single{i}", i))
            told.note(told.tags, f"single{i}", str(i), lambda i=i: client.set_tag(run, f"single{i}", i))
            file = tmp_path / f"file{i}.bin"
            file.write_bytes(chance.randbytes(1 + i * 20_000))
            told.note(told.files, file.name, file, lambda f=file: client.log_artifact(run, str(f), "sub"))
        client.set_terminated(run)

        assert told.raised < 10, "seven attempts are enough for nearly everything"
        loss = {}
        for point in client.get_metric_history(run, "loss"):
            assert point.step not in loss, "there twice"
            loss[point.step] = point.value
        assert {s: v for s, v in told.points.items() if s < 1000}.items() <= loss.items()
        acc = [point.step for point in client.get_metric_history(run, "acc")]
        assert len(acc) == len(set(acc)), "there twice"
        data = client.get_run(run).data
        for batch in (key - 1000 for key in told.points if key >= 1000):
            assert set(range(1000 + 100 * batch, 1100 + 100 * batch)) <= set(acc)
            assert data.params[f"p{batch}"] == data.tags[f"t{batch}"] == str(batch)
        assert told.params.items() <= data.params.items()
        assert told.tags.items() <= data.tags.items()
        fetched_to = tmp_path / "fetched"
        fetched_to.mkdir()
        for stored, file in told.files.items():
            fetched = insisting(lambda s=stored: client.download_artifacts(run, f"sub/{s}", str(fetched_to)))
            assert pathlib.Path(fetched).read_bytes() == file.read_bytes()
        assert client.get_run(run).info.status == "FINISHED"
