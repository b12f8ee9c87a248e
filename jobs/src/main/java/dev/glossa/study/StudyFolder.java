package dev.glossa.study;

import dev.glossa.evaluate.EvaluateResult;
import dev.glossa.evaluate.Metric;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Json;
import dev.glossa.job.Manifest;
import dev.glossa.judge.JudgeResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a study: {@code study.json} says what was planned, {@code cells/CELL/cell.json}
 * what became of a cell, and {@code steps/STEP-HASH} are the output folders of the jobs, which
 * cells share.
 */
final class StudyFolder {
  private static final String GONE = "'%s' is not there, or not complete: run the study again.";

  private final FileSystem fileSystem;
  private final Path root;

  StudyFolder(FileSystem fileSystem, Path root) {
    this.fileSystem = fileSystem;
    this.root = root;
  }

  /**
   * Everything that is known of a study, from its files alone.
   *
   * @throws GlossaException (usage) if there is no study, or a file of it is damaged
   */
  static Study read(String folder, org.apache.hadoop.conf.Configuration hadoop) throws IOException {
    Path root = new Path(folder);
    return new StudyFolder(root.getFileSystem(hadoop), root).read();
  }

  /** The same of this folder. */
  Study read() throws IOException {
    StudyFile planned =
        read(new Path(root, StudyFile.NAME), StudyFile.class)
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "'%s' is no folder of a study: it has no %s.", root, StudyFile.NAME));
    List<CellOutcome> cells = new ArrayList<>();
    for (Cell cell : planned.cells()) {
      cells.add(outcome(cell));
    }
    return new Study(planned.name(), planned.size(), cells, planned.scale());
  }

  /** Whether all that cells of a study need is there, be they done or failed. */
  boolean isWhole() throws IOException {
    return read(new Path(root, StudyFile.NAME), StudyFile.class).isPresent()
        && read().cells().stream().noneMatch(cell -> cell.state() == CellState.MISSING);
  }

  /** Whether all of a cell is there. */
  boolean isDone(Cell cell) throws IOException {
    return outcome(cell).state() == CellState.DONE;
  }

  /** Why cells are not there, by their names; nothing of those that are done. */
  Map<String, String> unfinished() throws IOException {
    Map<String, String> unfinished = new LinkedHashMap<>();
    for (CellOutcome outcome : read().cells()) {
      if (outcome.state() != CellState.DONE) {
        unfinished.put(outcome.cell().name(), outcome.sentence());
      }
    }
    return unfinished;
  }

  /** The same as {@link #write(StudyFile)} where no other cell has done so. */
  void writeIfAbsent(StudyFile study) throws IOException {
    if (!fileSystem.exists(new Path(root, StudyFile.NAME))) {
      write(study);
    }
  }

  void write(StudyFile study) throws IOException {
    write(new Path(root, StudyFile.NAME), study);
  }

  void write(Cell cell, CellState state, String sentence, SortedMap<String, String> steps)
      throws IOException {
    write(file(cell), new CellFile(1, cell.factors(), cell.seed(), state, sentence, steps));
  }

  private Path file(Cell cell) {
    return new Path(CellJob.folder(root.toString(), cell.name()), CellFile.NAME);
  }

  private CellOutcome outcome(Cell cell) throws IOException {
    Optional<CellFile> file = read(file(cell), CellFile.class);
    if (file.isEmpty()) {
      return new CellOutcome(
          cell, CellState.MISSING, GONE.formatted("cells/" + cell.name()), List.of());
    }
    CellFile found = file.get();
    List<Measured> measured = new ArrayList<>();
    for (String step : CellFile.MODELS) {
      for (String kind : CellFile.MEASUREMENTS) {
        String folder = found.steps().get(kind + "-" + step);
        if (folder != null && isComplete(folder)) {
          measured.addAll(measured(step, new Path(root, folder)));
        }
      }
    }
    if (found.state() == CellState.DONE) {
      for (String folder : found.steps().values()) {
        if (!isComplete(folder)) {
          return new CellOutcome(cell, CellState.MISSING, GONE.formatted(folder), measured);
        }
      }
    }
    return new CellOutcome(cell, found.state(), found.sentence(), measured);
  }

  private boolean isComplete(String folder) throws IOException {
    return fileSystem.exists(new Path(root, folder + "/" + Manifest.FILE));
  }

  private List<Measured> measured(String step, Path folder) throws IOException {
    List<Measured> measured = new ArrayList<>();
    Optional<EvaluateResult> results =
        read(new Path(folder, EvaluateResult.FILE), EvaluateResult.class);
    if (results.isPresent()) {
      results.get().results().forEach((task, metrics) -> add(step, task, metrics, measured));
      results
          .get()
          .groups()
          .forEach(
              (task, groups) ->
                  groups.forEach(
                      (group, metrics) -> add(step, task + "/" + group, metrics, measured)));
    }
    read(new Path(folder, JudgeResult.FILE), JudgeResult.class)
        .filter(JudgeResult::hasEnoughStars)
        .ifPresent(
            judged ->
                judged
                    .results()
                    .forEach(scores -> add(step, Measure.JUDGE, scores.overall(), measured)));
    return measured;
  }

  private static void add(
      String step, String task, SortedMap<String, Metric> metrics, List<Measured> measured) {
    metrics.forEach(
        (name, metric) -> {
          if (metric.value() != null) {
            measured.add(
                new Measured(step, task, name, metric.value(), metric.stderr(), metric.n()));
          }
        });
  }

  private <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    if (!fileSystem.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = fileSystem.open(file)) {
      return Optional.of(Json.FILES.readValue(in, type));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + file + "' is damaged: delete it and run the study again.", e);
    }
  }

  private void write(Path file, Object value) throws IOException {
    try (OutputStream out = fileSystem.create(file, true)) {
      out.write(Json.FILES.writeValueAsBytes(value));
    }
  }
}
