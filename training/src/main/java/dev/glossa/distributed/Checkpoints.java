package dev.glossa.distributed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of one training, {@code step-00000500/…}. One is complete when its state.json is
 * there, which is written last, with the checksum of every other file; then the folder gets its
 * name. Incomplete or damaged ones are never used.
 */
final class Checkpoints {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "state.json";
  private static final String PREFIX = "step-";
  private static final String PARTIAL = ".partial";

  private final String folder;
  private final int keep;
  private final FileSystem files;

  /**
   * @param step optimizer steps taken
   * @param folder its files
   */
  record Checkpoint(long step, String folder) {
    String model() {
      return folder + "/model.safetensors";
    }

    String state() {
      return folder + "/" + STATE;
    }
  }

  Checkpoints(String folder, int keep) {
    this.folder = folder;
    this.keep = keep;
    try {
      this.files = Folder.system(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest complete checkpoint whose files have the checksums of its state.json. */
  Optional<Checkpoint> last() {
    try {
      List<Checkpoint> complete = complete();
      for (int i = complete.size() - 1; i >= 0; i--) {
        if (isSound(complete.get(i))) {
          return Optional.of(complete.get(i));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a checkpoint.
   *
   * @param state goes into state.json
   * @param content writes the other files into the folder it is given
   */
  Checkpoint write(long step, ObjectNode state, Consumer<String> content) {
    String name = "%s%08d".formatted(PREFIX, step);
    Path partial = new Path(folder, "." + name + PARTIAL);
    Path target = new Path(folder, name);
    try {
      files.delete(partial, true);
      files.mkdirs(partial);
      content.accept(partial.toString());
      ObjectNode checksums = state.putObject("files");
      for (FileStatus file : sorted(partial)) {
        checksums
            .putObject(file.getPath().getName())
            .put("bytes", file.getLen())
            .put("sha256", sha256(file.getPath()));
      }
      try (OutputStream out = files.create(new Path(partial, STATE), true)) {
        out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
      }
      files.delete(target, true);
      if (!files.rename(partial, target)) {
        throw new IOException("cannot rename " + partial + " to " + target);
      }
      removeOld();
      return new Checkpoint(step, target.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + target, e);
    }
  }

  private void removeOld() throws IOException {
    List<Checkpoint> complete = complete();
    for (Checkpoint old : complete.subList(0, Math.max(0, complete.size() - keep))) {
      files.delete(new Path(old.folder()), true);
    }
  }

  private List<Checkpoint> complete() throws IOException {
    List<Checkpoint> complete = new ArrayList<>();
    if (!files.exists(new Path(folder))) {
      return complete;
    }
    for (FileStatus entry : sorted(new Path(folder))) {
      String name = entry.getPath().getName();
      if (name.matches(PREFIX + "\\d+") && files.exists(new Path(entry.getPath(), STATE))) {
        complete.add(
            new Checkpoint(
                Long.parseLong(name.substring(PREFIX.length())), entry.getPath().toString()));
      }
    }
    complete.sort(Comparator.comparingLong(Checkpoint::step));
    return complete;
  }

  private boolean isSound(Checkpoint checkpoint) throws IOException {
    try (InputStream in = files.open(new Path(checkpoint.folder(), STATE))) {
      JsonNode expected = JSON.readTree(in).path("files");
      for (var file : expected.properties()) {
        Path path = new Path(checkpoint.folder(), file.getKey());
        if (!files.exists(path) || !sha256(path).equals(file.getValue().path("sha256").asText())) {
          return false;
        }
      }
      return !expected.isEmpty();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return false;
    }
  }

  private List<FileStatus> sorted(Path path) throws IOException {
    List<FileStatus> entries = new ArrayList<>(List.of(files.listStatus(path)));
    entries.sort(Comparator.comparing(entry -> entry.getPath().getName()));
    return entries;
  }

  private String sha256(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(files.open(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
