"""Calls in workspaces, by one who may write in `acme` and read in `acme2`; MLflow's server knows no such difference."""

import dataclasses

from corpus_base import EXPERIMENT
from differential import Sequence, get, post, within


def workspaces(path="workspaces"):
    return dataclasses.replace(get(path), version="3.0")


WORKSPACES = [
    Sequence(
        "a workspace is told by its name",
        (
            workspaces("workspaces/acme"),
            workspaces("workspaces/acme2"),
            workspaces("workspaces/never-was"),
            within("acme", workspaces("workspaces/acme2")),
            within("never-was", workspaces("workspaces/acme")),
            within("never-was", workspaces()),
        ),
    ),
    Sequence(
        "a call is made in the workspace that it names",
        (
            within("acme", EXPERIMENT),
            within("acme", get("experiments/get", experiment_id="${exp}")),
            within("acme", get("experiments/get-by-name", experiment_name="d-${unique}")),
            within("acme2", get("experiments/get", experiment_id="${exp}")),
            within("acme2", get("experiments/get-by-name", experiment_name="d-${unique}")),
            within("acme2", post("runs/search", {"experiment_ids": ["${exp}"]})),
            within("never-was", get("experiments/get", experiment_id="${exp}")),
            within("never-was", post("experiments/create", {"name": "d-${unique}"})),
            within("never-was", post("runs/search", {"experiment_ids": ["${exp}"]})),
        ),
    ),
    Sequence(
        "a run is nobody's in another workspace",
        (
            within("acme", EXPERIMENT),
            within(
                "acme",
                post(
                    "runs/create",
                    {"experiment_id": "${exp}", "start_time": 1, "run_name": "first"},
                    capture=(("run", "run.info.run_id"),),
                ),
            ),
            within("acme", post("runs/set-tag", {"run_id": "${run}", "key": "a", "value": "b"})),
            within("acme2", get("runs/get", run_id="${run}")),
            within("acme2", get("artifacts/list", run_id="${run}")),
            within("acme2", get("metrics/get-history", run_id="${run}", metric_key="m")),
        ),
    ),
]
