package dev.glossa.study;

import dev.glossa.job.GlossaException;

/**
 * A model behind a server that judges the answers of tuned models.
 *
 * @param url the server's address; null: nobody judges
 * @param model what the server calls it
 * @param prompt a file, or the name of one in conf/judge
 */
record JudgingSettings(String url, String model, String prompt) {

  /**
   * @throws GlossaException (usage) if only one of server and model is named
   */
  public JudgingSettings {
    if ((url == null) != (model == null)) {
      throw GlossaException.usage(
          "A judge is a server and a model: set both 'study.judge.url' and 'study.judge.model'.");
    }
  }

  /** Whether answers are judged. */
  boolean judges() {
    return url != null;
  }

  /** The judge, as URL#NAME. */
  String judge() {
    return url + "#" + model;
  }
}
