package dev.glossa.study;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.model.LlamaConfig;
import dev.glossa.pretrain.ModelConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The model that a study moves, as its plan knows it. */
final class StudyModel {
  private StudyModel() {}

  /**
   * Its configuration, with the largest vocabulary among the cells.
   *
   * @throws GlossaException (usage) if there is none, or it is no LLaMA
   */
  static LlamaConfig config(StudySettings study, List<CellSteps> cells, Configuration hadoop) {
    LlamaConfig base =
        study.model() == null
            ? ModelConfiguration.read(
                study.scale().architecture(), study.scale().vocabularySize(), hadoop)
            : ofFolder(study.model(), hadoop);
    long added =
        cells.stream().mapToLong(cell -> cell.cell().factors().addedPieces()).max().orElse(0);
    return base.withVocabSize(Math.toIntExact(base.vocabSize() + added));
  }

  private static LlamaConfig ofFolder(String folder, Configuration hadoop) {
    Path file = new Path(folder, "config.json");
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return LlamaConfig.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      throw new GlossaException(
          ExitCode.USAGE,
          "The model '%s' (study.model) cannot be read: %s".formatted(folder, e.getMessage()),
          e);
    }
  }
}
