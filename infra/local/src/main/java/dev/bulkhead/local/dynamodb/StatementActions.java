package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.iam.AccessRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of IAM for PartiQL.
 *
 * <p>DynamoDB tells IAM a statement's leading keys and attributes where it can; to find them would
 * take a PartiQL parser. So each statement is asked about twice, once without them and once with
 * values that nobody allows by name: a policy that depends on them never lets a statement through.
 */
final class StatementActions {
  private static final List<String> UNKNOWN = List.of("\u0000not known to the local stack");

  private final TableArns arns;

  StatementActions(TableArns arns) {
    this.arns = arns;
  }

  List<AccessRequest> single(Members call) throws InvalidCall {
    return ask(call, new RequestContext(), new RequestContext());
  }

  List<AccessRequest> batch(Members call) throws InvalidCall {
    List<AccessRequest> requests = new ArrayList<>();
    for (Members statement : call.list("Statements")) {
      requests.addAll(single(statement));
    }
    return requests;
  }

  List<AccessRequest> transaction(String operation, Members call) throws InvalidCall {
    List<AccessRequest> requests = new ArrayList<>();
    for (Members statement : call.list("TransactStatements")) {
      requests.addAll(
          ask(
              statement,
              new RequestContext().enclosedBy(operation),
              new RequestContext().enclosedBy(operation)));
    }
    return requests;
  }

  private List<AccessRequest> ask(Members entry, RequestContext without, RequestContext with)
      throws InvalidCall {
    PartiQlStatement statement =
        new PartiQlStatement(
            entry
                .string("Statement")
                .orElseThrow(() -> InvalidCall.validation("A statement is missing")));
    with.leadingKeys(UNKNOWN).attributes(UNKNOWN);
    return List.of(ask(statement, without), ask(statement, with));
  }

  private AccessRequest ask(PartiQlStatement statement, RequestContext context) {
    if (statement.action().equals("PartiQLSelect")) {
      context.select(statement.readsAllAttributes() ? "ALL_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES");
    }
    return new AccessRequest(
        "dynamodb:" + statement.action(), statement.resource(arns), context.keys());
  }
}
