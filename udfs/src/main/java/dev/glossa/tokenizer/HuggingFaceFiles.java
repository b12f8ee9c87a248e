package dev.glossa.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Hugging Face's files for a SentencePiece BPE model, in LLaMA's layout. Their ids are the model's
 * on text without the names of special tokens.
 */
public final class HuggingFaceFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPACE = "\u2581";

  private final SentencePieceModel model;
  private final Tokenizer tokenizer;

  /**
   * @throws InvalidTokenizerException if the model is no BPE model
   */
  public HuggingFaceFiles(SentencePieceModel model) {
    this.model = model;
    if (model.trainerSpec().modelType() != ModelType.BPE) {
      throw new InvalidTokenizerException(
          "Hugging Face's files can be written for a BPE model only, not for one of type "
              + model.trainerSpec().modelType().name().toLowerCase(Locale.ROOT)
              + ".");
    }
    this.tokenizer = Tokenizers.sentencePiece(model, Mode.SENTENCEPIECE);
    if (model.trainerSpec().rules().treatWhitespaceAsSuffix()) {
      throw new InvalidTokenizerException(
          "A model with treat_whitespace_as_suffix has no counterpart in Hugging Face's files.");
    }
  }

  /** The content of tokenizer.json. */
  public String tokenizerJson() {
    ObjectNode root = object();
    root.put("version", "1.0");
    root.putNull("truncation");
    root.putNull("padding");
    root.set("added_tokens", addedTokens());
    root.set("normalizer", normalizer());
    root.putNull("pre_tokenizer");
    root.set("post_processor", postProcessor());
    root.set("decoder", decoder());
    root.set("model", bpe());
    return write(root);
  }

  /** The content of tokenizer_config.json. */
  public String tokenizerConfigJson() {
    ObjectNode root = object();
    root.put("add_bos_token", tokenizer.bosId() >= 0);
    root.put("add_eos_token", false);
    ObjectNode decoder = root.putObject("added_tokens_decoder");
    addedTokens()
        .forEach(
            token -> {
              ObjectNode entry = token.deepCopy();
              String id = entry.remove("id").asText();
              decoder.set(id, entry);
            });
    putName(root, "bos_token", tokenizer.bosId());
    root.put("clean_up_tokenization_spaces", false);
    putName(root, "eos_token", tokenizer.eosId());
    root.put("legacy", true);
    root.put("model_max_length", 1_000_000_000_000L);
    putName(root, "pad_token", tokenizer.padId());
    root.putObject("sp_model_kwargs");
    root.put("tokenizer_class", tokenizerClass());
    putName(root, "unk_token", tokenizer.unkId());
    return write(root);
  }

  /** transformers' LlamaTokenizer brings LLaMA's normalizer; others must be taken from the file. */
  private String tokenizerClass() {
    NormalizerSpec spec = model.normalizerSpec();
    boolean isLlamas =
        spec.precompiledCharsMap().length == 0
            && spec.addDummyPrefix()
            && !spec.removeExtraWhitespaces();
    return isLlamas ? "LlamaTokenizer" : "PreTrainedTokenizerFast";
  }

  /** The content of special_tokens_map.json. */
  public String specialTokensMapJson() {
    ObjectNode root = object();
    Map<String, Integer> tokens = new LinkedHashMap<>();
    tokens.put("bos_token", tokenizer.bosId());
    tokens.put("eos_token", tokenizer.eosId());
    tokens.put("pad_token", tokenizer.padId());
    tokens.put("unk_token", tokenizer.unkId());
    tokens.forEach(
        (name, id) -> {
          if (id >= 0) {
            putName(root, name, id);
          }
        });
    return write(root);
  }

  private void putName(ObjectNode node, String key, int id) {
    if (id < 0) {
      node.putNull(key);
    } else {
      node.put(key, tokenizer.piece(id));
    }
  }

  private ArrayNode addedTokens() {
    ArrayNode tokens = JsonNodeFactory.instance.arrayNode();
    for (int id = 0; id < model.pieces().size(); id++) {
      Piece piece = model.pieces().get(id);
      boolean special = piece.type() == PieceType.CONTROL || piece.type() == PieceType.UNKNOWN;
      if (special || piece.type() == PieceType.USER_DEFINED) {
        ObjectNode token = tokens.addObject();
        token.put("id", id);
        token.put("content", piece.text());
        token.put("single_word", false);
        token.put("lstrip", false);
        token.put("rstrip", false);
        token.put("normalized", false);
        token.put("special", special);
      }
    }
    return tokens;
  }

  private ObjectNode normalizer() {
    NormalizerSpec spec = model.normalizerSpec();
    List<ObjectNode> steps = new ArrayList<>();
    if (spec.precompiledCharsMap().length > 0) {
      steps.add(
          typed("Precompiled")
              .put(
                  "precompiled_charsmap",
                  Base64.getEncoder().encodeToString(spec.precompiledCharsMap())));
    }
    if (spec.removeExtraWhitespaces()) {
      steps.add(replacement("Regex", "^ +| +$", ""));
      steps.add(replacement("Regex", " {2,}", " "));
    }
    if (spec.addDummyPrefix()) {
      steps.add(typed("Prepend").put("prepend", SPACE));
    }
    steps.add(replacement("String", " ", SPACE));
    ObjectNode sequence = typed("Sequence");
    sequence.putArray("normalizers").addAll(steps);
    return sequence;
  }

  private ObjectNode decoder() {
    List<ObjectNode> steps = new ArrayList<>();
    steps.add(replacement("String", SPACE, " "));
    steps.add(typed("ByteFallback"));
    steps.add(typed("Fuse"));
    if (model.normalizerSpec().addDummyPrefix()) {
      steps.add(typed("Strip").put("content", " ").put("start", 1).put("stop", 0));
    }
    ObjectNode sequence = typed("Sequence");
    sequence.putArray("decoders").addAll(steps);
    return sequence;
  }

  /** Puts the beginning-of-sequence token before a text, if there is one. */
  private ObjectNode postProcessor() {
    int bos = tokenizer.bosId();
    if (bos < 0) {
      return null;
    }
    String name = tokenizer.piece(bos);
    ObjectNode template = typed("TemplateProcessing");
    template.putArray("single").add(special(name, 0)).add(sequence("A", 0));
    template
        .putArray("pair")
        .add(special(name, 0))
        .add(sequence("A", 0))
        .add(special(name, 1))
        .add(sequence("B", 1));
    ObjectNode token = template.putObject("special_tokens").putObject(name);
    token.put("id", name);
    token.putArray("ids").add(bos);
    token.putArray("tokens").add(name);
    return template;
  }

  private ObjectNode bpe() {
    ObjectNode bpe = typed("BPE");
    bpe.putNull("dropout");
    putName(bpe, "unk_token", tokenizer.unkId());
    bpe.putNull("continuing_subword_prefix");
    bpe.putNull("end_of_word_suffix");
    bpe.put("fuse_unk", true);
    bpe.put("byte_fallback", model.trainerSpec().symbols().byteFallback());
    bpe.put("ignore_merges", false);
    ObjectNode vocabulary = bpe.putObject("vocab");
    for (int id = 0; id < model.pieces().size(); id++) {
      vocabulary.put(model.pieces().get(id).text(), id);
    }
    ArrayNode merges = bpe.putArray("merges");
    for (Merge merge : merges()) {
      merges.addArray().add(merge.left()).add(merge.right());
    }
    return bpe;
  }

  private record Merge(float score, int leftId, int rightId, String left, String right) {}

  /**
   * Every split of every piece into two, the best score first: SentencePiece merges whatever makes
   * a piece, and the score alone decides when.
   */
  private List<Merge> merges() {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < model.pieces().size(); id++) {
      if (model.pieces().get(id).type() == PieceType.NORMAL) {
        ids.put(model.pieces().get(id).text(), id);
      }
    }
    List<Merge> merges = new ArrayList<>();
    ids.forEach(
        (text, id) -> {
          for (int cut = text.offsetByCodePoints(0, 1);
              cut < text.length();
              cut = text.offsetByCodePoints(cut, 1)) {
            String left = text.substring(0, cut);
            String right = text.substring(cut);
            if (ids.containsKey(left) && ids.containsKey(right)) {
              merges.add(
                  new Merge(
                      model.pieces().get(id).score(), ids.get(left), ids.get(right), left, right));
            }
          }
        });
    merges.sort(
        Comparator.comparing(Merge::score, Comparator.reverseOrder())
            .thenComparingInt(Merge::leftId)
            .thenComparingInt(Merge::rightId));
    return merges;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode typed(String type) {
    return object().put("type", type);
  }

  private static ObjectNode replacement(String kind, String pattern, String content) {
    ObjectNode step = typed("Replace");
    step.putObject("pattern").put(kind, pattern);
    return step.put("content", content);
  }

  private static ObjectNode special(String name, int type) {
    ObjectNode node = object();
    node.putObject("SpecialToken").put("id", name).put("type_id", type);
    return node;
  }

  private static ObjectNode sequence(String name, int type) {
    ObjectNode node = object();
    node.putObject("Sequence").put("id", name).put("type_id", type);
    return node;
  }

  private static String write(ObjectNode root) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
