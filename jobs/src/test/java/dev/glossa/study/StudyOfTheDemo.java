package dev.glossa.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** A small study whose measurements are those of a demo: two ways of pretraining as its cells. */
public final class StudyOfTheDemo {
  private StudyOfTheDemo() {}

  /** Writes the study's folder; the demo's evaluations become steps of its cells. */
  public static void write(Path demo, String language, Path study) throws IOException {
    List<Cell> cells =
        List.of(
            Cell.of(new Factors(language, 0, 10_000, 0, 0), 1),
            Cell.of(new Factors(language, 400, 10_000, 0.2, 0), 1),
            Cell.of(new Factors(language, 400, 10_000, 0.5, 0), 1));
    StudyFolder folder =
        new StudyFolder(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(study.toString()));
    folder.write(new StudyFile(1, "demo", "quick", cells, new TreeMap<>()));
    SortedMap<String, String> original = new TreeMap<>();
    original.put("evaluate-base", step(demo, "evaluate-base-" + language, study));
    original.put("evaluate-pretrain", step(demo, "evaluate-original-" + language, study));
    folder.write(cells.get(0), CellState.DONE, "", original);
    SortedMap<String, String> mixed = new TreeMap<>(original);
    mixed.put("evaluate-pretrain", step(demo, "evaluate-mixed-" + language, study));
    folder.write(cells.get(1), CellState.DONE, "", mixed);
    folder.write(cells.get(2), CellState.FAILED, "The step 'base' failed.", new TreeMap<>());
  }

  private static String step(Path demo, String evaluation, Path study) throws IOException {
    String step = "steps/" + evaluation;
    FileUtils.copyDirectory(demo.resolve(evaluation).toFile(), study.resolve(step).toFile());
    return step;
  }
}
