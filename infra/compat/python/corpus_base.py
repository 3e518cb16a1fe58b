"""What the sequences of all corpora begin with."""

from differential import Sequence, post

EXPERIMENT = post("experiments/create", {"name": "d-${unique}"}, capture=(("exp", "experiment_id"),))
RUN = post(
    "runs/create",
    {"experiment_id": "${exp}", "start_time": 1000, "run_name": "first", "tags": [{"key": "a", "value": "1"}]},
    capture=(("run", "run.info.run_id"),),
)
NEVER = "0" * 32


def on_experiment(name, *steps):
    return Sequence(name, (EXPERIMENT, *steps))


def on_run(name, *steps):
    return Sequence(name, (EXPERIMENT, RUN, *steps))
