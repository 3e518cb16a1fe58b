package dev.bulkhead.bench;

import java.net.URI;
import java.util.List;

/** Servers that are named and nothing more. */
final class Servers {
  private Servers() {}

  static Server named(String name) {
    return new Server(
        name,
        "1",
        URI.create("http://127.0.0.1"),
        Server.Tenants.NONE,
        Server.Filler.API,
        List.of());
  }
}
