package dev.bulkhead.local.snapshot;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.JniHelper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.ObjectName;

/**
 * A process in which functions are made as Lambda makes them, and rehearse; then it prints its open
 * sockets and how many objects it has of each class that the tests ask about.
 */
final class Snapshot {
  private Snapshot() {}

  /** Takes the names of handlers, {@code --}, and names of classes to count. */
  public static void main(String[] arguments) throws Exception {
    List<String> given = List.of(arguments);
    List<Object> functions = new ArrayList<>();
    for (String handler : given.subList(0, given.indexOf("--"))) {
      functions.add(Class.forName(handler).getConstructor().newInstance());
    }
    JniHelper.load();
    Core.getGlobalContext().beforeCheckpoint(null);

    System.out.println("sockets " + sockets());
    String histogram = histogram();
    for (String type : given.subList(given.indexOf("--") + 1, given.size())) {
      System.out.println(type + " " + count(histogram, type));
    }
    Core.getGlobalContext().afterRestore(null);
    System.out.println("functions " + functions.size());
  }

  /** TCP's alone: the JVM has another that leads nowhere, with which it wakes up who reads. */
  private static long sockets() throws IOException {
    String connections =
        Files.readString(Path.of("/proc/self/net/tcp"))
            + Files.readString(Path.of("/proc/self/net/tcp6"));
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(Snapshot::inode)
          .filter(inode -> !inode.isEmpty() && connections.contains(" " + inode + " "))
          .count();
    }
  }

  private static String inode(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:") ? target.replaceAll("[^0-9]", "") : "";
    } catch (IOException _) {
      return "";
    }
  }

  /** Of what can still be reached: it collects the rest first. */
  private static String histogram() throws Exception {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
  }

  private static String count(String histogram, String type) {
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 3 && columns[3].equals(type))
        .map(columns -> columns[1])
        .findFirst()
        .orElse("0");
  }
}
