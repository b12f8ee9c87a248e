package dev.glossa.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Json;
import dev.glossa.prepare.Prose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanJobTest {
  private static final int DOCUMENTS = 900;

  @TempDir Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(
        folder.resolve("raw.jsonl"),
        IntStream.range(0, DOCUMENTS)
            .mapToObj(i -> Prose.line("id" + i, "http://a/" + i, Prose.prose(i)))
            .collect(Collectors.joining()));
  }

  private PlanJob job(Map<String, Object> more) {
    Map<String, Object> options = new TreeMap<>();
    options.put("plan.input", List.of(folder.resolve("raw.jsonl").toString()));
    options.put("plan.output", folder.resolve("out").toString());
    options.put("plan.machine", "m6i.4xlarge");
    options.put("plan.executors", 2);
    options.put("plan.sample", "300 KiB");
    options.put("plan.repeat", 1);
    options.put("vocab.train.flags.vocab-size", "200");
    options.put("pack.length", 64);
    options.putAll(more);
    return new PlanJob(Configuration.load(null, Map.of(), options));
  }

  @Test
  void whatASampleTakesHereIsCarriedOverToAllDataOnMachines() throws IOException {
    Plan plan =
        job(Map.of(
                "plan.size", "1 GiB",
                "plan.prices", Map.of("m6i.4xlarge", 0.5),
                "plan.model", "demo-small"))
            .run(LocalSpark.session());

    assertThat(plan.bytes()).isEqualTo(1 << 30);
    assertThat(plan.sample()).isBetween(250L << 10, 350L << 10);
    // A token of this text is one to eight bytes.
    assertThat(plan.tokens()).isBetween((1L << 30) / 8, 1L << 30);
    assertThat(plan.jobs())
        .extracting(PlannedJob::job)
        .containsExactly("prepare", "vocab train", "pack", "pretrain");
    assertThat(plan.jobs())
        .allSatisfy(
            job -> {
              assertThat(job.executors()).isEqualTo(2);
              assertThat(job.machines()).isEqualTo(2);
              assertThat(job.seconds().expected())
                  .isBetween(job.seconds().low(), job.seconds().high());
              assertThat(job.cost()).isEqualTo(job.machineHours() * 0.5);
              assertThat(job.command()).contains("--platform emr -- --num-executors 2 ");
            });
    assertThat(plan.jobs().get(0).localDisk()).isPositive();
    assertThat(plan.jobs().get(0).stored()).isGreaterThan(1 << 28);
    assertThat(plan.jobs().get(3).command()).contains("GLOSSA_OFFHEAP=", " --workers 2 ");

    assertThat(Json.FILES.readValue(folder.resolve("out/plan.json").toFile(), Plan.class))
        .isEqualTo(plan);
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> !n.endsWith(".crc")))
          .containsExactlyInAnyOrder("plan.json", "manifest.json", "run.json", "_openlineage.json");
    }
  }

  @Test
  void aModelThatDoesNotFitIsToldWithAMachineThatItFits() {
    PlanJob job =
        job(
            Map.of(
                "plan.machine", "emr-serverless-1",
                "plan.model", "smollm2-135m",
                "pack.length", 1024));
    assertThatThrownBy(() -> job.run(LocalSpark.session()))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll(
            "'smollm2-135m'", "the smallest there that can is emr-serverless-", "LoRA");
  }

  @Test
  void eitherExecutorsOrHoursAreGiven() {
    assertThatThrownBy(() -> job(Map.of("plan.hours", 2)))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll("--executors", "--hours");
  }
}
