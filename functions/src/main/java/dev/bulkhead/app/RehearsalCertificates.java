package dev.bulkhead.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What TLS with the AWS of a rehearsal needs: an authority that nobody else trusts, and a server's
 * certificate for {@code 127.0.0.1} that it has signed, with RSA as AWS's own are. The key is made
 * for one rehearsal and is gone with it. The JDK reads certificates and does not write them, so
 * these few are put together here (X.509, RFC 5280).
 */
final class RehearsalCertificates {
  /** The least that the JDK takes: it keeps nothing secret, and a longer one takes seconds. */
  private static final int KEY_BITS = 1024;

  private static final char[] PASSWORD = "rehearsal".toCharArray();
  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";

  // DER's tags.
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0C;
  private static final int UTC_TIME = 0x17;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int VERSION = 0xA0;
  private static final int EXTENSIONS = 0xA3;
  private static final int IP_ADDRESS = 0x87;

  /** The version of X.509, counted from 0. */
  private static final byte V3 = 2;

  private static final byte[] SHA256_WITH_RSA = hex("300d06092a864886f70d01010b0500");
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] ALTERNATIVE_NAME = hex("0603551d11");
  private static final byte[] BASIC_CONSTRAINTS = hex("0603551d13");
  private static final byte[] IS_AUTHORITY = hex("30030101ff");
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final KeyPair key;
  private final X509Certificate authority;
  private final X509Certificate server;

  private RehearsalCertificates(KeyPair key) throws GeneralSecurityException {
    this.key = key;
    this.authority = certificate(AUTHORITY, extension(BASIC_CONSTRAINTS, IS_AUTHORITY));
    this.server =
        certificate(SERVER, extension(ALTERNATIVE_NAME, der(SEQUENCE, der(IP_ADDRESS, LOOPBACK))));
  }

  static RehearsalCertificates create() throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(KEY_BITS);
    return new RehearsalCertificates(keys.generateKeyPair());
  }

  /** For the server. */
  SSLContext context() throws GeneralSecurityException, IOException {
    KeyStore store = store();
    store.setKeyEntry(
        SERVER, key.getPrivate(), PASSWORD, new X509Certificate[] {server, authority});
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** For clients, which so trust the authority alone. */
  TrustManager[] trust() throws GeneralSecurityException, IOException {
    KeyStore store = store();
    store.setCertificateEntry(AUTHORITY, authority);
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers.getTrustManagers();
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    return store;
  }

  private X509Certificate certificate(String subject, byte[] extension)
      throws GeneralSecurityException {
    byte[] told =
        der(
            SEQUENCE,
            der(VERSION, der(INTEGER, new byte[] {V3})),
            der(INTEGER, new byte[] {1}),
            SHA256_WITH_RSA,
            name(AUTHORITY),
            der(SEQUENCE, time("000101000000Z"), time("491231235959Z")),
            name(subject),
            key.getPublic().getEncoded(),
            der(EXTENSIONS, der(SEQUENCE, extension)));
    byte[] certificate = der(SEQUENCE, told, SHA256_WITH_RSA, bits(signature(told)));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private byte[] signature(byte[] told) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.getPrivate());
    signature.update(told);
    return signature.sign();
  }

  private static byte[] name(String text) {
    byte[] value = der(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, value)));
  }

  private static byte[] extension(byte[] type, byte[] value) {
    return der(SEQUENCE, type, der(OCTET_STRING, value));
  }

  private static byte[] time(String text) {
    return der(UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** All bits of the last byte are used. */
  private static byte[] bits(byte[] bytes) {
    return der(BIT_STRING, new byte[] {0}, bytes);
  }

  /** One value: its tag, its length, what it is made of. */
  private static byte[] der(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    String head = "%02x".formatted(tag) + length(length);
    byte[] start = hex(head);
    byte[] whole = new byte[start.length + length];
    System.arraycopy(start, 0, whole, 0, start.length);
    int at = start.length;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** In as few bytes as can be, as a reader insists. */
  private static String length(int length) {
    if (length < 0x80) {
      return "%02x".formatted(length);
    }
    return length < 0x100 ? "81%02x".formatted(length) : "82%04x".formatted(length);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
