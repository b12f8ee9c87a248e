package dev.glossa.study;

import dev.glossa.job.Job;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A job among those of a study. Two steps with the same id do the same.
 *
 * @param kind what it does
 * @param id kind and hash of its settings and inputs: the name of its folder
 * @param needs the steps that it reads from
 * @param outside the PATHs that it reads beside them
 * @param tokens about how many tokens a model reads in it; 0 if none does
 * @param job the job, by the study's folder
 */
record Step(
    StepKind kind,
    String id,
    List<Step> needs,
    List<String> outside,
    long tokens,
    Function<String, Job<?>> job) {

  /**
   * A step whose id is that of its settings and inputs.
   *
   * @param identity of inputs from outside and of the settings
   * @param settings by the study's folder and the job's own
   */
  static <S extends Record> Step of(
      StepKind kind,
      long tokens,
      List<Origin> inputs,
      StepIdentity identity,
      BiFunction<String, String, S> settings,
      Function<S, Job<?>> job) {
    String id = kind.label() + "-" + identity.of(settings.apply("", ""), inputs);
    List<Step> needs =
        inputs.stream().map(Origin::step).filter(step -> step != null).distinct().toList();
    List<String> outside =
        inputs.stream().filter(input -> input.step() == null).map(Origin::path).toList();
    return new Step(
        kind,
        id,
        needs,
        outside,
        tokens,
        root -> job.apply(settings.apply(root, root + "/" + folderOf(id))));
  }

  private static String folderOf(String id) {
    return "steps/" + id;
  }

  /** Its folder below the study's. */
  String folder() {
    return folderOf(id);
  }

  /** Its folder. */
  String folder(String root) {
    return root + "/" + folder();
  }

  /**
   * The job.
   *
   * @param root the study's folder
   */
  Job<?> in(String root) {
    return job.apply(root);
  }

  /** A path below its folder. */
  Origin at(String path) {
    return new Origin(this, path);
  }
}
