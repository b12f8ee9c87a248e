package dev.glossa.cli;

import dev.glossa.job.ExitCode;
import dev.glossa.job.SparkSessions;
import dev.glossa.report.FolderReport;
import dev.glossa.study.StudyReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code glossa report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a page from finished folders: one of demo or prepare, or any number of pretrain, tune"
          + " and evaluate; or from the folder of a study as it is now."
    },
    footer = {"", "Example:  glossa report --input base --input extended --output trainings.html"})
final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "DIR",
      description = "A finished folder; may be repeated.")
  List<String> inputs;

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "The page.")
  String output;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (SparkSession spark = SparkSessions.open("report")) {
      write(html(spark), spark.sessionState().newHadoopConf());
    }
    spec.commandLine().getOut().println("Report:  " + output);
    return ExitCode.DONE.code();
  }

  /** The page is seen when all of it is there. */
  private void write(String html, Configuration hadoop) throws IOException {
    FileSystem files = new Path(output).getFileSystem(hadoop);
    // A checksum's file beside the page would only be in the way.
    files.setWriteChecksum(false);
    Path page = files.makeQualified(new Path(output));
    Path partial = new Path(page.getParent(), "." + page.getName() + ".partial");
    try (OutputStream out = files.create(partial, true)) {
      out.write(html.getBytes(StandardCharsets.UTF_8));
    }
    files.delete(page, false);
    if (!files.rename(partial, page)) {
      throw new IOException("cannot rename " + partial + " to " + page);
    }
  }

  private String html(SparkSession spark) throws IOException {
    Optional<String> study =
        inputs.size() == 1
            ? StudyReport.html(inputs.get(0), spark.sessionState().newHadoopConf())
            : Optional.empty();
    return study.isPresent() ? study.get() : new FolderReport(spark).html(inputs);
  }
}
