package dev.bulkhead.local.s3;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.Map;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** What S3Proxy is handed to write as XML and headers. */
final class Answers {
  private static final String METADATA = "x-amz-meta-";

  private Answers() {}

  static GetObjectResponse.Builder object(StoredObject object) {
    Map<String, String> headers = object.headers();
    return GetObjectResponse.builder()
        .contentLength(object.size())
        .eTag(object.eTag())
        .lastModified(object.lastModified())
        .contentType(headers.getOrDefault("content-type", "binary/octet-stream"))
        .cacheControl(headers.get("cache-control"))
        .contentDisposition(headers.get("content-disposition"))
        .contentEncoding(headers.get("content-encoding"))
        .contentLanguage(headers.get("content-language"))
        .metadata(metadata(object));
  }

  /** The bytes asked for, if the object is as the reader demands. */
  static ResponseInputStream<GetObjectResponse> bytes(
      GetObjectRequest request, Bucket.Opened opened) throws IOException {
    StoredObject object = opened.object();
    ReadCondition.of(request).check(object);
    GetObjectResponse.Builder answer = object(object);
    var range = new ByteRange(0, object.size());
    if (request.range() != null) {
      range = ByteRange.of(request.range(), object.size());
      answer.contentLength(range.length()).contentRange(range.contentRange(object.size()));
    }
    InputStream bytes = Channels.newInputStream(opened.bytes().position(range.start()));
    return SdkResponses.getResponse(answer.build(), ByteStreams.limit(bytes, range.length()));
  }

  static ListObjectsV2Response page(Listing.Page page) {
    return SdkResponses.objectsPage(
        page.objects().stream()
            .map(
                object ->
                    SdkResponses.objectEntry(
                        object.key(),
                        object.eTag(),
                        object.lastModified(),
                        object.size(),
                        StorageClass.STANDARD))
            .toList(),
        page.commonPrefixes().stream().map(SdkResponses::commonPrefix).toList(),
        page.next().map(PageToken::encode).orElse(null));
  }

  /** S3Proxy takes an object's checksum from among its metadata, under a name of its own. */
  private static Map<String, String> metadata(StoredObject object) {
    var metadata = new HashMap<String, String>();
    object
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
              }
            });
    Checksum.in(object.headers())
        .ifPresent(sum -> metadata.put(sum.algorithm().metadataKey(), sum.value()));
    return metadata;
  }
}
