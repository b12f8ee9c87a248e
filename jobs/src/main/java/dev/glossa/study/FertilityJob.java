package dev.glossa.study;

import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.vocabulary.Fertility;
import dev.glossa.vocabulary.FertilityMeasurement;
import dev.glossa.vocabulary.TokenizerFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Measures on held-out text how many tokens a word takes with two tokenizers. */
public final class FertilityJob extends Job<FertilityResult> {
  private final FertilitySettings settings;

  public FertilityJob(FertilitySettings settings) {
    super(FertilityResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "fertility";
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
    List<String> inputs = new ArrayList<>(settings.texts().values());
    inputs.add(settings.before());
    inputs.add(settings.after());
    return inputs;
  }

  @Override
  protected FertilityResult execute(SparkSession spark, JobContext context) {
    FertilityMeasurement measurement = new FertilityMeasurement(spark, settings.ingest());
    TokenizerFiles before = tokenizer(settings.before(), context);
    TokenizerFiles after = tokenizer(settings.after(), context);
    context.progress().begin("fertility", settings.texts().size(), "languages");
    SortedMap<String, FertilityResult.Pair> languages = new TreeMap<>();
    for (Map.Entry<String, String> text : settings.texts().entrySet()) {
      List<Fertility> both = measurement.measure(List.of(text.getValue()), before, after);
      languages.put(
          text.getKey(),
          new FertilityResult.Pair(both.get(0).tokensPerWord(), both.get(1).tokensPerWord()));
      context.count("words_" + text.getKey(), both.get(0).words());
      context.progress().advanceTo(languages.size());
    }
    context.progress().end(languages.keySet().toString());
    return new FertilityResult(languages);
  }

  private static TokenizerFiles tokenizer(String folder, JobContext context) {
    return TokenizerFiles.read(folder, "sentencepiece", context.hadoop());
  }
}
