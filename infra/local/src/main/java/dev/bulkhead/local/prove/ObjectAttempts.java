package dev.bulkhead.local.prove;

import static dev.bulkhead.local.prove.Actor.file;
import static dev.bulkhead.local.prove.Actor.folder;
import static dev.bulkhead.local.prove.Actor.spill;

import dev.bulkhead.local.prove.Attempt.Ask;
import dev.bulkhead.tenancy.Capability;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** What can be asked of S3. What would reach real tenants' data asks for one key at most. */
final class ObjectAttempts {
  private static final String SERVICE = "S3";

  /** An upload that never was: whether it is there is asked after whether one may ask. */
  private static final String NO_UPLOAD = "bm8tc3VjaC11cGxvYWQ";

  private ObjectAttempts() {}

  static List<Attempt> first() {
    return List.of(
        works("PutObject, own", a -> put(a, a.ownFile(), a.own())).by(ObjectAttempts::writesFiles),
        works("PutObject, own spill", a -> put(a, spill(a.own()), a.own()))
            .by(s -> s.writes() && s.isOf(Capability.TRACKING)));
  }

  static List<Attempt> last() {
    return List.of(
        untouched("GetObject, own, untouched", Actor::file, Capability.ARTIFACTS),
        untouched("GetObject, own spill, untouched", Actor::spill, Capability.TRACKING),
        works("HeadObject, own", a -> head(a, a.ownFile())).by(ObjectAttempts::isOfFiles),
        new Attempt(
            SERVICE,
            "ListObjectsV2, own, nothing added",
            true,
            ObjectAttempts::isOfFiles,
            a -> {
              List<String> keys =
                  a
                      .s3()
                      .listObjectsV2(r -> r.bucket(a.bucket()).prefix(folder(a.own())))
                      .contents()
                      .stream()
                      .map(object -> object.key())
                      .toList();
              return keys.equals(List.of(a.ownFile()))
                  ? new Outcome.Allowed()
                  : new Outcome.Unclear("the folder holds " + keys);
            }),
        works("CopyObject, own", a -> copy(a, a.ownFile(), a.ownFile() + "2"))
            .by(ObjectAttempts::writesFiles),
        works("DeleteObject, own", a -> delete(a, a.ownFile() + "2"))
            .by(ObjectAttempts::writesFiles),
        works("Multipart upload, own", ObjectAttempts::upload).by(ObjectAttempts::writesFiles));
  }

  static List<Attempt> reads() {
    return List.of(
        fails("GetObject", a -> get(a, a.otherFile())),
        fails("GetObject, spill", a -> get(a, spill(a.other()))),
        fails("GetObject, outside of tenants", a -> get(a, "prove")),
        fails("HeadObject", a -> head(a, a.otherFile())),
        fails("ListObjectsV2, no prefix", a -> list(a, _ -> {})),
        fails("ListObjectsV2, all tenants", a -> list(a, r -> r.prefix("tenants/").delimiter("/"))),
        fails(
            "ListObjectsV2, own without slash", a -> list(a, r -> r.prefix("tenants/" + a.own()))),
        fails("ListObjectsV2", a -> list(a, r -> r.prefix(folder(a.other())))),
        fails(
            "ListObjectsV2, spill",
            a -> list(a, r -> r.prefix("tenants/" + a.other() + "/spill/"))),
        fails("ListObjects (first version)", a -> a.s3().listObjects(r -> r.bucket(a.bucket()))),
        fails("ListMultipartUploads", a -> a.s3().listMultipartUploads(r -> r.bucket(a.bucket()))),
        fails("HeadBucket", a -> a.s3().headBucket(r -> r.bucket(a.bucket()))),
        fails("ListBuckets", a -> a.s3().listBuckets()),
        fails(
            "ListParts",
            a ->
                a.s3()
                    .listParts(r -> r.bucket(a.bucket()).key(a.otherFile()).uploadId(NO_UPLOAD))));
  }

  static List<Attempt> writes() {
    return List.of(
        fails("PutObject", a -> put(a, a.otherFile(), "stolen")),
        fails("PutObject, spill", a -> put(a, spill(a.other()), "stolen")),
        fails("PutObject, a new key", a -> put(a, folder(a.other()) + "prove/new", "stolen")),
        fails("CopyObject, from another's", a -> copy(a, a.otherFile(), a.ownFile() + "2")),
        fails("CopyObject, to another's", a -> copy(a, a.ownFile(), a.otherFile())),
        fails(
            "CreateMultipartUpload",
            a -> a.s3().createMultipartUpload(r -> r.bucket(a.bucket()).key(a.otherFile()))),
        fails(
            "UploadPart",
            a ->
                a.s3()
                    .uploadPart(
                        r ->
                            r.bucket(a.bucket())
                                .key(a.otherFile())
                                .uploadId(NO_UPLOAD)
                                .partNumber(1),
                        RequestBody.fromString("stolen"))),
        fails("UploadPartCopy, from another's", ObjectAttempts::partOfAnothers)
            .by(ObjectAttempts::writesFiles),
        fails(
            "CompleteMultipartUpload",
            a ->
                a.s3()
                    .completeMultipartUpload(
                        r ->
                            r.bucket(a.bucket())
                                .key(a.otherFile())
                                .uploadId(NO_UPLOAD)
                                .multipartUpload(
                                    m ->
                                        m.parts(
                                            CompletedPart.builder()
                                                .partNumber(1)
                                                .eTag("none")
                                                .build())))),
        fails(
            "AbortMultipartUpload",
            a ->
                a.s3()
                    .abortMultipartUpload(
                        r -> r.bucket(a.bucket()).key(a.otherFile()).uploadId(NO_UPLOAD))),
        new Attempt(SERVICE, "DeleteObjects", false, _ -> true, a -> deleteMany(a, a.otherFile())),
        fails("DeleteObject", a -> delete(a, a.otherFile())));
  }

  static List<Attempt> readersWrites() {
    return Stream.of(
            fails("PutObject, own, as a reader", a -> put(a, a.ownFile(), "read only")),
            fails("PutObject, own spill, as a reader", a -> put(a, spill(a.own()), "read only")),
            fails("CopyObject, own, as a reader", a -> copy(a, a.ownFile(), a.ownFile() + "2")),
            fails(
                "CreateMultipartUpload, own, as a reader",
                a -> a.s3().createMultipartUpload(r -> r.bucket(a.bucket()).key(a.ownFile()))),
            fails("DeleteObject, own, as a reader", a -> delete(a, a.ownFile())))
        .map(attempt -> attempt.by(s -> !s.writes()))
        .toList();
  }

  private interface Place {
    String of(String tenant);
  }

  private static Attempt untouched(String name, Place place, Capability capability) {
    return new Attempt(
        SERVICE,
        name,
        true,
        s -> s.isOf(capability),
        a ->
            get(a, place.of(a.own())).equals(a.own())
                ? new Outcome.Allowed()
                : new Outcome.Unclear("the object is not what its tenant wrote"));
  }

  private static boolean isOfFiles(Session session) {
    return session.isOf(Capability.ARTIFACTS);
  }

  private static boolean writesFiles(Session session) {
    return session.writes() && isOfFiles(session);
  }

  private static Attempt fails(String name, Ask ask) {
    return Attempt.mustFail(SERVICE, name, ask);
  }

  private static Attempt works(String name, Ask ask) {
    return Attempt.mustWork(SERVICE, name, ask);
  }

  private static Object put(Actor a, String key, String text) {
    return a.s3().putObject(r -> r.bucket(a.bucket()).key(key), RequestBody.fromString(text));
  }

  private static String get(Actor a, String key) {
    return a.s3().getObjectAsBytes(r -> r.bucket(a.bucket()).key(key)).asUtf8String();
  }

  private static Object head(Actor a, String key) {
    return a.s3().headObject(r -> r.bucket(a.bucket()).key(key));
  }

  private static Object delete(Actor a, String key) {
    return a.s3().deleteObject(r -> r.bucket(a.bucket()).key(key));
  }

  private static Object list(Actor a, Consumer<ListObjectsV2Request.Builder> how) {
    return a.s3().listObjectsV2(r -> how.accept(r.bucket(a.bucket()).maxKeys(1)));
  }

  private static Object copy(Actor a, String from, String to) {
    return a.s3()
        .copyObject(
            r ->
                r.sourceBucket(a.bucket())
                    .sourceKey(from)
                    .destinationBucket(a.bucket())
                    .destinationKey(to));
  }

  /** S3 answers for each key apart. */
  private static Outcome deleteMany(Actor a, String key) {
    DeleteObjectsResponse answer =
        a.s3()
            .deleteObjects(
                r ->
                    r.bucket(a.bucket())
                        .delete(d -> d.objects(ObjectIdentifier.builder().key(key).build())));
    return answer.errors().isEmpty()
        ? new Outcome.Allowed()
        : Outcome.ofCode(answer.errors().getFirst().code());
  }

  private static Object upload(Actor a) {
    String id = startUpload(a);
    return a.s3()
        .abortMultipartUpload(r -> r.bucket(a.bucket()).key(a.ownFile() + "3").uploadId(id));
  }

  private static String startUpload(Actor a) {
    return a.s3()
        .createMultipartUpload(r -> r.bucket(a.bucket()).key(a.ownFile() + "3"))
        .uploadId();
  }

  private static Object partOfAnothers(Actor a) {
    String id = startUpload(a);
    try {
      return a.s3()
          .uploadPartCopy(
              r ->
                  r.sourceBucket(a.bucket())
                      .sourceKey(file(a.other()))
                      .destinationBucket(a.bucket())
                      .destinationKey(a.ownFile() + "3")
                      .uploadId(id)
                      .partNumber(1));
    } finally {
      var _ =
          a.s3()
              .abortMultipartUpload(r -> r.bucket(a.bucket()).key(a.ownFile() + "3").uploadId(id));
    }
  }
}
