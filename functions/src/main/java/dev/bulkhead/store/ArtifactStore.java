package dev.bulkhead.store;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A tenant's artifact files, each under a path relative to the tenant's root. Paths are checked by
 * {@link ArtifactPath} before they get here.
 */
public interface ArtifactStore {

  /** What lies directly under a folder, sorted by path; of a file or of nothing, an empty list. */
  List<Entry> list(ArtifactPath folder);

  /** Whether a file is there, and how long it is. */
  java.util.Optional<Long> size(ArtifactPath file);

  /** Stores a small file, replacing what was there. */
  void put(ArtifactPath file, byte[] bytes, String contentType);

  /** Deletes a file, or everything under a folder. */
  void delete(ArtifactPath path);

  /**
   * A URL that lends the file for a while, as an attachment. It does not say whether the file is
   * there.
   */
  URI download(ArtifactPath file, Duration lifetime);

  /** Begins an upload in parts, and returns its id. */
  String beginUpload(ArtifactPath file);

  /** A URL for each part, numbered from 1. */
  List<URI> uploadParts(ArtifactPath file, String uploadId, int parts, Duration lifetime);

  /**
   * Makes a file of the parts.
   *
   * @param parts the ETag of each part by its number
   */
  void completeUpload(ArtifactPath file, String uploadId, Map<Integer, String> parts);

  /** Forgets an upload and its parts. */
  void abortUpload(ArtifactPath file, String uploadId);

  /** A file or folder directly under another; a folder has no size. */
  record Entry(ArtifactPath path, boolean folder, long size) {}
}
