package dev.glossa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes that a command with Spark in its process loads, as they lie in memory: some ten
 * seconds of one core for each process that starts with them. A first command, which prepares two
 * documents, leaves them behind.
 */
final class LaunchedClasses {

  private static final String ARCHIVE = "glossa.jsa";

  private LaunchedClasses() {}

  /** The archive, made once in a build. */
  static Path archive() {
    return MadeOnce.folder("launched-classes", LaunchedClasses::make).resolve(ARCHIVE);
  }

  private static void make(Path folder) throws Exception {
    Path input = Files.createDirectories(folder).resolve("documents.jsonl");
    Files.write(
        input,
        List.of(
            "{\"text\": \"The river that runs through the town was high after the rain of the week.\"}",
            "{\"text\": \"On the other bank of it are the gardens, which were all under water.\"}"));
    Path log = folder.resolve("prepare.log");
    ProcessBuilder process =
        new ProcessBuilder(
                GlossaProcess.file("bin/glossa").toString(),
                "prepare",
                "--input",
                input.toString(),
                "--output",
                folder.resolve("prepared").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    process
        .environment()
        .put(
            "GLOSSA_JAVA_OPTS",
            LaunchedJava.QUICK + " -XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE));
    assertThat(process.start().waitFor()).as(Files.readString(log)).isZero();
  }
}
