package dev.glossa.vocabulary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.InvalidTokenizerException;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.VocabularyExtension;

/** A SentencePiece vocabulary that is to be extended, with the files beside it. */
final class BaseTokenizer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenizerFiles files;
  private final SentencePieceModel model;

  /**
   * @throws GlossaException (usage) if it cannot be extended
   */
  BaseTokenizer(TokenizerFiles files) {
    this.files = files;
    this.model = parse(files);
    try {
      new VocabularyExtension(model);
    } catch (InvalidTokenizerException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + files.path() + "' cannot be extended: " + e.getMessage(), e);
    }
    requireNoTokenBeyond();
  }

  /**
   * @throws GlossaException (usage) if there is no SentencePiece model, or a damaged one
   */
  static SentencePieceModel parse(TokenizerFiles files) {
    byte[] content = files.file(TokenizerFiles.SENTENCEPIECE);
    if (content == null) {
      throw GlossaException.usage(
          "'%s' has no tokenizer.model: name a SentencePiece model.", files.path());
    }
    try {
      return SentencePieceModel.parse(content);
    } catch (InvalidTokenizerException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + files.path() + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Ids behind the model's are those of the pieces to be added. */
  private void requireNoTokenBeyond() {
    try {
      JsonNode json = JSON.readTree(files.text(TokenizerFiles.HUGGING_FACE));
      for (JsonNode token : json.path("added_tokens")) {
        if (token.path("id").asInt() >= model.pieces().size()) {
          throw GlossaException.usage(
              "'%s' has the token '%s' with id %d behind its tokenizer.model's %d pieces, where"
                  + " added pieces would stand: name the tokenizer.model alone.",
              files.path(),
              token.path("content").asText(),
              token.path("id").asInt(),
              model.pieces().size());
        }
      }
    } catch (JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + files.path() + "/tokenizer.json' is no JSON.", e);
    }
  }

  TokenizerFiles files() {
    return files;
  }

  SentencePieceModel model() {
    return model;
  }

  /** The files of an extended tokenizer with the base's own settings, where it has some. */
  TokenizerFiles withOwnSettings(TokenizerFiles extended) {
    TokenizerFiles result = extended;
    for (String name : new String[] {TokenizerFiles.CONFIG, TokenizerFiles.SPECIAL_TOKENS}) {
      if (files.file(name) != null) {
        result = result.with(name, files.file(name));
      }
    }
    return result;
  }
}
