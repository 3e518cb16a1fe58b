"""Asks a real MLflow about every case in cases.jsonl and writes its answers into the file.

    python ask_mlflow.py

with MLflow 3.17.2 installed. It opens the tracking store on a temporary SQLite database, puts the
entities of fixtures.json into it, and searches. An answer is the places of what was found in the
lists of fixtures.json, or MLflow's refusal; a refusal by accident (an internal error, or one of the
database's) has no message.
"""

import json
import logging
import re
import tempfile
import uuid
from pathlib import Path

from mlflow.entities import ViewType
from mlflow.entities.logged_model_status import LoggedModelStatus
from mlflow.exceptions import MlflowException
from mlflow.store.tracking.dbmodels import models as sql
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

HERE = Path(__file__).parent
SET = re.compile(r"\{('[^'{}]*'(?:, '[^'{}]*')*)\}")


def experiment(session, it):
    id = int(it["id"])
    session.add(
        sql.SqlExperiment(
            experiment_id=id,
            name=it["name"],
            artifact_location="x",
            lifecycle_stage="active",
            creation_time=it["created"],
            last_update_time=it["updated"],
            workspace="default",
        )
    )
    session.flush()
    for key, value in it["tags"].items():
        session.add(sql.SqlExperimentTag(experiment_id=id, key=key, value=value))


def run(session, it, datasets):
    id = it["id"]
    session.add(
        sql.SqlRun(
            run_uuid=id,
            name=it["name"],
            source_type="UNKNOWN",
            source_name="",
            entry_point_name="",
            user_id=it["user"],
            status=it["status"],
            start_time=it["start"],
            end_time=it["end"],
            source_version="",
            lifecycle_stage="active",
            artifact_uri=it["uri"],
            experiment_id=1,
        )
    )
    session.flush()
    for key, value in it["metrics"].items():
        nan = value == "NaN"
        session.add(
            sql.SqlLatestMetric(
                run_uuid=id, key=key, value=0.0 if nan else value, is_nan=nan, step=0, timestamp=0
            )
        )
    for key, value in it["params"].items():
        session.add(sql.SqlParam(run_uuid=id, key=key, value=value))
    for key, value in it["tags"].items():
        session.add(sql.SqlTag(run_uuid=id, key=key, value=value))
    for used in it["datasets"]:
        dataset_input(session, id, used, datasets)


def dataset_input(session, run_id, it, datasets):
    name = (it["name"], it["digest"])
    if name not in datasets:
        datasets[name] = uuid.uuid4().hex
        session.add(
            sql.SqlDataset(
                dataset_uuid=datasets[name],
                experiment_id=1,
                name=it["name"],
                digest=it["digest"],
                dataset_source_type="t",
                dataset_source="s",
            )
        )
    id = uuid.uuid4().hex
    session.add(
        sql.SqlInput(
            input_uuid=id,
            source_type="DATASET",
            source_id=datasets[name],
            destination_type="RUN",
            destination_id=run_id,
        )
    )
    session.flush()
    for key, value in it["tags"]:
        session.add(sql.SqlInputTag(input_uuid=id, name=key, value=value))


def model(session, it):
    id = it["id"]
    status = it["status"].removeprefix("UPLOAD_")
    session.add(
        sql.SqlLoggedModel(
            model_id=id,
            experiment_id=1,
            name=it["name"],
            artifact_location=it["uri"],
            creation_timestamp_ms=it["created"],
            last_updated_timestamp_ms=it["updated"],
            status=LoggedModelStatus[status].to_int(),
            lifecycle_stage="active",
            model_type=it["type"],
            source_run_id=it["run"],
            status_message=it["message"],
        )
    )
    session.flush()
    for key, value in it["params"].items():
        session.add(
            sql.SqlLoggedModelParam(model_id=id, experiment_id=1, param_key=key, param_value=value)
        )
    for key, value in it["tags"].items():
        session.add(
            sql.SqlLoggedModelTag(model_id=id, experiment_id=1, tag_key=key, tag_value=value)
        )
    for point in it["metrics"]:
        session.add(
            sql.SqlLoggedModelMetric(
                model_id=id,
                metric_name=point["key"],
                metric_timestamp_ms=point["time"],
                metric_step=point["step"],
                metric_value=point["value"],
                experiment_id=1,
                run_id=point["run"],
                dataset_uuid=None,
                dataset_name=point["dataset"],
                dataset_digest=point["digest"],
            )
        )


def open_store(folder, fixtures):
    store = SqlAlchemyStore(f"sqlite:///{folder}/mlflow.db", f"{folder}/artifacts")
    with store.ManagedSessionMaker() as session:
        session.query(sql.SqlExperiment).delete()
        for it in fixtures["experiments"]:
            experiment(session, it)
        datasets = {}
        for it in fixtures["runs"]:
            run(session, it, datasets)
        for it in fixtures["models"]:
            model(session, it)
    return store


def search(store, case):
    filter_string, order_by = case.get("filter"), case.get("order_by")
    if case["of"] == "runs":
        found = store.search_runs(["1"], filter_string, ViewType.ALL, 100, order_by, None)
        return [it.info.run_id for it in found]
    if case["of"] == "experiments":
        found = store.search_experiments(ViewType.ALL, 100, filter_string, order_by)
        return [it.experiment_id for it in found]
    datasets = case.get("datasets")
    found = store.search_logged_models(["1"], filter_string, datasets, 100, order_by)
    return [it.model_id for it in found]


def alphabetical(match):
    return "{" + ", ".join(sorted(match.group(1).split(", "))) + "}"


def answer(store, case, places):
    try:
        return {"found": [places[id] for id in search(store, case)]}
    except MlflowException as e:
        message = str(e.message)
        accident = e.get_http_status_code() != 400 or "(sqlite3." in message
        # Python prints a set in any order.
        return {"accident": True} if accident else {"refused": SET.sub(alphabetical, message)}


def main():
    logging.disable(logging.CRITICAL)
    fixtures = json.loads((HERE / "fixtures.json").read_text())
    places = {it["id"]: place for kind in fixtures.values() for place, it in enumerate(kind)}
    path = HERE / "cases.jsonl"
    cases = [json.loads(line) for line in path.read_text().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(folder, fixtures)
        for case in cases:
            for key in ("found", "refused", "accident"):
                case.pop(key, None)
            case.update(answer(store, case, places))
    path.write_text("".join(json.dumps(case) + "\n" for case in cases))


if __name__ == "__main__":
    main()
