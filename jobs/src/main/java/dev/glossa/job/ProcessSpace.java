package dev.glossa.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What numbers the processes that this one sees: a boot of a kernel and, in it, a name space of
 * processes. Two containers may have the same name of a host, and each a process 7.
 */
final class ProcessSpace {
  /** That of this process; empty where there is no /proc, as on macOS, which has one for all. */
  static final String HERE =
      of(Path.of("/proc/sys/kernel/random/boot_id"), Path.of("/proc/self/ns/pid"));

  private ProcessSpace() {}

  static String of(Path boot, Path nameSpace) {
    try {
      return Files.readString(boot).strip() + " " + Files.readSymbolicLink(nameSpace);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
