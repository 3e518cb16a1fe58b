package dev.bulkhead.local.dynamodb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** An answer whose call is billed before its end is sent. */
final class MeteredAnswer extends Response.Wrapper {
  private final Bill bill;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  MeteredAnswer(Request request, Response response, Bill bill) {
    super(request, response);
    this.bill = bill;
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
    if (content != null) {
      ByteBuffer copied = content.duplicate();
      var bytes = new byte[copied.remaining()];
      copied.get(bytes);
      written.writeBytes(bytes);
    }
    if (last) {
      bill.settle(written.toByteArray());
    }
    super.write(last, content, callback);
  }
}
