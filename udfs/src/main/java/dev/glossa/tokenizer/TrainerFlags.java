package dev.glossa.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * spm_train's flags, by name, with its defaults; but {@code model_type} is {@code bpe}. Names are
 * taken with underscores.
 */
public final class TrainerFlags {

  /**
   * Flags of spm_train that decide nothing here: all text is used, and Spark has its own settings.
   */
  private static final Set<String> WITHOUT_MEANING =
      Set.of(
          "num_threads",
          "input_sentence_size",
          "shuffle_input_sentence",
          "seed_sentencepiece_size",
          "shrinking_factor",
          "num_sub_iterations",
          "train_extremely_large_corpus",
          "random_seed",
          "minloglevel",
          "input_format",
          "model_prefix",
          "vocabulary_output_piece_score",
          "use_all_vocab",
          "self_test_sample_size",
          "accept_language");

  /** Flags that take a list, a string or a number; the others are true or false. */
  private static final Map<String, String> DEFAULTS = defaults();

  private final Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
  private final List<String> ignored = new ArrayList<>();

  private TrainerFlags(Map<String, String> given) {
    given.forEach(
        (name, value) -> {
          if (WITHOUT_MEANING.contains(name)) {
            ignored.add(name);
          } else if (!values.containsKey(name)) {
            throw new IllegalArgumentException("spm_train has no flag '" + name + "'.");
          } else {
            values.put(name, value);
          }
        });
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("model_type", "bpe");
    defaults.put("vocab_size", "8000");
    defaults.put("character_coverage", "0.9995");
    defaults.put("max_sentence_length", "4192");
    defaults.put("max_sentencepiece_length", "16");
    defaults.put("split_by_unicode_script", "true");
    defaults.put("split_by_number", "true");
    defaults.put("split_by_whitespace", "true");
    defaults.put("split_digits", "false");
    defaults.put("treat_whitespace_as_suffix", "false");
    defaults.put("allow_whitespace_only_pieces", "false");
    defaults.put("control_symbols", "");
    defaults.put("user_defined_symbols", "");
    defaults.put("required_chars", "");
    defaults.put("byte_fallback", "false");
    defaults.put("hard_vocab_limit", "true");
    defaults.put("normalization_rule_name", "nmt_nfkc");
    defaults.put("add_dummy_prefix", "true");
    defaults.put("remove_extra_whitespaces", "true");
    defaults.put("unk_id", "0");
    defaults.put("bos_id", "1");
    defaults.put("eos_id", "2");
    defaults.put("pad_id", "-1");
    defaults.put("unk_piece", "<unk>");
    defaults.put("bos_piece", "<s>");
    defaults.put("eos_piece", "</s>");
    defaults.put("pad_piece", "<pad>");
    defaults.put("unk_surface", " \u2047 ");
    return defaults;
  }

  /**
   * Flags with their values as on a command line, lists separated by commas.
   *
   * @throws IllegalArgumentException if there is no such flag
   */
  public static TrainerFlags of(Map<String, String> flags) {
    return new TrainerFlags(flags);
  }

  /** The names of all flags that mean something here, with their defaults. */
  public static Map<String, String> known() {
    return new LinkedHashMap<>(DEFAULTS);
  }

  /** The names of the flags that are accepted without having an effect. */
  public static Set<String> withoutMeaning() {
    return WITHOUT_MEANING;
  }

  /** Those of the given flags that have no effect. */
  public List<String> ignored() {
    return List.copyOf(ignored);
  }

  /**
   * @throws IllegalArgumentException if a value is none for its flag
   */
  public TrainerSpec trainerSpec() {
    if (!text("model_type").equals("bpe")) {
      throw new IllegalArgumentException(
          "model_type '%s' is not supported: only bpe is.".formatted(text("model_type")));
    }
    TrainerSpec spec =
        new TrainerSpec(
            ModelType.BPE,
            integer("vocab_size"),
            real("character_coverage"),
            integer("max_sentence_length"),
            bool("hard_vocab_limit"),
            new PieceRules(
                integer("max_sentencepiece_length"),
                bool("split_by_unicode_script"),
                bool("split_by_number"),
                bool("split_by_whitespace"),
                bool("split_digits"),
                bool("treat_whitespace_as_suffix"),
                bool("allow_whitespace_only_pieces")),
            new SymbolSpec(
                integer("unk_id"),
                integer("bos_id"),
                integer("eos_id"),
                integer("pad_id"),
                text("unk_piece"),
                text("bos_piece"),
                text("eos_piece"),
                text("pad_piece"),
                text("unk_surface"),
                list("control_symbols"),
                list("user_defined_symbols"),
                text("required_chars"),
                bool("byte_fallback")));
    validate(spec);
    return spec;
  }

  /**
   * @throws IllegalArgumentException if a value is none for its flag
   */
  public NormalizerSpec normalizerSpec() {
    String rule = text("normalization_rule_name");
    return new NormalizerSpec(
        rule,
        NormalizationRules.charsMap(rule),
        bool("add_dummy_prefix"),
        bool("remove_extra_whitespaces"),
        true);
  }

  static void validate(TrainerSpec spec) {
    require("vocab_size", spec.vocabularySize(), 1, Integer.MAX_VALUE);
    require("max_sentence_length", spec.maxSentenceLength(), 10, 1 << 30);
    require("max_sentencepiece_length", spec.rules().maxSentencepieceLength(), 1, 512);
    if (!(spec.characterCoverage() >= 0.98f && spec.characterCoverage() <= 1)) {
      throw new IllegalArgumentException(
          "character_coverage is %s, but must be from 0.98 to 1.0."
              .formatted(spec.characterCoverage()));
    }
  }

  private static void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s is %d, but must be from %d to %d.".formatted(name, value, min, max));
    }
  }

  private String text(String name) {
    return values.get(name);
  }

  private List<String> list(String name) {
    return text(name).isEmpty() ? List.of() : Arrays.asList(text(name).split(","));
  }

  private int integer(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw notA("an integer", name);
    }
  }

  private float real(String name) {
    try {
      return Float.parseFloat(text(name));
    } catch (NumberFormatException e) {
      throw notA("a number", name);
    }
  }

  private boolean bool(String name) {
    return switch (text(name)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw notA("true or false", name);
    };
  }

  private IllegalArgumentException notA(String what, String name) {
    return new IllegalArgumentException(
        "%s is '%s', but must be %s.".formatted(name, text(name), what));
  }
}
