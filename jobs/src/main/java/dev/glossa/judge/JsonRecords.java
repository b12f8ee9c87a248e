package dev.glossa.judge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The objects of JSON files, which are one array of them or one after the other (JSONL). */
final class JsonRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonRecords() {}

  /**
   * @param fields the object
   * @param file where it stands
   * @param line at which it begins, from 1
   */
  record JsonRecord(JsonNode fields, Path file, long line) {

    /** The first of the fields that is a string or number and not blank; null if none is. */
    String text(String... names) {
      return Arrays.stream(names)
          .map(fields::path)
          .filter(value -> value.isTextual() || value.isNumber())
          .map(value -> value.asText().strip())
          .filter(value -> !value.isEmpty())
          .findFirst()
          .orElse(null);
    }

    /** A failure that names the place. */
    GlossaException bad(String what, Object... arguments) {
      return GlossaException.badInput(
          "Line %d of '%s' %s.", line, file.getName(), what.formatted(arguments));
    }
  }

  /**
   * The objects of all files that a PATH matches, of a folder its .json and .jsonl files.
   *
   * @throws GlossaException naming file and line of what is none
   */
  static List<JsonRecord> read(String path, Configuration hadoop) throws IOException {
    List<JsonRecord> records = new ArrayList<>();
    for (FileStatus status : Inputs.resolve(path, hadoop)) {
      for (FileStatus file : files(status, hadoop)) {
        read(file.getPath(), hadoop, records);
      }
    }
    return records;
  }

  private static List<FileStatus> files(FileStatus status, Configuration hadoop)
      throws IOException {
    if (status.isFile()) {
      return List.of(status);
    }
    return Arrays.stream(status.getPath().getFileSystem(hadoop).listStatus(status.getPath()))
        .filter(FileStatus::isFile)
        .filter(file -> file.getPath().getName().matches(".*\\.jsonl?"))
        .sorted()
        .toList();
  }

  private static void read(Path file, Configuration hadoop, List<JsonRecord> records)
      throws IOException {
    try (InputStream in = file.getFileSystem(hadoop).open(file);
        JsonParser parser = JSON.getFactory().createParser(in)) {
      JsonToken token = parser.nextToken();
      boolean array = token == JsonToken.START_ARRAY;
      token = array ? parser.nextToken() : token;
      while (token != null && token != JsonToken.END_ARRAY) {
        long line = parser.currentTokenLocation().getLineNr();
        JsonRecord record = new JsonRecord(JSON.readTree(parser), file, line);
        if (!record.fields().isObject()) {
          throw record.bad("is no JSON object");
        }
        records.add(record);
        token = parser.nextToken();
      }
    } catch (JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.BAD_INPUT,
          "Line %d of '%s' is no JSON in UTF-8: %s."
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  file.getName(),
                  e.getOriginalMessage()),
          e);
    }
  }
}
