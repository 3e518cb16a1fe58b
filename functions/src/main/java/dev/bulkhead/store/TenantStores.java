package dev.bulkhead.store;

/** The stores of one tenant, opened with credentials that can name no other. */
public interface TenantStores {

  /** The tenant's experiments. */
  ExperimentStore experiments();

  /** The tenant's runs. */
  RunStore runs();

  /** What makes searches for the tenant's runs cheap. */
  RunSealing sealing();

  /** The upkeep of what the tenant's runs log. */
  MetricLogs metricLogs();

  /** The tenant's logged models. */
  ModelStore models();

  /** The tenant's artifact files. */
  ArtifactStore artifacts();

  /** What the tenant has deleted. */
  Bin bin();

  /** What S3 told of the tenant's uploads. */
  UploadStore uploads();

  /** The tenant's files as S3 has them. */
  TenantObjects objects();

  /** The tenant's items as text. */
  Archive archive();

  /** What was exported of the tenant. */
  Exports exports();

  /** How much the tenant stores. */
  UsageStore usage();
}
