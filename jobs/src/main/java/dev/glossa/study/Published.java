package dev.glossa.study;

import dev.glossa.job.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that the paper printed, and where it printed them.
 *
 * @param source the paper
 * @param aspects what answers were judged for, each from 0 to 3
 * @param responseQuality judged answers to Chinese instructions
 * @param perplexity perplexity per token of Chinese and English text
 * @param languages judged answers in 13 languages
 * @param codeSwitching how many answers change the language, in words: the bars cannot be read
 */
record Published(
    String source,
    List<String> aspects,
    ResponseQuality responseQuality,
    Perplexity perplexity,
    Languages languages,
    Switching codeSwitching) {
  private static final String FILE = "published.json";

  /** A table and where it stands. */
  record ResponseQuality(String place, List<Row> rows) {
    /**
     * @param pretrainingSamples Chinese web documents that LLaMA was further pretrained on by the
     *     authors; null of other people's models
     * @param extended whether the vocabulary is
     */
    record Row(
        String model,
        long instructions,
        Long pretrainingSamples,
        boolean extended,
        List<Double> aspects,
        double average) {}
  }

  /** A table and where it stands. */
  record Perplexity(String place, List<Row> rows) {
    /**
     * @param pretrainingSamples as above
     * @param joint whether English was trained on beside Chinese
     */
    record Row(
        String model, Long pretrainingSamples, boolean joint, double chinese, double english) {}
  }

  /**
   * A table and where it stands.
   *
   * @param fewInstructions in the smaller set; the size of the larger one cannot be read
   */
  record Languages(String place, long fewInstructions, List<Row> rows) {
    /**
     * @param language ISO 639-1
     */
    record Row(
        String language,
        List<Double> few,
        double fewAverage,
        List<Double> many,
        double manyAverage) {}

    /** The language's row, if the paper has it. */
    Optional<Row> of(String language) {
      return rows.stream().filter(row -> row.language().equals(language)).findFirst();
    }
  }

  /** A share of answers, from low to high. */
  record Switching(String place, long instructions, double low, double high) {}

  /** The numbers as they are kept beside this class. */
  static Published load() {
    try (InputStream in = Published.class.getResourceAsStream(FILE)) {
      return Json.FILES.readValue(in, Published.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
