/** Finds passages of benchmarks in documents, by n-grams of words or characters. */
package dev.glossa.contamination;
