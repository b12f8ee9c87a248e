package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines made anew in each run, long ones among them, bytes that are no UTF-8, and ids in no order:
 * every tokenizer of the reference data gives the ids, offsets and texts that the library does
 * which owns its format. Property glossa.seed repeats a run.
 */
final class TokenizerFuzzInteropIT {

  private static final Path SHARED = Path.of(System.getProperty("glossa.shared", "../shared"));
  private static final long SEED =
      Long.getLong("glossa.seed", ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));

  private static final int BATCH = 20_000;
  private static final int LONG_LINES = 4;
  private static final int LONG_LINE = 100_000;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> agreesWithTheReferenceOnTwentyThousandLines() throws IOException {
    return agreesWithTheReference(1);
  }

  @Tag("nightly")
  @TestFactory
  Stream<DynamicTest> agreesWithTheReferenceOnTwoHundredThousandLines() throws IOException {
    return agreesWithTheReference(10);
  }

  private Stream<DynamicTest> agreesWithTheReference(int batches) throws IOException {
    System.out.println("Tokenizer fuzz lines: -Dglossa.seed=" + SEED);
    return tokenizers().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () -> {
                      Tokenizer tokenizer = load(file);
                      for (int batch = 0; batch < batches; batch++) {
                        assertThat(differences(file, tokenizer, SEED + batch))
                            .as("seed %d", SEED + batch)
                            .isEmpty();
                      }
                    }));
  }

  private List<String> differences(Path file, Tokenizer tokenizer, long seed) throws Exception {
    FuzzLines lines = new FuzzLines(seed, Sample.texts("messages.jsonl.gz", 1000));
    ReferenceTokens reference = new ReferenceTokens(isJson(file));
    for (int i = 0; i < BATCH; i++) {
      reference.addText(lines.line().getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < BATCH / 10; i++) {
      reference.addText(lines.brokenLine());
      reference.addIds(lines.ids(tokenizer.vocabularySize()));
    }
    for (int i = 0; i < LONG_LINES; i++) {
      reference.addText(lines.longLine(LONG_LINE).getBytes(StandardCharsets.UTF_8));
    }
    Path questions = reference.write(folder.resolve("questions"));
    Path answers = folder.resolve("answers");
    Tools.python(folder, "reference_tokens.py", file.toAbsolutePath(), questions, answers);
    return reference.differences(answers, tokenizer);
  }

  private static boolean isJson(Path file) {
    return file.toString().endsWith(".json");
  }

  private static Tokenizer load(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return isJson(file) ? Tokenizers.huggingFace(content) : Tokenizers.sentencePiece(content);
  }

  /** Every tokenizer of the reference data, and SmolLM2's if its folder is named. */
  private static List<Path> tokenizers() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String part : List.of("data/tokenizers", "golden/tokenizer")) {
      if (Files.exists(SHARED.resolve(part))) {
        try (Stream<Path> found = Files.walk(SHARED.resolve(part))) {
          found
              .filter(file -> file.toString().endsWith(".model") || file.endsWith("tokenizer.json"))
              .sorted()
              .forEach(files::add);
        }
      }
    }
    Path smol = Path.of(System.getProperty("glossa.smollm2", ""), "tokenizer.json");
    if (Files.exists(smol)) {
      files.add(smol);
    }
    assumeTrue(!files.isEmpty(), "skipped: no tokenizers in the folder of glossa.shared");
    return files;
  }
}
