package dev.glossa.model;

/**
 * LLaMA 3's scaling of rotary frequencies for contexts longer than those of pre-training.
 *
 * @param factor division of the frequencies whose wavelength is long
 * @param lowFrequencyFactor wavelengths above original / this are divided by the factor
 * @param highFrequencyFactor wavelengths below original / this are kept
 * @param originalMaxPositions context length of pre-training, tokens
 */
public record RopeScaling(
    double factor,
    double lowFrequencyFactor,
    double highFrequencyFactor,
    int originalMaxPositions) {}
