package dev.bulkhead.local.s3;

import com.google.common.base.Splitter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known about an object, apart from its bytes.
 *
 * @param eTag without quotes
 * @param sequencer hexadecimal digits that are greater for each later change of the bucket
 * @param headers what S3 gives back of what it was given, under lower-case header names: content
 *     type and the like, {@code x-amz-meta-*} and {@code x-amz-checksum-*}
 */
record StoredObject(
    String key,
    long size,
    String eTag,
    Instant lastModified,
    String sequencer,
    Map<String, String> headers) {

  /** Under this name, which no request can set, tags are kept as S3 spells them in a header. */
  private static final String TAGGING = "x-amz-tagging";

  StoredObject {
    headers = Map.copyOf(headers);
  }

  Map<String, String> tags() {
    var tags = new HashMap<String, String>();
    for (String tag :
        Splitter.on('&').omitEmptyStrings().split(headers.getOrDefault(TAGGING, ""))) {
      List<String> parts = Splitter.on('=').limit(2).splitToList(tag);
      tags.put(Percent.decode(parts.getFirst()), Percent.decode(parts.getLast()));
    }
    return tags;
  }

  /** The same object with these tags alone. */
  StoredObject tagged(Map<String, String> tags) {
    var others = new HashMap<>(headers);
    others.remove(TAGGING);
    if (!tags.isEmpty()) {
      others.put(
          TAGGING,
          tags.entrySet().stream()
              .map(tag -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
              .collect(Collectors.joining("&")));
    }
    return new StoredObject(key, size, eTag, lastModified, sequencer, others);
  }

  private static String encode(String text) {
    return Percent.encodePath(text).replace("&", "%26").replace("=", "%3D");
  }
}
