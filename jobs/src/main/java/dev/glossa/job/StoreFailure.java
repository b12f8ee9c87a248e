package dev.glossa.job;

import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why an object store refuses, and what to do about it. The connectors of S3 on AWS's SDK 1 (Hadoop
 * 3.3) and 2 (Hadoop 3.4) have exceptions of different classes, and neither need be on the class
 * path: both say the error codes of S3, by which these are told apart, or else have a class by
 * whose name they are. That of Google Cloud Storage passes on what the store says in words.
 */
enum StoreFailure {
  EXPIRED(
      Set.of("ExpiredToken", "TokenRefreshRequired", "RequestExpired"),
      Set.of(),
      "The session token for %s has expired: get new credentials and run it again."),
  UNKNOWN_KEY(
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken"),
      Set.of(),
      "The credentials for %s are refused: check the access key, the secret key and the session"
          + " token."),
  CLOCK(
      Set.of("RequestTimeTooSkewed"),
      Set.of(),
      "The clock of this machine is too far from that of the store of %s: set it, best by NTP."),
  NO_BUCKET(
      Set.of("NoSuchBucket", "The specified bucket does not exist"),
      Set.of("UnknownStoreException"),
      "The bucket of %s does not exist: make it, or correct the path."),
  REGION(
      Set.of(
          "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException"),
      Set.of("AWSRedirectException"),
      "The bucket of %s is in another region: set spark.hadoop.fs.s3a.endpoint.region to its"
          + " own."),
  NO_CREDENTIALS(
      Set.of(),
      Set.of(
          "NoAuthWithAWSException",
          "NoAwsCredentialsException",
          "CredentialInitializationException"),
      "There are no credentials for %s: give the machine a role, or set AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY."),
  GOOGLE_LOGIN(
      Set.of(
          "Invalid Credentials",
          "invalid_grant",
          "Error getting access token from metadata server"),
      Set.of(),
      "Google does not know who asks for %s: give the machine or the job a service account, and run"
          + " it again."),
  DENIED(
      Set.of("AccessDenied", "AllAccessDisabled", "does not have storage\\.[a-zA-Z.]+ access"),
      Set.of(AccessDeniedException.class.getSimpleName(), "AccessControlException"),
      "There is no permission for %s: check the credentials, and let the user or role list, read,"
          + " write and delete there."),
  BAD_REQUEST(
      Set.of(),
      Set.of("AWSBadRequestException"),
      "The store of %s takes the request for a bad one: get new credentials if they may have"
          + " expired, and check spark.hadoop.fs.s3a.endpoint.region.");

  private static final Pattern URL = Pattern.compile("\\b[a-z][a-z0-9]*://[^\\s:,;'\"]+");

  private final Pattern codes;
  private final Set<String> classes;
  private final String sentence;

  StoreFailure(Set<String> codes, Set<String> classes, String sentence) {
    this.codes =
        Pattern.compile(codes.isEmpty() ? "(?!)" : "\\b(" + String.join("|", codes) + ")\\b");
    this.classes = classes;
    this.sentence = sentence;
  }

  /**
   * The sentence about a failure, if a store refused.
   *
   * @param place what was to be read or written, where the failure itself does not say it
   */
  static Optional<String> sentence(Throwable failure, String place) {
    List<Throwable> causes =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
    return Stream.of(values())
        .filter(kind -> causes.stream().anyMatch(kind::isSaidBy))
        .findFirst()
        .map(kind -> kind.sentence.formatted(place(causes, place)));
  }

  private boolean isSaidBy(Throwable cause) {
    return classes.contains(cause.getClass().getSimpleName())
        || codes.matcher(String.valueOf(cause.getMessage())).find()
        || codes.matcher(statusMessage(cause)).find();
  }

  /** What Google has answered: of one request among several its exception has no other message. */
  private static String statusMessage(Throwable cause) {
    try {
      return String.valueOf(cause.getClass().getMethod("getStatusMessage").invoke(cause));
    } catch (ReflectiveOperationException e) {
      return "";
    }
  }

  private static String place(List<Throwable> causes, String otherwise) {
    return url(causes)
        .map("'%s'"::formatted)
        .or(() -> file(causes).map(file -> file(file, otherwise)))
        .orElse(otherwise);
  }

  private static Optional<String> file(List<Throwable> causes) {
    return causes.stream()
        .filter(AccessDeniedException.class::isInstance)
        .map(cause -> ((AccessDeniedException) cause).getFile())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Of an object the connector sometimes says the key alone, without its bucket. */
  private static String file(String name, String otherwise) {
    return name.startsWith("/") ? "'%s'".formatted(name) : "%s ('%s')".formatted(otherwise, name);
  }

  /** The first place that a message names; SDKs name their service by an address of HTTP. */
  private static Optional<String> url(List<Throwable> causes) {
    return causes.stream()
        .map(cause -> URL.matcher(String.valueOf(cause.getMessage())))
        .flatMap(Matcher::results)
        .map(MatchResult::group)
        .filter(url -> !url.startsWith("http"))
        .findFirst();
  }
}
