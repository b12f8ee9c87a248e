package dev.glossa.study;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a study does; conf/reference.conf explains the settings of section {@code study}.
 *
 * @param name the study's, for its report
 * @param size the size that was chosen
 * @param output the output folder
 * @param model a Hugging Face folder that is moved; null: one is trained on English first
 * @param data the folder of the data that come with Glossa; null for where they are
 * @param bundled texts below that folder, for languages without a corpus
 * @param corpus language code → PATH of its texts
 * @param instructions language code → PATH of its instructions
 * @param knowledge benchmarks
 * @param judge who judges answers
 * @param scale what the size does
 */
record StudySettings(
    String name,
    String size,
    String output,
    String model,
    String data,
    List<String> bundled,
    SortedMap<String, String> corpus,
    SortedMap<String, String> instructions,
    KnowledgeSettings knowledge,
    JudgingSettings judge,
    SizeSettings scale) {

  /** Copies its lists. */
  public StudySettings {
    bundled = List.copyOf(bundled);
    corpus = corpus == null ? new TreeMap<>() : new TreeMap<>(corpus);
    instructions = instructions == null ? new TreeMap<>() : new TreeMap<>(instructions);
  }
}
