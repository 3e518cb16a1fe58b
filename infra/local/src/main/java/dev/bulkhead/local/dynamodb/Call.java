package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.iam.SignedRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call of DynamoDB's JSON protocol.
 *
 * <p>It is read more strictly than DynamoDB Local reads it: whatever two parsers could understand
 * in two ways (a member given twice, an odd encoding, a second header) is refused, so that what was
 * judged is what is done.
 *
 * @param operation such as {@code PutItem}
 */
record Call(String operation, Members body) {
  private static final Pattern TARGET =
      Pattern.compile("DynamoDB(?:Streams)?_20120810\\.([A-Za-z]+)");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Call read(SignedRequest request, byte[] body) throws InvalidCall {
    if (!request.method().equals("POST") || !request.header("content-encoding").isEmpty()) {
      throw InvalidCall.unknownOperation();
    }
    return new Call(operation(request.header("x-amz-target")), new Members(json(body)));
  }

  private static String operation(List<String> targets) throws InvalidCall {
    Matcher form = TARGET.matcher(targets.size() == 1 ? targets.getFirst() : "");
    if (!form.matches()) {
      throw InvalidCall.unknownOperation();
    }
    return form.group(1);
  }

  private static JsonNode json(byte[] body) throws InvalidCall {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return JSON.readTree(text);
    } catch (CharacterCodingException | JacksonException e) {
      throw InvalidCall.serialization("The body is not the JSON that DynamoDB understands");
    }
  }
}
