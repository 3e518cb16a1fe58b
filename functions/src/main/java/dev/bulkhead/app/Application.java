package dev.bulkhead.app;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.http.Call;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What the operations of one execution environment work with. Nothing of a request or a tenant is
 * ever a field of it.
 */
public final class Application {
  /** Experiment numbers are drawn below this, as MLflow's own fit a 32-bit integer. */
  private static final long EXPERIMENT_NUMBERS = Integer.MAX_VALUE;

  private final Stores stores;
  private final Clock clock;
  private final RandomGenerator random;
  private final Function<TenantId, Optional<StorageQuota>> quotas;

  /** An application on these stores, where tenants store as much as they like. */
  public Application(Stores stores, Clock clock, RandomGenerator random) {
    this(stores, _ -> Optional.empty(), clock, random);
  }

  private Application(
      Stores stores,
      Function<TenantId, Optional<StorageQuota>> quotas,
      Clock clock,
      RandomGenerator random) {
    this.stores = stores;
    this.quotas = quotas;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The application of one function on AWS.
   *
   * @param capability what the function's sessions reach
   */
  public static Application live(Environment environment, Capability capability) {
    return live(new LiveStores(environment, capability));
  }

  /** The same on stores that a function has already. */
  public static Application live(Stores stores) {
    return new Application(stores, Clock.systemUTC(), new SecureRandom());
  }

  /** The same of a function that minds storage quotas. */
  public static Application minding(Environment environment, Capability capability) {
    return new Application(
        new LiveStores(environment, capability),
        ControlPlane.quotas(environment),
        Clock.systemUTC(),
        new SecureRandom());
  }

  /** How much the caller's tenant may store; empty for as much as it likes. */
  public Optional<StorageQuota> quota(Call call) {
    return quotas.apply(call.caller().tenant());
  }

  /** The caller's stores, with credentials for what the route grants. */
  public TenantStores stores(Call call) {
    return stores.open(call.caller().tenant(), call.access());
  }

  /** The time, to the millisecond as MLflow keeps it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** An id for a new experiment; another may have it already. */
  public ExperimentId newExperimentId() {
    return ExperimentId.of(1 + random.nextLong(EXPERIMENT_NUMBERS - 1));
  }

  /** An id for a new run. */
  public RunId newRunId(ExperimentId experiment, Instant startTime) {
    return RunId.create(experiment, startTime, random);
  }

  /** An id for a new logged model. */
  public ModelId newModelId(ExperimentId experiment) {
    return ModelId.create(experiment, now(), random);
  }

  /** Where chance comes from. */
  public RandomGenerator random() {
    return random;
  }
}
