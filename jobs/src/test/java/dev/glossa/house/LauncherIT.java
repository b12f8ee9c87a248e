package dev.glossa.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.house.Distribution.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/glossa} as it is in the archive. */
final class LauncherIT {
  private static final Path LAUNCHER = Distribution.HOME.resolve("bin/glossa");

  @TempDir Path folder;

  private Run glossa(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return Distribution.run(folder, environment, command);
  }

  @Test
  void saysItsVersion() throws Exception {
    assertThat(glossa(Map.of(), "--version").exits(0).out())
        .startsWith("glossa " + Distribution.VERSION);
  }

  @Test
  void startsThroughALinkFromAFolderWithSpaces() throws Exception {
    Path link = Files.createDirectories(folder.resolve("my own tools")).resolve("glossa");
    Files.createSymbolicLink(link, LAUNCHER);
    Run run = Distribution.run(folder, Map.of(), List.of(link.toString(), "--version"));
    Files.delete(link);
    assertThat(run.exits(0).out()).startsWith("glossa " + Distribution.VERSION);
  }

  @Test
  void aWrongCommandIsOneSentence() throws Exception {
    assertThat(glossa(Map.of(), "prepaer").exits(2).err()).contains("glossa: ", "prepaer");
  }

  @Test
  void submitsWithExactlyTheJarsThatThePlatformLacks() throws Exception {
    Path spark = spark("2.12", "3.5.7");
    Files.createFile(spark.resolve("jars/delta-spark_2.12-3.3.2.jar"));
    Files.createFile(spark.resolve("jars/delta-storage-3.3.2.jar"));
    String command = dryRun(spark, "prepare", "--output", "out put");
    assertThat(command)
        .startsWith(spark + "/bin/spark-submit --master spark://host:7077 ")
        .contains(
            "hadoop-aws-", "spark-hadoop-cloud_2.12-", "gcs-connector-", "aws-java-sdk-bundle-")
        .doesNotContain("delta-spark", "delta-storage", "glossa-training-natives", "--dry-run")
        .contains("spark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector")
        .endsWith(Distribution.jobsJar() + " prepare --output 'out put'\n");
  }

  @Test
  void shipsTheNativesToCommandsThatUseAModel() throws Exception {
    assertThat(
            dryRun(
                spark("2.12", "3.5.7"),
                "init",
                "--model",
                "m",
                "--tokenizer",
                "t",
                "--output",
                "out"))
        .contains("glossa-training-natives-", "org.bytedeco.javacpp.cachedir");
  }

  @Test
  void passesOptionsOfSparkSubmitOn() throws Exception {
    assertThat(
            dryRun(
                spark("2.12", "3.5.7"),
                "prepare",
                "--output",
                "out",
                "--",
                "--executor-memory",
                "4g"))
        .contains(" --executor-memory 4g ")
        .endsWith(" prepare --output out\n");
  }

  @Test
  void addsOptionsOfJavaToItsOwn() throws Exception {
    Run run =
        glossa(
            Map.of(
                "SPARK_HOME",
                spark("2.12", "3.5.7").toString(),
                "GLOSSA_JAVA_OPTS",
                "-Dlog4j2.configurationFile=mine.xml"),
            "prepare",
            "--output",
            "out",
            "--master",
            "spark://host:7077",
            "--dry-run",
            "--",
            "--conf",
            "spark.executor.extraJavaOptions=-Dx=y");
    assertThat(run.exits(0).out())
        .contains("spark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector -Dx=y'")
        .containsOnlyOnce("spark.executor.extraJavaOptions")
        .containsPattern("log4j2-embedded\\.xml.* -Dlog4j2\\.configurationFile=mine\\.xml");
  }

  @Test
  void refusesASettingInAnyOfItsSpellings() throws Exception {
    Path spark = spark("2.12", "3.5.7");
    for (String spelling : List.of("--num-executors=2", "--conf=spark.executor.instances=2")) {
      Run run =
          glossa(home(spark), "prepare", "--output", "out", "--platform", "local", "--", spelling);
      assertThat(run.exits(2).err()).contains("'spark.executor.instances' may not be set on local");
    }
  }

  @Test
  void aSparkBeforeThatOfDeltaLakeGetsAnOlderOne() throws Exception {
    assertThat(dryRun(spark("2.12", "3.5.1"), "prepare", "--output", "out"))
        .contains("/older-spark/delta-spark_2.12-", "/older-spark/delta-storage-", "/provided/")
        .doesNotContain("/provided/delta-");
    assertThat(dryRun(spark("2.12", "3.5.3"), "prepare", "--output", "out"))
        .contains("/provided/delta-spark_2.12-", "/provided/delta-storage-")
        .doesNotContain("/older-spark/");
  }

  @Test
  void refusesAnotherSpark() throws Exception {
    for (Path spark : List.of(spark("2.13", "3.5.7"), spark("2.12", "3.4.4"))) {
      Run run = glossa(home(spark), "prepare", "--output", "out", "--master", "spark://host:7077");
      assertThat(run.exits(2).err())
          .contains("Glossa needs Spark 3.5 with Scala 2.12", "SPARK_HOME");
    }
  }

  @Test
  void refusesASparkHomeWithoutSpark() throws Exception {
    assertThat(
            glossa(home(folder), "prepare", "--output", "out", "--master", "local[2]")
                .exits(2)
                .err())
        .contains("SPARK_HOME", "has no bin/spark-submit");
  }

  @Test
  void refusesAnotherJava() throws Exception {
    Path java = executable(folder.resolve("jdk-21/bin/java"));
    Files.writeString(java.getParent().resolveSibling("release"), "JAVA_VERSION=\"21.0.2\"\n");
    Run run = glossa(Map.of("JAVA_HOME", folder.resolve("jdk-21").toString()), "prepare");
    assertThat(run.exits(2).err()).contains("runs on Java 17", "is Java 21", "JAVA_HOME");
  }

  @Test
  void refusesAnUnknownPlatformAndNamesTheKnown() throws Exception {
    assertThat(glossa(Map.of(), "prepare", "--output", "out", "--platform", "mars").exits(2).err())
        .contains("no platform 'mars'", "cluster", "emr-serverless", "dataproc");
  }

  @Test
  void refusesToBringElsewhereWhatReadsThisProcessesInput() throws Exception {
    for (String command : List.of("encode", "decode")) {
      for (List<String> where :
          List.of(List.of("--platform", "emr"), List.of("--master=spark://host:7077"))) {
        List<String> arguments = new ArrayList<>(List.of(command, "--tokenizer", "t"));
        arguments.addAll(where);
        assertThat(glossa(Map.of(), arguments.toArray(String[]::new)).exits(2).err())
            .contains("'" + command + "'", "leave out --master and --platform");
      }
    }
    assertThat(glossa(Map.of(), "--platform", "emr", "encode", "--tokenizer", "t").exits(2).err())
        .contains("'encode'");
  }

  @Test
  void tellsMistakesBeforeItSubmits() throws Exception {
    Run run = glossa(Map.of(), "prepare", "--ouput", "out", "--platform", "emr");
    assertThat(run.exits(2).err()).contains("no option '--ouput'", "'--output'");
  }

  @Test
  void tellsAnUnknownSettingBeforeItSubmits() throws Exception {
    Run run =
        glossa(
            Map.of(),
            "prepare",
            "--input",
            "s3://bucket/in",
            "--output",
            "s3://bucket/out",
            "-Dprepare.languge=en",
            "--platform",
            "emr");
    assertThat(run.exits(2).err()).contains("'prepare.languge'", "'prepare.language'");
  }

  private String dryRun(Path spark, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--master", "spark://host:7077", "--dry-run"));
    return glossa(home(spark), all.toArray(String[]::new)).exits(0).out();
  }

  private static Map<String, String> home(Path spark) {
    return Map.of("SPARK_HOME", spark.toString());
  }

  /** A folder that looks like a Spark distribution. */
  private Path spark(String scala, String version) throws IOException {
    Path spark = folder.resolve("spark-" + scala + "-" + version);
    Files.createDirectories(spark.resolve("jars"));
    Files.createFile(spark.resolve("jars/spark-core_%s-%s.jar".formatted(scala, version)));
    executable(spark.resolve("bin/spark-submit"));
    return spark;
  }

  private static Path executable(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }
}
