package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.iam.AccessRequest;
import dev.bulkhead.local.iam.Decision;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.iam.SignatureRefused;
import dev.bulkhead.local.iam.SignatureVerifier;
import dev.bulkhead.local.iam.SignedRequest;
import dev.bulkhead.local.iam.SigningService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * DynamoDB over HTTP: checks each call's signature, asks IAM what DynamoDB would ask, and only then
 * lets DynamoDB Local do it.
 */
public final class DynamoDbFront extends Handler.Abstract implements AutoCloseable {
  private static final String ACCOUNT = "000000000000";
  private static final Set<String> SCHEMA_CHANGES =
      Set.of("CreateTable", "DeleteTable", "UpdateTable");
  private static final int MAX_BODY = 16 * 1024 * 1024;

  private final LocalIam iam;
  private final SignatureVerifier verifier;
  private final DynamoDbLocal dynamo;
  private final TableKeys keys;
  private final AccessQuestions questions;
  private final Meter meter;

  private DynamoDbFront(
      LocalIam iam, String region, Clock clock, DynamoDbLocal dynamo, Meter meter) {
    this.iam = iam;
    this.meter = meter;
    this.verifier = new SignatureVerifier(iam, SigningService.DYNAMODB, region, clock);
    this.dynamo = dynamo;
    this.keys = new TableKeys(dynamo::describe);
    this.questions = new AccessQuestions(new TableArns(region, ACCOUNT), keys);
  }

  /** Tables that are gone when this process ends. */
  public static DynamoDbFront inMemory(LocalIam iam, String region, Clock clock) {
    return new DynamoDbFront(iam, region, clock, DynamoDbLocal.inMemory(region), Meter.OFF);
  }

  /** Tables that are kept in a directory of their own, which is made if need be. */
  public static DynamoDbFront onDisk(Path directory, LocalIam iam, String region, Clock clock) {
    return new DynamoDbFront(
        iam, region, clock, DynamoDbLocal.onDisk(directory, region), Meter.OFF);
  }

  /** The same tables, each call of which is billed to a meter. */
  public DynamoDbFront billing(Meter meter, String region, Clock clock) {
    return new DynamoDbFront(iam, region, clock, dynamo, meter);
  }

  /** Makes a table as CloudFormation does, asking nobody; one of that name stays as it is. */
  public void ensureTable(CreateTableRequest request) {
    dynamo.ensureTable(request);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    byte[] body = Content.Source.asInputStream(request).readNBytes(MAX_BODY + 1);
    try {
      Call call = permitted(SignedRequest.of(request), body);
      return SCHEMA_CHANGES.contains(call.operation())
          ? keys.changing(() -> dynamo.handle(request, body, response, callback))
          : done(call, request, body, response, callback);
    } catch (SignatureRefused e) {
      String code = e.refusal().code(SigningService.DYNAMODB);
      new ErrorAnswer("com.amazon.coral.service#" + code, e.reason()).write(response, callback);
    } catch (InvalidCall e) {
      new ErrorAnswer(e.type(), e.reason()).write(response, callback);
    } catch (AccessDenied e) {
      new ErrorAnswer("com.amazon.coral.service#AccessDeniedException", e.reason())
          .write(response, callback);
    }
    return true;
  }

  private boolean done(
      Call call, Request request, byte[] body, Response response, Callback callback)
      throws Exception {
    if (meter.equals(Meter.OFF)) {
      return dynamo.handle(request, body, response, callback);
    }
    Bill bill =
        switch (call.operation()) {
          case "GetItem", "BatchGetItem" -> new ReadBill(dynamo, call, body);
          case "Query" -> new QueryBill(call, questions.leadingKey(call));
          default -> WriteBill.open(dynamo, call, body);
        };
    return dynamo.handle(
        request, bill.body(), new MeteredAnswer(request, response, call, bill, meter), callback);
  }

  private Call permitted(SignedRequest request, byte[] body)
      throws SignatureRefused, InvalidCall, AccessDenied {
    if (body.length > MAX_BODY) {
      throw InvalidCall.serialization("Request size exceeded " + MAX_BODY + " bytes");
    }
    Identity caller = verifier.verify(request, body);
    Call call = Call.read(request, body);
    for (AccessRequest question : questions.of(call)) {
      Decision decision = iam.judge(caller, question);
      if (!decision.isAllowed()) {
        throw new AccessDenied(decision.refusal(caller, question));
      }
    }
    return call;
  }

  /** Ends DynamoDB Local; what is kept on disk is complete then. */
  @Override
  public void close() {
    dynamo.close();
  }
}
