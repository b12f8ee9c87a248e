package dev.glossa.study;

/**
 * What the cells of a study differ in, beside their seeds.
 *
 * @param language ISO 639-1 code of the language that the model is moved to
 * @param addedPieces pieces that the vocabulary is extended by; 0: the original vocabulary
 * @param pretrainTokens tokens of further pretraining, of the model's own vocabulary; 0: none
 * @param englishShare share of English among these tokens, 0 to below 1
 * @param instructions conversations that the model is tuned on; 0: none
 */
record Factors(
    String language,
    long addedPieces,
    long pretrainTokens,
    double englishShare,
    long instructions) {

  /** The same in a language. */
  Factors in(String other) {
    return new Factors(other, addedPieces, pretrainTokens, englishShare, instructions);
  }

  Factors withAddedPieces(long pieces) {
    return new Factors(language, pieces, pretrainTokens, englishShare, instructions);
  }

  Factors withPretrainTokens(long tokens) {
    return new Factors(language, addedPieces, tokens, englishShare, instructions);
  }

  Factors withEnglishShare(double share) {
    return new Factors(language, addedPieces, pretrainTokens, share, instructions);
  }

  Factors withInstructions(long number) {
    return new Factors(language, addedPieces, pretrainTokens, englishShare, number);
  }

  /** The same without what makes no difference: a share of no tokens. */
  Factors normal() {
    return pretrainTokens == 0 ? withEnglishShare(0) : this;
  }
}
