package dev.glossa.vocabulary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.ByteLevelExtension;
import dev.glossa.tokenizer.InvalidTokenizerException;
import dev.glossa.tokenizer.ProtectedSegmentation;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.TextProtection;
import dev.glossa.tokenizer.Tokenizer;
import java.io.Serializable;

/**
 * A vocabulary that is to be extended, with the files beside it: a SentencePiece model, or, where
 * there is none, a byte-level tokenizer.json.
 */
final class BaseTokenizer implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenizerFiles files;

  /**
   * @throws GlossaException (usage) if it cannot be extended
   */
  BaseTokenizer(TokenizerFiles files) {
    this.files = files;
    try {
      protection();
    } catch (InvalidTokenizerException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + files.path() + "' cannot be extended: " + e.getMessage(), e);
    }
    if (!isByteLevel()) {
      requireNoTokenBeyond();
    }
  }

  /**
   * @throws GlossaException (usage) if there is no SentencePiece model, or a damaged one
   */
  static SentencePieceModel parse(TokenizerFiles files) {
    byte[] content = files.file(TokenizerFiles.SENTENCEPIECE);
    if (content == null) {
      throw GlossaException.usage(
          "'%s' has no tokenizer.model: only SentencePiece models can be merged.", files.path());
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
    int pieces = model().pieces().size();
    try {
      JsonNode json = JSON.readTree(files.text(TokenizerFiles.HUGGING_FACE));
      for (JsonNode token : json.path("added_tokens")) {
        if (token.path("id").asInt() >= pieces) {
          throw GlossaException.usage(
              "'%s' has the token '%s' with id %d behind its tokenizer.model's %d pieces, where"
                  + " added pieces would stand: name the tokenizer.model alone.",
              files.path(), token.path("content").asText(), token.path("id").asInt(), pieces);
        }
      }
    } catch (JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.USAGE,
          "'" + files.path() + "/tokenizer.json' is no JSON: mend it, or take it away.",
          e);
    }
  }

  TokenizerFiles files() {
    return files;
  }

  boolean isByteLevel() {
    return files.file(TokenizerFiles.SENTENCEPIECE) == null;
  }

  SentencePieceModel model() {
    return parse(files);
  }

  /** How its words are protected, made anew: it is for one thread. */
  TextProtection protection() {
    return isByteLevel()
        ? new ByteLevelExtension(files.file(TokenizerFiles.HUGGING_FACE))
        : new ProtectedSegmentation(model());
  }

  /** The files of an extended tokenizer with the base's own settings, where it has some. */
  TokenizerFiles withOwnSettings(TokenizerFiles extended) {
    TokenizerFiles result = extended;
    for (String name : new String[] {TokenizerFiles.CONFIG, TokenizerFiles.SPECIAL_TOKENS}) {
      if (files.file(name) != null) {
        result = result.with(name, files.file(name));
      } else if (isByteLevel()) {
        result = result.with(name, byteLevelSettings(name.equals(TokenizerFiles.CONFIG)));
      }
    }
    return result;
  }

  private String byteLevelSettings(boolean config) {
    Tokenizer tokenizer = files.tokenizer();
    ObjectNode settings = JSON.createObjectNode();
    if (config) {
      settings.put("clean_up_tokenization_spaces", false);
      settings.put("tokenizer_class", "PreTrainedTokenizerFast");
    }
    name(settings, "bos_token", tokenizer.bosId());
    name(settings, "eos_token", tokenizer.eosId());
    name(settings, "pad_token", tokenizer.padId());
    name(settings, "unk_token", tokenizer.unkId());
    return settings.toPrettyString() + "\n";
  }

  private void name(ObjectNode settings, String key, int id) {
    if (id >= 0) {
      settings.put(key, files.tokenizer().piece(id));
    }
  }
}
