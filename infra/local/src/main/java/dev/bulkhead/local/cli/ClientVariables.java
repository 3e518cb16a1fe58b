package dev.bulkhead.local.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The variables that a stock client needs, as they are pasted into various places. */
final class ClientVariables {
  private final Map<String, String> variables = new LinkedHashMap<>();

  /** The variables of whoever holds a token. */
  ClientVariables(URI tracking, String token) {
    variables.put("MLFLOW_TRACKING_URI", tracking.toString());
    variables.put("MLFLOW_TRACKING_TOKEN", token);
    // Without these two, a client sends files below 500 MB whole, and the gateway takes few of
    // them. Below a megabyte one request through a function is less than three beside it.
    variables.put("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true");
    variables.put("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", "1048576");
  }

  /** Where the variables are pasted. */
  enum Format {
    SHELL,
    POWERSHELL,
    NOTEBOOK,
    DOTENV;

    /** As it is typed on a command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Lines to paste. An address and a token hold no character that any of the formats reads. */
  String lines(Format format) {
    String lines =
        variables.entrySet().stream()
            .map(variable -> line(format, variable.getKey(), variable.getValue()))
            .collect(Collectors.joining("\n"));
    return format == Format.NOTEBOOK ? "import os\n\n" + lines : lines;
  }

  private static String line(Format format, String name, String value) {
    return switch (format) {
      case SHELL -> "export " + name + "=" + value;
      case POWERSHELL -> "$env:" + name + " = '" + value + "'";
      case NOTEBOOK -> "os.environ[\"" + name + "\"] = \"" + value + "\"";
      case DOTENV -> name + "=" + value;
    };
  }
}
