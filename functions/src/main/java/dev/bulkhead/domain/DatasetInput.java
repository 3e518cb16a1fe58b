package dev.bulkhead.domain;

import java.util.List;

/** That a run used a dataset, and the tags on that use, such as {@code mlflow.data.context}. */
public record DatasetInput(Dataset dataset, List<Tag> tags) {

  /** Copies the tags. */
  public DatasetInput {
    tags = List.copyOf(tags);
  }
}
