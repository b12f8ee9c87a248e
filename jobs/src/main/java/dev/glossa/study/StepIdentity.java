package dev.glossa.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import dev.glossa.job.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * What tells steps of a study apart: their settings, in which inputs from other steps bear these
 * steps' own hashes, and the versions of inputs from outside.
 */
final class StepIdentity {
  private static final int BYTES = 6;

  private final Configuration hadoop;
  private final Map<String, List<String>> versions = new HashMap<>();

  StepIdentity(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * A hash.
   *
   * @param settings with paths that do not depend on the study's folder
   */
  String of(Record settings, List<Origin> inputs) {
    List<Object> content = new ArrayList<>(List.of(settings.getClass().getSimpleName(), settings));
    for (Origin input : inputs) {
      if (input.step() == null) {
        content.add(versions.computeIfAbsent(input.path(), this::version));
      }
    }
    try {
      byte[] json = Json.FILES.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether something is there under a path from outside. */
  boolean isThere(String path) {
    return !versions.computeIfAbsent(path, this::version).isEmpty();
  }

  /** The versions of what the path matches; none if that is nothing. */
  private List<String> version(String path) {
    List<String> all = new ArrayList<>();
    try {
      for (FileStatus status : Inputs.resolve(path, hadoop)) {
        all.add(Inputs.version(status, hadoop));
      }
    } catch (GlossaException e) {
      // A plan can be made before all is there; who runs it asks what is missing.
      return List.of();
    } catch (IOException e) {
      throw Inputs.unreadable(path, e);
    }
    return all;
  }
}
