package dev.glossa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The output of the small demo, {@link MadeOnce made once} by the packaged launcher. */
public final class SmallDemo {
  private SmallDemo() {}

  /** The folder of the complete demo. */
  public static Path folder() {
    return Holder.FOLDER;
  }

  /** Starts the demo with some output folder; what it says goes into a file beside that. */
  public static GlossaProcess start(Path output) throws IOException {
    return GlossaProcess.start(
        log(output),
        List.of(
            "demo",
            "--conf",
            GlossaProcess.file("conf/demo-small.conf").toString(),
            "--output",
            output.toString()));
  }

  /** The file with what the demo of this output folder said last. */
  public static Path log(Path output) {
    return output.resolveSibling(output.getFileName() + ".log");
  }

  private static final class Holder {
    static final Path FOLDER = MadeOnce.folder("small-demo", Holder::make);

    private static void make(Path folder) throws IOException, InterruptedException {
      Files.deleteIfExists(log(folder));
      assertThat(start(folder).exitCode()).isZero();
    }
  }
}
