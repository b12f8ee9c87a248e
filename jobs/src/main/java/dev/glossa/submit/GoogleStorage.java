package dev.glossa.submit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Google Cloud Storage by {@code gcloud storage}. */
record GoogleStorage() implements Storage {

  @Override
  public String scheme() {
    return "gs";
  }

  @Override
  public List<Command> upload(Path folder, List<Path> files, String target) {
    Map<Path, List<Path>> byFolder =
        files.stream()
            .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
    List<Command> commands = new ArrayList<>();
    byFolder.forEach(
        (source, members) -> {
          String below = folder.relativize(source).toString();
          commands.add(
              Command.of("gcloud", "storage", "cp", "--no-clobber")
                  .and(members.stream().map(Path::toString).toArray(String[]::new))
                  .and(target + "/" + (below.isEmpty() ? "" : below + "/")));
        });
    return commands;
  }

  @Override
  public Command uploadFolder(Path folder, String target) {
    return Command.of(
        "gcloud", "storage", "cp", "--no-clobber", "--recursive", folder.toString(), target + "/");
  }

  @Override
  public Command upload(Path file, String target) {
    return Command.of("gcloud", "storage", "cp", "--no-clobber", file.toString(), target);
  }

  @Override
  public Command read(String address) {
    return Command.of("gcloud", "storage", "cat", address);
  }

  @Override
  public Command delete(String address) {
    return Command.of("gcloud", "storage", "rm", address);
  }

  @Override
  public Command version(String address) {
    return Command.of(
        "gcloud", "storage", "objects", "describe", address, "--format=value(generation)");
  }
}
