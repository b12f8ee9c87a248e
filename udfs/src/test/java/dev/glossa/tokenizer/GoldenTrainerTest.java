package dev.glossa.tokenizer;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The small cases; {@link GoldenTrainerIT} has all. */
class GoldenTrainerTest {

  private static final double MEGABYTES = 7;

  @TestFactory
  Stream<DynamicTest> trainsTheSameVocabularyAsSentencePiece() {
    return GoldenTrainer.cases(
        description ->
            description.path("megabytes").asDouble() < MEGABYTES
                && description.path("vocab_size").asInt() <= 12000);
  }
}
