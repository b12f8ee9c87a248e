package dev.glossa.notebook;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.repl.SparkILoop;
import org.apache.spark.sql.SparkSession;
import scala.Console$;
import scala.Option;
import scala.collection.JavaConverters;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.Results;

/** Spark's Scala shell with what Zeppelin's {@code %spark} has: {@code spark}, {@code sc}, z. */
final class ScalaShell implements AutoCloseable {
  private final StringWriter transcript = new StringWriter();
  private final SparkILoop loop;

  /**
   * @param name told in the names of its classes, since executors keep classes by their names
   * @param classes the folder of {@code spark.repl.class.outputDir}
   */
  ScalaShell(String name, Path classes, SparkSession spark, NoteContext context) {
    System.setProperty("scala.repl.name.line", "$" + name + "line");
    loop = new SparkILoop(Option.empty(), new PrintWriter(transcript, true));
    Settings settings = new Settings();
    settings.processArguments(
        list(
            "-Yrepl-class-based",
            "-Yrepl-outdir",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path")),
        true);
    loop.settings_$eq(settings);
    loop.createInterpreter();
    loop.intp().initializeSynchronous();
    bind("spark", spark);
    bind("z", context);
    run(
        """
        @transient val sc = spark.sparkContext
        import org.apache.spark.SparkContext._
        import spark.implicits._
        import spark.sql
        import org.apache.spark.sql.functions._
        """);
  }

  private void bind(String name, Object value) {
    loop.intp().bind(name, value.getClass().getName(), value, list("@transient"));
  }

  /**
   * Runs a paragraph.
   *
   * @return what it printed
   * @throws AssertionError with the compiler's or the exception's words if it fails
   */
  String run(String code) {
    transcript.getBuffer().setLength(0);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Thread.currentThread().setContextClassLoader(loop.intp().classLoader());
    Results.Result result =
        Console$.MODULE$.withOut(printed, () -> loop.intp().interpret(code, false));
    if (!result.equals(Results.Success$.MODULE$)) {
      throw new AssertionError(result + ": " + transcript + printed);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static scala.collection.immutable.List<String> list(String... elements) {
    return JavaConverters.asScalaBuffer(List.of(elements)).toList();
  }

  @Override
  public void close() {
    loop.intp().close();
  }
}
