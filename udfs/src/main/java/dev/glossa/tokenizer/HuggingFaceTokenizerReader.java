package dev.glossa.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Reads {@code tokenizer.json} files of LLaMA's kind: BPE over text whose spaces are U+2581, with
 * byte fallback. Everything in the file that would change ids and is not known here is an error.
 */
final class HuggingFaceTokenizerReader {

  private static final String SPACE = "\u2581";

  private final JsonNode root;
  private final JsonNode model;
  private final Map<String, Integer> vocabulary = new HashMap<>();

  private HuggingFaceTokenizerReader(JsonNode root) {
    this.root = root;
    this.model = root.path("model");
  }

  static Tokenizer read(byte[] json) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new InvalidTokenizerException("The tokenizer.json is no JSON: it is damaged.", e);
    }
    return new HuggingFaceTokenizerReader(root).read();
  }

  private Tokenizer read() {
    requireSupportedModel();
    for (var entry : model.path("vocab").properties()) {
      vocabulary.put(entry.getKey(), entry.getValue().asInt(-1));
    }
    Map<String, Integer> added = new HashMap<>();
    Set<Integer> special = new TreeSet<>();
    for (JsonNode token : root.path("added_tokens")) {
      requirePlain(token);
      int id = token.path("id").asInt(-1);
      added.put(token.path("content").asText(), id);
      if (token.path("special").asBoolean()) {
        special.add(id);
      }
    }
    List<String> tokens = tokens(added);
    return new HuggingFaceTokenizer(
        tokens,
        preparation(),
        new FastBpe(merges(tokens), unknown(), null),
        unknown(),
        new ByteFallbackDecoder(tokens, special, strippedSpaces()),
        new SpecialTokens(added));
  }

  private void requireSupportedModel() {
    String type = model.path("type").asText("BPE");
    if (!type.equals("BPE")) {
      throw unsupported("its model is of type " + type + ", not BPE");
    }
    if (!model.path("vocab").isObject() || !model.path("merges").isArray()) {
      throw new InvalidTokenizerException(
          "The tokenizer.json has no model.vocab or model.merges: it is damaged.");
    }
    for (String key : List.of("dropout", "continuing_subword_prefix", "end_of_word_suffix")) {
      JsonNode value = model.path(key);
      if (!value.isMissingNode() && !value.isNull() && !value.asText().isEmpty()) {
        throw unsupported("its model has " + key);
      }
    }
    if (model.path("ignore_merges").asBoolean()) {
      throw unsupported("its model has ignore_merges");
    }
  }

  private static void requirePlain(JsonNode token) {
    for (String key : List.of("single_word", "lstrip", "rstrip", "normalized")) {
      if (token.path(key).asBoolean()) {
        throw unsupported(
            "the added token '%s' has %s".formatted(token.path("content").asText(), key));
      }
    }
  }

  private List<String> tokens(Map<String, Integer> added) {
    Map<Integer, String> byId = new TreeMap<>();
    vocabulary.forEach((token, id) -> byId.put(id, token));
    added.forEach((token, id) -> byId.put(id, token));
    int size = byId.size();
    if (size == 0 || !byId.containsKey(0) || !byId.containsKey(size - 1)) {
      throw new InvalidTokenizerException(
          "The tokenizer.json's ids do not run from 0 to " + (size - 1) + ", one for each token.");
    }
    return new ArrayList<>(byId.values());
  }

  /** How text is normalized, and where a space is put before it. */
  private HuggingFaceTokenizer.Preparation preparation() {
    JsonNode preTokenizer = root.path("pre_tokenizer");
    if (isAbsent(preTokenizer)) {
      return normalizer();
    }
    if (!isAbsent(root.path("normalizer"))
        || !preTokenizer.path("type").asText().equals("Metaspace")
        || !preTokenizer.path("replacement").asText().equals(SPACE)
        || preTokenizer.path("split").asBoolean(true)) {
      throw unsupported(
          "its pre-tokenizer is %s, not Metaspace without split"
              .formatted(
                  steps(preTokenizer, "pretokenizers").stream()
                      .map(step -> step.path("type").asText())
                      .toList()));
    }
    return HuggingFaceTokenizer.Preparation.plain(
        switch (preTokenizer.path("prepend_scheme").asText("always")) {
          case "first" -> HuggingFaceTokenizer.Prefix.FIRST_UNLESS_THERE;
          case "never" -> HuggingFaceTokenizer.Prefix.NEVER;
          default -> HuggingFaceTokenizer.Prefix.UNLESS_THERE;
        });
  }

  /** The steps that {@link HuggingFaceFiles} writes: [map,] [extra spaces,] [prefix,] spaces. */
  private HuggingFaceTokenizer.Preparation normalizer() {
    Deque<JsonNode> steps = new ArrayDeque<>(steps(root.path("normalizer"), "normalizers"));
    byte[] charsMap = new byte[0];
    if (isNext(steps, step -> step.path("type").asText().equals("Precompiled"))) {
      charsMap = Base64.getDecoder().decode(steps.remove().path("precompiled_charsmap").asText());
    }
    boolean removesExtraSpaces = isNext(steps, step -> isReplacement(step, "^ +| +$", ""));
    if (removesExtraSpaces) {
      steps.remove();
      if (!isNext(steps, step -> isReplacement(step, " {2,}", " "))) {
        throw unsupported("its normalizer strips spaces, but leaves runs of them");
      }
      steps.remove();
    }
    boolean prepends = isNext(steps, step -> step.path("prepend").asText().equals(SPACE));
    if (prepends) {
      steps.remove();
    }
    if (steps.size() != 1 || !isReplacement(steps.remove(), " ", SPACE)) {
      throw unsupported(
          "its normalizer is not [Prepend '▁',] Replace ' ' by '▁', which is LLaMA's");
    }
    return new HuggingFaceTokenizer.Preparation(
        charsMap,
        removesExtraSpaces,
        prepends ? HuggingFaceTokenizer.Prefix.ALWAYS : HuggingFaceTokenizer.Prefix.NEVER);
  }

  private static boolean isNext(Deque<JsonNode> steps, Predicate<JsonNode> kind) {
    return !steps.isEmpty() && kind.test(steps.peek());
  }

  private static List<JsonNode> steps(JsonNode node, String key) {
    List<JsonNode> steps = new ArrayList<>();
    if (node.path("type").asText().equals("Sequence")) {
      node.path(key).forEach(steps::add);
    } else if (!isAbsent(node)) {
      steps.add(node);
    }
    return steps;
  }

  private static boolean isReplacement(JsonNode step, String pattern, String content) {
    return step.path("type").asText().equals("Replace")
        && (step.path("pattern").path("String").asText().equals(pattern)
            || step.path("pattern").path("Regex").asText().equals(pattern))
        && step.path("content").asText().equals(content);
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
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
      String[] halves =
          merge.isArray()
              ? new String[] {merge.path(0).asText(), merge.path(1).asText()}
              : merge.asText().split(" ", 2);
      if (halves.length != 2) {
        throw new InvalidTokenizerException(
            "The tokenizer.json's merge %d ('%s') is no pair.".formatted(rank, merge.asText()));
      }
      String result = halves[0] + halves[1];
      table.merge(id(halves[0], rank), id(halves[1], rank), rank, id(result, rank));
      table.piece(result);
      rank++;
    }
    return table.build();
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
    int unknown = vocabulary.getOrDefault(model.path("unk_token").asText(""), -1);
    if (!model.path("byte_fallback").asBoolean()) {
      if (unknown < 0) {
        throw unsupported("its model has neither byte_fallback nor an unk_token");
      }
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

  private int strippedSpaces() {
    List<JsonNode> steps = steps(root.path("decoder"), "decoders");
    int stripped = 0;
    for (JsonNode step : steps) {
      switch (step.path("type").asText()) {
        case "ByteFallback", "Fuse" -> {}
        case "Replace" -> {
          if (!isReplacement(step, SPACE, " ")) {
            throw unsupported("its decoder replaces something else than '▁'");
          }
        }
        case "Strip" -> stripped = step.path("start").asInt();
        case "Metaspace" ->
            stripped = step.path("prepend_scheme").asText("always").equals("never") ? 0 : 1;
        default -> throw unsupported("its decoder has the step " + step.path("type").asText());
      }
    }
    return stripped;
  }

  private static InvalidTokenizerException unsupported(String what) {
    return new InvalidTokenizerException(
        "The tokenizer.json is of a kind that is not supported: " + what + ".");
  }
}
