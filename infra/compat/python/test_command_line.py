"""The stock command line, as both tenants."""

import pathlib

import pytest

PROJECT = pathlib.Path(__file__).parent / "project"


def test_each_tenant_creates_an_experiment_of_the_same_name_and_sees_its_own(acme, acme2, name):
    only_acme = name + "-acme"

    acme.mlflow("experiments", "create", "-n", name)
    acme.mlflow("experiments", "create", "-n", only_acme)
    acme2.mlflow("experiments", "create", "-n", name)

    assert only_acme in acme.mlflow("experiments", "search")
    listed = acme2.mlflow("experiments", "search")
    assert name in listed
    assert only_acme not in listed


def test_runs_a_project_and_finds_what_it_logged(acme, acme2, name):
    pytest.importorskip("sklearn", reason="the project trains with it")
    for tenant, depth in ((acme, "1"), (acme2, "3")):
        tenant.mlflow(
            "run", str(PROJECT), "--env-manager", "local", "--experiment-name", name, "-P", "depth=" + depth
        )

    for tenant, depth in ((acme, "1"), (acme2, "3")):
        with tenant.active() as client:
            experiment = client.get_experiment_by_name(name)
            (run,) = client.search_runs([experiment.experiment_id])
            assert run.info.status == "FINISHED"
            assert run.data.params["depth"] == depth
            assert [m.step for m in client.get_metric_history(run.info.run_id, "accuracy")] == [0, 1, 2, 3]
            assert [f.path for f in client.list_artifacts(run.info.run_id, "notes")] == ["notes/notes.txt"]


def test_deletes_restores_and_renames(acme, name):
    created = acme.mlflow("experiments", "create", "-n", name)
    experiment_id = created.split("id ")[-1].split()[0]

    acme.mlflow("experiments", "rename", "-x", experiment_id, "--new-name", name + "-2")
    acme.mlflow("experiments", "delete", "-x", experiment_id)
    assert name not in acme.mlflow("experiments", "search")
    acme.mlflow("experiments", "restore", "-x", experiment_id)

    assert name + "-2" in acme.mlflow("experiments", "search")


def test_runs_and_artifacts(acme, name, tmp_path):
    experiment_id = acme.mlflow("experiments", "create", "-n", name).split("id ")[-1].split()[0]
    with acme.active() as client:
        run = client.create_run(experiment_id, run_name="by-hand").info.run_id
    (tmp_path / "a.txt").write_text("hello")

    acme.mlflow("artifacts", "log-artifact", "-l", str(tmp_path / "a.txt"), "-r", run, "-a", "folder")
    assert "folder/a.txt" in acme.mlflow("artifacts", "list", "-r", run, "-a", "folder")
    acme.mlflow("artifacts", "download", "-r", run, "-a", "folder", "-d", str(tmp_path / "down"))
    assert (tmp_path / "down" / "folder" / "a.txt").read_text() == "hello"

    assert "by-hand" in acme.mlflow("runs", "list", "--experiment-id", experiment_id)
    assert run in acme.mlflow("runs", "describe", "--run-id", run)
    acme.mlflow("runs", "delete", "--run-id", run)
    assert run not in acme.mlflow("runs", "list", "--experiment-id", experiment_id)
    acme.mlflow("runs", "restore", "--run-id", run)
    assert run in acme.mlflow("runs", "list", "--experiment-id", experiment_id)
