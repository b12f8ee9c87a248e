package dev.glossa.study;

import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The experiment of the paper: models moved to other languages in many ways, side by side. Every
 * step of every cell is the job that its command runs, in a folder of its own; what cells have in
 * common is done once.
 *
 * <ol>
 *   <li>Expands the grids to cells, and these to steps ({@code study.json}).
 *   <li>Does the steps; one that fails takes with it only the cells that need it. A run that was
 *       killed goes on with the step it was in.
 *   <li>Writes the report from the folders of the steps alone, also where cells have failed.
 * </ol>
 *
 * <p>A study from which cells or steps were deleted is run again to make them anew. What {@link
 * CellJob}s have done, also at the same time, is not done again.
 */
public final class StudyJob extends Job<StudyResult> {
  private final StudyDesign design;
  private final boolean reportOnly;

  /**
   * @param configuration section {@code study}, and the settings of the steps' jobs
   * @throws GlossaException (usage) if the configuration has not the size, or the size a setting
   *     that is unknown
   */
  public StudyJob(Configuration configuration) {
    this(configuration, false);
  }

  /**
   * The same.
   *
   * @param reportOnly whether no step is done, and the report is of the cells that are there
   */
  public StudyJob(Configuration configuration, boolean reportOnly) {
    this(new StudyDesign(configuration), reportOnly);
  }

  StudyJob(StudyDesign design, boolean reportOnly) {
    super(StudyResult.class);
    this.design = design;
    this.reportOnly = reportOnly;
  }

  /** The names of all cells, in the order of the plan. */
  public List<String> cells() {
    return design.cells().stream().map(Cell::name).toList();
  }

  @Override
  public String name() {
    return "study";
  }

  @Override
  protected Record settings() {
    return design.deciding();
  }

  @Override
  public String output() {
    return design.settings().output();
  }

  @Override
  public List<String> inputs() {
    StudySteps steps = design.steps(HadoopConfigurations.of(null));
    return steps.there(steps.cells());
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
    return new StudyFolder(fileSystem, folder).isWhole();
  }

  @Override
  public List<String> plan() {
    StudySteps steps = design.steps(HadoopConfigurations.of(null));
    return design.plan(steps, steps.cells());
  }

  /** Makes the folder the study's, for a cell that is done before the whole. */
  void makeFolder() throws IOException, InterruptedException {
    claim();
  }

  @Override
  protected StudyResult execute(SparkSession spark, JobContext context) throws IOException {
    StudySteps planned = design.steps(context.hadoop());
    List<CellSteps> cells = planned.cells();
    StudyFolder folder = new StudyFolder(context.fileSystem(), context.folder());
    if (!reportOnly) {
      design.check(planned, cells);
    }
    context.reopen();
    folder.write(design.file(cells, context.hadoop()));
    Map<String, String> unfinished =
        reportOnly
            ? folder.unfinished()
            : new StudyRun(
                    spark, context.fileSystem(), context.folder().toString(), context.progress())
                .run(cells);
    Study study = folder.read();
    context.write(StudyResults.FILE, Json.FILES.writeValueAsBytes(StudyResults.of(study)));
    context.write(StudyPage.FILE, StudyPage.html(study).getBytes(StandardCharsets.UTF_8));
    int steps = CellSteps.distinct(cells).size();
    context.count("cells", cells.size());
    context.count("failed", unfinished.size());
    context.count("steps", steps);
    if (!unfinished.isEmpty()) {
      throw GlossaException.failure(
          "%d of %d cells are not done, the first ('%s') because: %s",
          unfinished.size(),
          cells.size(),
          unfinished.keySet().iterator().next(),
          unfinished.values().iterator().next());
    }
    return new StudyResult(cells.size(), steps);
  }
}
