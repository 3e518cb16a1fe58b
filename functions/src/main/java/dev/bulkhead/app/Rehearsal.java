package dev.bulkhead.app;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * Answers whole requests before SnapStart takes its snapshot, so that after it is restored the
 * first request finds the classes of edge, operation, store, SDK and HTTP client loaded and their
 * code warm. The requests are the sample events.
 *
 * <p>It is other instances of the function that answer, against an AWS that this process plays
 * itself ({@link RehearsalAws}). Nothing of it outlives the rehearsal: no connection, no
 * credential, no id. The function that will serve has done nothing yet when the snapshot is taken.
 */
public final class Rehearsal implements Resource {
  /**
   * What is done once, such as making a tenant's client, is done by as many functions. A test that
   * only wants to see it go well asks for fewer.
   */
  private static final int FUNCTIONS = Integer.getInteger("dev.bulkhead.rehearsals", 50);

  /**
   * How many events each of them answers, at least: enough together that few methods are left to be
   * compiled beside the first call, which compilers do after some hundred and some thousand calls.
   */
  private static final int ANSWERS = 24;

  /**
   * Lambda lets a function take 130 seconds until its snapshot, or its own timeout if that is
   * longer, and may give it a part of a core only: from here on no other one begins.
   */
  private static final Duration ENOUGH = Duration.ofSeconds(60);

  /** After so many functions the compilers may catch up: a long queue has them compile less. */
  private static final int WAVE = 5;

  private static final Duration SHORTLY_QUIET = Duration.ofMillis(50);

  /**
   * Compilers that have finished nothing for so long have nothing left to do: large methods take
   * some tenths of a second.
   */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** Of the edge, the authorizer, the operators' functions and the one of S3's events. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "\"statusCode\":[45]|\"isAuthorized\":false|\"error_code\"|\"itemIdentifier\"");

  /** The context of the hooks holds what it is to notify by weak references alone. */
  private static final Set<Rehearsal> KEPT = ConcurrentHashMap.newKeySet();

  /** The stage of the rehearsal that goes on, if one does. */
  private static final ScopedValue<Stage> STAGE = ScopedValue.newInstance();

  private final Function<Environment, RequestStreamHandler> function;
  private final List<String> events;
  private final boolean searches;

  private Rehearsal(
      Function<Environment, RequestStreamHandler> function, List<String> events, boolean searches) {
    this.function = function;
    this.events = events;
    this.searches = searches;
  }

  /**
   * Has a function answer these events before the snapshot, if there is to be one.
   *
   * @param function makes the instance that rehearses
   * @param events names of files in {@code events/}, without {@code .json}
   */
  public static void beforeSnapshot(
      Function<Environment, RequestStreamHandler> function, String... events) {
    new Rehearsal(function, List.of(events), false).register();
  }

  /**
   * The same of a function that searches: it also finds sealed runs and histories, many of them.
   */
  public static void ofSearches(
      Function<Environment, RequestStreamHandler> function, String... events) {
    new Rehearsal(function, List.of(events), true).register();
  }

  private void register() {
    if (Environment.isToBeSnapshot()) {
      KEPT.add(this);
      Core.getGlobalContext().register(this);
    }
  }

  /**
   * A rehearsal that fails must not keep a function from being deployed: it is only slower then.
   */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    try {
      run();
    } catch (IOException | GeneralSecurityException | RuntimeException | LinkageError e) {
      System.err.println("The rehearsal failed: " + e);
    }
  }

  /** There is nothing to take up again: what was opened is closed, what serves was not used. */
  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  /**
   * Makes a pool of connections: in a rehearsal one that reaches its AWS and no other, and that is
   * closed when the rehearsal is over.
   */
  static SdkHttpClient connections(Apache5HttpClient.Builder builder) {
    return STAGE.isBound() ? STAGE.get().connections(builder) : builder.build();
  }

  private record Stage(RehearsalAws aws, Queue<SdkHttpClient> opened) implements AutoCloseable {
    static Stage open() throws IOException, GeneralSecurityException {
      return new Stage(RehearsalAws.start(), new ConcurrentLinkedQueue<>());
    }

    SdkHttpClient connections(Apache5HttpClient.Builder builder) {
      SdkHttpClient made = builder.tlsTrustManagersProvider(aws::trust).build();
      opened.add(made);
      return made;
    }

    /** Closes what a function has open that is done. */
    void closeConnections() {
      opened.forEach(SdkHttpClient::close);
      opened.clear();
    }

    @Override
    public void close() {
      closeConnections();
      aws.close();
    }
  }

  private void run() throws IOException, GeneralSecurityException {
    if (searches) {
      RehearsalSearches.unpack();
    }
    try (Stage stage = Stage.open()) {
      ScopedValue.where(STAGE, stage).call(() -> rehearse(stage));
    }
    awaitCompilers(QUIET);
  }

  private Void rehearse(Stage stage) throws IOException {
    RehearsalAws aws = stage.aws();
    Environment rehearsed = aws.environment(System.getenv());
    aws.keepAConnection();
    RehearsalData.put(rehearsed);
    if (searches) {
      RehearsalSearches.put(RehearsalData.stores(rehearsed), aws);
    }
    Map<String, byte[]> read = new LinkedHashMap<>();
    for (String event : events) {
      read.put(event, read(event));
    }
    long start = System.nanoTime();
    for (int number = 0; number < FUNCTIONS && isWithin(ENOUGH, start); number++) {
      if (number % WAVE == 0) {
        awaitCompilers(SHORTLY_QUIET);
      }
      RequestStreamHandler instance = function.apply(rehearsed);
      for (int answers = 0; answers < ANSWERS; answers += events.size()) {
        for (var event : read.entrySet()) {
          rehearse(instance, event.getKey(), event.getValue());
        }
      }
      stage.closeConnections();
    }
    return null;
  }

  /** What they have not finished before the snapshot, they would finish beside the first call. */
  private static void awaitCompilers(Duration quiet) {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    long before = -1;
    long now = compilers.getTotalCompilationTime();
    while (now != before && isWithin(LONGEST_WAIT, start)) {
      LockSupport.parkNanos(quiet.toNanos());
      before = now;
      now = compilers.getTotalCompilationTime();
    }
  }

  private static boolean isWithin(Duration time, long start) {
    return System.nanoTime() - start < time.toNanos();
  }

  /** A refusal is asked again: beside compilers at work one answer in a thousand comes too late. */
  private static void rehearse(RequestStreamHandler instance, String name, byte[] event)
      throws IOException {
    if (REFUSED.matcher(answer(instance, event)).find()) {
      String again = answer(instance, event);
      if (REFUSED.matcher(again).find()) {
        throw new IOException(name + " was answered: " + again);
      }
    }
  }

  private static String answer(RequestStreamHandler instance, byte[] event) throws IOException {
    var answer = new ByteArrayOutputStream();
    instance.handleRequest(new ByteArrayInputStream(event), answer, new RehearsalContext());
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static byte[] read(String event) throws IOException {
    String name = "/events/" + event + ".json";
    try (InputStream file = Rehearsal.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new FileNotFoundException(name);
      }
      return file.readAllBytes();
    }
  }
}
