package dev.bulkhead.local.iam;

/** A service as Signature Version 4 knows it: its name in the scope and how it spells a path. */
public enum SigningService {
  /** Encodes the path twice and normalises it. */
  DYNAMODB("dynamodb"),
  /** Encodes the path twice and normalises it. */
  STS("sts"),
  /** As STS, whose protocol it speaks. */
  IAM("iam"),
  /** As DynamoDB, whose protocol it speaks. */
  SQS("sqs"),
  /** Encodes the path once and never normalises it: a key may hold {@code //} or {@code ..}. */
  S3("s3");

  private final String scope;

  SigningService(String scope) {
    this.scope = scope;
  }

  String scope() {
    return scope;
  }
}
