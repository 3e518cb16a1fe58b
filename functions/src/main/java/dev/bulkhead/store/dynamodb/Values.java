package dev.bulkhead.store.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values of the types that items are made of. */
final class Values {
  private Values() {}

  static AttributeValue of(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue of(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue of(Instant time) {
    return of(time.toEpochMilli());
  }

  static AttributeValue of(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
  }

  static AttributeValue of(Map<String, String> texts) {
    return AttributeValue.fromM(
        texts.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> of(entry.getValue()))));
  }

  static AttributeValue ofTexts(List<String> texts) {
    return AttributeValue.fromL(texts.stream().map(Values::of).toList());
  }

  static AttributeValue ofBinaries(List<byte[]> binaries) {
    return AttributeValue.fromL(binaries.stream().map(Values::of).toList());
  }
}
