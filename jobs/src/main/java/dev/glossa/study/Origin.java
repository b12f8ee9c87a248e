package dev.glossa.study;

/**
 * Where a step reads: a path of the user's, or one below the folder of another step.
 *
 * @param step the other step; null for a path of the user's
 * @param path the path; below a step's folder it begins with a slash, or is empty
 */
record Origin(Step step, String path) {

  static Origin outside(String path) {
    return new Origin(null, path);
  }

  /**
   * The whole path.
   *
   * @param root the study's folder
   */
  String in(String root) {
    return step == null ? path : step.folder(root) + path;
  }
}
