package dev.bulkhead.walls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the stack's gateway that follows no redirect by itself. */
record Web(URI stack) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  Answer send(Sample sample, String token) {
    String query = sample.query().isEmpty() ? "" : "?" + sample.query();
    var request =
        HttpRequest.newBuilder(URI.create(stack + sample.path() + query))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", sample.contentType())
            .method(sample.method(), BodyPublishers.ofString(sample.body()))
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      return Answer.answer(
          response.statusCode(),
          response.headers().firstValue("location").orElse("") + response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
