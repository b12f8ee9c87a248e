package dev.glossa.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A line of a file that is to be answered.
 *
 * @param file where it stands
 * @param line its number, from 1
 * @param json {@code prompt}, a text, or {@code ids}, and anything else
 */
record Prompt(String file, long line, String json) implements Serializable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The lines of all files of a path that are not blank, in their order.
   *
   * @throws GlossaException (usage) if there is no file; (bad input) if a line is no prompt
   */
  static JavaRDD<Prompt> read(JavaSparkContext spark, String path, Configuration hadoop)
      throws IOException {
    List<JavaRDD<Prompt>> files = new ArrayList<>();
    for (String file : files(path, hadoop)) {
      files.add(
          spark
              .textFile(file)
              .zipWithIndex()
              .filter(line -> !line._1().isBlank())
              .map(line -> new Prompt(file, line._2() + 1, line._1())));
    }
    JavaRDD<Prompt> prompts =
        files.stream().reduce(JavaRDD::union).orElseGet(() -> spark.emptyRDD());
    for (String complaint :
        prompts.map(Prompt::complaint).filter(found -> !found.isEmpty()).take(1)) {
      throw GlossaException.badInput("%s", complaint);
    }
    return prompts;
  }

  private static List<String> files(String path, Configuration hadoop) throws IOException {
    List<String> files = new ArrayList<>();
    for (FileStatus status : Inputs.resolve(path, hadoop)) {
      FileSystem system = status.getPath().getFileSystem(hadoop);
      for (FileStatus file : system.listStatus(status.getPath())) {
        if (file.isFile()) {
          files.add(file.getPath().toString());
        }
      }
    }
    files.sort(null);
    return files;
  }

  /** The parsed line. */
  ObjectNode parsed() throws JsonProcessingException {
    return (ObjectNode) JSON.readTree(json);
  }

  private String complaint() {
    try {
      JsonNode parsed = JSON.readTree(json);
      if (parsed.path("ids").isArray()
          ? isInts(parsed.path("ids"))
          : parsed.path("prompt").isTextual()) {
        return "";
      }
    } catch (JsonProcessingException e) {
      return "Line %d of '%s' is no JSON.".formatted(line, file);
    }
    return "Line %d of '%s' has neither a text as prompt nor numbers as ids.".formatted(line, file);
  }

  private static boolean isInts(JsonNode ids) {
    return StreamSupport.stream(ids.spliterator(), false).allMatch(JsonNode::isInt);
  }
}
