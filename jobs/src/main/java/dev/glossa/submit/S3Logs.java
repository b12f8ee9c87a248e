package dev.glossa.submit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Logs that a service copies into S3 from time to time, as gzip: whole, each time longer. */
final class S3Logs {
  private final S3 storage;
  private final Shell shell;
  private final PrintWriter err;
  private final Map<String, String> shown = new HashMap<>();

  S3Logs(S3 storage, Shell shell, PrintWriter err) {
    this.storage = storage;
    this.shell = shell;
    this.err = err;
  }

  /** Shows what has come since the last time, and returns the whole. */
  String show(List<String> addresses) {
    StringBuilder all = new StringBuilder();
    for (String address : addresses) {
      String before = shown.getOrDefault(address, "");
      String now = text(shell.run(storage.read(address)), before);
      if (now.length() > before.length()) {
        err.print(now.substring(before.length()));
        err.flush();
      }
      shown.put(address, now);
      all.append(now);
    }
    return all.toString();
  }

  private static String text(Shell.Answer answer, String before) {
    if (answer.exitCode() != 0) {
      return before;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.out()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return before;
    }
  }
}
