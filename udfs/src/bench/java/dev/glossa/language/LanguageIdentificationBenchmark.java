package dev.glossa.language;

import dev.glossa.binary.LittleEndianBytes;
import dev.glossa.language.fasttext.FastTextModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Short documents per second on one core: a fastText model, and the bundled identifier.
 *
 * <p>{@code LanguageIdentificationBenchmark MODEL LINES}, where LINES is a file with a document a
 * line; {@code language/run.sh} makes one and sets fastText's own module beside it.
 */
public final class LanguageIdentificationBenchmark {

  private static final int ROUNDS = 7;

  private LanguageIdentificationBenchmark() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    FastTextModel model =
        FastTextModel.read(
            LittleEndianBytes.of(ByteBuffer.wrap(Files.readAllBytes(Path.of(args[0])))));
    List<String> lines = Files.readAllLines(Path.of(args[1]));
    LanguageIdentifier bundled = LanguageIdentifier.bundled();
    for (int round = 1; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      int answers = 0;
      for (String line : lines) {
        answers += model.predict(line, 1, 0).size();
      }
      long middle = System.nanoTime();
      for (String line : lines) {
        answers += bundled.identify(line).language().length();
      }
      long end = System.nanoTime();
      System.out.printf(
          "round %d: fastText model %,.0f documents/s, bundled %,.0f documents/s (%d)%n",
          round,
          lines.size() * 1e9 / (middle - start),
          lines.size() * 1e9 / (end - middle),
          answers);
    }
  }
}
