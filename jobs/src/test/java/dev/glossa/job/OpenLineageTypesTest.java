package dev.glossa.job;

import static dev.glossa.prepare.Prose.line;
import static dev.glossa.prepare.Prose.prose;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.glossa.LocalSpark;
import dev.glossa.ingest.InputFiles;
import dev.glossa.prepare.PrepareJob;
import dev.glossa.prepare.PrepareSettings;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event of a job, read by the types that OpenLineage makes of its schemas. */
class OpenLineageTypesTest {

  /** Unlike that of OpenLineage's client, it refuses a field that a type does not have. */
  private static final ObjectMapper TYPES =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir static Path folder;
  private static Path input;
  private static Path output;

  @BeforeAll
  static void runAJob() throws IOException {
    input = folder.resolve("in");
    output = folder.resolve("out");
    new InputFiles(input).write("a.jsonl", line("a", "http://a", prose(1)));
    job(input, output).run(SPARK);
  }

  private static PrepareJob job(Path input, Path output) {
    return new PrepareJob(
        Configuration.load(
                null,
                Map.of(),
                Map.of(
                    "prepare.input", List.of(input.toString()),
                    "prepare.output", output.toString()))
            .section("prepare", PrepareSettings.class));
  }

  /** The event, and that nothing of it is lost on the way into the types. */
  private static RunEvent event(Path output) throws IOException {
    ObjectNode json = (ObjectNode) TYPES.readTree(output.resolve(LineageEvent.FILE).toFile());
    RunEvent event = TYPES.treeToValue(json, RunEvent.class);
    assertThat(withoutTime(TYPES.valueToTree(event))).isEqualTo(withoutTime(json));
    assertThat(event.getEventTime().toInstant()).isEqualTo(json.path("eventTime").asText());
    return event;
  }

  /** The same instant is written with more or fewer zeros. */
  private static JsonNode withoutTime(ObjectNode event) {
    ObjectNode rest = event.deepCopy();
    rest.remove("eventTime");
    return rest;
  }

  @Test
  void theEventOfARunThatIsDone() throws IOException {
    RunEvent event = event(output);
    Manifest manifest =
        Json.FILES.readValue(output.resolve(Manifest.FILE).toFile(), Manifest.class);
    assertThat(event.getEventType()).isEqualTo(EventType.COMPLETE);
    assertThat(event.getRun().getRunId()).isEqualTo(UUID.fromString(manifest.runId()));
    assertThat(event.getJob().getNamespace()).isEqualTo("glossa");
    assertThat(event.getJob().getName()).isEqualTo("prepare file " + output);
    assertThat(event.getInputs())
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.getNamespace()).isEqualTo("file");
              assertThat(read.getName()).isEqualTo(input.toString());
              assertThat(read.getFacets().getVersion().getDatasetVersion())
                  .isEqualTo(manifest.inputs().get(0).version());
              assertThat(read.getFacets().getAdditionalProperties()).isEmpty();
            });
    assertThat(
            event.getOutputs().stream()
                .collect(
                    toMap(
                        OpenLineage.OutputDataset::getName,
                        written -> written.getFacets().getVersion().getDatasetVersion())))
        .containsEntry(output.toString(), version(output))
        .containsEntry(output + "/corpus", version(output.resolve("corpus")))
        .containsKeys(output + "/documents", output + "/rejects", output + "/statistics");
  }

  private static String version(Path path) {
    return Inputs.version(path.toString(), new org.apache.hadoop.conf.Configuration()).version();
  }

  @Test
  void theFacetsAreThoseOfOpenLineageAndOneOfOurs() throws IOException {
    RunEvent event = event(output);
    OpenLineage types = new OpenLineage(URI.create("urn:test"));
    RunFacets facets = event.getRun().getFacets();
    assertThat(facets.getProcessing_engine().getVersion()).isEqualTo(SPARK.version());
    assertThat(facets.getProcessing_engine().get_schemaURL())
        .isEqualTo(types.newProcessingEngineRunFacet("", "", "").get_schemaURL());
    assertThat(
            facets.getExecutionParameters().getParameters().stream()
                .collect(
                    toMap(
                        OpenLineage.ExecutionParameter::getKey,
                        OpenLineage.ExecutionParameter::getValue)))
        .containsEntry("prepare.input", "[\"" + input + "\"]")
        .containsEntry("prepare.other-languages", "reject");
    assertThat(facets.getExecutionParameters().get_schemaURL())
        .isEqualTo(types.newExecutionParametersRunFacet(List.of()).get_schemaURL());
    assertThat(facets.getAdditionalProperties()).containsOnlyKeys("glossa_run");
    assertThat(facets.getAdditionalProperties().get("glossa_run").getAdditionalProperties())
        .containsEntry("counts", Map.of("kept", 1, "records", 1, "unreadable", 0));
    OpenLineage.JobTypeJobFacet jobType = event.getJob().getFacets().getJobType();
    assertThat(jobType.getProcessingType()).isEqualTo("BATCH");
    assertThat(jobType.get_schemaURL())
        .isEqualTo(types.newJobTypeJobFacetBuilder().build().get_schemaURL());
    assertThat(event.getInputs().get(0).getFacets().getVersion().get_schemaURL())
        .isEqualTo(types.newDatasetVersionDatasetFacet("").get_schemaURL());
    assertThat(
            List.of(
                facets.getProcessing_engine().getAdditionalProperties(),
                facets.getExecutionParameters().getAdditionalProperties(),
                jobType.getAdditionalProperties(),
                event.getJob().getFacets().getAdditionalProperties(),
                event.getInputs().get(0).getFacets().getVersion().getAdditionalProperties()))
        .allSatisfy(unknown -> assertThat(unknown).isEmpty());
  }

  @Test
  void theEventOfARunThatFailed() throws IOException {
    Path bad = folder.resolve("bad");
    Path nothing = folder.resolve("nothing");
    new InputFiles(bad).write("a.jsonl", "no json\n");
    assertThatThrownBy(() -> job(bad, nothing).run(SPARK)).isInstanceOf(GlossaException.class);

    RunEvent event = event(nothing);
    assertThat(event.getEventType()).isEqualTo(EventType.FAIL);
    OpenLineage.ErrorMessageRunFacet error = event.getRun().getFacets().getErrorMessage();
    assertThat(error.getMessage()).contains("cannot be read");
    assertThat(error.getAdditionalProperties()).isEmpty();
    assertThat(error.get_schemaURL())
        .isEqualTo(
            new OpenLineage(URI.create("urn:test"))
                .newErrorMessageRunFacet("", "", null)
                .get_schemaURL());
    assertThat(event.getOutputs())
        .extracting(OpenLineage.OutputDataset::getName)
        .containsExactly(nothing.toString());
  }
}
