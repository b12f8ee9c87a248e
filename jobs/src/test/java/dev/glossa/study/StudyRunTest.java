package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A study of two cells with a base in common, of jobs that write their names. */
class StudyRunTest {
  private static final Factors FACTORS = new Factors("zh", 0, 0, 0, 64);
  private static final Cell ONE = Cell.of(FACTORS, 1);
  private static final Cell OTHER = Cell.of(FACTORS.withInstructions(240), 1);

  @TempDir Path root;

  /** The ids of the steps that were done, in their order, and how some of them end instead. */
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  private final Map<String, GlossaException> failing = new TreeMap<>();

  /** Steps whose results are refused. */
  private final Map<String, GlossaException> refused = new TreeMap<>();

  /** Steps that are not done before this has come to zero. */
  private final Map<String, CountDownLatch> held = new TreeMap<>();

  private List<CellSteps> cells;

  @BeforeEach
  void twoCells() {
    Step base = step("base", StepKind.BASE);
    cells =
        List.of(
            cell(ONE, base, step("tune-one", StepKind.TUNE, base)),
            cell(OTHER, base, step("tune-other", StepKind.TUNE, base)));
  }

  @Test
  void whatCellsHaveInCommonIsDoneOnce() throws IOException {
    assertThat(run()).isEmpty();

    assertThat(done).containsExactly("base", "tune-one", "tune-other");
    assertThat(study()).extracting(CellOutcome::state).containsOnly(CellState.DONE);
  }

  @Test
  void aSecondRunDoesNothing() throws IOException {
    run();
    run();

    assertThat(done).containsExactly("base", "tune-one", "tune-other");
  }

  @Test
  void aStepThatFailsLeavesOtherCellsStanding() throws IOException {
    failing.put("tune-one", GlossaException.failure("The loss is NaN."));

    assertThat(run())
        .containsExactly(Map.entry(ONE.name(), "The step 'tune-one' failed: The loss is NaN."));

    assertThat(done).containsExactly("base", "tune-other");
    assertThat(study())
        .extracting(CellOutcome::state)
        .containsExactly(CellState.FAILED, CellState.DONE);
    assertThat(study().get(0).sentence()).contains("The loss is NaN.");
  }

  @Test
  void aResultThatIsRefusedFailsItsCellInEveryRun() throws IOException {
    refused.put("tune-one", GlossaException.badInput("It says nothing."));

    for (int run = 0; run < 2; run++) {
      assertThat(run())
          .containsExactly(Map.entry(ONE.name(), "The step 'tune-one' failed: It says nothing."));
      assertThat(done).containsExactly("base", "tune-one", "tune-other");
      assertThat(study())
          .extracting(CellOutcome::state)
          .containsExactly(CellState.FAILED, CellState.DONE);
    }
  }

  @Test
  void whatNeedsAFailedStepHasFailedWithItsSentence() throws IOException {
    failing.put("base", GlossaException.badInput("There is no text."));

    assertThat(run().values()).containsOnly("The step 'base' failed: There is no text.");

    assertThat(done).isEmpty();
  }

  @Test
  void aRunAfterAFailureDoesWhatIsMissing() throws IOException {
    failing.put("tune-one", GlossaException.failure("The loss is NaN."));
    run();
    failing.clear();

    assertThat(run()).isEmpty();

    assertThat(done).containsExactly("base", "tune-other", "tune-one");
    assertThat(study()).extracting(CellOutcome::state).containsOnly(CellState.DONE);
  }

  @Test
  void anInterruptionEndsTheRun() {
    failing.put("tune-one", new GlossaException(ExitCode.INTERRUPTED, "Interrupted."));

    assertThatThrownBy(this::run).hasMessage("Interrupted.");

    assertThat(done).containsExactly("base");
  }

  @Test
  void aDeletedStepIsDoneAgain() throws IOException {
    run();
    for (String file : List.of("manifest.json", "run.json", "_openlineage.json", "name")) {
      Files.delete(root.resolve("steps/tune-one").resolve(file));
    }
    assertThat(study().get(0).state()).isEqualTo(CellState.MISSING);

    run();

    assertThat(done).containsExactly("base", "tune-one", "tune-other", "tune-one");
    assertThat(study()).extracting(CellOutcome::state).containsOnly(CellState.DONE);
  }

  @Test
  void checkpointsOfFinishedTrainingsAreDeleted() throws IOException {
    run();

    assertThat(root.resolve("steps/base/name")).exists();
    assertThat(root.resolve("steps/base/checkpoints")).doesNotExist();
  }

  /** Whichever run begins with the base is held there until the other one says that it waits. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void aStepThatAnotherRunIsDoingIsWaitedFor() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    held.put("base", waiting);
    Progress progress = new WaitingProgress(waiting);
    CompletableFuture<Map<String, String>> other =
        CompletableFuture.supplyAsync(() -> run(progress, cells.get(1)));

    assertThat(run(progress, cells.get(0))).isEmpty();

    assertThat(other.get()).isEmpty();
    assertThat(done).containsExactlyInAnyOrder("base", "tune-one", "tune-other");
  }

  @Test
  void whatIsNotDoneIsToldFromTheFolderAlone() throws IOException {
    failing.put("tune-one", GlossaException.failure("The loss is NaN."));
    run(Progress.SILENT, cells.get(0));

    assertThat(folder().unfinished())
        .containsOnlyKeys(ONE.name(), OTHER.name())
        .containsEntry(ONE.name(), "The step 'tune-one' failed: The loss is NaN.");
    assertThat(folder().unfinished().get(OTHER.name())).contains("cells/" + OTHER.name());
    assertThat(folder().isDone(ONE)).isFalse();
  }

  private Map<String, String> run() throws IOException {
    return run(Progress.SILENT, cells.toArray(CellSteps[]::new));
  }

  private Map<String, String> run(Progress progress, CellSteps... some) {
    try {
      folder()
          .writeIfAbsent(new StudyFile(1, "test", "quick", List.of(ONE, OTHER), new TreeMap<>()));
      FileSystem local = FileSystem.getLocal(new Configuration());
      return new StudyRun(null, local, root.toString(), progress).run(List.of(some));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StudyFolder folder() throws IOException {
    return new StudyFolder(
        FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(root.toString()));
  }

  /** Tells when a run waits. */
  private record WaitingProgress(CountDownLatch waiting) implements Progress {
    @Override
    public void begin(String task, long total, String unit) {}

    @Override
    public void step(String what) {
      if (what.startsWith("waits for another run")) {
        waiting.countDown();
      }
    }

    @Override
    public void advanceTo(long done) {}

    @Override
    public void end(String summary) {}
  }

  private List<CellOutcome> study() throws IOException {
    return StudyFolder.read(root.toString(), new Configuration()).cells();
  }

  private static CellSteps cell(Cell cell, Step base, Step tune) {
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put("base", base);
    steps.put("tune", tune);
    return new CellSteps(cell, steps);
  }

  private Step step(String id, StepKind kind, Step... needs) {
    return new Step(
        kind,
        id,
        List.of(needs),
        List.of(),
        0,
        folder -> new NamingJob(new Settings(id, folder + "/steps/" + id)));
  }

  private record Settings(String id, String output) {}

  private record Result(String id) {}

  /** Writes its step's name, and leaves a checkpoint. */
  private final class NamingJob extends Job<Result> {
    private final Settings settings;

    NamingJob(Settings settings) {
      super(Result.class);
      this.settings = settings;
    }

    @Override
    public String name() {
      return "naming";
    }

    @Override
    protected Record settings() {
      return settings;
    }

    @Override
    public String output() {
      return settings.output();
    }

    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    public boolean needsSpark() {
      return false;
    }

    @Override
    protected Result execute(SparkSession spark, JobContext context)
        throws IOException, InterruptedException {
      if (held.containsKey(settings.id())) {
        held.get(settings.id()).await();
      }
      if (failing.containsKey(settings.id())) {
        throw failing.get(settings.id());
      }
      context.write("name", settings.id().getBytes(StandardCharsets.UTF_8));
      context.write("checkpoints/step-1", new byte[1]);
      done.add(settings.id());
      return new Result(settings.id());
    }

    @Override
    protected void check(Result result) {
      if (refused.containsKey(result.id())) {
        throw refused.get(result.id());
      }
    }
  }
}
