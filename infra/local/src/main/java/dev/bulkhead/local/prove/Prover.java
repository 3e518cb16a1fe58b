package dev.bulkhead.local.prove;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Makes two throw-away tenants and has each try everything on the other. */
public final class Prover {
  private final Deployment deployment;
  private final Clock clock;

  /** A prover of one deployment. */
  public Prover(Deployment deployment, Clock clock) {
    this.deployment = deployment;
    this.clock = clock;
  }

  /**
   * Tries everything, both ways, and cleans up whatever came of it.
   *
   * @throws IOException if tenants or credentials cannot be had, so that nothing could be tried
   */
  public Proof prove() throws IOException {
    Instant started = clock.instant();
    List<TenantId> tenants = names();
    var results = new ArrayList<Result>();
    var leftovers = new ArrayList<String>();
    var actors = new ArrayList<Actor>();
    try (SdkHttpClient sdk = Apache5HttpClient.create();
        var http = HttpClient.newHttpClient()) {
      try {
        for (TenantId tenant : tenants) {
          deployment.create(tenant);
        }
        hire(tenants, actors, sdk);
        for (List<Attempt> stage : stages(new UrlAttempts(http))) {
          actors.forEach(actor -> stage.forEach(attempt -> make(attempt, actor, results)));
        }
      } finally {
        leftovers.addAll(new CleanUp(deployment).after(tenants, actors));
      }
    }
    List<Session> sessions = actors.stream().map(Actor::session).toList();
    return new Proof(tenants, sessions, results, leftovers, started, clock.instant());
  }

  /** The second's name begins with the first's, for a prefix without its delimiter to show. */
  private static List<TenantId> names() {
    byte[] random = new byte[3];
    new SecureRandom().nextBytes(random);
    String name = "prove-" + HexFormat.of().formatHex(random);
    return List.of(new TenantId(name), new TenantId(name + "2"));
  }

  private void hire(List<TenantId> tenants, List<Actor> actors, SdkHttpClient http)
      throws IOException {
    for (TenantId tenant : tenants) {
      TenantId other = tenants.get(1 - tenants.indexOf(tenant));
      for (Access access : Access.values()) {
        for (Capability capability : Capability.values()) {
          actors.add(new Actor(deployment.vend(tenant, access, capability), other, http));
        }
      }
    }
  }

  /** In each stage everybody has a turn before the next begins. */
  private static List<List<Attempt>> stages(UrlAttempts urls) {
    return List.of(
        all(Stream.of(ItemAttempts.first(), ObjectAttempts.first())),
        all(Stream.of(ItemAttempts.reads(), ObjectAttempts.reads(), SessionAttempts.across())),
        urls.across(),
        all(Stream.of(ItemAttempts.writes(), ObjectAttempts.writes())),
        all(Stream.of(ItemAttempts.readersWrites(), ObjectAttempts.readersWrites())),
        all(
            Stream.of(
                ItemAttempts.last(), ObjectAttempts.last(), urls.last(), SessionAttempts.last())));
  }

  private static List<Attempt> all(Stream<List<Attempt>> lists) {
    return lists.flatMap(List::stream).toList();
  }

  private static void make(Attempt attempt, Actor actor, List<Result> results) {
    if (attempt.triedBy().test(actor.session())) {
      Outcome outcome;
      try {
        outcome = attempt.make(actor);
      } catch (IOException e) {
        outcome = new Outcome.Unclear(e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        outcome = new Outcome.Unclear("interrupted");
      }
      results.add(new Result(attempt, actor.session(), new TenantId(actor.other()), outcome));
    }
  }
}
