package dev.glossa.study;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Does the steps of the cells, each once; one that another process is doing is waited for. A step
 * that fails leaves those standing that do not need it; those that do, and their cells, have failed
 * with its sentence.
 */
final class StudyRun {
  private static final String CHECKPOINTS = "checkpoints";

  private final SparkSession spark;
  private final FileSystem fileSystem;
  private final String root;
  private final Progress progress;
  private final RemainingTime remaining = new RemainingTime();
  private final Set<String> done = new HashSet<>();
  private final Map<String, String> failed = new LinkedHashMap<>();

  /**
   * @param root the study's folder
   */
  StudyRun(SparkSession spark, FileSystem fileSystem, String root, Progress progress) {
    this.spark = spark;
    this.fileSystem = fileSystem;
    this.root = root;
    this.progress = progress;
  }

  /**
   * Does all steps, and says in the folder of each cell what became of it.
   *
   * @return the sentence of each cell that failed, by its name
   * @throws GlossaException if the run is interrupted
   */
  Map<String, String> run(List<CellSteps> cells) throws IOException {
    StudyFolder folder = new StudyFolder(fileSystem, new Path(root));
    List<Step> all = CellSteps.distinct(cells);
    Map<String, String> failedCells = new LinkedHashMap<>();
    for (CellSteps cell : cells) {
      for (Step step : cell.steps().values()) {
        if (!done.contains(step.id()) && !failed.containsKey(step.id())) {
          run(step, cell.cell().name(), all);
        }
      }
      Optional<String> sentence =
          cell.steps().values().stream()
              .map(step -> failed.get(step.id()))
              .filter(Objects::nonNull)
              .findFirst();
      sentence.ifPresent(why -> failedCells.put(cell.cell().name(), why));
      folder.write(
          cell.cell(),
          sentence.isPresent() ? CellState.FAILED : CellState.DONE,
          sentence.orElse(""),
          cell.folders());
    }
    return failedCells;
  }

  private void run(Step step, String cell, List<Step> all) throws IOException {
    Optional<String> obstacle =
        step.needs().stream()
            .map(need -> failed.get(need.id()))
            .filter(Objects::nonNull)
            .findFirst();
    if (obstacle.isPresent()) {
      failed.put(step.id(), obstacle.get());
      return;
    }
    Progress line = new StageProgress(title(step, cell, all), progress);
    try {
      Job<?> job = step.in(root);
      Reuse reuse = reuse(job);
      if (reuse == Reuse.DONE) {
        // A finished job refuses its result still.
        job.run(null);
      } else {
        Instant begun = Instant.now();
        job.runOrAwait(job.needsSpark() ? spark : null, reuse == Reuse.OTHER, line);
        remaining.took(step, Duration.between(begun, Instant.now()));
      }
      if (step.kind().trains()) {
        fileSystem.delete(new Path(step.folder(root), CHECKPOINTS), true);
      }
      done.add(step.id());
    } catch (GlossaException e) {
      if (e.exitCode() == ExitCode.INTERRUPTED) {
        throw e;
      }
      failed.put(step.id(), "The step '%s' failed: %s".formatted(step.id(), e.getMessage()));
      line.begin("", -1, "");
      line.end("failed: " + e.getMessage());
    }
  }

  /** What there is of a step. */
  private enum Reuse {
    NOTHING,
    DONE,
    OTHER
  }

  /**
   * A folder of the step's name can only be of other inputs if a step that it needs was deleted and
   * gave another result when it was made again.
   */
  private static Reuse reuse(Job<?> job) {
    try {
      return job.isFinished() ? Reuse.DONE : Reuse.NOTHING;
    } catch (GlossaException e) {
      return Reuse.OTHER;
    }
  }

  private String title(Step step, String cell, List<Step> all) {
    List<Step> left =
        all.stream()
            .filter(each -> !done.contains(each.id()) && !failed.containsKey(each.id()))
            .toList();
    String time =
        remaining.of(left).map(each -> ", %d min left".formatted(each.toMinutes() + 1)).orElse("");
    return "%d/%d %s of %s%s"
        .formatted(all.size() - left.size() + 1, all.size(), step.kind().label(), cell, time);
  }
}
