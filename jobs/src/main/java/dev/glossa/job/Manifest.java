package dev.glossa.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * What differs in another run: settings by their keys, where a group or map in the settings has a
   * key for each of its values, and inputs.
   */
  List<Difference> differences(SortedMap<String, Object> otherSettings, List<Input> otherInputs) {
    List<Difference> different = new ArrayList<>();
    different(values(settings), values(otherSettings))
        .forEach(key -> different.add(new Difference(Difference.Kind.SETTING, key)));
    different(versions(inputs), versions(otherInputs))
        .forEach(path -> different.add(new Difference(Difference.Kind.INPUT, path)));
    return different;
  }

  /** The keys that have not the same value in both. */
  private static <V> List<String> different(Map<String, V> ours, Map<String, V> theirs) {
    return Stream.concat(ours.keySet().stream(), theirs.keySet().stream())
        .distinct()
        .filter(key -> !Objects.equals(ours.get(key), theirs.get(key)))
        .sorted()
        .toList();
  }

  private static Map<String, String> versions(List<Input> inputs) {
    return inputs.stream()
        .collect(Collectors.toMap(Input::path, Input::version, (same, again) -> again));
  }

  /** The settings, each value by its own key. */
  private static Map<String, JsonNode> values(SortedMap<String, Object> settings) {
    Map<String, JsonNode> values = new HashMap<>();
    written(settings)
        .properties()
        .forEach(entry -> collect(entry.getKey(), entry.getValue(), values));
    return values;
  }

  private static void collect(String key, JsonNode value, Map<String, JsonNode> values) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(entry -> collect(key + "." + entry.getKey(), entry.getValue(), values));
    } else if (!value.isNull()) {
      values.put(key, value);
    }
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
