package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which of the two policies around a session is as it should be; the other lets all pass. */
enum Wall {
  BOTH,
  ROLE_ALONE,
  SESSION_ALONE;

  private static final Pattern ROLE_POLICY =
      Pattern.compile(
          "(- PolicyName: OneTenant\\s+PolicyDocument:\\s.*?Statement:\\n).*?\\n\\n",
          Pattern.DOTALL);

  static final SessionPolicy ALL =
      new SessionPolicy(
          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");

  LocalAws start(Path scratch) throws IOException {
    return LocalAws.start(LocalAws.Config.of(template(scratch)));
  }

  private Path template(Path scratch) throws IOException {
    Path template = Path.of(System.getProperty("bulkhead.root")).resolve("template.yaml");
    if (this != SESSION_ALONE) {
      return template;
    }
    String yaml = Files.readString(template);
    String open =
        ROLE_POLICY
            .matcher(yaml)
            .replaceFirst("$1              - {Effect: Allow, Action: '*', Resource: '*'}\n\n");
    assertThat(open).as("a template whose tenant role lets all pass").isNotEqualTo(yaml);
    return Files.writeString(scratch.resolve("template.yaml"), open);
  }

  /** What the function would ask STS for, but for the wall that is down. */
  SessionRequest session(Environment of, TenantId tenant, Access access, Capability capability) {
    SessionRequest asked =
        new TenantRole(
                of.required("TENANT_ROLE_ARN"),
                of.required("TRACKING_TABLE_ARN"),
                of.required("ARTIFACT_BUCKET"))
            .session(tenant, access, capability);
    return this == ROLE_ALONE
        ? new SessionRequest(asked.roleArn(), tenant, access, ALL, asked.lifetime())
        : asked;
  }
}
