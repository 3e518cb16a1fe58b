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

  /** What lies directly under a folder, sorted by path; of a file or of nothing, an empty list. */
  List<Entry> list(ArtifactPath folder);

  /** The length of a file in bytes; empty if there is no such file. */
  Optional<Long> size(ArtifactPath file);

  /** Stores a small file, replacing what was there. */
  void put(ArtifactPath file, byte[] bytes, String contentType);

  /** Deletes the file of that path and everything below it; what is not there stays so. */
  void delete(ArtifactPath path);

  /** A URL that lends the file as an attachment, whether it is there or not. */
  URI download(ArtifactPath file, Duration lifetime);

  /** Begins an upload in parts, and returns its id. */
  String beginUpload(ArtifactPath file);

  /** A URL to put each part to, in order; part numbers begin at 1. */
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

  /** A file or folder directly under another; a folder's size is 0. */
  record Entry(ArtifactPath path, boolean folder, long size) {}
}
