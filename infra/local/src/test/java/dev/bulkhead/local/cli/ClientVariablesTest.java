package dev.bulkhead.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.cli.ClientVariables.Format;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientVariablesTest {
  private final ClientVariables variables =
      new ClientVariables(URI.create("http://127.0.0.1:5000"), "bh_acme_1_2");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SHELL      | export NAME=VALUE             |",
        "POWERSHELL | $env:NAME = 'VALUE'           |",
        "NOTEBOOK   | os.environ[\"NAME\"] = \"VALUE\" | import os",
        "DOTENV     | NAME=VALUE                    |"
      })
  void areWrittenAsTheFormatReadsThem(Format format, String pattern, String first) {
    String expected =
        """
        MLFLOW_TRACKING_URI http://127.0.0.1:5000
        MLFLOW_TRACKING_TOKEN bh_acme_1_2
        MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD true
        MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE 1048576"""
            .lines()
            .map(line -> line.split(" "))
            .map(pair -> pattern.replace("NAME", pair[0]).replace("VALUE", pair[1]))
            .reduce((a, b) -> a + "\n" + b)
            .orElseThrow();

    assertThat(variables.lines(format))
        .isEqualTo(first == null ? expected : first + "\n\n" + expected);
  }
}
