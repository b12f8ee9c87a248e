package dev.glossa.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder that a job writes. It is complete when its manifest is there, which is written last.
 * Where the file system renames atomically, a job that starts over after a kill writes into a
 * hidden sibling that is renamed into place; a job that resumes writes in place. A folder that is
 * not ours and not empty is never touched.
 */
final class OutputFolder {
  private static final Set<String> ATOMIC_RENAME = Set.of("file", "hdfs", "viewfs");

  private final Path target;
  private final FileSystem fileSystem;
  private final boolean inPlace;
  private final Path work;

  /**
   * @param path the folder's path
   * @param resumable whether the job goes on where it was killed
   */
  OutputFolder(String path, boolean resumable, Configuration hadoop) {
    try {
      Path given = new Path(path);
      this.fileSystem = given.getFileSystem(hadoop);
      this.target = fileSystem.makeQualified(given);
    } catch (IOException | IllegalArgumentException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The output path '" + path + "' is none: " + e.getMessage(), e);
    }
    this.inPlace = resumable || !ATOMIC_RENAME.contains(fileSystem.getUri().getScheme());
    this.work =
        inPlace ? target : new Path(target.getParent(), "." + target.getName() + ".partial");
  }

  /** Where the job writes. */
  Path work() {
    return work;
  }

  FileSystem fileSystem() {
    return fileSystem;
  }

  /**
   * The manifest of an earlier run that did the same.
   *
   * @throws GlossaException (usage) if the folder is of another run, or not ours
   */
  Optional<Manifest> finished(
      String command, SortedMap<String, Object> settings, List<Manifest.Input> inputs)
      throws IOException {
    if (!fileSystem.exists(target) || isEmpty()) {
      return Optional.empty();
    }
    Optional<Manifest> manifest = read(target, Manifest.FILE, Manifest.class);
    if (manifest.isPresent()) {
      Manifest earlier = manifest.get();
      if (!earlier.command().equals(command)) {
        throw GlossaException.usage(
            "'%s' holds the output of '%s': choose another --output, or start over with --fresh.",
            target, earlier.command());
      }
      refuseOther(earlier.differences(settings, inputs));
      return manifest;
    }
    RunReport run =
        read(target, RunReport.FILE, RunReport.class)
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "'%s' is not empty and was not written by Glossa: choose another --output.",
                        target));
    if (inPlace && run.settings() != null) {
      Manifest unfinished =
          new Manifest(
              1, command, run.settings(), inputs, null, null, null, null, null, null, null);
      refuseOther(unfinished.differences(settings, inputs));
    }
    return Optional.empty();
  }

  private void refuseOther(List<String> differences) {
    if (!differences.isEmpty()) {
      throw GlossaException.usage(
          "'%s' was made with other settings (%s): choose another --output, or start over with"
              + " --fresh.",
          target, String.join(", ", differences));
    }
  }

  /** Removes what earlier runs left; with {@code fresh} also their complete output. */
  void clear(boolean fresh) throws IOException {
    if (fresh && fileSystem.exists(target) && !isEmpty()) {
      boolean ours =
          fileSystem.exists(new Path(target, Manifest.FILE))
              || fileSystem.exists(new Path(target, RunReport.FILE));
      if (!ours) {
        throw GlossaException.usage(
            "'%s' is not empty and was not written by Glossa: --fresh does not delete it.", target);
      }
      fileSystem.delete(target, true);
    }
    if (!inPlace) {
      fileSystem.delete(work, true);
    }
    fileSystem.mkdirs(work);
  }

  /** For an object store: what a killed run left, when the job does not resume. */
  void clearRemains(boolean resumable) throws IOException {
    if (inPlace && !resumable) {
      fileSystem.delete(target, true);
      fileSystem.mkdirs(target);
    }
  }

  /** Writes the manifest last and shows the folder under its name. */
  void publish(Manifest manifest, RunReport report) throws IOException {
    write(work, RunReport.FILE, report);
    write(work, Manifest.FILE, manifest);
    if (!inPlace) {
      fileSystem.delete(target, true);
      if (!fileSystem.rename(work, target)) {
        throw new IOException("cannot rename " + work + " to " + target);
      }
    }
  }

  /** Leaves word of a run that goes on or has failed; the folder stays incomplete. */
  void report(RunReport report) throws IOException {
    write(target, RunReport.FILE, report);
  }

  /** The entries of the work folder with their sizes, and checksums of single files. */
  List<Manifest.Output> outputs() throws IOException {
    List<Manifest.Output> outputs = new ArrayList<>();
    for (FileStatus entry : fileSystem.listStatus(work)) {
      String name = entry.getPath().getName();
      if (name.equals(RunReport.FILE) || name.startsWith(".")) {
        continue;
      }
      if (entry.isFile()) {
        outputs.add(new Manifest.Output(name, entry.getLen(), 1, sha256(entry.getPath())));
      } else {
        ContentSummary summary = fileSystem.getContentSummary(entry.getPath());
        outputs.add(new Manifest.Output(name, summary.getLength(), summary.getFileCount(), null));
      }
    }
    outputs.sort(java.util.Comparator.comparing(Manifest.Output::name));
    return outputs;
  }

  private String sha256(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(fileSystem.open(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isEmpty() throws IOException {
    return !fileSystem.getFileStatus(target).isFile() && fileSystem.listStatus(target).length == 0;
  }

  private <T> Optional<T> read(Path folder, String name, Class<T> type) throws IOException {
    Path file = new Path(folder, name);
    if (!fileSystem.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = fileSystem.open(file)) {
      return Optional.of(Json.FILES.readValue(in, type));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.USAGE,
          "'" + file + "' is damaged: start over with --fresh, or choose another --output.",
          e);
    }
  }

  private void write(Path folder, String name, Object value) throws IOException {
    byte[] json = Json.FILES.writeValueAsBytes(value);
    if (!ATOMIC_RENAME.contains(fileSystem.getUri().getScheme())) {
      try (OutputStream out = fileSystem.create(new Path(folder, name), true)) {
        out.write(json);
      }
      return;
    }
    Path partial = new Path(folder, "." + name + ".partial");
    try (OutputStream out = fileSystem.create(partial, true)) {
      out.write(json);
    }
    fileSystem.delete(new Path(folder, name), false);
    if (!fileSystem.rename(partial, new Path(folder, name))) {
      throw new IOException("cannot rename " + partial);
    }
  }

  /** Every setting but the output itself, by configuration key. */
  static SortedMap<String, Object> settings(Record settings, String section) {
    SortedMap<String, Object> flat = new TreeMap<>();
    SettingsKeys.write(settings).forEach((key, value) -> flat.put(section + "." + key, value));
    flat.remove(section + ".output");
    return flat;
  }
}
