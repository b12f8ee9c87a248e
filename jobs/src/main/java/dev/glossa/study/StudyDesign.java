package dev.glossa.study;

import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inline;
import dev.glossa.job.Version;
import dev.glossa.model.LlamaConfig;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the whole of a study and a single cell of it have in common: settings, cells, steps. */
final class StudyDesign {
  /** Sections of the configuration that decide what the steps do. */
  private static final List<String> JOBS =
      List.of(
          "ingest", "prepare", "vocab", "pack", "init", "pretrain", "tune", "evaluate", "judge");

  private final StudySettings settings;
  private final Configuration configuration;

  /** What decides the result. */
  record Deciding(@Inline StudySettings study, SortedMap<String, Object> jobs) {}

  /**
   * @param configuration section {@code study}, and the settings of the steps' jobs
   * @throws GlossaException (usage) if the configuration has not the size, or the size a setting
   *     that is unknown
   */
  StudyDesign(Configuration configuration) {
    this.configuration = StudySizes.chosen(configuration);
    this.settings = this.configuration.section("study", StudySettings.class);
  }

  StudySettings settings() {
    return settings;
  }

  Deciding deciding() {
    SortedMap<String, Object> jobs = new TreeMap<>();
    JOBS.forEach(job -> jobs.put(job, configuration.raw().getObject(job).unwrapped()));
    return new Deciding(settings, jobs);
  }

  /** All cells, in the order of the plan. */
  List<Cell> cells() {
    return Grid.cells(settings.scale().grids(), settings.scale().seeds());
  }

  StudySteps steps(org.apache.hadoop.conf.Configuration hadoop) {
    return new StudySteps(settings, configuration, hadoop);
  }

  /**
   * Refuses to begin with the cells where something is not there that they need.
   *
   * @throws GlossaException (usage) if so
   */
  void check(StudySteps steps, List<CellSteps> cells) {
    if (StudyPlan.needsModel(settings)) {
      throw GlossaException.usage(
          "The size '%s' moves a model of yours: name its folder by -Dstudy.model=MODEL.",
          settings.size());
    }
    List<String> missing = steps.missing(cells);
    if (!missing.isEmpty()) {
      throw GlossaException.usage("The study cannot begin, %s.", StudyPlan.missing(missing.get(0)));
    }
  }

  /** What the steps of the cells would take, in lines. */
  List<String> plan(StudySteps steps, List<CellSteps> cells) {
    LlamaConfig model = StudyModel.config(settings, cells, HadoopConfigurations.of(null));
    return new StudyPlan(settings, cells, steps.pretraining(), model, steps.missing(cells)).lines();
  }

  /**
   * What is planned.
   *
   * @param cells all cells
   */
  StudyFile file(List<CellSteps> cells, org.apache.hadoop.conf.Configuration hadoop) {
    return new StudyFile(
        1,
        settings.name(),
        settings.size(),
        cells.stream().map(CellSteps::cell).toList(),
        scale(StudyModel.config(settings, cells, hadoop)));
  }

  /** What the study is done with, for people. */
  private SortedMap<String, String> scale(LlamaConfig model) {
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
