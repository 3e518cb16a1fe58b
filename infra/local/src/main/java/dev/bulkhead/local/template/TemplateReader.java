package dev.bulkhead.local.template;

import dev.bulkhead.local.template.ArtifactBucket.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes records of a template's resources. */
final class TemplateReader {
  private final Resources resources;

  TemplateReader(Resources resources) {
    this.resources = resources;
  }

  Template read() {
    List<LambdaFunction> functions =
        resources.ofType(Resources.FUNCTION).stream().map(TemplateReader::function).toList();
    return new Template(
        functions,
        resources.ofType(Resources.FUNCTION).stream().flatMap(f -> routes(f).stream()).toList(),
        authorizer(functions),
        roles(),
        resources.ofType("AWS::DynamoDB::Table").stream().map(TemplateReader::table).toList(),
        bucket(),
        eventQueues(),
        resources.ofType("AWS::KMS::Key").stream().map(TemplateReader::keyArn).toList());
  }

  private static LambdaFunction function(Resource resource) {
    Section properties = resource.properties();
    return new LambdaFunction(
        resource.id(),
        Account.LOCAL.arn("lambda", "function:" + Account.LOCAL.nameOf(resource.id())),
        properties.get("Handler").text(),
        Duration.ofSeconds(properties.get("Timeout").number()),
        properties.get("MemorySize").number(),
        properties.get("Role").text(),
        environment(properties));
  }

  private static Map<String, String> environment(Section function) {
    var environment = new HashMap<String, String>();
    function
        .find("Environment")
        .flatMap(e -> e.find("Variables"))
        .ifPresent(v -> v.entries().forEach((name, value) -> environment.put(name, value.text())));
    return environment;
  }

  private static List<ApiRoute> routes(Resource function) {
    return events(function, "HttpApi").map(event -> route(function.id(), event)).toList();
  }

  /** The properties of a function's events of a type. */
  private static Stream<Section> events(Resource function, String type) {
    return function.properties().find("Events").stream()
        .flatMap(events -> events.entries().values().stream())
        .filter(event -> event.get("Type").text().equals(type))
        .map(event -> event.get("Properties"));
  }

  private static ApiRoute route(String function, Section event) {
    String key =
        event.has("Path")
            ? event.get("Method").text() + " " + event.get("Path").text()
            : "$default";
    boolean open =
        event
            .find("Auth")
            .flatMap(auth -> auth.find("Authorizer"))
            .filter(authorizer -> authorizer.text().equals("NONE"))
            .isPresent();
    return new ApiRoute(key, function, !open);
  }

  private Authorizer authorizer(List<LambdaFunction> functions) {
    Section auth = resources.one("AWS::Serverless::HttpApi").properties().get("Auth");
    Section authorizer = auth.get("Authorizers").get(auth.get("DefaultAuthorizer").text());
    Section identity = authorizer.get("Identity");
    List<String> headers = identity.get("Headers").texts();
    if (headers.size() != 1) {
      throw new InvalidTemplate(identity + " must name one header.");
    }
    return new Authorizer(
        invoked(authorizer.get("FunctionArn"), functions),
        headers.getFirst(),
        Duration.ofSeconds(identity.get("ReauthorizeEvery").number()));
  }

  private List<IamRole> roles() {
    return resources.ofType("AWS::IAM::Role").stream().map(this::role).toList();
  }

  private IamRole role(Resource role) {
    if (role.properties().has("ManagedPolicyArns")) {
      throw new InvalidTemplate(role.id() + " has managed policies, which nobody here can read.");
    }
    String name = Account.LOCAL.nameOf(role.id());
    var policies = new ArrayList<Map<String, Object>>();
    role.properties()
        .find("Policies")
        .ifPresent(
            inline ->
                inline.items().forEach(p -> policies.add(p.get("PolicyDocument").document())));
    resources.ofType("AWS::IAM::Policy").stream()
        .map(Resource::properties)
        .filter(policy -> policy.get("Roles").texts().contains(name))
        .forEach(policy -> policies.add(policy.get("PolicyDocument").document()));
    return new IamRole(
        role.id(),
        name,
        Account.LOCAL.roleArn(role.id()),
        role.properties().get("AssumeRolePolicyDocument").document(),
        policies);
  }

  private static String keyArn(Resource key) {
    return Account.LOCAL.arn("kms", "key/" + Account.LOCAL.nameOf(key.id()));
  }

  private static DynamoTable table(Resource table) {
    List<Section> keys = table.properties().get("KeySchema").items();
    if (keys.size() != 2) {
      throw new InvalidTemplate(table.id() + " must have a partition key and a sort key.");
    }
    return new DynamoTable(
        table.id(),
        Account.LOCAL.nameOf(table.id()),
        keys.getFirst().get("AttributeName").text(),
        keys.getLast().get("AttributeName").text());
  }

  private ArtifactBucket bucket() {
    Section bucket = resources.one("AWS::S3::Bucket").properties();
    return new ArtifactBucket(
        bucket.get("BucketName").text(),
        resources.ofType("AWS::S3::BucketPolicy").stream()
            .map(policy -> policy.properties().get("PolicyDocument").document())
            .toList(),
        bucket.get("NotificationConfiguration").get("QueueConfigurations").items().stream()
            .map(TemplateReader::notification)
            .toList());
  }

  private static Notification notification(Section configuration) {
    String prefix =
        configuration.get("Filter").get("S3Key").get("Rules").items().stream()
            .filter(rule -> rule.get("Name").text().equals("prefix"))
            .map(rule -> rule.get("Value").text())
            .findFirst()
            .orElse("");
    return new Notification(
        configuration.get("Event").text(), prefix, configuration.get("Queue").text());
  }

  /** The queues that functions are subscribed to. */
  private List<EventQueue> eventQueues() {
    return resources.ofType(Resources.FUNCTION).stream()
        .flatMap(f -> events(f, "SQS").map(event -> eventQueue(f.id(), event)))
        .toList();
  }

  private EventQueue eventQueue(String function, Section event) {
    String arn = event.get("Queue").text();
    Resource queue =
        resources.ofType("AWS::SQS::Queue").stream()
            .filter(q -> arn.equals(Account.LOCAL.arn("sqs", Account.LOCAL.nameOf(q.id()))))
            .findFirst()
            .orElseThrow(() -> new InvalidTemplate(event + ".Queue is the ARN of no queue."));
    return new EventQueue(
        queue.id(),
        arn,
        Account.LOCAL.queueUrl(Account.LOCAL.nameOf(queue.id())),
        queue.properties().has("FifoQueue"),
        Account.LOCAL.region(),
        queue.properties().get("RedrivePolicy").get("maxReceiveCount").number(),
        function,
        event.get("BatchSize").number(),
        Duration.ofSeconds(
            event.find("MaximumBatchingWindowInSeconds").map(Section::number).orElse(0)));
  }

  /** Which function an ARN, that of its alias as a rule, leads to. */
  private static String invoked(Section arn, List<LambdaFunction> functions) {
    return functions.stream()
        .filter(f -> arn.text().equals(f.arn()) || arn.text().equals(f.arn() + ":live"))
        .map(LambdaFunction::id)
        .findFirst()
        .orElseThrow(() -> new InvalidTemplate(arn + " is the ARN of no function."));
  }
}
