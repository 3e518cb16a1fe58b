package dev.bulkhead.local.sts;

import dev.bulkhead.local.iam.Identity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** STS's answers, as its query protocol spells them. */
final class StsXml {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private StsXml() {}

  static String assumedRole(Identity session, String userId) {
    return answer(
        "AssumeRole",
        """
        <AssumedRoleUser>
          <AssumedRoleId>%s</AssumedRoleId>
          <Arn>%s</Arn>
        </AssumedRoleUser>
        <Credentials>
          <AccessKeyId>%s</AccessKeyId>
          <SecretAccessKey>%s</SecretAccessKey>
          <SessionToken>%s</SessionToken>
          <Expiration>%s</Expiration>
        </Credentials>
        """
            .formatted(
                escape(userId),
                escape(session.principalArn()),
                session.accessKeyId(),
                session.secretAccessKey(),
                session.sessionToken().orElseThrow(),
                session.expiration().map(StsXml::seconds).orElseThrow()));
  }

  static String callerIdentity(Identity caller, String userId) {
    return answer(
        "GetCallerIdentity",
        """
        <Arn>%s</Arn>
        <UserId>%s</UserId>
        <Account>%s</Account>
        """
            .formatted(
                escape(caller.principalArn()),
                escape(userId),
                caller.principalArn().split(":", 6)[4]));
  }

  static String error(StsError error) {
    return """
        <ErrorResponse xmlns="%s">
          <Error>
            <Type>Sender</Type>
            <Code>%s</Code>
            <Message>%s</Message>
          </Error>
          <RequestId>%s</RequestId>
        </ErrorResponse>
        """
        .formatted(NAMESPACE, error.code(), escape(error.reason()), UUID.randomUUID());
  }

  private static String answer(String action, String result) {
    return """
        <%1$sResponse xmlns="%2$s">
        <%1$sResult>
        %3$s</%1$sResult>
        <ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata>
        </%1$sResponse>
        """
        .formatted(action, NAMESPACE, result, UUID.randomUUID());
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
