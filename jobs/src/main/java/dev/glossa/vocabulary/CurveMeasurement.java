package dev.glossa.vocabulary;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.language.Language;
import dev.glossa.language.LanguageScore;
import dev.glossa.text.WordSegments;
import dev.glossa.tokenizer.NestedTokenCounts;
import dev.glossa.tokenizer.NestedVocabularies;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.SentenceRules;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Counts the tokens of documents with all vocabularies nested in a trained one, by language, in one
 * pass: every partition encodes each of its distinct words once, with the largest vocabulary. Only
 * the sentences that training uses are counted, each once, whatever its input's weight.
 */
final class CurveMeasurement {

  /** The distinct words of one task are encoded when so many have come together. */
  private static final int WORDS_IN_MEMORY = 1 << 18;

  private final SparkSession spark;
  private final IngestSettings ingest;

  CurveMeasurement(SparkSession spark, IngestSettings ingest) {
    this.spark = spark;
    this.ingest = ingest;
  }

  /**
   * @param model the largest vocabulary's tokenizer.model
   */
  SortedMap<String, CurveCounts> measure(List<String> paths, byte[] model) {
    Broadcast<byte[]> largest =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
    ReadRecords read = new ReadRecords(spark);
    SortedMap<String, CurveCounts> byLanguage =
        new TreeMap<>(
            Documents.readable(spark, paths, ingest, read, "language", "text")
                .mapPartitionsToPair(documents -> new Partition(largest.value()).count(documents))
                .reduceByKey(CurveCounts::plus)
                .collectAsMap());
    read.require(ingest);
    return byLanguage;
  }

  /** The documents of one task. */
  private static final class Partition {
    private final SentenceRules rules;
    private final NestedTokenCounts encoder;
    private final WordSegments segments = new WordSegments();
    private final SortedMap<String, LanguageText> languages = new TreeMap<>();
    private int distinctWords;

    private Partition(byte[] model) {
      SentencePieceModel largest = SentencePieceModel.parse(model);
      this.rules = SentenceRules.of(largest);
      this.encoder = new NestedTokenCounts(new NestedVocabularies(largest));
    }

    private Iterator<Tuple2<String, CurveCounts>> count(Iterator<Row> documents) {
      while (documents.hasNext()) {
        Row document = documents.next();
        String label = document.getString(0);
        LanguageText text =
            languages.computeIfAbsent(
                label == null ? LanguageScore.NONE.language() : Language.codeOf(label),
                language -> new LanguageText(encoder));
        distinctWords -= text.distinctWords.size();
        for (String line : document.getString(1).replace("\r", "").split("\n")) {
          text.add(line, rules, segments);
        }
        distinctWords += text.distinctWords.size();
        if (distinctWords > WORDS_IN_MEMORY) {
          languages.values().forEach(LanguageText::encode);
          distinctWords = 0;
        }
      }
      return languages.entrySet().stream()
          .map(language -> new Tuple2<>(language.getKey(), language.getValue().counts()))
          .iterator();
    }
  }

  /** The text of one language within a task. */
  private static final class LanguageText {
    private final NestedTokenCounts encoder;
    private final Object2LongOpenHashMap<String> distinctWords = new Object2LongOpenHashMap<>();
    private final long[] saved;
    private long sentences;
    private long words;
    private long bytes;
    private long tokens;

    private LanguageText(NestedTokenCounts encoder) {
      this.encoder = encoder;
      this.saved = new long[encoder.merges()];
    }

    private void add(String sentence, SentenceRules rules, WordSegments segments) {
      List<String> ofSentence = rules.words(sentence);
      if (ofSentence.isEmpty()) {
        return;
      }
      ofSentence.forEach(word -> distinctWords.addTo(word, 1));
      sentences++;
      words += segments.count(sentence);
      bytes += sentence.getBytes(StandardCharsets.UTF_8).length;
    }

    private void encode() {
      for (Map.Entry<String, Long> word : distinctWords.object2LongEntrySet()) {
        tokens += encoder.add(word.getKey(), word.getValue(), saved);
      }
      distinctWords.clear();
    }

    private CurveCounts counts() {
      encode();
      return new CurveCounts(sentences, words, bytes, tokens, saved);
    }
  }
}
