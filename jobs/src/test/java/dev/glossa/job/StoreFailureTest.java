package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.s3.model.AmazonS3Exception;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import org.apache.hadoop.fs.s3a.S3AUtils;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What S3 answers, through the connector's own translation, ends in a sentence with a remedy. */
class StoreFailureTest {
  private static final String PATH = "s3a://corpora/raw/texts.jsonl";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | ExpiredToken                 | has expired: get new credentials
          403 | InvalidAccessKeyId           | check the access key
          403 | SignatureDoesNotMatch        | check the access key
          403 | RequestTimeTooSkewed         | set it, best by NTP
          404 | NoSuchBucket                 | does not exist: make it
          400 | AuthorizationHeaderMalformed | set spark.hadoop.fs.s3a.endpoint.region
          403 | AccessDenied                 | let the user or role list
          403 | 403 Forbidden                | let the user or role list
          400 | 400 Bad Request              | get new credentials if they may have expired
          """)
  void namesThePathAndTheRemedy(int status, String code, String remedy) {
    AmazonS3Exception answer = new AmazonS3Exception("said by the store");
    answer.setServiceName("Amazon S3");
    answer.setStatusCode(status);
    answer.setErrorCode(code);
    answer.setRequestId("1");
    answer.setAdditionalDetails(Map.of("Endpoint", "corpora.s3.eu-west-1.amazonaws.com"));
    IOException failure = S3AUtils.translateException("getFileStatus", PATH, answer);

    assertThat(Failures.explain("prepare", new RuntimeException(failure)).getMessage())
        .contains("'" + PATH + "'", remedy)
        .doesNotContain("\n");
  }

  @Test
  void anotherRegionIsToldWithoutAPathForTheConnectorSaysNone() {
    AmazonS3Exception answer = new AmazonS3Exception("said by the store");
    answer.setStatusCode(301);
    answer.setErrorCode("PermanentRedirect");
    answer.setAdditionalDetails(Map.of("Endpoint", "corpora.s3.eu-west-1.amazonaws.com"));
    IOException failure = S3AUtils.translateException("getFileStatus", PATH, answer);

    assertThat(Failures.explain("prepare", failure).getMessage())
        .contains("what 'prepare' reads or writes", "set spark.hadoop.fs.s3a.endpoint.region");
  }

  @Test
  void aMissingBucketIsToldByTheConnectorAlso() {
    assertThat(
            StoreFailure.sentence(
                new UnknownStoreException("s3a://corpora/", "it is not there"), "prepare"))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).contains("'s3a://corpora/' does not exist"));
  }

  @Test
  void thatThereAreNoCredentialsIsSaid() {
    assertThat(StoreFailure.sentence(new NoAuthWithAWSException("none of three"), "'" + PATH + "'"))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).contains("'" + PATH + "'", "give the machine a role"));
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() {
    assertThat(StoreFailure.sentence(new AccessDeniedException("/data/raw"), "prepare"))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("'/data/raw'"));
  }

  @Test
  void aFailureOfAnotherKindIsNone() {
    assertThat(StoreFailure.sentence(new FileNotFoundException(PATH), PATH)).isEmpty();
  }
}
