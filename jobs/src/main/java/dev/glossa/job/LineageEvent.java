package dev.glossa.job;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * How a run ended, as a RunEvent of OpenLineage (spec 2-0-2, JSON schema {@code RunEvent}): what
 * was read and written, in which versions, with which settings, by which code. The file is posted
 * as it is to Marquez or another collector. It has no text of a document, and no key.
 */
final class LineageEvent {
  /** The file's name in a folder; who reads the folder as a table does not see it. */
  static final String FILE = "_openlineage.json";

  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String SCHEMA = SPEC + "2-0-2/OpenLineage.json#/$defs/";
  private static final String PRODUCER = "urn:glossa:" + Version.CODE;

  /** An address with a user and a password; a part before an @ alone is a container of Azure. */
  private static final Pattern PASSWORD = Pattern.compile("//[^/@\\s:]*:[^/@\\s]*@");

  private final String command;
  private final String runId;
  private final SortedMap<String, Object> settings;
  private final List<Manifest.Input> inputs;
  private final Optional<String> spark;
  private final Output output;
  private final Configuration hadoop;

  /**
   * @param runId a UUID
   * @param settings every setting that decides the result, by configuration key
   * @param spark Spark's version, where the run has it
   */
  LineageEvent(
      String command,
      String runId,
      SortedMap<String, Object> settings,
      List<Manifest.Input> inputs,
      Optional<String> spark,
      Output output,
      Configuration hadoop) {
    this.command = command;
    this.runId = runId;
    this.settings = settings;
    this.inputs = inputs;
    this.spark = spark;
    this.output = output;
    this.hadoop = hadoop;
  }

  String command() {
    return command;
  }

  String runId() {
    return runId;
  }

  /**
   * The event of a run that is done: its outputs are the folder with what the manifest says, and
   * the tables and folders in it, each with its version.
   */
  Map<String, Object> completed(Manifest manifest) throws IOException {
    LineageDataset whole = LineageDataset.of(output.target());
    List<Map<String, Object>> outputs = new ArrayList<>();
    outputs.add(dataset(whole, Inputs.versionOf(manifest)));
    for (Manifest.Output entry : manifest.outputs()) {
      Path path = new Path(output.work(), entry.name());
      if (output.fileSystem().getFileStatus(path).isDirectory()) {
        String version = Inputs.version(output.fileSystem().getFileStatus(path), hadoop);
        outputs.add(dataset(whole.below(entry.name()), version));
      }
    }
    return event("COMPLETE", manifest.counts(), new TreeMap<>(), outputs);
  }

  /** The event of a run that failed or was interrupted. */
  Map<String, Object> failed(GlossaException failure, SortedMap<String, Long> counts) {
    SortedMap<String, Object> facets = new TreeMap<>();
    facets.put(
        "errorMessage",
        facet(
            "facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet",
            Map.of(
                "message", withoutSecrets(failure.getMessage()), "programmingLanguage", "JAVA")));
    return event(
        failure.exitCode() == ExitCode.INTERRUPTED ? "ABORT" : "FAIL",
        counts,
        facets,
        List.of(dataset(LineageDataset.of(output.target()), null)));
  }

  private Map<String, Object> event(
      String type,
      SortedMap<String, Long> counts,
      SortedMap<String, Object> facets,
      List<Map<String, Object>> outputs) {
    List<Map<String, Object>> read =
        inputs.stream()
            .map(input -> dataset(LineageDataset.of(input.path(), hadoop), input.version()))
            .toList();
    spark.ifPresent(
        version ->
            facets.put(
                "processing_engine",
                facet(
                    "facets/1-1-1/ProcessingEngineRunFacet.json#/$defs/ProcessingEngineRunFacet",
                    Map.of("name", "spark", "version", version))));
    facets.put(
        "executionParameters",
        facet(
            "facets/1-0-0/ExecutionParametersRunFacet.json#/$defs/ExecutionParametersRunFacet",
            Map.of("parameters", parameters())));
    facets.put(
        "glossa_run",
        facet(
            "2-0-2/OpenLineage.json#/$defs/RunFacet",
            Map.of("codeVersion", Version.CODE, "counts", counts)));
    return Map.of(
        "eventType",
        type,
        "eventTime",
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        "run",
        Map.of("runId", runId, "facets", facets),
        "job",
        job(),
        "inputs",
        read,
        "outputs",
        outputs,
        "producer",
        PRODUCER,
        "schemaURL",
        SCHEMA + "RunEvent");
  }

  /** Runs that write the same output are runs of one job. */
  private Map<String, Object> job() {
    LineageDataset written = LineageDataset.of(output.target());
    return Map.of(
        "namespace",
        namespace(System.getenv()),
        "name",
        "%s %s %s".formatted(command, written.namespace(), written.name()),
        "facets",
        Map.of(
            "jobType",
            facet(
                "facets/2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet",
                Map.of("processingType", "BATCH", "integration", "GLOSSA", "jobType", "JOB"))));
  }

  /** As OpenLineage's own clients are told it. */
  static String namespace(Map<String, String> environment) {
    return environment.getOrDefault("OPENLINEAGE_NAMESPACE", "glossa");
  }

  /** The settings; a value is a text, for OpenLineage has no other. */
  private List<Map<String, Object>> parameters() {
    List<Map<String, Object>> parameters = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          if (value != null) {
            parameters.add(Map.of("key", key, "value", withoutSecrets(text(value))));
          }
        });
    return parameters;
  }

  /** A text as it is, and else its JSON. */
  private static String text(Object value) {
    return value instanceof String text ? text : Json.SETTINGS.valueToTree(value).toString();
  }

  /** The text without the user and the password that an address in it may have. */
  static String withoutSecrets(String text) {
    return PASSWORD.matcher(text).replaceAll("//");
  }

  /**
   * @param version null where it is not known
   */
  private static Map<String, Object> dataset(LineageDataset dataset, String version) {
    Map<String, Object> facets =
        version == null
            ? Map.of()
            : Map.of(
                "version",
                facet(
                    "facets/1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet",
                    Map.of("datasetVersion", version)));
    return Map.of("namespace", dataset.namespace(), "name", dataset.name(), "facets", facets);
  }

  private static Map<String, Object> facet(String schema, Map<String, Object> content) {
    Map<String, Object> facet = new TreeMap<>(content);
    facet.put("_producer", PRODUCER);
    facet.put("_schemaURL", SPEC + schema);
    return facet;
  }
}
