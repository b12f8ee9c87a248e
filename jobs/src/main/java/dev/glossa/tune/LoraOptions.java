package dev.glossa.tune;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.model.BasePrecision;
import dev.glossa.model.LoraConfig;
import dev.glossa.pretrain.ModelFolder;
import java.util.List;

/**
 * The adapters of {@link TuneJob}; conf/reference.conf explains them under {@code tune}.
 *
 * @param lora rank of the adapters, 0 to train all weights
 * @param loraAlpha adapters are scaled by this divided by the rank
 * @param loraDropout probability that an input of an adapter is dropped
 * @param loraTargets projections that get adapters
 * @param modulesToSave modules that are trained whole
 * @param baseDtype float32, float16 or bfloat16: in what the matrices below adapters are kept
 * @param merge whether the whole model is written, too
 */
public record LoraOptions(
    int lora,
    double loraAlpha,
    double loraDropout,
    List<String> loraTargets,
    List<String> modulesToSave,
    String baseDtype,
    boolean merge) {

  /** Whether adapters are trained, and not all weights. */
  public boolean any() {
    if (merge && lora == 0) {
      throw GlossaException.usage("There is nothing to merge (--merge) without --lora RANK.");
    }
    if (lora == 0 && basePrecision() != BasePrecision.FLOAT32) {
      throw GlossaException.usage(
          "Without --lora RANK there are no weights to keep in %s (--base-dtype).", baseDtype);
    }
    return lora != 0;
  }

  /**
   * In what the weights below adapters are kept.
   *
   * @throws GlossaException (usage) if there is no such type
   */
  public BasePrecision basePrecision() {
    return switch (ModelFolder.type(baseDtype)) {
      case F16 -> BasePrecision.FLOAT16;
      case BF16 -> BasePrecision.BFLOAT16;
      default -> BasePrecision.FLOAT32;
    };
  }

  /**
   * The adapters.
   *
   * @throws GlossaException (usage) if a value makes no sense
   */
  public LoraConfig config(long seed) {
    try {
      return new LoraConfig(lora, loraAlpha, loraDropout, loraTargets, modulesToSave, seed);
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
