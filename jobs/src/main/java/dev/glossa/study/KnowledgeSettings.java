package dev.glossa.study;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.glossa.job.GlossaException;
import java.util.List;

/**
 * Benchmarks that are put to models before and after their transfer.
 *
 * @param task one or more, as {@code evaluate} calls them; none: no examination is held
 * @param data the PATH of the benchmark; of several a folder with an entry of each one's name
 * @param shots examples in a prompt; null: the task's own number
 */
record KnowledgeSettings(
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> task,
    String data,
    Integer shots) {

  /**
   * @throws GlossaException (usage) if nobody says where the benchmark is
   */
  KnowledgeSettings {
    task = task == null ? List.of() : List.copyOf(task);
    if (!task.isEmpty() && data == null) {
      throw GlossaException.usage(
          "'study.knowledge.task' is %s: say where that is by 'study.knowledge.data'.",
          String.join(", ", task));
    }
  }
}
