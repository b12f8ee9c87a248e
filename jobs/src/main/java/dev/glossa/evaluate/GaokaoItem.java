package dev.glossa.evaluate;

import dev.glossa.benchmark.GaokaoQuestion;
import dev.glossa.benchmark.GaokaoSubject;
import dev.glossa.benchmark.GaokaoType;
import java.io.Serializable;

/**
 * An objective question of GAOKAO-Bench.
 *
 * @param file the name of its file without .json
 * @param index its place in the file, from 0
 * @param kind what the files of this name have in common
 * @param question the question
 */
record GaokaoItem(String file, int index, Kind kind, GaokaoQuestion question) implements Item {

  /**
   * What {@code Obj_Prompt.json} and the official code say of a file.
   *
   * @param subject what its points are added to
   * @param type how its answers are read
   * @param instruction what precedes a question
   */
  record Kind(GaokaoSubject subject, GaokaoType type, String instruction) implements Serializable {}

  @Override
  public String subject() {
    return file;
  }

  @Override
  public String id() {
    return file + "/" + index;
  }

  @Override
  public String gold() {
    return String.join(" ", question.answers());
  }
}
