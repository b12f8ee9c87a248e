package dev.glossa.study;

import dev.glossa.job.Configuration;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import dev.glossa.job.ShippedFile;
import dev.glossa.report.DemoFindings;
import dev.glossa.report.DemoReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Raw multilingual text to a report, in one run, on the bundled data. Every stage is the job that
 * its command runs, in a folder of its own, so a run that was killed goes on with the stage it was
 * in, and a second run finds everything done.
 *
 * <ol>
 *   <li>Prepare the raw text, and hold documents out to measure on.
 *   <li>Train a vocabulary on English; extend it for the target language.
 *   <li>Pack both languages into token blocks.
 *   <li>Train a tiny LLaMA on English; from it go on with the target language in three ways: with
 *       the original vocabulary, with the extended one, and with English mixed in.
 *   <li>Measure each model on held-out text of both languages, and put questions to some.
 *   <li>Tune the best way on instructions, measure it, and let it write.
 *   <li>Write results.json and report.html.
 * </ol>
 */
public final class DemoJob extends Job<DemoResult> {
  /** Data, blocks, models, two measurements of each model, questions, texts. */
  private static final int STAGES =
      5 + 4 + 7 + 2 * DemoLayout.steps().size() + DemoLayout.QUESTIONED.size() + 1;

  private final DemoSettings settings;
  private final Configuration configuration;

  /**
   * @param settings section {@code demo}
   * @param configuration the settings of the stages, which {@code settings} overrides
   */
  public DemoJob(DemoSettings settings, Configuration configuration) {
    super(DemoResult.class);
    this.settings = settings;
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return "demo";
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
    return settings.inputs().stream().map(input -> data() + "/" + input).toList();
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  public List<String> plan() {
    return List.of(
        "prepare      " + String.join(" ", inputs()),
        "vocabulary   %d pieces on English, %d added for %s"
            .formatted(settings.vocabularySize(), settings.addedPieces(), settings.target()),
        "train        %d steps on English, 3 x %d on %s"
            .formatted(settings.baseSteps(), settings.targetSteps(), settings.target()),
        "tune         %d epochs".formatted(settings.tuneEpochs()),
        "evaluate     %d models in 2 languages".formatted(DemoLayout.steps().size()));
  }

  private String data() {
    return BundledData.folder(settings.data(), "demo.data");
  }

  @Override
  protected DemoResult execute(SparkSession spark, JobContext context) throws Exception {
    DemoLayout layout = new DemoLayout(context.folder().toString());
    DemoStages stages = new DemoStages(settings, layout, configuration, data());
    DemoResults results = new DemoResults(layout, context.fileSystem());
    StageRunner runner = new StageRunner(spark, context.progress(), STAGES);

    runner.run("prepare", stages.prepare());
    runner.run("hold out", stages.split());
    runner.run("base vocabulary", stages.baseTokenizer());
    runner.run("extended vocabulary", stages.extendedTokenizer());
    runner.run("fertility", stages.fertility());
    for (Job<?> pack : stages.blocks()) {
      runner.run("pack", pack);
    }
    runner.run("new model", stages.initialModel());
    runner.run("train base", stages.base());
    runner.run("grow vocabulary", stages.grownModel());
    for (String way : DemoLayout.WAYS) {
      runner.run("train " + way, stages.further(way));
    }
    for (String step : DemoLayout.UNTUNED) {
      evaluate(step, stages, runner);
    }
    String best = results.best(settings.target());
    runner.run("tune " + best, stages.tune(best));
    evaluate(DemoLayout.TUNED, stages, runner);
    for (String step : DemoLayout.QUESTIONED) {
      runner.run("ask " + step, stages.questions(step));
    }
    runner.run("generate", stages.continuation(prompts()));

    results.write(context.path("results.json"), settings, best);
    DemoFindings findings =
        new DemoFindingsReader(spark, layout, results, settings, context.fileSystem()).read(best);
    report(findings, context);
    return new DemoResult(
        settings.target(),
        best,
        results.bitsPerByte("base", settings.target()),
        results.bitsPerByte(best, settings.target()),
        results.bitsPerByte("base", "en"),
        results.bitsPerByte(best, "en"));
  }

  /** The bundled prompts in the target language. */
  private List<String> prompts() {
    return ShippedFile.parse(new Path(data(), "prompts.conf"), HadoopConfigurations.of(null))
        .getStringList("prompts." + settings.target());
  }

  private void evaluate(String step, DemoStages stages, StageRunner runner) {
    for (String language : List.of("en", settings.target())) {
      runner.run("measure " + step + " " + language, stages.evaluate(step, language));
    }
  }

  private static void report(DemoFindings findings, JobContext context) throws IOException {
    context.write(DemoFindings.FILE, Json.FILES.writeValueAsBytes(findings));
    context.write("report.html", DemoReport.html(findings).getBytes(StandardCharsets.UTF_8));
  }
}
