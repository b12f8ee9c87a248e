package dev.glossa.study;

/**
 * One measured value of a cell.
 *
 * @param step of the cell after which it was measured: base, init, pretrain or tune
 * @param task as {@code evaluate} calls it; of a part of the items (a language) with the part's
 *     name, as perplexity/en
 * @param metric as in the results.json of {@code evaluate}
 * @param value the value; shares are 0 to 1
 * @param stderr its standard error; null where there are too few items for one
 * @param n how many items it was measured on
 */
record Measured(String step, String task, String metric, double value, Double stderr, long n) {}
