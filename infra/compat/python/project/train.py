"""Trains a decision tree on a data set that ships with scikit-learn, and logs it the way MLflow's tutorials do."""

import argparse
import pathlib
import tempfile

import mlflow
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--depth", type=int, default=2)
    depth = parser.parse_args().depth

    features, labels = load_iris(return_X_y=True)
    train_x, test_x, train_y, test_y = train_test_split(features, labels, random_state=0)

    with mlflow.start_run():
        mlflow.log_param("depth", depth)
        tree = DecisionTreeClassifier(max_depth=depth, random_state=0).fit(train_x, train_y)
        for step, part in enumerate((10, 20, 30, len(test_x))):
            mlflow.log_metric("accuracy", tree.score(test_x[:part], test_y[:part]), step=step)
        with tempfile.TemporaryDirectory() as folder:
            note = pathlib.Path(folder, "notes.txt")
            note.write_text(f"a tree of depth {depth}\n")
            mlflow.log_artifact(str(note), "notes")


if __name__ == "__main__":
    main()
