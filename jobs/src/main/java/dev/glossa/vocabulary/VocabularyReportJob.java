package dev.glossa.vocabulary;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.glossa.ingest.Documents;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import dev.glossa.tokenizer.TokenMeter;
import dev.glossa.vocabulary.VocabularyReport.Parity;
import dev.glossa.vocabulary.VocabularyReport.Premium;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Measures a vocabulary on text, by language, and beside another vocabulary.
 *
 * <ol>
 *   <li>One pass over the text counts words, tokens and how often each piece is used.
 *   <li>The tokens of parallel text are counted against English.
 *   <li>Writes report.json, report.html, and the pieces that were not used, a line each, as
 *       unused_pieces.jsonl.
 * </ol>
 *
 * <p>All sums are integers, so the figures do not depend on partitions.
 */
public final class VocabularyReportJob extends Job<VocabularyReport> {

  private static final List<String> NAMES = List.of("tokenizer", "compare");

  private final VocabularyReportSettings settings;

  public VocabularyReportJob(VocabularyReportSettings settings) {
    super(VocabularyReport.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "vocab report";
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
    List<String> inputs = new ArrayList<>(settings.input());
    inputs.addAll(tokenizerPaths());
    if (settings.parallel() != null) {
      inputs.add(settings.parallel());
    }
    return inputs;
  }

  private List<String> tokenizerPaths() {
    return settings.compare() == null
        ? List.of(settings.tokenizer())
        : List.of(settings.tokenizer(), settings.compare());
  }

  @Override
  public List<String> plan() {
    return List.of(
        "the tokens of " + Documents.describe(settings.input()) + " with " + tokenizerPaths(),
        "parity with English on "
            + (settings.parallel() == null ? ParallelText.DECLARATION : settings.parallel()));
  }

  @Override
  protected VocabularyReport execute(SparkSession spark, JobContext context) throws IOException {
    List<TokenizerFiles> tokenizers = new ArrayList<>();
    for (String path : tokenizerPaths()) {
      tokenizers.add(TokenizerFiles.read(path, settings.mode(), context.hadoop()));
      tokenizers.get(tokenizers.size() - 1).tokenizer();
    }
    SortedMap<String, CorpusCounts> counts = measure(spark, tokenizers, context);
    Parity parity = parity(spark, tokenizers, context);
    List<BitSet> unused = unused(tokenizers, counts);
    VocabularyReport report = VocabularyReport.of(tokenizers, counts, unused, parity);
    write(context, "report.json", Json.FILES.writeValueAsString(report));
    write(context, "report.html", VocabularyReportPage.html(report));
    writeUnused(context, tokenizers, unused);
    return report;
  }

  private SortedMap<String, CorpusCounts> measure(
      SparkSession spark, List<TokenizerFiles> tokenizers, JobContext context) {
    context.progress().begin("count tokens", -1, "documents");
    SortedMap<String, CorpusCounts> counts =
        new CorpusMeasurement(spark, context, settings.ingest(), tokenizers)
            .measure(settings.input());
    long words = counts.values().stream().mapToLong(CorpusCounts::words).sum();
    if (words == 0) {
      throw GlossaException.badInput(
          "There is no word to measure in %s.", String.join(", ", settings.input()));
    }
    context.count("documents", counts.values().stream().mapToLong(CorpusCounts::documents).sum());
    context.count("words", words);
    context.progress().end("languages " + String.join(", ", counts.keySet()));
    return counts;
  }

  private Parity parity(SparkSession spark, List<TokenizerFiles> tokenizers, JobContext context) {
    context.progress().begin("parity", -1, "texts");
    SortedMap<String, Premium> languages = new TreeMap<>();
    new ParallelText(spark, settings.ingest(), settings.parallel())
        .count(tokenizers)
        .forEach(
            (language, pair) ->
                languages.put(
                    language,
                    new Premium(
                        pair[0],
                        (double) pair[1] / Math.max(1, pair[2]),
                        tokenizers.size() < 2 ? null : (double) pair[3] / Math.max(1, pair[4]))));
    context.progress().end(languages.size() + " languages");
    return new Parity(
        settings.parallel() == null ? ParallelText.DECLARATION : settings.parallel(), languages);
  }

  private static List<BitSet> unused(
      List<TokenizerFiles> tokenizers, SortedMap<String, CorpusCounts> counts) {
    List<BitSet> unused = new ArrayList<>();
    for (int i = 0; i < tokenizers.size(); i++) {
      BitSet pieces = new TokenMeter(tokenizers.get(i).tokenizer()).textPieces();
      for (CorpusCounts language : counts.values()) {
        pieces.andNot(language.tokenizers().get(i).usedIds());
      }
      unused.add(pieces);
    }
    return unused;
  }

  private static void writeUnused(
      JobContext context, List<TokenizerFiles> tokenizers, List<BitSet> unused) throws IOException {
    ObjectWriter json = Json.FILES.writer().without(SerializationFeature.INDENT_OUTPUT);
    try (Writer out = writer(context, "unused_pieces.jsonl")) {
      for (int i = 0; i < tokenizers.size(); i++) {
        for (int id = unused.get(i).nextSetBit(0); id >= 0; id = unused.get(i).nextSetBit(id + 1)) {
          Map<String, Object> line = new LinkedHashMap<>();
          line.put("vocabulary", NAMES.get(i));
          line.put("id", id);
          line.put("piece", tokenizers.get(i).tokenizer().piece(id));
          out.write(json.writeValueAsString(line));
          out.write('\n');
        }
      }
    }
  }

  private static void write(JobContext context, String name, String text) throws IOException {
    try (Writer out = writer(context, name)) {
      out.write(text);
    }
  }

  private static Writer writer(JobContext context, String name) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            context.fileSystem().create(context.path(name), true), StandardCharsets.UTF_8));
  }
}
