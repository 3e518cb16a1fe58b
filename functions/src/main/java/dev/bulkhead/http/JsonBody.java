package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the fields of one JSON object; the braces are written around it. */
@FunctionalInterface
public interface JsonBody {

  /** Writes the fields. */
  void write(JsonGenerator out) throws IOException;
}
