package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LaunchedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/emr} and the launcher's EMR, by the real client against {@link AwsPlatform}: from
 * an empty account to finished jobs, and back.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EmrInteropIT {

  @TempDir static Path folder;
  private static AwsPlatform aws;
  private static final Map<String, String> settings = new HashMap<>();

  @BeforeAll
  static void setUpAnAccount() throws Exception {
    aws = new AwsPlatform(folder.resolve("aws"));
    settings.putAll(aws.environment());
    Matcher export = Pattern.compile("export (\\w+)=(\\S+)").matcher(setUp());
    while (export.find()) {
      settings.put(export.group(1), export.group(2));
    }
    String cluster =
        script(
            "create-cluster.sh",
            "--staging",
            settings.get("GLOSSA_STAGING"),
            "--logs",
            settings.get("GLOSSA_LOGS"),
            "--subnet",
            "subnet-1");
    settings.put("GLOSSA_EMR_CLUSTER", cluster.strip());
    Path input = Sample.documents(folder, 40);
    aws.aws("s3", "cp", input, AwsPlatform.uri("data/in/documents.jsonl"), "--only-show-errors");
  }

  /** What setup.sh prints. */
  private static String setUp() throws Exception {
    String exports = script("setup.sh", AwsPlatform.BUCKET, "us-east-1");
    // Moto does not read its condition, and loopback has no TLS.
    aws.aws("s3api", "delete-bucket-policy", "--bucket", AwsPlatform.BUCKET);
    return exports;
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  private static String script(String name, Object... arguments) throws Exception {
    return Tools.run(
        folder,
        settings.isEmpty() ? aws.environment() : settings,
        null,
        Tools.HOME.resolve("deploy/emr").resolve(name).toString(),
        arguments);
  }

  /** The standard output of the launcher, which must end with this code. */
  private static String glossa(int exitCode, Object... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(Tools.HOME.resolve("bin/glossa").toString()));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    Path out = Files.createTempFile(folder, "glossa", ".out");
    Path err = Files.createTempFile(folder, "glossa", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(LaunchedJava.environment(words.subList(1, words.size()), settings));
    int code = builder.start().waitFor();
    assertThat(code).as("%s%n%s", Files.readString(out), Files.readString(err)).isEqualTo(exitCode);
    return Files.readString(out) + Files.readString(err);
  }

  /** The platform's own file, but for how long it waits between two questions. */
  private static Path impatient(String platform) throws IOException {
    Path own = folder.resolve(platform + ".conf");
    return Files.writeString(
        own,
        "include file(\"%s\")%npoll = 200 ms%n"
            .formatted(Tools.HOME.resolve("conf/environments/" + platform + ".conf")));
  }

  @Test
  void preparesACorpusAsAStepOfACluster() throws Exception {
    Object[] command = {
      "prepare",
      "--input",
      AwsPlatform.uri("data/in"),
      "--output",
      AwsPlatform.uri("data/corpus"),
      "--platform",
      impatient("emr")
    };
    List<Object> dry = new ArrayList<>(List.of(command));
    dry.add("--dry-run");
    List<String> planned = stepOf(glossa(0, dry.toArray()));

    String said = glossa(0, command);

    JsonNode steps =
        aws.aws("emr", "list-steps", "--cluster-id", settings.get("GLOSSA_EMR_CLUSTER"));
    List<String> submitted = texts(steps.at("/Steps/0/Config/Args"));
    // A run has a name of its own.
    assertThat(submitted)
        .map(word -> word.replaceFirst("-Dglossa\\.run=[\\w-]+", "-Dglossa.run=RUN"))
        .isEqualTo(planned);
    assertThat(said).contains("is COMPLETED", "glossa: done");
    for (String jar : jarsOf(submitted)) {
      String key = jar.replaceFirst("^s3://[^/]+/", "");
      aws.aws("s3api", "head-object", "--bucket", AwsPlatform.BUCKET, "--key", key);
    }
    JsonNode tables =
        aws.aws(
            "s3api", "list-objects-v2", "--bucket", AwsPlatform.BUCKET, "--prefix", "data/corpus/");
    assertThat(tables.at("/Contents").findValuesAsText("Key"))
        .contains("data/corpus/manifest.json", "data/corpus/run.json")
        .anyMatch(key -> key.startsWith("data/corpus/corpus/_delta_log/"));
  }

  @Test
  void returnsTheExitCodeOfAJobRunWithoutServers() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "no json\n".repeat(20));
    aws.aws("s3", "cp", broken, AwsPlatform.uri("data/broken/broken.jsonl"), "--only-show-errors");
    Object[] command = {
      "prepare",
      "--input",
      AwsPlatform.uri("data/broken"),
      "--output",
      AwsPlatform.uri("data/nothing"),
      "--platform",
      impatient("emr-serverless")
    };
    List<Object> dry = new ArrayList<>(List.of(command));
    dry.add("--dry-run");
    Matcher planned =
        Pattern.compile("--job-driver '(\\{.*?})' --configuration-overrides")
            .matcher(glossa(0, dry.toArray()));
    assertThat(planned.find()).isTrue();

    assertThat(glossa(3, command)).contains("is FAILED");

    assertThat(submittedJobRuns()).contains(new ObjectMapper().readTree(planned.group(1)));
  }

  private static List<JsonNode> submittedJobRuns() throws Exception {
    String application = settings.get("GLOSSA_EMR_APPLICATION");
    List<JsonNode> drivers = new ArrayList<>();
    for (JsonNode run :
        aws.aws("emr-serverless", "list-job-runs", "--application-id", application)
            .at("/jobRuns")) {
      drivers.add(
          aws.aws(
                  "emr-serverless",
                  "get-job-run",
                  "--application-id",
                  application,
                  "--job-run-id",
                  run.get("id").asText())
              .at("/jobRun/jobDriver"));
    }
    return drivers;
  }

  @Test
  void returnsTheExitCodeOfAJobThatIsRefusedBeforeItBegins() throws Exception {
    String said =
        glossa(
            2,
            "prepare",
            "--input",
            AwsPlatform.uri("data/nowhere"),
            "--output",
            AwsPlatform.uri("data/refused"),
            "--platform",
            impatient("emr-serverless"));
    assertThat(said).contains("is FAILED", "s3://" + AwsPlatform.BUCKET + "/data/nowhere");
    assertThat(
            aws.aws(
                    "s3api",
                    "list-objects-v2",
                    "--bucket",
                    AwsPlatform.BUCKET,
                    "--prefix",
                    "data/refused/.refused")
                .at("/Contents"))
        .isEmpty();
  }

  @Test
  void makesAGpuClusterThatTheClientUnderstands() throws Exception {
    String cluster =
        script(
                "create-cluster.sh",
                "--gpu",
                "--staging",
                settings.get("GLOSSA_STAGING"),
                "--logs",
                settings.get("GLOSSA_LOGS"),
                "--subnet",
                "subnet-1")
            .strip();
    JsonNode described = aws.aws("emr", "describe-cluster", "--cluster-id", cluster).at("/Cluster");
    assertThat(described.at("/ReleaseLabel").asText()).startsWith("emr-7.");
    // Without this one AmazonEMRServicePolicy_v2 allows no instance.
    assertThat(described.at("/Tags").findValuesAsText("Key"))
        .containsExactlyInAnyOrder("application", "for-use-with-amazon-emr-managed-policies");
    for (String script : List.of("bootstrap-gpu.sh", "getGpusResources.sh")) {
      String key = "glossa/bootstrap/" + script;
      aws.aws("s3api", "head-object", "--bucket", AwsPlatform.BUCKET, "--key", key);
    }
  }

  /** AmazonEMRServicePolicy_v2 lets EMR give nodes its own default role, and no other. */
  @Test
  void letsEmrGiveNodesTheirRole() throws Exception {
    JsonNode policy =
        aws.aws(
            "iam", "get-role-policy", "--role-name", "GlossaEmrService", "--policy-name", "glossa");
    String nodes =
        aws.aws("iam", "get-role", "--role-name", "GlossaEmrNodes").at("/Role/Arn").asText();
    assertThat(policy.at("/PolicyDocument/Statement/0/Action/0").asText())
        .isEqualTo("iam:PassRole");
    assertThat(policy.at("/PolicyDocument/Statement/0/Resource").asText()).isEqualTo(nodes);
  }

  /** Another version of Glossa may need other rights; IAM keeps five versions of a policy. */
  @Test
  void setUpAgainRenewsTheRightsOfLaunchers() throws Exception {
    String policy =
        aws.aws("iam", "list-policies", "--scope", "Local").at("/Policies/0/Arn").asText();
    for (String right : List.of("s3:GetObject", "s3:PutObject", "s3:ListBucket", "iam:PassRole")) {
      aws.aws(
          "iam",
          "create-policy-version",
          "--policy-arn",
          policy,
          "--set-as-default",
          "--policy-document",
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": ["%s"], "Resource": "*"}]}
          """
              .formatted(right));
    }

    setUp();
    List<String> versions = versionsOf(policy);
    setUp();

    assertThat(versions).containsExactlyInAnyOrder("v2", "v3", "v4", "v5", "v6");
    assertThat(versionsOf(policy)).isEqualTo(versions);
    JsonNode renewed =
        aws.aws("iam", "get-policy-version", "--policy-arn", policy, "--version-id", "v6")
            .at("/PolicyVersion");
    assertThat(renewed.at("/IsDefaultVersion").asBoolean()).isTrue();
    assertThat(renewed.at("/Document"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    Files.readString(Tools.HOME.resolve("deploy/emr/iam/launcher-policy.json"))
                        .replace("BUCKET", AwsPlatform.BUCKET)
                        .replace("ACCOUNT", policy.split(":")[4])));
  }

  private static List<String> versionsOf(String policy) throws Exception {
    return aws.aws("iam", "list-policy-versions", "--policy-arn", policy)
        .at("/Versions")
        .findValuesAsText("VersionId");
  }

  @Test
  void acceptsItsSecurityConfiguration() throws Exception {
    JsonNode made =
        aws.aws(
            "emr",
            "create-security-configuration",
            "--name",
            "glossa",
            "--security-configuration",
            "file://" + Tools.HOME.resolve("deploy/emr/security-configuration.json"));
    assertThat(made.at("/Name").asText()).isEqualTo("glossa");
  }

  /** The last of all, which takes away what the others need. */
  @Order(Integer.MAX_VALUE)
  @Test
  void cleansUpAllButTheBucket() throws Exception {
    script("cleanup.sh", "us-east-1");

    assertThat(aws.aws("emr", "list-clusters", "--active").at("/Clusters")).isEmpty();
    assertThat(
            aws.aws("emr-serverless", "list-applications")
                .at("/applications")
                .findValuesAsText("state"))
        .containsExactly("TERMINATED");
    assertThat(aws.aws("iam", "list-roles").at("/Roles").findValuesAsText("RoleName"))
        .noneMatch(role -> role.startsWith("Glossa"));
    assertThat(aws.aws("iam", "list-instance-profiles").at("/InstanceProfiles")).isEmpty();
    assertThat(aws.aws("iam", "list-policies", "--scope", "Local").at("/Policies")).isEmpty();
    aws.aws("s3api", "head-bucket", "--bucket", AwsPlatform.BUCKET);
  }

  private static List<String> stepOf(String commands) throws IOException {
    Matcher steps = Pattern.compile("--steps '(\\[.*])' --output json").matcher(commands);
    assertThat(steps.find()).as(commands).isTrue();
    return texts(new ObjectMapper().readTree(steps.group(1)).at("/0/Args"));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toList());
  }

  private static List<String> jarsOf(List<String> words) {
    List<String> jars = new ArrayList<>(List.of(words.get(words.indexOf("--jars") + 1).split(",")));
    words.stream().filter(word -> word.matches("s3://.*/glossa-jobs-.*\\.jar")).forEach(jars::add);
    assertThat(jars).hasSizeGreaterThan(5);
    return jars;
  }
}
