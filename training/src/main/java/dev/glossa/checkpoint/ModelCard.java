package dev.glossa.checkpoint;

import java.util.List;

/**
 * What the README.md of a model folder says.
 *
 * @param title heading
 * @param lines the rest: base, data manifests, steps, licences
 */
public record ModelCard(String title, List<String> lines) {
  /** The file's text. */
  public String markdown() {
    return "# " + title + "\n\n" + String.join("\n", lines) + "\n";
  }
}
