/** Perplexity, bits per byte and benchmarks. */
package dev.glossa.evaluate;
