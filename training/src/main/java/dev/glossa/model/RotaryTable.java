package dev.glossa.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Cosines and sines of rotary position embedding (Su et al. 2021), [positions, headSize / 2] each.
 *
 * <p>The inverse frequencies are float32 numbers, computed in float32 step by step, as transformers
 * has them in every data type.
 */
final class RotaryTable {
  private final float[] inverseFrequencies;
  private final DataType type;
  private INDArray cosines;
  private INDArray sines;

  RotaryTable(LlamaConfig config, DataType type) {
    this.inverseFrequencies = inverseFrequencies(config);
    this.type = type;
  }

  INDArray cosines() {
    return cosines;
  }

  INDArray sines() {
    return sines;
  }

  /** Makes sure that positions 0 to {@code positions} - 1 are there. */
  void reach(int positions) {
    if (cosines != null && cosines.size(0) >= positions) {
      return;
    }
    int rows = cosines == null ? positions : Math.max(positions, 2 * (int) cosines.size(0));
    int columns = inverseFrequencies.length;
    double[] cos = new double[rows * columns];
    double[] sin = new double[rows * columns];
    for (int position = 0; position < rows; position++) {
      for (int i = 0; i < columns; i++) {
        double angle = position * (double) inverseFrequencies[i];
        cos[position * columns + i] = Math.cos(angle);
        sin[position * columns + i] = Math.sin(angle);
      }
    }
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      cosines = Nd4j.createFromArray(cos).castTo(type).reshape('c', rows, columns);
      sines = Nd4j.createFromArray(sin).castTo(type).reshape('c', rows, columns);
    }
  }

  static float[] inverseFrequencies(LlamaConfig config) {
    int size = config.headSize();
    float[] frequencies = new float[size / 2];
    for (int i = 0; i < frequencies.length; i++) {
      float exponent = (2f * i) / size;
      float frequency = 1f / (float) Math.pow(config.ropeTheta(), exponent);
      frequencies[i] = config.ropeScaling().map(s -> scaled(frequency, s)).orElse(frequency);
    }
    return frequencies;
  }

  /** transformers' {@code _compute_llama3_parameters}, in float32 as there. */
  private static float scaled(float frequency, RopeScaling scaling) {
    float original = scaling.originalMaxPositions();
    float low = (float) scaling.lowFrequencyFactor();
    float high = (float) scaling.highFrequencyFactor();
    float factor = (float) scaling.factor();
    float wavelength = (float) (2 * Math.PI) / frequency;
    if (wavelength < original / high) {
      return frequency;
    }
    if (wavelength > original / low) {
      return frequency / factor;
    }
    float smooth = (original / wavelength - low) / (high - low);
    return (1f - smooth) * frequency / factor + smooth * frequency;
  }
}
