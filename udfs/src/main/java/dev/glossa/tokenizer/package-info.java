/** SentencePiece-compatible tokenizers: model files, encoding, decoding, training and extension. */
package dev.glossa.tokenizer;
