package dev.bulkhead.local.cli;

import dev.bulkhead.local.cli.ClientVariables.Format;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulkhead env} */
@Command(
    name = "env",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the variables that a stock client needs, and nothing else to standard output:",
      "  eval \"$(./bulkhead env blue)\"",
      "  ./bulkhead env blue --format dotenv >.env",
      "  ./bulkhead env blue --s3 >>~/.aws/config",
      "Issues a token of the tenant's on a running stack, unless one is given."
    })
final class EnvCommand implements Callable<Integer> {
  /** Nothing that a shell, PowerShell, Python or a .env file would read as more than text. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/._~-]+");

  @Parameters(paramLabel = "TENANT")
  private String tenant = "";

  @Option(
      names = "--format",
      defaultValue = "SHELL",
      description = "${COMPLETION-CANDIDATES}; shell unless given.")
  private Format format = Format.SHELL;

  @Option(
      names = "--s3",
      description = {
        "Prints instead a profile for ~/.aws/config, by which stock clients reach files of",
        "experiments with an s3:// location, of any size and with no other setting."
      })
  private boolean s3;

  @Option(names = "--token", description = "One that was issued before.")
  private @Nullable String token;

  @Option(
      names = "--principal",
      defaultValue = "me",
      description = "Whom a new token is for; ${DEFAULT-VALUE} unless given.")
  private String principal = "me";

  @Option(
      names = "--role",
      defaultValue = "editor",
      description = "Role of a new token; ${DEFAULT-VALUE} unless given.")
  private String role = "editor";

  @Option(
      names = "--url",
      description = "Address of a deployment, with --token; else it is that of the running stack.")
  private @Nullable URI url;

  @Mixin private RunningStack stack = new RunningStack();

  @Override
  public Integer call() throws IOException {
    String given = token;
    if (url != null && given == null) {
      throw new Complaint(
          "A token of a deployment is issued by its operator; give it with --token. "
              + "./bulkhead help token says how.");
    }
    URI address = url == null ? URI.create("http://127.0.0.1:" + stack.port()) : url;
    String usable = given == null ? issue() : given;
    if (!PLAIN.matcher(address + usable).matches()) {
      throw new Complaint("The address or the token holds characters that neither can have.");
    }
    if (s3) {
      S3Profile profile = S3Profile.of(address, usable);
      System.out.println(profile.lines());
      System.err.printf(
          "Append these lines to ~/.aws/config, and set AWS_PROFILE=%s.%n", profile.name());
    } else {
      System.out.println(new ClientVariables(address, usable).lines(format));
    }
    return 0;
  }

  private String issue() throws IOException {
    Map<?, ?> issued =
        stack.ask("issue-token", Map.of("tenant", tenant, "principal", principal, "role", role));
    System.err.printf(
        "Token %s of %s, a %s of %s%n", issued.get("token_id"), principal, role, tenant);
    return String.valueOf(issued.get("token"));
  }
}
