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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a job writes, with the records beside it: manifest.json, which is written last and makes the
 * output complete, run.json, which says of any run of ours how it went, and the same for collectors
 * of lineage. What is there and has neither is not ours, and never touched.
 */
abstract class Output {
  private static final Set<String> ATOMIC_RENAME = Set.of("file", "hdfs", "viewfs");

  /** Where the run that writes it says so. */
  static final String LEASE = "lease";

  protected final FileSystem fileSystem;
  protected final Path target;
  protected final boolean renamesAtomically;

  /** Kept from when it is taken; null before. */
  private Lease lease;

  /**
   * @param path where the output is seen when it is complete
   */
  Output(String path, Configuration hadoop) {
    try {
      Path given = new Path(path);
      this.fileSystem = given.getFileSystem(hadoop);
      this.target = fileSystem.makeQualified(given);
    } catch (IOException | IllegalArgumentException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The output path '" + path + "' is none: " + e.getMessage(), e);
    }
    this.renamesAtomically = ATOMIC_RENAME.contains(fileSystem.getUri().getScheme());
  }

  /** The folder in which the job writes. */
  abstract Path work();

  /** Where manifest.json or run.json of the complete output is. */
  abstract Path record(String name);

  /** A hidden file that stays where it is while the output is written and published. */
  abstract Path hiddenRecord(String name);

  /**
   * Keeps other runs from writing it.
   *
   * @throws OutputInUseException if another run is writing it
   */
  final Lease take(String command) throws IOException, InterruptedException {
    lease =
        Lease.take(
            fileSystem,
            hiddenRecord(LEASE),
            target,
            command,
            time -> Thread.sleep(time.toMillis()));
    return lease;
  }

  /**
   * The same, but waits for the end of another run.
   *
   * @param waiting is told which run that is
   */
  final Lease await(String command, Consumer<String> waiting)
      throws IOException, InterruptedException {
    lease =
        Lease.await(
            fileSystem,
            hiddenRecord(LEASE),
            target,
            command,
            time -> Thread.sleep(time.toMillis()),
            waiting);
    return lease;
  }

  /** Why this run may not write the output any longer, if it is known that it may not. */
  final Optional<OutputInUseException> loss() {
    return Optional.ofNullable(lease).flatMap(Lease::loss);
  }

  /** Whether nothing is there that could be lost. */
  abstract boolean isEmpty() throws IOException;

  /** Whether an unfinished run is gone on with, and so must have had the same settings. */
  abstract boolean resumes();

  /**
   * Removes what earlier runs left; with {@code fresh} also their complete output.
   *
   * @throws OutputInUseException if the lease is lost
   */
  final void clear(boolean fresh) throws IOException {
    lease.check();
    if (fresh && !isEmpty()) {
      if (!isOurs()) {
        throw GlossaException.usage(
            "'%s' is not empty and was not written by Glossa: --fresh does not delete it.", target);
      }
      fileSystem.delete(record(Manifest.FILE), false);
      delete(target);
    }
    clearRemains();
    if (!fileSystem.mkdirs(work())) {
      throw GlossaException.usage(
          "The folder '%s' cannot be made: choose another --output.", work());
    }
  }

  /** Removes what a killed run left, unless it is gone on with. */
  abstract void clearRemains() throws IOException;

  /** Deletes what is there, but for the lease that the run has which deletes it. */
  protected final void delete(Path path) throws IOException {
    Path kept = hiddenRecord(LEASE);
    if (!kept.getParent().equals(path)) {
      fileSystem.delete(path, true);
      return;
    }
    for (FileStatus entry : fileSystem.listStatus(path)) {
      if (!entry.getPath().getName().equals(kept.getName())) {
        fileSystem.delete(entry.getPath(), true);
      }
    }
  }

  /**
   * Shows the output under its name, and then writes the manifest.
   *
   * @param lineage the run's event, see {@link LineageEvent}
   * @throws OutputInUseException if the lease is lost
   */
  final void publish(Manifest manifest, RunReport report, Map<String, Object> lineage)
      throws IOException {
    lease.check();
    show(manifest, report, lineage);
  }

  abstract void show(Manifest manifest, RunReport report, Map<String, Object> lineage)
      throws IOException;

  /** Whether it is seen, incomplete, while it is written; then a record says whose it is. */
  final boolean isWrittenInPlace() {
    return work().equals(target);
  }

  /** Where the output is seen when it is complete. */
  final Path target() {
    return target;
  }

  final FileSystem fileSystem() {
    return fileSystem;
  }

  private boolean isOurs() throws IOException {
    return isComplete() || lastRun().isPresent();
  }

  /** What the last run said of itself; while it is said anew there may be only the new word. */
  private Optional<RunReport> lastRun() throws IOException {
    Path file = record(RunReport.FILE);
    return read(fileSystem.exists(file) ? file : hidden(file), RunReport.class);
  }

  /** Whether the result of an earlier run is there. */
  final boolean isComplete() throws IOException {
    return fileSystem.exists(record(Manifest.FILE));
  }

  /**
   * Leaves word of a run that is about to change a complete output, and takes its manifest away.
   *
   * @throws OutputInUseException if the lease is lost
   */
  final void reopen(RunReport running) throws IOException {
    lease.check();
    report(running);
    fileSystem.delete(record(Manifest.FILE), false);
  }

  /**
   * The manifest of an earlier run that did the same.
   *
   * @param decides differences that a result can show
   * @param adaptsTo differences that this run makes up for
   * @throws GlossaException (usage) if the output is of another run, or not ours
   */
  final Optional<Manifest> finished(
      String command,
      SortedMap<String, Object> settings,
      List<Manifest.Input> inputs,
      Predicate<Difference> decides,
      Predicate<Difference> adaptsTo)
      throws IOException {
    if (isEmpty()) {
      return Optional.empty();
    }
    Optional<Manifest> manifest = read(record(Manifest.FILE), Manifest.class);
    if (manifest.isPresent()) {
      Manifest earlier = manifest.get();
      if (!earlier.command().equals(command)) {
        throw GlossaException.usage(
            "'%s' holds the output of '%s': choose another --output, or start over with --fresh.",
            target, earlier.command());
      }
      List<Difference> differences =
          earlier.differences(settings, inputs).stream().filter(decides).toList();
      refuseOther(differences, adaptsTo);
      return differences.isEmpty() ? manifest : Optional.empty();
    }
    RunReport run =
        lastRun()
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "'%s' is not empty and was not written by Glossa: choose another --output.",
                        target));
    if (resumes() && run.settings() != null) {
      Manifest unfinished =
          new Manifest(
              1, command, run.settings(), inputs, null, null, null, null, null, null, null);
      refuseOther(
          unfinished.differences(settings, inputs).stream().filter(decides).toList(), adaptsTo);
    }
    return Optional.empty();
  }

  private void refuseOther(List<Difference> differences, Predicate<Difference> adaptsTo) {
    List<String> refused =
        differences.stream()
            .filter(adaptsTo.negate())
            .map(Difference::description)
            .distinct()
            .toList();
    if (!refused.isEmpty()) {
      throw GlossaException.usage(
          "'%s' was made with other settings (%s): choose another --output, or start over with"
              + " --fresh.",
          target, String.join(", ", refused));
    }
  }

  /** Leaves word of a run that goes on or has failed; the output stays incomplete. */
  final void report(RunReport report) throws IOException {
    write(record(RunReport.FILE), report);
  }

  /** The same with the run's event. */
  final void report(RunReport report, Map<String, Object> lineage) throws IOException {
    report(report);
    write(record(LineageEvent.FILE), lineage);
  }

  /**
   * Leaves word of a run that was refused or overtaken, since another one is writing, or refused
   * for what was asked for; what stands there stays. For the launcher that waits for a run on an
   * object store, and sees nothing else of it. A stranger's folder gets no word.
   */
  final void reportRefusal(RunReport refused) throws IOException {
    Optional<String> file = Refusal.file();
    if (file.isPresent() && !renamesAtomically && (isEmpty() || isOurs())) {
      write(hiddenRecord(file.get()), refused);
    }
  }

  /** Leaves word that a complete output is what was wanted, unless the last run has said so. */
  final void reportDone(RunReport done) throws IOException {
    if (lastRun().map(RunReport::exitCode).filter(code -> code == 0).isEmpty()) {
      report(done);
    }
  }

  /** The entries of the work folder with their sizes, and checksums of single files. */
  final List<Manifest.Output> outputs() throws IOException {
    final List<Manifest.Output> outputs = new ArrayList<>();
    for (FileStatus entry : fileSystem.listStatus(work())) {
      String name = entry.getPath().getName();
      if (name.equals(RunReport.FILE) || name.equals(LineageEvent.FILE) || name.startsWith(".")) {
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

  private <T> Optional<T> read(Path file, Class<T> type) throws IOException {
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

  /** Writes a record's file, whole or not at all. */
  protected final void write(Path file, Object value) throws IOException {
    byte[] json = Json.FILES.writeValueAsBytes(value);
    Path first = renamesAtomically ? hidden(file) : file;
    try (OutputStream out = fileSystem.create(first, true)) {
      out.write(json);
    }
    if (renamesAtomically) {
      rename(first, file);
    }
  }

  /** Renames over what is there. */
  protected final void rename(Path from, Path to) throws IOException {
    fileSystem.delete(to, true);
    if (!fileSystem.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /** A hidden name beside a path, for what is not whole yet. */
  protected static Path hidden(Path path) {
    return new Path(path.getParent(), "." + path.getName() + ".partial");
  }

  /** Every setting but the output itself, by configuration key. */
  static SortedMap<String, Object> settings(Record settings, String section) {
    SortedMap<String, Object> flat = new TreeMap<>();
    SettingsKeys.write(settings).forEach((key, value) -> flat.put(section + "." + key, value));
    flat.remove(section + ".output");
    return flat;
  }
}
