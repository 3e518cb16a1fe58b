package dev.bulkhead.http;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.RunId;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids as clients write them. What cannot be one of ours is not found, in MLflow's words. */
public final class Ids {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,100}");
  private static final BigInteger LIMIT = BigInteger.valueOf(ExperimentId.LIMIT);

  private Ids() {}

  /**
   * An experiment's id; empty for an integer that none can have.
   *
   * @throws InvalidParameter if it is not an integer
   */
  public static Optional<ExperimentId> experiment(String text) {
    BigInteger number = integer(text);
    return number.signum() < 0 || number.compareTo(LIMIT) >= 0
        ? Optional.empty()
        : Optional.of(ExperimentId.of(number.longValueExact()));
  }

  /**
   * The id of an experiment that must be there.
   *
   * @throws InvalidParameter if it is not an integer
   * @throws NotFound if no experiment can have it
   */
  public static ExperimentId requiredExperiment(String text) {
    return experiment(text)
        .orElseThrow(() -> new NotFound("No Experiment with id=" + integer(text) + " exists"));
  }

  /** The failure for an experiment that is not there. */
  public static NotFound noExperiment(ExperimentId id) {
    return new NotFound("No Experiment with id=" + id + " exists");
  }

  /**
   * A run's id.
   *
   * @throws NotFound if no run of ours can have it
   */
  public static RunId run(String text) {
    if (!RunId.isWellFormed(text)) {
      throw new NotFound("Run with id=" + text + " not found");
    }
    return new RunId(text);
  }

  /**
   * A logged model's id.
   *
   * @throws NotFound if no model of ours can have it
   */
  public static ModelId model(String text) {
    if (!ModelId.isWellFormed(text)) {
      throw new NotFound("Logged model with ID '" + text + "' not found.");
    }
    return new ModelId(text);
  }

  private static BigInteger integer(String text) {
    String digits = text.strip();
    if (!INTEGER.matcher(digits).matches()) {
      throw new InvalidParameter(
          "Invalid experiment ID '" + text + "'. Experiment ID must be a valid integer.");
    }
    return new BigInteger(digits);
  }
}
