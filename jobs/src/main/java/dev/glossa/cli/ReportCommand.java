package dev.glossa.cli;

import dev.glossa.job.ExitCode;
import dev.glossa.job.SparkSessions;
import dev.glossa.report.FolderReport;
import dev.glossa.study.StudyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
  Path output;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (SparkSession spark = SparkSessions.open("report")) {
      String html = html(spark);
      Path file = output.toAbsolutePath();
      Files.createDirectories(file.getParent());
      Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
      Files.writeString(partial, html);
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }
    spec.commandLine().getOut().println("Report:  " + output);
    return ExitCode.DONE.code();
  }

  private String html(SparkSession spark) throws IOException {
    Optional<String> study =
        inputs.size() == 1
            ? StudyReport.html(inputs.get(0), spark.sessionState().newHadoopConf())
            : Optional.empty();
    return study.isPresent() ? study.get() : new FolderReport(spark).html(inputs);
  }
}
