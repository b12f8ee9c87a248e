package dev.glossa.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.zeppelin.display.Input;
import org.apache.zeppelin.notebook.Note;
import org.apache.zeppelin.notebook.Paragraph;

/**
 * Runs notes from top to bottom as Zeppelin would, in a process of its own: {@code %spark} in
 * Spark's Scala shell, {@code %spark.sql} in the same session, forms by Zeppelin's own classes.
 * Each note has a session and a shell of its own, so that none lives on what another left.
 *
 * <p>Arguments: the file of the interpreter's settings, a folder for what is written, a file for
 * the results, the notes' files, and {@code NAME=VALUE} for forms.
 */
final class NoteRunner {
  private static final String TABLE = "%table ";

  private final SparkSession spark;
  private final Path classes;
  private final Map<String, Object> forms;

  private NoteRunner(SparkSession spark, Path classes, Map<String, Object> forms) {
    this.spark = spark;
    this.classes = classes;
    this.forms = forms;
  }

  public static void main(String[] arguments) throws IOException {
    Path classes = Files.createDirectories(Path.of(arguments[1], "classes"));
    Map<String, Object> forms = new HashMap<>();
    List<Path> notes = new ArrayList<>();
    Stream.of(arguments)
        .skip(3)
        .map(argument -> argument.split("=", 2))
        .forEach(
            part -> {
              if (part.length == 2) {
                forms.put(part[0], part[1]);
              } else {
                notes.add(Path.of(part[0]));
              }
            });
    SparkSession spark =
        SparkSession.builder().config(configuration(Path.of(arguments[0]), classes)).getOrCreate();
    List<ParagraphResult> results = new ArrayList<>();
    for (Path note : notes) {
      results.addAll(new NoteRunner(spark.newSession(), classes, forms).run(Notes.read(note)));
    }
    new ObjectMapper().writeValue(Path.of(arguments[2]).toFile(), results);
    spark.stop();
  }

  /** The settings that a user copies, on this machine; the jars are on the class path here. */
  private static SparkConf configuration(Path file, Path classes) throws IOException {
    Properties settings = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      settings.load(in);
    }
    settings.remove("spark.jars");
    SparkConf conf = new SparkConf();
    settings.forEach((key, value) -> conf.set(key.toString(), value.toString()));
    return conf.setMaster("local[2]")
        .setAppName("notes")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.sql.shuffle.partitions", "2")
        .set("spark.databricks.delta.snapshotPartitions", "1")
        .set("spark.repl.class.outputDir", classes.toString());
  }

  private List<ParagraphResult> run(Note note) {
    List<ParagraphResult> results = new ArrayList<>();
    try (ScalaShell shell =
        new ScalaShell("note" + note.getId(), classes, spark, new NoteContext(forms))) {
      for (Paragraph paragraph : note.getParagraphs()) {
        try {
          results.add(run(note, paragraph, shell));
        } catch (Throwable e) {
          throw new AssertionError(
              "'%s', '%s' failed".formatted(note.getName(), paragraph.getTitle()), e);
        }
      }
    }
    return results;
  }

  private ParagraphResult run(Note note, Paragraph paragraph, ScalaShell shell) {
    List<List<String>> table =
        switch (paragraph.getIntpText()) {
          case "spark" -> printedTable(shell.run(paragraph.getScriptText()));
          case "spark.sql" ->
              table(spark.sql(Input.getSimpleQuery(forms, paragraph.getScriptText(), false)));
          case "md" -> List.<List<String>>of();
          default ->
              throw new IllegalArgumentException(
                  "no interpreter is named %" + paragraph.getIntpText());
        };
    return new ParagraphResult(
        note.getName(),
        paragraph.getTitle(),
        table.isEmpty() ? List.of() : table.get(0),
        table.isEmpty() ? List.of() : table.subList(1, table.size()));
  }

  private static List<List<String>> table(Dataset<Row> query) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of(query.columns()));
    for (Row row : query.collectAsList()) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        values.add(String.valueOf(row.get(i)));
      }
      table.add(values);
    }
    return table;
  }

  /** What stands after {@code %table}: a header and rows, with tabs between their values. */
  private static List<List<String>> printedTable(String printed) {
    int begin = printed.indexOf(TABLE);
    return begin < 0
        ? List.of()
        : printed
            .substring(begin + TABLE.length())
            .lines()
            .map(line -> List.of(line.split("\t", -1)))
            .toList();
  }
}
