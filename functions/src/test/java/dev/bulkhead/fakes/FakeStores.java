package dev.bulkhead.fakes;

import dev.bulkhead.app.Application;
import dev.bulkhead.store.Archive;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.Bin;
import dev.bulkhead.store.Exports;
import dev.bulkhead.store.MetricLogs;
import dev.bulkhead.store.TenantObjects;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore;
import dev.bulkhead.store.UsageStore;
import dev.bulkhead.tenancy.Access;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The fake stores, the same for every tenant, and an application on them with a clock at rest. */
public class FakeStores implements TenantStores {
  /** What the clock shows. */
  public static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private final FakeExperiments experiments = new FakeExperiments();
  private final FakeRuns runs = new FakeRuns();
  private final FakeModels models = new FakeModels();
  private final FakeSealing sealing = new FakeSealing();
  private final List<Access> opened = new ArrayList<>();
  private final Optional<UploadStore> uploads;
  private final Optional<TenantObjects> objects;

  /** Stores of functions that touch no files. */
  public FakeStores() {
    this.uploads = Optional.empty();
    this.objects = Optional.empty();
  }

  /** Stores of the function that notes uploads. */
  public FakeStores(UploadStore uploads, TenantObjects objects) {
    this.uploads = Optional.of(uploads);
    this.objects = Optional.of(objects);
  }

  /** An application that opens these stores. */
  public Application application() {
    return new Application(
        (_, access) -> {
          opened.add(access);
          return this;
        },
        Clock.fixed(NOW, ZoneOffset.UTC),
        new Random(1));
  }

  /** With what access they were opened. */
  public List<Access> opened() {
    return opened;
  }

  @Override
  public FakeExperiments experiments() {
    return experiments;
  }

  @Override
  public FakeRuns runs() {
    return runs;
  }

  @Override
  public FakeSealing sealing() {
    return sealing;
  }

  @Override
  public MetricLogs metricLogs() {
    throw new UnsupportedOperationException("No test of these functions keeps logs up");
  }

  @Override
  public FakeModels models() {
    return models;
  }

  @Override
  public ArtifactStore artifacts() {
    throw new UnsupportedOperationException("No test of these functions touches files");
  }

  @Override
  public Bin bin() {
    throw new UnsupportedOperationException("No test of these functions erases anything");
  }

  @Override
  public UploadStore uploads() {
    return uploads.orElseThrow(
        () -> new UnsupportedOperationException("No test of these functions touches files"));
  }

  @Override
  public TenantObjects objects() {
    return objects.orElseThrow(
        () -> new UnsupportedOperationException("No test of these functions touches files"));
  }

  @Override
  public Archive archive() {
    throw new UnsupportedOperationException("No test of these functions exports anything");
  }

  @Override
  public Exports exports() {
    throw new UnsupportedOperationException("No test of these functions exports anything");
  }

  @Override
  public UsageStore usage() {
    throw new UnsupportedOperationException("No test of these functions counts");
  }
}
