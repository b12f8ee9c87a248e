package dev.glossa.prepare;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Text files in UTF-8 with an entry on every line. White space around entries, empty lines, and
 * lines that begin with # are left out.
 */
final class ListFiles {

  private final Configuration hadoop;

  ListFiles(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** The entries of all the files. */
  List<String> entries(List<String> paths) {
    List<String> entries = new ArrayList<>();
    for (String path : paths) {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(ModelFiles.open(path, hadoop), StandardCharsets.UTF_8))) {
        in.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .forEach(entries::add);
      } catch (IOException e) {
        throw new GlossaException(
            ExitCode.USAGE,
            "The block list '%s' cannot be read: %s.".formatted(path, e.getMessage()),
            e);
      }
    }
    return entries;
  }
}
