package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.dynamodb.Meter.Charge;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** An answer whose call is billed before any of it is sent; a caller who asks is told the bill. */
final class MeteredAnswer extends Response.Wrapper {
  private final Call call;
  private final Bill bill;
  private final Meter meter;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  MeteredAnswer(Request request, Response response, Call call, Bill bill, Meter meter) {
    super(request, response);
    this.call = call;
    this.bill = bill;
    this.meter = meter;
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
    if (content != null) {
      var bytes = new byte[content.remaining()];
      content.get(bytes);
      written.writeBytes(bytes);
    }
    if (last) {
      super.write(true, ByteBuffer.wrap(settled(written.toByteArray())), callback);
    } else {
      callback.succeeded();
    }
  }

  private byte[] settled(byte[] answer) {
    List<Charge> charges = bill.charges(answer);
    charges.forEach(meter::charged);
    if (getStatus() != 200 || !ToldCapacity.isAsked(call)) {
      return answer;
    }
    byte[] told = ToldCapacity.tell(call.operation(), charges, answer);
    var checksum = new CRC32();
    checksum.update(told);
    HttpFields.Mutable headers = getHeaders();
    headers.put("x-amz-crc32", Long.toString(checksum.getValue()));
    headers.computeField(
        HttpHeader.CONTENT_LENGTH,
        (name, given) -> given == null ? null : new HttpField(name, "" + told.length));
    return told;
  }
}
