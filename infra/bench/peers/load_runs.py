"""Fills an experiment of MLflow's own server with runs, by way of its own tables: a hundred thousand
runs through its API would take most of an hour. The same as Bulkhead is sent, but for the random values.

Usage: load_runs.py <store uri> <experiment id> <runs> <seed>
"""

import random
import sys
import uuid

from mlflow.store.tracking.dbmodels.models import SqlLatestMetric, SqlMetric, SqlParam, SqlRun, SqlTag
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore
from sqlalchemy import insert

START = 1_767_300_000_000
CHUNK = 1_000


def rows(experiment, first, count, rng):
    tables = {SqlRun: [], SqlMetric: [], SqlLatestMetric: [], SqlParam: [], SqlTag: []}
    for number in range(first, first + count):
        run = uuid.UUID(int=rng.getrandbits(128)).hex
        tables[SqlRun].append(
            {
                "run_uuid": run,
                "name": "bold-lark-712",
                "user_id": "ada",
                "status": "FINISHED",
                "source_type": "UNKNOWN",
                "source_name": "",
                "entry_point_name": "",
                "source_version": "",
                "start_time": START + number,
                "end_time": START + number + 60_000,
                "lifecycle_stage": "active",
                "artifact_uri": f"mlflow-artifacts:/{experiment}/{run}/artifacts",
                "experiment_id": int(experiment),
            }
        )
        for i in range(10):
            value = {"key": f"m{i}", "value": rng.random(), "timestamp": START, "step": 1, "is_nan": False, "run_uuid": run}
            tables[SqlMetric].append(value)
            tables[SqlLatestMetric].append(value)
        for i in range(10):
            tables[SqlParam].append({"key": f"p{i}", "value": f"v{rng.randrange(10)}", "run_uuid": run})
        tags = {
            "mlflow.user": "ada",
            "mlflow.source.name": "/home/ada/projects/churn/train.py",
            "mlflow.source.type": "LOCAL",
            "mlflow.source.git.commit": "68347eb6b3c1e9f1d50b7cf1f2b1a2bbf09f7c3e",
            "mlflow.runName": "bold-lark-712",
            "tag/t/0": "x" * 24,
            "tag/t/1": "y" * 24,
            "tag/t/2": "z" * 24,
        }
        tables[SqlTag].extend({"key": key, "value": value, "run_uuid": run} for key, value in tags.items())
    return tables


def main(uri, experiment, count, seed):
    # Ids are of this generator too, and may not come again in another experiment.
    rng = random.Random(f"{seed} {experiment}")
    engine = SqlAlchemyStore(uri, "mlflow-artifacts:/").engine
    for first in range(0, int(count), CHUNK):
        with engine.begin() as connection:
            for table, values in rows(experiment, first, min(CHUNK, int(count) - first), rng).items():
                connection.execute(insert(table), values)


main(*sys.argv[1:])
