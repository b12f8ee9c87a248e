package dev.glossa.vocabulary;

import dev.glossa.tokenizer.ExtendedVocabulary;
import dev.glossa.tokenizer.LineWords;
import dev.glossa.tokenizer.ProtectedSegmentation;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.TextProtection;
import dev.glossa.tokenizer.VocabularyMerge;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32C;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Text of the base's languages that must be encoded as before. A tenth of its lines, chosen by
 * their hash, is held out: it protects nothing, and shows how far the protection reaches.
 *
 * <p>Only different words are looked at, each once, on the executors; the driver sees the strings
 * that are forbidden, whose number grows with the vocabulary and the language, not with the text.
 */
final class ProtectedText implements AutoCloseable {

  private static final int HELD_OUT_OF = 10;

  private final JavaRDD<String> lines;
  private final Broadcast<BaseTokenizer> base;
  private final JavaRDD<String> words;

  ProtectedText(JavaRDD<String> lines, BaseTokenizer base) {
    this.lines = lines;
    this.base = JavaSparkContext.fromSparkContext(lines.context()).broadcast(base);
    Broadcast<BaseTokenizer> tokenizer = this.base;
    this.words =
        protectedLines()
            .mapPartitions(part -> words(part, tokenizer.value().protection()))
            .distinct()
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static Iterator<String> words(Iterator<String> lines, LineWords protection) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, 0), false)
        .flatMap(line -> protection.words(line).stream())
        .iterator();
  }

  /** The lines that are encoded as before. */
  JavaRDD<String> protectedLines() {
    return lines.filter(line -> !isHeldOut(line));
  }

  /** The others. */
  JavaRDD<String> heldOutLines() {
    return lines.filter(ProtectedText::isHeldOut);
  }

  static boolean isHeldOut(String line) {
    CRC32C hash = new CRC32C();
    hash.update(line.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % HELD_OUT_OF == 0;
  }

  /** What must not be added with scores below the base's. */
  Set<String> forbidden() {
    Broadcast<BaseTokenizer> tokenizer = base;
    return new HashSet<>(
        words
            .mapPartitions(
                part -> {
                  TextProtection protection = tokenizer.value().protection();
                  Set<String> forbidden = new HashSet<>();
                  part.forEachRemaining(word -> protection.forbid(word, forbidden));
                  return forbidden.iterator();
                })
            .distinct()
            .collect());
  }

  /** The added pieces by which the text is encoded in another way; of SentencePiece bases. */
  List<VocabularyMerge.Fault> changedBy(ExtendedVocabulary extended) {
    Broadcast<BaseTokenizer> tokenizer = base;
    Broadcast<byte[]> after =
        JavaSparkContext.fromSparkContext(words.context())
            .broadcast(extended.model().toByteArray());
    return words
        .mapPartitions(
            part -> {
              ProtectedSegmentation.Changes changes =
                  new ProtectedSegmentation(tokenizer.value().model())
                      .changes(SentencePieceModel.parse(after.value()));
              Set<String> changing = new HashSet<>();
              part.forEachRemaining(word -> changing.addAll(changes.of(word)));
              return changing.iterator();
            })
        .distinct()
        .collect()
        .stream()
        .sorted()
        .map(piece -> new VocabularyMerge.Fault(piece, "changes the protected text"))
        .toList();
  }

  @Override
  public void close() {
    words.unpersist();
  }
}
