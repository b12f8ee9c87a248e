package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents measured as cc_net does it, by an n-gram model of SentencePiece's unigram pieces. */
final class PerplexityInteropIT {

  @TempDir static Path folder;

  @Test
  void measuresTextByTheNGramsOfItsUnigramPieces() throws Exception {
    Path input = Files.createDirectory(folder.resolve("in"));
    Tools.python(folder, "perplexities.py", Sample.documents(folder, 400), input);
    Tools.glossa(
        folder,
        "prepare",
        "--input",
        input.resolve("documents.jsonl"),
        "--output",
        "prepared",
        "--language",
        "en",
        "-Dprepare.perplexity.en.model=" + input.resolve("pieces.arpa"),
        "-Dprepare.perplexity.en.tokenizer=" + input.resolve("unigram.model"));
    List<Row> documents =
        LocalSpark.session()
            .read()
            .format("delta")
            .load(folder.resolve("prepared/documents").toString())
            .selectExpr("measures['perplexity']", "double(metadata['perplexity'])")
            .collectAsList();
    assertThat(documents)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            row -> {
              double expected = row.getDouble(1);
              assertThat(row.getDouble(0)).isCloseTo(expected, within(1e-4 * expected));
            });
  }
}
