package dev.glossa.vocabulary;

import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inputs;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import dev.glossa.tokenizer.NestedVocabularies;
import dev.glossa.tokenizer.SentencePieceModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/**
 * How many tokens text takes against the size of the vocabulary, from one training.
 *
 * <ol>
 *   <li>{@link TrainVocabularyJob} trains the largest vocabulary, into {@code trained}; all smaller
 *       ones lie within it.
 *   <li>One pass over the text counts the tokens with all of them, by language.
 *   <li>The vocabularies of the sizes asked for are written as {@code vocabulary-SIZE}, and the
 *       figures as curve.json and curve.html, with the knee marked.
 * </ol>
 */
public final class VocabularyCurveJob extends Job<VocabularyCurve> {

  private final VocabularyCurveSettings settings;
  private final SortedSet<Integer> sizes;

  /**
   * @throws GlossaException (usage) if there is no size, or a flag is unknown or has a wrong value
   */
  public VocabularyCurveJob(VocabularyCurveSettings settings) {
    super(VocabularyCurve.class);
    this.settings = settings;
    this.sizes = new TreeSet<>(settings.sizes());
    if (sizes.isEmpty() || sizes.first() < 1) {
      throw GlossaException.usage(
          "The sizes are %s: give --sizes 4000,8000 or other numbers of pieces.", sizes);
    }
    training("");
  }

  private TrainVocabularyJob training(String output) {
    Map<String, String> flags = new LinkedHashMap<>(settings.flags());
    flags.put("vocab-size", String.valueOf(sizes.last()));
    return new TrainVocabularyJob(
        TrainVocabularySettings.of(settings.input(), output, flags, settings.ingest()));
  }

  @Override
  public String name() {
    return "vocab curve";
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
    return settings.input().stream()
        .map(input -> Inputs.weighted(input, HadoopConfigurations.of(null)).path())
        .toList();
  }

  /** A finished training is not repeated. */
  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  public List<String> plan() {
    return List.of(
        "a vocabulary of %d pieces from %s".formatted(sizes.last(), settings.input()),
        "the vocabularies of %s pieces within it, and their tokens by language".formatted(sizes));
  }

  @Override
  protected VocabularyCurve execute(SparkSession spark, JobContext context) throws IOException {
    String trained = context.path("trained").toString();
    training(trained).run(spark, false, context.progress());
    byte[] model =
        TokenizerFiles.read(trained, "sentencepiece", context.hadoop())
            .file(TokenizerFiles.SENTENCEPIECE);
    NestedVocabularies vocabularies = new NestedVocabularies(SentencePieceModel.parse(model));
    SortedSet<Integer> possible = possible(vocabularies);
    SortedMap<String, CurveCounts> counts = measure(spark, model, context);
    VocabularyCurve curve = VocabularyCurve.of(vocabularies.smallest(), counts, possible);
    for (int size : possible) {
      TokenizerFiles.of(vocabularies.ofSize(size))
          .write(context.fileSystem(), context.path("vocabulary-" + size));
    }
    context.write("curve.json", Json.FILES.writeValueAsBytes(curve));
    context.write(
        "curve.html",
        VocabularyCurvePage.html(curve, settings.input()).getBytes(StandardCharsets.UTF_8));
    return curve;
  }

  /** Sizes that the text does not support become the largest that it does, as in training. */
  private SortedSet<Integer> possible(NestedVocabularies vocabularies) {
    if (sizes.first() < vocabularies.smallest()) {
      throw GlossaException.usage(
          "A vocabulary of %d pieces is too small for this text: the smallest possible has %d, of"
              + " which %d are characters (--sizes, --character-coverage).",
          sizes.first(), vocabularies.smallest(), vocabularies.characters());
    }
    SortedSet<Integer> possible = new TreeSet<>();
    sizes.forEach(size -> possible.add(Math.min(size, vocabularies.largest())));
    return possible;
  }

  private SortedMap<String, CurveCounts> measure(
      SparkSession spark, byte[] model, JobContext context) {
    context.progress().begin("count tokens", -1, "sentences");
    SortedMap<String, CurveCounts> counts =
        new CurveMeasurement(spark, settings.ingest()).measure(inputs(), model);
    context.count("sentences", counts.values().stream().mapToLong(CurveCounts::sentences).sum());
    context.count("words", counts.values().stream().mapToLong(CurveCounts::words).sum());
    context.progress().end("languages " + String.join(", ", counts.keySet()));
    return counts;
  }
}
