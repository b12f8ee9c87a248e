package dev.glossa.study;

import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inline;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import dev.glossa.job.Version;
import dev.glossa.model.LlamaConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * <p>A study from which cells or steps were deleted is run again to make them anew.
 */
public final class StudyJob extends Job<StudyResult> {
  /** Sections of the configuration that decide what the steps do. */
  private static final List<String> JOBS =
      List.of(
          "ingest", "prepare", "vocab", "pack", "init", "pretrain", "tune", "evaluate", "judge");

  private final StudySettings settings;
  private final Configuration configuration;

  /** What decides the result. */
  private record Deciding(@Inline StudySettings study, SortedMap<String, Object> jobs) {}

  /**
   * @param configuration section {@code study}, and the settings of the steps' jobs
   * @throws GlossaException (usage) if the configuration has not the size, or the size a setting
   *     that is unknown
   */
  public StudyJob(Configuration configuration) {
    super(StudyResult.class);
    this.configuration = StudySizes.chosen(configuration);
    this.settings = this.configuration.section("study", StudySettings.class);
  }

  @Override
  public String name() {
    return "study";
  }

  @Override
  protected Record settings() {
    SortedMap<String, Object> jobs = new TreeMap<>();
    JOBS.forEach(job -> jobs.put(job, configuration.raw().getObject(job).unwrapped()));
    return new Deciding(settings, jobs);
  }

  @Override
  public String output() {
    return settings.output();
  }

  @Override
  public List<String> inputs() {
    StudySteps steps = steps(HadoopConfigurations.of(null));
    List<String> inputs = new ArrayList<>(steps.outside());
    inputs.removeAll(steps.missing());
    return inputs;
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

  private StudySteps steps(org.apache.hadoop.conf.Configuration hadoop) {
    return new StudySteps(settings, configuration, hadoop);
  }

  @Override
  public List<String> plan() {
    org.apache.hadoop.conf.Configuration hadoop = HadoopConfigurations.of(null);
    StudySteps steps = steps(hadoop);
    List<CellSteps> cells = steps.cells();
    LlamaConfig model = StudyModel.config(settings, cells, hadoop);
    return new StudyPlan(settings, cells, steps.pretraining(), model, steps.missing()).lines();
  }

  @Override
  protected StudyResult execute(SparkSession spark, JobContext context) throws IOException {
    if (StudyPlan.needsModel(settings)) {
      throw GlossaException.usage(
          "The size '%s' moves a model of yours: name its folder by -Dstudy.model=MODEL.",
          settings.size());
    }
    StudySteps planned = steps(context.hadoop());
    if (!planned.missing().isEmpty()) {
      throw GlossaException.usage(
          "The study cannot begin, %s.", StudyPlan.missing(planned.missing().get(0)));
    }
    List<CellSteps> cells = planned.cells();
    StudyFolder folder = new StudyFolder(context.fileSystem(), context.folder());
    context.reopen();
    folder.write(
        new StudyFile(
            1,
            settings.name(),
            settings.size(),
            cells.stream().map(CellSteps::cell).toList(),
            scale(cells, context)));
    Map<String, String> failed =
        new StudyRun(spark, context.fileSystem(), context.folder().toString(), context.progress())
            .run(cells);
    Study study = folder.read();
    context.write(StudyResults.FILE, Json.FILES.writeValueAsBytes(StudyResults.of(study)));
    context.write(StudyPage.FILE, StudyPage.html(study).getBytes(StandardCharsets.UTF_8));
    int steps = CellSteps.distinct(cells).size();
    context.count("cells", cells.size());
    context.count("failed", failed.size());
    context.count("steps", steps);
    if (!failed.isEmpty()) {
      throw GlossaException.failure(
          "%d of %d cells failed, the first ('%s') because: %s",
          failed.size(),
          cells.size(),
          failed.keySet().iterator().next(),
          failed.values().iterator().next());
    }
    return new StudyResult(cells.size(), steps);
  }

  /** What the study is done with, for people. */
  private SortedMap<String, String> scale(List<CellSteps> cells, JobContext context) {
    LlamaConfig model = StudyModel.config(settings, cells, context.hadoop());
    SortedMap<String, String> scale = new TreeMap<>();
    scale.put(
        "model",
        settings.model() == null
            ? "%s, trained on %,d tokens of English"
                .formatted(settings.scale().architecture(), settings.scale().baseTokens())
            : settings.model());
    scale.put("parameters", "%,d".formatted(model.parameterCount()));
    scale.put("seeds", settings.scale().seeds().toString());
    scale.put(
        "measured on",
        "at most %,d documents of each language, %,d instructions"
            .formatted(
                settings.scale().heldOutDocuments(), settings.scale().heldOutInstructions()));
    scale.put(
        "machine",
        "%s %s, %d cores"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
    if (settings.judge().judges()) {
      scale.put(
          "judge",
          "%s, asked with the prompt %s"
              .formatted(settings.judge().judge(), settings.judge().prompt()));
    }
    scale.put("Glossa", Version.CODE);
    return scale;
  }
}
