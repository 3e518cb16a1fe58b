package dev.bulkhead.local.s3;

import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A store that denies everything: what nobody is allowed, and where nobody signed. */
class RefusingStore implements BlobStore {

  private static S3Exception denied() {
    return Refusal.accessDenied("Access Denied");
  }

  @Override
  public ListBucketsResponse list() {
    throw denied();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    throw denied();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    throw denied();
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    throw denied();
  }

  @Override
  public BucketCannedACL getContainerAccess(String container) {
    throw denied();
  }

  @Override
  public void setContainerAccess(String container, BucketCannedACL access) {
    throw denied();
  }

  @Override
  public void deleteBucket(String container) {
    throw denied();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    throw denied();
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    throw denied();
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    throw denied();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    throw denied();
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    throw denied();
  }

  @Override
  public ObjectCannedACL getBlobAccess(String container, String name) {
    throw denied();
  }

  @Override
  public void setBlobAccess(String container, String name, ObjectCannedACL access) {
    throw denied();
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    throw denied();
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    throw denied();
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    throw denied();
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream payload) {
    throw denied();
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    throw denied();
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String container) {
    throw denied();
  }

  @Override
  public long getMinimumMultipartPartSize() {
    return 5 << 20;
  }
}
