package dev.bulkhead.tenancy;

import static dev.bulkhead.tenancy.Statement.allow;

import java.util.ArrayList;
import java.util.List;

/** What encrypts a deployment's tables and files where they lie. */
public sealed interface Encryption {

  /** What a variable of the template says: the ARN of a key in KMS, or nothing. */
  static Encryption of(String keyArn) {
    return keyArn.isEmpty() ? new ByAws() : new ByKey(keyArn);
  }

  /** What a session needs besides, to reach encrypted what these statements grant. */
  List<Statement> needed(List<Statement> granted);

  /** Keys of AWS's own, which ask no permission of anybody. */
  record ByAws() implements Encryption {
    @Override
    public List<Statement> needed(List<Statement> granted) {
      return List.of();
    }
  }

  /**
   * A key in KMS. DynamoDB and S3 use it in the name of the session that asks them, which must
   * therefore be allowed to, through that service alone. DynamoDB only ever has the table's key
   * decrypted; S3 has a new one made for what it stores, and parts of an upload are read again.
   */
  record ByKey(String arn) implements Encryption {
    @Override
    public List<Statement> needed(List<Statement> granted) {
      List<String> actions = granted.stream().flatMap(s -> s.actions().stream()).toList();
      var needed = new ArrayList<Statement>();
      if (actions.stream().anyMatch(action -> action.startsWith("dynamodb:"))) {
        needed.add(through("dynamodb", List.of("kms:Decrypt")));
      }
      if (actions.contains("s3:PutObject")) {
        needed.add(through("s3", List.of("kms:Decrypt", "kms:GenerateDataKey")));
      } else if (actions.contains("s3:GetObject")) {
        needed.add(through("s3", List.of("kms:Decrypt")));
      }
      return needed;
    }

    private Statement through(String service, List<String> actions) {
      String[] parts = arn.split(":", 5);
      String domain = parts[1].equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
      return allow(actions, arn)
          .when("StringEquals", "kms:ViaService", service + "." + parts[3] + domain);
    }
  }
}
