package dev.bulkhead.searches;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.search.PageToken;
import dev.bulkhead.search.Position;
import dev.bulkhead.search.RunQuery;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A place in the order of a search for runs: the run that a page ended with, and its values. */
record RunPosition(RunId last, Position<Run> position) {
  private static final int ID_LENGTH = 32;

  static RunPosition of(RunQuery query, Run run) {
    return new RunPosition(run.info().id(), query.position(run));
  }

  static RunPosition decode(RunQuery query, String binding, String token) {
    byte[] bytes = PageToken.decode(binding, token);
    String id = new String(bytes, 0, Math.min(ID_LENGTH, bytes.length), StandardCharsets.US_ASCII);
    if (!RunId.isWellFormed(id)) {
      throw new InvalidParameter("Invalid page token, could not base64-decode");
    }
    return new RunPosition(
        new RunId(id), query.position(Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length)));
  }

  String token(String binding) {
    byte[] id = last.value().getBytes(StandardCharsets.US_ASCII);
    byte[] values = position.bytes();
    return PageToken.encode(
        binding, ByteBuffer.allocate(id.length + values.length).put(id).put(values).array());
  }
}
