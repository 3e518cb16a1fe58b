package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Invokes the tenants' function of a deployment, as whoever runs this is known to AWS: one call,
 * signed here, for which the SDK's whole client of Lambda would be much.
 */
public final class AwsOperator implements AutoCloseable {
  private final SdkHttpClient http = Apache5HttpClient.create();
  private final String function;

  /** Invokes the function of this name, by its alias. */
  public AwsOperator(String function) {
    this.function = function;
  }

  /** What an operation on tenants answers. */
  public Map<?, ?> tenants(JsonBody command) throws IOException {
    HttpExecuteResponse answer = invoke(ContentStreamProvider.fromByteArray(Json.write(command)));
    byte[] body;
    try (InputStream in = answer.responseBody().orElseThrow()) {
      body = in.readAllBytes();
    }
    if (!answer.httpResponse().isSuccessful()) {
      throw new Complaint(
          "AWS does not let %s be invoked: %d %s"
              .formatted(
                  function,
                  answer.httpResponse().statusCode(),
                  new String(body, StandardCharsets.UTF_8)));
    }
    return FunctionAnswer.read(body);
  }

  private HttpExecuteResponse invoke(ContentStreamProvider event) throws IOException {
    try {
      SignedRequest signed = sign(event);
      return http.prepareRequest(
              HttpExecuteRequest.builder()
                  .request(signed.request())
                  .contentStreamProvider(signed.payload().orElseThrow())
                  .build())
          .call();
    } catch (SdkClientException e) {
      throw new Complaint("There is no AWS identity or region to use: " + e.getMessage());
    }
  }

  private SignedRequest sign(ContentStreamProvider event) {
    Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    try (var identity = DefaultCredentialsProvider.builder().build()) {
      return AwsV4HttpSigner.create()
          .sign(
              call ->
                  call.identity(identity.resolveCredentials())
                      .request(request(region))
                      .payload(event)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    }
  }

  private SdkHttpRequest request(Region region) {
    String host = "lambda." + region.id() + "." + region.metadata().partition().dnsSuffix();
    String name = URLEncoder.encode(function, StandardCharsets.UTF_8);
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.POST)
        .uri(URI.create("https://" + host + "/2015-03-31/functions/" + name + "/invocations"))
        .putRawQueryParameter("Qualifier", "live")
        .putHeader("Content-Type", "application/json")
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
