package dev.glossa.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands beside the output of a job and makes it complete: what was asked for, what it was
 * made from, and what came out. Run id and times stand only here.
 *
 * @param schema 1
 * @param command the command of the job
 * @param settings every setting that decides the result, by configuration key
 * @param inputs the inputs with their versions
 * @param outputs what lies in the folder, with sizes and checksums
 * @param counts what the job counted
 * @param result the job's result record as JSON
 * @param codeVersion the version of Glossa
 * @param runId a name for this run alone
 * @param started ISO 8601, UTC
 * @param finished ISO 8601, UTC
 */
public record Manifest(
    int schema,
    String command,
    SortedMap<String, Object> settings,
    List<Input> inputs,
    List<Output> outputs,
    SortedMap<String, Long> counts,
    JsonNode result,
    String codeVersion,
    String runId,
    String started,
    String finished) {

  /** The file's name in a folder. */
  public static final String FILE = "manifest.json";

  /**
   * @param path as given
   * @param version for a folder of ours its manifest's digest, for a Delta table its version, for
   *     files number, bytes and newest modification
   */
  public record Input(String path, String version) {}

  /**
   * @param name the entry's name in the folder
   * @param bytes the size of all its files
   * @param files how many files
   * @param sha256 of a single file; null for a folder
   */
  public record Output(String name, long bytes, long files, String sha256) {}

  /**
   * The same for two runs that did the same: a digest of everything but run id, times, sizes and
   * checksums (a Delta table's file names differ from run to run).
   */
  public String digest() {
    SortedMap<String, Object> content = new TreeMap<>();
    content.put("command", command);
    content.put("settings", settings);
    content.put("inputs", inputs);
    content.put("counts", counts);
    content.put("result", result);
    content.put("code_version", codeVersion);
    ObjectMapper mapper = Json.FILES;
    try {
      byte[] json = mapper.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (com.fasterxml.jackson.core.JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys of settings and inputs in which another run differs. */
  List<String> differences(SortedMap<String, Object> otherSettings, List<Input> otherInputs) {
    JsonNode ours = written(settings);
    JsonNode theirs = written(otherSettings);
    SortedMap<String, Boolean> keys = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : ours.properties()) {
      keys.put(entry.getKey(), !entry.getValue().equals(theirs.get(entry.getKey())));
    }
    for (Map.Entry<String, JsonNode> entry : theirs.properties()) {
      keys.putIfAbsent(entry.getKey(), true);
    }
    List<String> different = new java.util.ArrayList<>();
    keys.forEach(
        (key, differs) -> {
          if (differs) {
            different.add(key);
          }
        });
    if (!inputs.equals(otherInputs)) {
      different.add("the content of its inputs");
    }
    return different;
  }

  /** As a file holds them, where an integer and a long are the same number. */
  private static JsonNode written(SortedMap<String, Object> settings) {
    try {
      return Json.FILES.readTree(Json.FILES.writeValueAsString(settings));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
