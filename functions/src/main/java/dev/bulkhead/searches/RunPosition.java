package dev.bulkhead.searches;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.search.PageToken;
import dev.bulkhead.search.RunQuery;
import dev.bulkhead.store.RunSearch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The place of the run that a page ended with, as a page token. */
record RunPosition(RunSearch.Place place) {
  private static final int ID_LENGTH = 32;

  static RunPosition of(RunQuery query, Run run) {
    return new RunPosition(new RunSearch.Place(run.info().id(), query.position(run)));
  }

  static RunPosition decode(RunQuery query, String binding, String token) {
    byte[] bytes = PageToken.decode(binding, token);
    String id = new String(bytes, 0, Math.min(ID_LENGTH, bytes.length), StandardCharsets.US_ASCII);
    if (!RunId.isWellFormed(id)) {
      throw new InvalidParameter("Invalid page token, could not base64-decode");
    }
    return new RunPosition(
        new RunSearch.Place(
            new RunId(id), query.position(Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length))));
  }

  String token(String binding) {
    byte[] id = place.run().value().getBytes(StandardCharsets.US_ASCII);
    byte[] values = place.position().bytes();
    return PageToken.encode(
        binding, ByteBuffer.allocate(id.length + values.length).put(id).put(values).array());
  }
}
