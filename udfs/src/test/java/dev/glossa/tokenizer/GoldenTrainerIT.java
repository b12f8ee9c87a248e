package dev.glossa.tokenizer;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All vocabularies that SentencePiece trained, to the last piece and score. */
class GoldenTrainerIT {

  @TestFactory
  Stream<DynamicTest> trainsTheSameVocabularyAsSentencePiece() {
    return GoldenTrainer.cases(description -> true);
  }
}
