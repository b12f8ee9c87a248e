/**
 * Benchmarks as their authors ask and score them: prompts, what is read out of an answer, points
 * and averages, quirks included.
 */
package dev.glossa.benchmark;
