package dev.glossa.vocabulary;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.LabelledText;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import dev.glossa.tokenizer.CharacterCounts;
import dev.glossa.tokenizer.LineWords;
import dev.glossa.tokenizer.WordCounts;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Counts the words of documents with Spark, in 64 bits. A document's lines are its sentences;
 * U+000D is removed, empty lines are left out. Weights are applied exactly, see {@link
 * WordWeights}.
 *
 * <p>Each task counts in a compact map of bounded size and hands it on, by words' parts, whenever
 * it is full; the tasks behind the shuffle sum what belongs together and write a part each. So no
 * process holds more than a part, and nothing depends on how the input is split.
 */
final class WordCounting {

  /** Bytes of words at which a task hands its map on. */
  private static final long MAP_BYTES = 48L << 20;

  /** Bytes of text, as it lies there, for one part of the table. */
  private static final long PART_BYTES = 32L << 20;

  /** Makes the rules where they are needed; they are no data. */
  interface Rules extends Serializable {
    LineWords make();
  }

  private final SparkSession spark;
  private final IngestSettings ingest;
  private final Rules rules;
  private final Map<String, Double> languageWeights;

  WordCounting(
      SparkSession spark, IngestSettings ingest, Rules rules, Map<String, Double> languageWeights) {
    this.spark = spark;
    this.ingest = ingest;
    this.rules = rules;
    this.languageWeights = languageWeights;
  }

  /**
   * Counts all words into a table.
   *
   * @throws GlossaException (bad input) if there is no word, or too much cannot be read
   */
  WordTable.Summary count(List<String> inputs, WordTable table) throws IOException {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<Inputs.Weighted> weighted =
        inputs.stream().map(input -> Inputs.weighted(input, hadoop)).toList();
    WordWeights weights =
        new WordWeights(weighted.stream().map(Inputs.Weighted::weight).toList(), languageWeights);
    long inputBytes = inputBytes(inputs);
    int parts = parts(inputBytes);
    table.clear();
    ReadRecords read = new ReadRecords(spark);
    JavaPairRDD<Integer, byte[]> counted = null;
    for (Inputs.Weighted input : weighted) {
      JavaPairRDD<Integer, byte[]> own = countedByPart(input, weights, parts, read);
      counted = counted == null ? own : counted.union(own);
    }
    WordTable.Summary summary = write(counted, inputBytes, weights, parts, table.folder(), hadoop);
    read.require(ingest);
    if (summary.distinctWords() == 0) {
      throw GlossaException.badInput(
          "There is no word to learn from in %s: every line is empty or longer than"
              + " max_sentence_length.",
          String.join(", ", inputs));
    }
    table.complete(summary);
    return summary;
  }

  /**
   * Counts all words into a table, unless a killed run has: one of the same size of input.
   *
   * @param scratch the folder of all that such a run left; emptied if its table is of no use
   */
  WordTable.Summary countOnce(List<String> inputs, WordTable table, Path scratch)
      throws IOException {
    long bytes = inputBytes(inputs);
    Optional<WordTable.Summary> earlier =
        table.summary().filter(words -> words.inputBytes() == bytes);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    scratch.getFileSystem(spark.sessionState().newHadoopConf()).delete(scratch, true);
    return count(inputs, table);
  }

  /** The size of all input files, as they lie there. */
  private long inputBytes(List<String> inputs) throws IOException {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    long bytes = 0;
    for (String input : inputs) {
      for (FileStatus status : Inputs.resolve(Inputs.weighted(input, hadoop).path(), hadoop)) {
        FileSystem fileSystem = status.getPath().getFileSystem(hadoop);
        bytes += fileSystem.getContentSummary(status.getPath()).getLength();
      }
    }
    return bytes;
  }

  private int parts(long inputBytes) {
    int parallelism = JavaSparkContext.fromSparkContext(spark.sparkContext()).defaultParallelism();
    return (int) Math.min(1 << 14, Math.max(parallelism, inputBytes / PART_BYTES));
  }

  private JavaPairRDD<Integer, byte[]> countedByPart(
      Inputs.Weighted input, WordWeights weights, int parts, ReadRecords read) {
    Rules make = rules;
    double weight = input.weight();
    return Documents.texts(spark, List.of(input.path()), ingest, read)
        .mapPartitionsToPair(
            documents -> new PartitionCounts(documents, make.make(), weights, weight, parts));
  }

  private static WordTable.Summary write(
      JavaPairRDD<Integer, byte[]> counted,
      long inputBytes,
      WordWeights weights,
      int parts,
      Path folder,
      Configuration hadoop) {
    SerializableConfiguration configuration = new SerializableConfiguration(hadoop);
    String path = folder.toString();
    CharacterCounts characters = new CharacterCounts();
    long distinct = 0;
    long words = 0;
    long bytes = 0;
    for (PartSummary part :
        counted
            .partitionBy(new HashPartitioner(parts))
            .mapPartitionsWithIndex(
                (index, blocks) ->
                    List.of(
                            writePart(
                                index, blocks, weights, new Path(path), configuration.value()))
                        .iterator(),
                true)
            .collect()) {
      characters.addAll(part.characters());
      distinct += part.distinctWords();
      words += part.words();
      bytes += part.bytes();
    }
    return new WordTable.Summary(
        inputBytes, parts, distinct, words, bytes, characters.byCharacter());
  }

  private record PartSummary(CharacterCounts characters, long distinctWords, long words, long bytes)
      implements Serializable {}

  private static PartSummary writePart(
      int part,
      Iterator<Tuple2<Integer, byte[]>> blocks,
      WordWeights weights,
      Path folder,
      Configuration hadoop)
      throws IOException {
    WordCounts counts = new WordCounts();
    while (blocks.hasNext()) {
      WordStream.read(new DataInputStream(new ByteArrayInputStream(blocks.next()._2())), counts);
    }
    FileSystem fileSystem = folder.getFileSystem(hadoop);
    Path file = WordTable.part(folder, part);
    Path partial = file.suffix("." + TaskContext.get().taskAttemptId());
    CharacterCounts characters = new CharacterCounts();
    long[] sums = new long[3];
    try (OutputStream out = new BufferedOutputStream(fileSystem.create(partial, true), 1 << 16)) {
      counts.forEach(
          (word, from, to, sum) -> {
            long count = weights.round(sum);
            if (count > 0) {
              characters.add(word, from, to, count);
              sums[0]++;
              sums[1] = Math.addExact(sums[1], count);
              sums[2] += to - from;
              write(out, word, from, to, count);
            }
          });
    }
    fileSystem.delete(file, false);
    if (!fileSystem.rename(partial, file)) {
      throw new IOException("cannot rename " + partial + " to " + file);
    }
    return new PartSummary(characters, sums[0], sums[1], sums[2]);
  }

  private static void write(OutputStream out, byte[] word, int from, int to, long count) {
    try {
      WordStream.write(out, word, from, to, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of one partition, counted as far as memory allows, then by parts. */
  private static final class PartitionCounts implements Iterator<Tuple2<Integer, byte[]>> {
    private final Iterator<LabelledText> documents;
    private final LineWords rules;
    private final WordWeights weights;
    private final double weight;
    private final int parts;
    private final Map<String, Long> numerators = new HashMap<>();
    private Iterator<Tuple2<Integer, byte[]>> counted =
        List.<Tuple2<Integer, byte[]>>of().iterator();

    private PartitionCounts(
        Iterator<LabelledText> documents,
        LineWords rules,
        WordWeights weights,
        double weight,
        int parts) {
      this.documents = documents;
      this.rules = rules;
      this.weights = weights;
      this.weight = weight;
      this.parts = parts;
    }

    @Override
    public boolean hasNext() {
      while (!counted.hasNext() && documents.hasNext()) {
        counted = countSome();
      }
      return counted.hasNext();
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
      return counted.next();
    }

    private Iterator<Tuple2<Integer, byte[]>> countSome() {
      WordCounts counts = new WordCounts();
      while (documents.hasNext() && counts.memory() < MAP_BYTES) {
        LabelledText document = documents.next();
        long numerator =
            numerators.computeIfAbsent(
                document.language(), language -> weights.numerator(weight, language));
        rules.splitDocument(document.text(), numerator, counts);
      }
      ByteArrayOutputStream[] blocks = new ByteArrayOutputStream[parts];
      counts.forEach(
          (word, from, to, count) -> {
            int part = WordCounts.part(word, from, to, parts);
            blocks[part] = blocks[part] == null ? new ByteArrayOutputStream() : blocks[part];
            write(blocks[part], word, from, to, count);
          });
      List<Tuple2<Integer, byte[]>> byPart = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        if (blocks[part] != null) {
          byPart.add(new Tuple2<>(part, blocks[part].toByteArray()));
          blocks[part] = null;
        }
      }
      return byPart.iterator();
    }
  }
}
