package dev.bulkhead.artifacts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.app.ClientCredentials;
import dev.bulkhead.app.ClientCredentials.Handout;
import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code POST /bulkhead/s3-credentials}: the caller's own credentials for the tenant's artifact
 * files, as AWS's {@code credential_process} has them (AWS SDKs and Tools Reference Guide, "Process
 * credential provider"). A viewer's cannot write. The members after those of AWS say where the
 * files are.
 */
final class CreateS3Credentials implements Operation {
  private final Optional<ClientCredentials> credentials;

  CreateS3Credentials(Optional<ClientCredentials> credentials) {
    this.credentials = credentials;
  }

  @Override
  public Reply answer(Call call) {
    ClientCredentials allowed =
        credentials.orElseThrow(
            () -> new Forbidden("This deployment hands out no credentials for S3."));

    // The route is one that reads, for viewers too; what they are handed is as their role is.
    Handout handout = allowed.handOut(call.caller().tenant(), call.caller().role().access());

    return Reply.json(out -> write(out, handout, call)).notStored();
  }

  private static void write(JsonGenerator out, Handout handout, Call call) throws IOException {
    out.writeNumberField("Version", 1);
    out.writeStringField("AccessKeyId", handout.accessKeyId());
    out.writeStringField("SecretAccessKey", handout.secretAccessKey());
    out.writeStringField("SessionToken", handout.sessionToken());
    out.writeStringField("Expiration", handout.expiration().toString());
    out.writeStringField("Tenant", call.caller().tenant().value());
    out.writeStringField("Region", handout.place().region());
    out.writeStringField("Bucket", handout.place().bucket());
    if (handout.place().endpoint().isPresent()) {
      out.writeStringField("Endpoint", handout.place().endpoint().get().toString());
    }
  }
}
