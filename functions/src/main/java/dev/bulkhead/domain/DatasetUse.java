package dev.bulkhead.domain;

import java.util.Optional;

/**
 * That runs of an experiment used a dataset in a context.
 *
 * @param context the value of the tag {@code mlflow.data.context} on the use, such as {@code train}
 */
public record DatasetUse(ExperimentId experiment, Dataset.Id dataset, Optional<String> context) {}
