package dev.glossa.submit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Amazon S3 by the {@code aws} command.
 *
 * @param region the region's name, or null for that of the client's configuration
 */
record S3(String region) implements Storage {

  @Override
  public String scheme() {
    return "s3";
  }

  /** A command of {@code aws}. */
  Command aws(String... words) {
    return Command.of("aws").and(words).option("--region", region);
  }

  @Override
  public List<Command> upload(Path folder, List<Path> files, String target) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "s3", "sync", folder.toString(), target, "--only-show-errors", "--exclude", "*"));
    files.forEach(file -> words.addAll(List.of("--include", folder.relativize(file).toString())));
    return List.of(aws(words.toArray(String[]::new)));
  }

  @Override
  public Command uploadFolder(Path folder, String target) {
    return aws(
        "s3", "sync", folder.toString(), target + "/" + folder.getFileName(), "--only-show-errors");
  }

  @Override
  public Command upload(Path file, String target) {
    return aws("s3", "cp", file.toString(), target, "--only-show-errors");
  }

  @Override
  public Command read(String address) {
    return aws("s3", "cp", address, "-", "--only-show-errors");
  }

  @Override
  public Command delete(String address) {
    return aws("s3", "rm", address, "--only-show-errors");
  }

  @Override
  public Command version(String address) {
    String[] parts = address.replaceFirst("^s3://", "").split("/", 2);
    return aws(
        "s3api",
        "head-object",
        "--bucket",
        parts[0],
        "--key",
        parts[1],
        "--query",
        "[ETag,LastModified]",
        "--output",
        "text");
  }
}
