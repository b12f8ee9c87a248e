package dev.glossa.study;

import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inline;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * One cell of a study, in the study's folder, so that cells can be done by several processes at the
 * same time, on several machines.
 *
 * <ol>
 *   <li>Makes the study's folder, unless another cell has.
 *   <li>Does the steps of the cell that are not there; one that another process is doing is waited
 *       for.
 *   <li>Says in {@code cells/CELL/cell.json} what became of it.
 * </ol>
 *
 * <p>The report is written by the {@link StudyJob} of the same settings, which finds what its cells
 * have done.
 */
public final class CellJob extends Job<StudyResult> {
  private final StudyDesign design;
  private final Cell cell;

  /** What decides the result. */
  private record Deciding(
      @Inline StudySettings study, SortedMap<String, Object> jobs, String cell) {}

  /**
   * @param configuration as that of the whole study
   * @param cell the cell's name
   * @throws GlossaException (usage) if the study has no such cell, or its configuration is wrong
   */
  public CellJob(Configuration configuration, String cell) {
    super(StudyResult.class);
    this.design = new StudyDesign(configuration);
    this.cell =
        design.cells().stream()
            .filter(each -> each.name().equals(cell))
            .findFirst()
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "The study has no cell '%s': --list-cells names those it has.", cell));
  }

  /** The folder of a cell, with the records of the runs that did it. */
  public static String folder(String study, String cell) {
    return study + "/cells/" + cell;
  }

  @Override
  public String name() {
    return "study cell";
  }

  @Override
  protected Record settings() {
    StudyDesign.Deciding deciding = design.deciding();
    return new Deciding(deciding.study(), deciding.jobs(), cell.name());
  }

  @Override
  public String output() {
    return folder(design.settings().output(), cell.name());
  }

  @Override
  public List<String> inputs() {
    StudySteps steps = design.steps(HadoopConfigurations.of(null));
    return steps.there(own(steps.cells()));
  }

  @Override
  public boolean oneTaskPerExecutor() {
    return true;
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  protected boolean isWhole(FileSystem fileSystem, Path folder) throws IOException {
    return study(fileSystem, folder).isDone(cell);
  }

  @Override
  public List<String> plan() {
    StudySteps steps = design.steps(HadoopConfigurations.of(null));
    return design.plan(steps, own(steps.cells()));
  }

  @Override
  protected void begin() throws IOException, InterruptedException {
    StudySteps planned = design.steps(HadoopConfigurations.of(null));
    design.check(planned, own(planned.cells()));
    new StudyJob(design, false).makeFolder();
  }

  @Override
  protected StudyResult execute(SparkSession spark, JobContext context) throws IOException {
    List<CellSteps> all = design.steps(context.hadoop()).cells();
    List<CellSteps> own = own(all);
    context.reopen();
    StudyFolder folder = study(context.fileSystem(), context.folder());
    folder.writeIfAbsent(design.file(all, context.hadoop()));
    Map<String, String> failed =
        new StudyRun(
                spark, context.fileSystem(), root(context.folder()).toString(), context.progress())
            .run(own);
    int steps = CellSteps.distinct(own).size();
    context.count("steps", steps);
    if (!failed.isEmpty()) {
      throw GlossaException.failure(
          "The cell '%s' failed because: %s", cell.name(), failed.get(cell.name()));
    }
    return new StudyResult(1, steps);
  }

  private List<CellSteps> own(List<CellSteps> all) {
    return all.stream().filter(each -> each.cell().equals(cell)).toList();
  }

  private static StudyFolder study(FileSystem fileSystem, Path folder) {
    return new StudyFolder(fileSystem, root(folder));
  }

  private static Path root(Path folder) {
    return folder.getParent().getParent();
  }
}
