package dev.glossa.pretrain;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.pack.PackJob;
import dev.glossa.pack.PackSettings;
import dev.glossa.pack.TinyTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model of some hundred weights, and two corpora packed for it. */
final class TinyTraining {
  private static final IngestSettings INGEST =
      Configuration.defaults().section("ingest", IngestSettings.class);

  private TinyTraining() {}

  /** Writes the folders {@code tokenizer}, {@code model}, {@code counting} and {@code letters}. */
  static void write(Path folder) throws IOException {
    Path tokenizer = TinyTokenizer.write(folder.resolve("tokenizer"));
    pack(folder, tokenizer, "counting", "one two three four five six seven eight nine ten ");
    pack(folder, tokenizer, "letters", "abcdefghij klmnopqrst uvwxyz ");
    Path config = folder.resolve("tiny.conf");
    Files.writeString(
        config,
        """
        hidden_size = 16
        intermediate_size = 24
        num_hidden_layers = 2
        num_attention_heads = 2
        num_key_value_heads = 1
        tie_word_embeddings = true
        max_position_embeddings = 64
        """);
    new InitJob(
            new InitSettings(
                config.toString(),
                null,
                tokenizer.toString(),
                folder.resolve("model").toString(),
                "mean",
                1))
        .run(null);
  }

  private static void pack(Path folder, Path tokenizer, String name, String text)
      throws IOException {
    Path input = folder.resolve(name + ".jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append("{\"id\": \"%s-%d\", \"text\": \"%s\"}%n".formatted(name, i, text.repeat(3)));
    }
    Files.writeString(input, lines);
    pack(input, tokenizer, folder.resolve(name));
  }

  /** Packs documents into blocks of 32 tokens. */
  static void pack(Path input, Path tokenizer, Path output) {
    new PackJob(
            new PackSettings(
                List.of(input.toString()),
                output.toString(),
                tokenizer.toString(),
                "sentencepiece",
                32,
                true,
                true,
                INGEST))
        .run(LocalSpark.session());
  }
}
