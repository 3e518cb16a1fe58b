package dev.bulkhead.local.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulkhead tenant restore} */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an empty tenant that is suspended what an export says:",
      "the latest, unless one is named."
    })
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT")
  private String tenant = "";

  @Option(names = "--export", paramLabel = "NAME", description = "One that 'tenant exports' lists.")
  private @Nullable String export;

  @Mixin private RunningStack stack = new RunningStack();

  @Override
  public Integer call() throws IOException {
    return new ChoreOrder(
            tenant,
            "restore-tenant",
            out -> {
              if (export != null) {
                out.writeStringField("export", export);
              }
            })
        .run(stack.port());
  }
}
