package dev.bulkhead.store;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's artifact files. Every read sees every write that was answered before it; a URL lives
 * no longer than the session that signed it, whatever lifetime is asked.
 */
public interface ArtifactStore {
  /** What every session has left to live when it signs: half an artifact session's life. */
  Duration SHORT_LIFETIME = Duration.ofMinutes(30);

  /**
   * Where the tenant's root is at S3, such as {@code s3://bucket/tenants/acme/artifacts/}, for
   * clients that have credentials of their own.
   */
  String root();

  /** What lies directly under a folder, sorted by path; of a file or of nothing, an empty list. */
  List<Entry> list(ArtifactPath folder);

  /** The length of a file in bytes; empty if there is no such file. */
  Optional<Long> size(ArtifactPath file);

  /** Stores a small file, replacing what was there. */
  void put(ArtifactPath file, byte[] bytes, String contentType);

  /** Deletes the file of that path and everything below it; what is not there stays so. */
  void delete(ArtifactPath path);

  /**
   * Deletes at most so many files of a folder, a thousand at a time, and says how many it found.
   */
  int deleteSome(ArtifactPath folder, int most);

  /** A URL that lends the file as an attachment, whether it is there or not. */
  URI download(ArtifactPath file, Duration lifetime);

  /**
   * A URL to put the file to in one request, replacing what was there. What was promised of the
   * bytes is signed: S3 refuses others, and a request that leaves out the checksum's header.
   */
  URI upload(ArtifactPath file, Promise promise, Duration lifetime);

  /** Begins an upload in parts, and returns its id. */
  String beginUpload(ArtifactPath file);

  /**
   * A URL to put each part to, in order; part numbers begin at 1. URLs of more than {@link
   * #SHORT_LIFETIME} are signed by a session minted for this call, and live as long as it at most.
   */
  List<URI> uploadParts(ArtifactPath file, String uploadId, int parts, Duration lifetime);

  /**
   * Makes a file of the parts.
   *
   * @param parts the ETag of each part by its number; none for an empty file
   * @throws dev.bulkhead.domain.InvalidParameter if S3 has no such upload or not these parts
   */
  void completeUpload(ArtifactPath file, String uploadId, Map<Integer, String> parts);

  /** Forgets an upload and its parts; one that is not there stays so. */
  void abortUpload(ArtifactPath file, String uploadId);

  /**
   * What a client says beforehand of the bytes that it will put.
   *
   * @param length in bytes
   * @param sha256 their checksum in base64, which the client must send as {@code
   *     x-amz-checksum-sha256}
   */
  record Promise(Optional<Long> length, Optional<String> sha256) {}

  /** A file or folder directly under another; a folder's size is 0. */
  record Entry(ArtifactPath path, boolean folder, long size) {}
}
