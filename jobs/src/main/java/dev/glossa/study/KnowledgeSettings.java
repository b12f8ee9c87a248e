package dev.glossa.study;

/**
 * A benchmark that is put to models before and after their transfer.
 *
 * @param task as {@code evaluate} calls it; null: none
 * @param data the PATH of the benchmark
 * @param shots examples in a prompt; null: the task's own number
 */
record KnowledgeSettings(String task, String data, Integer shots) {}
