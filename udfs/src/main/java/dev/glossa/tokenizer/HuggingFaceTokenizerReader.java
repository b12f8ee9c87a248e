package dev.glossa.tokenizer;

import static dev.glossa.tokenizer.TokenizerJson.unsupported;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.glossa.tokenizer.AddedTokens.AddedToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code tokenizer.json} files with a BPE model, over characters (LLaMA) or bytes (GPT-2,
 * LLaMA 3). Everything in the file that would change ids and is not known here is an error.
 */
final class HuggingFaceTokenizerReader {

  private final JsonNode root;
  private final JsonNode model;
  private final Map<String, Integer> vocabulary = new HashMap<>();

  private HuggingFaceTokenizerReader(JsonNode root) {
    this.root = root;
    this.model = root.path("model");
  }

  /**
   * @param config tokenizer_config.json, or null
   */
  static HuggingFaceTokenizer read(byte[] json, byte[] config) {
    JsonNode roles =
        config == null ? MissingNode.getInstance() : parse(config, "tokenizer_config.json");
    return new HuggingFaceTokenizerReader(parse(json, "tokenizer.json")).read(roles);
  }

  private static JsonNode parse(byte[] json, String name) {
    try {
      JsonNode root = new ObjectMapper().readTree(json);
      if (root.isObject()) {
        return root;
      }
    } catch (IOException e) {
      throw new InvalidTokenizerException("The " + name + " is no JSON: it is damaged.", e);
    }
    throw new InvalidTokenizerException("The " + name + " is no JSON object: it is damaged.");
  }

  private HuggingFaceTokenizer read(JsonNode config) {
    requireSupportedModel();
    readVocabulary();
    List<AddedToken> added = addedTokens();
    List<String> tokens = tokens(added);
    Set<Integer> special = new TreeSet<>();
    added.stream().filter(AddedToken::isSpecial).forEach(token -> special.add(token.id()));
    Map<String, Integer> ids = new HashMap<>(vocabulary);
    added.forEach(token -> ids.put(token.content(), token.id()));
    TextNormalizer normalizer = NormalizerReader.read(root.path("normalizer"));
    PreTokenizerReader words = PreTokenizerReader.read(root.path("pre_tokenizer"));
    UnknownPieces unknown = unknown();
    HuggingFaceTokenizer.Parts parts =
        new HuggingFaceTokenizer.Parts(
            tokenMatcher(added, false, normalizer),
            normalizer,
            tokenMatcher(added, true, normalizer),
            words.steps(),
            segmenter(tokens, unknown, words.isByteLevel()),
            unknown,
            DecoderReader.read(root.path("decoder"), tokens, special),
            trimming());
    return new HuggingFaceTokenizer(tokens, parts, RolesReader.read(root, config, ids));
  }

  private void requireSupportedModel() {
    String type = model.path("type").asText("BPE");
    if (!type.equals("BPE")) {
      throw unsupported("its model.type is " + type + ", not BPE");
    }
    if (!model.path("vocab").isObject() || !model.path("merges").isArray()) {
      throw new InvalidTokenizerException(
          "The tokenizer.json has no model.vocab or model.merges: it is damaged.");
    }
    for (String key : List.of("dropout", "continuing_subword_prefix", "end_of_word_suffix")) {
      JsonNode value = model.path(key);
      boolean isNothing = value.asText().isEmpty() || (value.isNumber() && value.asDouble() == 0);
      if (!TokenizerJson.isAbsent(value) && !isNothing) {
        throw unsupported("its model has " + key);
      }
    }
  }

  private void readVocabulary() {
    for (var entry : model.path("vocab").properties()) {
      vocabulary.put(entry.getKey(), id(entry.getKey(), entry.getValue()));
    }
  }

  private static int id(String token, JsonNode id) {
    if (!id.isIntegralNumber() || !id.canConvertToInt() || id.asInt() < 0) {
      throw new InvalidTokenizerException(
          "The tokenizer.json's token '%s' has the id %s, which is none."
              .formatted(token, id.isMissingNode() ? "''" : id));
    }
    return id.asInt();
  }

  private List<AddedToken> addedTokens() {
    Map<String, AddedToken> added = new LinkedHashMap<>();
    for (JsonNode token : root.path("added_tokens")) {
      String content = token.path("content").asText();
      if (content.isEmpty()) {
        continue;
      }
      int id = id(content, token.path("id"));
      if (vocabulary.getOrDefault(content, id) != id) {
        throw new InvalidTokenizerException(
            "The tokenizer.json's added token '%s' has the id %d, but %d in the vocabulary."
                .formatted(content, id, vocabulary.get(content)));
      }
      added.put(
          content,
          new AddedToken(
              id,
              content,
              token.path("single_word").asBoolean(),
              token.path("lstrip").asBoolean(),
              token.path("rstrip").asBoolean(),
              token.path("normalized").asBoolean(),
              token.path("special").asBoolean()));
    }
    return List.copyOf(added.values());
  }

  private static AddedTokens tokenMatcher(
      List<AddedToken> added, boolean areNormalized, TextNormalizer normalizer) {
    Map<String, AddedToken> forms = new LinkedHashMap<>();
    for (AddedToken token : added) {
      if (token.isNormalized() == areNormalized) {
        byte[] utf8 = Utf8.encode(token.content());
        OriginText form = OriginText.untracked(utf8, 0, utf8.length);
        if (areNormalized && normalizer != null) {
          form = normalizer.normalize(form, 0, utf8.length);
        }
        forms.put(Utf8.toString(form.bytes(), 0, form.size()), token);
      }
    }
    forms.remove("");
    return new AddedTokens(forms);
  }

  /** All tokens in the order of their ids, which run from 0. */
  private List<String> tokens(List<AddedToken> added) {
    Map<String, Integer> all = new HashMap<>(vocabulary);
    added.forEach(token -> all.put(token.content(), token.id()));
    String[] tokens = new String[all.size()];
    all.forEach(
        (token, id) -> {
          if (id >= tokens.length) {
            throw new InvalidTokenizerException(
                "The tokenizer.json's token '%s' has the id %d, but there are only %d tokens, whose ids run from 0."
                    .formatted(token, id, tokens.length));
          }
          if (tokens[id] != null) {
            throw new InvalidTokenizerException(
                "The tokenizer.json has the id %d twice, for '%s' and for '%s'."
                    .formatted(id, tokens[id], token));
          }
          tokens[id] = token;
        });
    if (tokens.length == 0) {
      throw new InvalidTokenizerException("The tokenizer.json has no tokens.");
    }
    return List.of(tokens);
  }

  private Segmenter segmenter(List<String> tokens, UnknownPieces unknown, boolean isByteLevel) {
    FastBpe bpe = new FastBpe(merges(tokens), unknown, null);
    boolean ignoresMerges = model.path("ignore_merges").asBoolean();
    if (isByteLevel) {
      return new ByteLevelBpe(bpe, vocabulary, ignoresMerges, unknown.unknownId() < 0);
    }
    if (unknown.unknownId() < 0 && unknown.byteIds() == null) {
      throw unsupported("its model has neither byte_fallback nor an unk_token");
    }
    if (ignoresMerges) {
      throw unsupported("its model has ignore_merges, but its pre-tokenizer is not ByteLevel");
    }
    return bpe;
  }

  private MergeTable merges(List<String> tokens) {
    MergeTable.Builder table = new MergeTable.Builder(tokens.size());
    vocabulary.forEach(
        (token, id) -> {
          if (!token.isEmpty() && token.codePointCount(0, token.length()) == 1) {
            table.character(token.codePointAt(0), id);
          }
        });
    int rank = 0;
    for (JsonNode merge : model.path("merges")) {
      String[] halves = halves(merge, rank);
      String result = halves[0] + halves[1];
      table.merge(id(halves[0], rank), id(halves[1], rank), rank, id(result, rank));
      table.piece(result);
      rank++;
    }
    return table.build();
  }

  private static String[] halves(JsonNode merge, int rank) {
    boolean isPair =
        merge.isArray()
            && merge.size() == 2
            && merge.path(0).isTextual()
            && merge.path(1).isTextual();
    String[] halves =
        isPair
            ? new String[] {merge.path(0).asText(), merge.path(1).asText()}
            : merge.asText().split(" ", -1);
    if (halves.length != 2 || halves[0].isEmpty() || halves[1].isEmpty()) {
      throw new InvalidTokenizerException(
          "The tokenizer.json's merge %d (%s) is no pair.".formatted(rank, merge));
    }
    return halves;
  }

  private int id(String token, int merge) {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new InvalidTokenizerException(
          "The tokenizer.json's merge %d needs the token '%s', which is not in its vocabulary."
              .formatted(merge, token));
    }
    return id;
  }

  private UnknownPieces unknown() {
    String name = model.path("unk_token").asText("");
    int unknown = vocabulary.getOrDefault(name, -1);
    if (!TokenizerJson.isAbsent(model.path("unk_token")) && unknown < 0) {
      throw new InvalidTokenizerException(
          "The tokenizer.json's unk_token '%s' is not in its vocabulary.".formatted(name));
    }
    if (!model.path("byte_fallback").asBoolean()) {
      return new UnknownPieces(unknown, null, model.path("fuse_unk").asBoolean());
    }
    int[] bytes = new int[BytePieces.COUNT];
    Arrays.setAll(bytes, value -> vocabulary.getOrDefault(BytePieces.name(value), -1));
    for (int value = 0; value < bytes.length; value++) {
      if (bytes[value] < 0) {
        throw new InvalidTokenizerException(
            "The tokenizer.json has byte_fallback, but no token %s."
                .formatted(BytePieces.name(value)));
      }
    }
    return new UnknownPieces(unknown, bytes, true);
  }

  private OffsetTrimming trimming() {
    for (JsonNode step : TokenizerJson.steps(root.path("post_processor"), "processors")) {
      String type = TokenizerJson.type(step);
      boolean trims = type.equals("ByteLevel") || type.equals("RobertaProcessing");
      if (trims && step.path("trim_offsets").asBoolean(true)) {
        return new OffsetTrimming(step.path("add_prefix_space").asBoolean(true));
      }
    }
    return null;
  }
}
