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
    long instructions) {}
