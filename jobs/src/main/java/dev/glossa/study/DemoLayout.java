package dev.glossa.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the stages of the demo lie below its output folder, each an ordinary folder of a job. */
final class DemoLayout {
  static final String PREPARE = "prepare";
  static final String SPLIT = "split";
  static final String BASE_TOKENIZER = "tokenizer-base";
  static final String EXTENDED_TOKENIZER = "tokenizer-extended";
  static final String BLOCKS_ENGLISH = "blocks-english";
  static final String BLOCKS_ENGLISH_EXTENDED = "blocks-english-extended";
  static final String BLOCKS_TARGET = "blocks-target";
  static final String BLOCKS_TARGET_EXTENDED = "blocks-target-extended";
  static final String FERTILITY = "fertility";
  static final String CONTINUATION = "continuation";

  static final String TUNED = "tuned";

  /** The three ways of further pretraining. */
  static final List<String> WAYS = List.of("original", "extended", "mixed");

  /** The steps that multiple-choice questions are put to. */
  static final List<String> QUESTIONED = List.of("base", TUNED);

  /** The models in the order in which they come to be: step → folder. */
  private static final Map<String, String> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put("initial", "model-initial");
    MODELS.put("base", "train-base/model");
    MODELS.put("grown", "model-grown");
    MODELS.put("original", "train-original/model");
    MODELS.put("extended", "train-extended/model");
    MODELS.put("mixed", "train-mixed/model");
    MODELS.put(TUNED, "tune/model");
  }

  /** The steps before tuning. */
  static final List<String> UNTUNED =
      MODELS.keySet().stream().filter(step -> !step.equals(TUNED)).toList();

  private final String root;

  DemoLayout(String root) {
    this.root = root;
  }

  static List<String> steps() {
    return List.copyOf(MODELS.keySet());
  }

  String folder(String stage) {
    return root + "/" + stage;
  }

  /** The Hugging Face folder of a step. */
  String model(String step) {
    return folder(MODELS.get(step));
  }

  /** The folder of the training that makes a step's model. */
  static String training(String step) {
    return "train-" + step;
  }

  /** The folder of the evaluation of a step in a language. */
  static String evaluation(String step, String language) {
    return "evaluate-" + step + "-" + language;
  }

  /** The folder of the multiple-choice questions put to a step. */
  static String questions(String step) {
    return "questions-" + step;
  }
}
