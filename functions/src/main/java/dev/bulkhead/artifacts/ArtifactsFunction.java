package dev.bulkhead.artifacts;

import static dev.bulkhead.http.Route.read;
import static dev.bulkhead.http.Route.write;

import dev.bulkhead.app.Application;
import dev.bulkhead.app.ClientCredentials;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Routes;
import dev.bulkhead.tenancy.Capability;
import java.util.Optional;

/** The Lambda function of artifact files. No byte of theirs passes through it but small uploads. */
public final class ArtifactsFunction extends HttpFunction {

  /** The function as Lambda starts it. */
  public ArtifactsFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(
        ArtifactsFunction::new, "list-artifacts", "upload-artifact", "create-presigned-upload-url");
  }

  /** The function in a given environment. */
  public ArtifactsFunction(Environment environment) {
    this(Application.minding(environment, Capability.ARTIFACTS), ClientCredentials.of(environment));
  }

  /**
   * The function on an application.
   *
   * @param credentials what clients are handed, where that is allowed
   */
  public ArtifactsFunction(Application app, Optional<ClientCredentials> credentials) {
    super(
        Routes.of(
            read("POST /{api}/2.0/bulkhead/s3-credentials", new CreateS3Credentials(credentials)),
            read("GET /{api}/2.0/mlflow/artifacts/list", new ListRunArtifacts(app)),
            read("GET /get-artifact", new GetArtifact(app)),
            write("POST /{api}/2.0/mlflow/upload-artifact", new UploadRunArtifact(app)),
            read(
                "GET /{api}/2.0/mlflow/logged-models/{model_id}/artifacts/directories",
                new ListLoggedModelArtifacts(app)),
            read(
                "GET /{api}/2.0/mlflow/logged-models/{model_id}/artifacts/files",
                new GetLoggedModelArtifact(app)),
            read("GET /{api}/2.0/mlflow-artifacts/artifacts", new ListArtifacts(app)),
            read("GET /{api}/2.0/mlflow-artifacts/artifacts/{path+}", new DownloadArtifact(app)),
            write("PUT /{api}/2.0/mlflow-artifacts/artifacts/{path+}", new UploadArtifact(app)),
            write("DELETE /{api}/2.0/mlflow-artifacts/artifacts/{path+}", new DeleteArtifact(app)),
            read("GET /{api}/2.0/mlflow-artifacts/presigned/{path+}", new PresignDownload(app)),
            read(
                "POST /{api}/2.0/mlflow/artifacts/presigned-download-url",
                new CreatePresignedDownloadUrl(app)),
            write(
                "POST /{api}/2.0/mlflow/artifacts/presigned-upload-url",
                new CreatePresignedUploadUrl(app)),
            write(
                "POST /{api}/2.0/mlflow-artifacts/mpu/create/{path+}",
                new CreateMultipartUpload(app)),
            write(
                "POST /{api}/2.0/mlflow-artifacts/mpu/complete/{path+}",
                new CompleteMultipartUpload(app)),
            write(
                "POST /{api}/2.0/mlflow-artifacts/mpu/abort/{path+}",
                new AbortMultipartUpload(app))));
  }
}
