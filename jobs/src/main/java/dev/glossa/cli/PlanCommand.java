package dev.glossa.cli;

import dev.glossa.job.ByteSize;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Job;
import dev.glossa.plan.Plan;
import dev.glossa.plan.PlanJob;
import dev.glossa.plan.PlannedJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Says before machines are rented how many of a type are needed for prepare, vocab train, pack"
          + " and pretrain on your data, with how much memory and disk, for how long, at what cost;"
          + " and the command lines.",
      "A sample of the data goes through the real jobs here, and some steps of the model's training;"
          + " for GPUs these are computed. conf/machines.conf lists the machines. What is not said"
          + " here, as pretrain.method, is taken from --conf and -D."
    },
    footer = {
      "",
      "Examples:",
      "  glossa plan --input crawl --machine m6i.4xlarge --executors 8",
      "  glossa plan --input part.warc.gz --size 2TB --machine n2-standard-16 --hours 6",
      "  glossa plan --input crawl --machine g5.2xlarge --executors 4 --model smollm2-135m",
      "      --tokens 2000000000 --price g5.2xlarge=1.4"
    })
final class PlanCommand extends JobCommand<Plan> {
  @Option(
      names = "--input",
      paramLabel = "PATH",
      arity = "1..*",
      required = true,
      description = "Raw text, as prepare takes it.")
  List<String> input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where plan.json is written, and the sample is while it is used (default: nowhere).")
  String output;

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      required = true,
      description = "A type of machine of conf/machines.conf.")
  String machine;

  @Option(
      names = "--executors",
      paramLabel = "N",
      description = "So many executors; of a training, workers.")
  Integer executors;

  @Option(
      names = "--hours",
      paramLabel = "H",
      description = "As many executors as end each job in so many hours.")
  Double hours;

  @Option(
      names = "--price",
      paramLabel = "NAME=PRICE",
      description = "What an hour of a machine costs; may be repeated.")
  Map<String, Double> prices;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "Bytes of all data, as stored, where --input is a part of it.")
  String size;

  @Option(
      names = "--sample",
      paramLabel = "SIZE",
      description = "How much of the input is tried here (default: setting plan.sample).")
  String sample;

  @Option(
      names = "--model",
      paramLabel = "MODEL|NAME",
      description =
          "Plan its training, too: a model folder, a config.json, or a file of conf/models.")
  String model;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Tokens to train on (default: those of the corpus, once).")
  Long tokens;

  @Option(names = "--length", paramLabel = "N", description = "Tokens of a block.")
  Integer length;

  @Option(names = "--batch-size", paramLabel = "B", description = "Rows per worker and batch.")
  Integer batchSize;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "plan.input", input);
    put(settings, "plan.output", output);
    put(settings, "plan.machine", machine);
    put(settings, "plan.executors", executors);
    put(settings, "plan.hours", hours);
    put(settings, "plan.prices", prices);
    put(settings, "plan.size", size);
    put(settings, "plan.sample", sample);
    put(settings, "plan.model", model);
    put(settings, "plan.tokens", tokens);
    put(settings, "pack.length", length);
    put(settings, "pretrain.batch-size", batchSize);
  }

  @Override
  protected Job<Plan> job(Configuration configuration) {
    return new PlanJob(configuration);
  }

  /** Without an output folder there is one for a while. */
  @Override
  public Integer call() {
    if (output != null) {
      return super.call();
    }
    if (!System.getProperty("spark.master", "local").startsWith("local")) {
      throw GlossaException.usage(
          "A cluster has to see the sample: name a folder on its file system by --output DIR.");
    }
    try {
      Path folder = new Path(Files.createTempDirectory("glossa-plan").toUri());
      try {
        output = new Path(folder, "plan").toString();
        return super.call();
      } finally {
        FileSystem.getLocal(HadoopConfigurations.of(null)).delete(folder, true);
      }
    } catch (IOException e) {
      throw new GlossaException(
          ExitCode.FAILURE,
          "No temporary folder can be made for the sample: name one by --output.",
          e);
    }
  }

  @Override
  protected void print(Plan plan, PrintWriter out) {
    out.printf(
        "%s for %s in %d files, about %,d tokens: from a sample of %s on %s, %d cores.%n%n",
        plan.machine(),
        new ByteSize(plan.bytes()),
        plan.files(),
        plan.tokens(),
        new ByteSize(plan.sample()),
        plan.processor(),
        plan.cores());
    row(
        out,
        "job",
        "executors",
        "memory",
        "disk",
        "written",
        "machines",
        "time",
        "range",
        "hours",
        "cost");
    plan.jobs().forEach(job -> print(job, out));
    boolean priced = plan.jobs().stream().allMatch(job -> job.cost() != null);
    row(
        out,
        "all",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        decimal(plan.jobs().stream().mapToDouble(PlannedJob::machineHours).sum()),
        priced ? decimal(plan.jobs().stream().mapToDouble(PlannedJob::cost).sum()) : "no price");
    out.printf(
        "%nMemory (Java heap + besides) and disk are an executor's; hours and cost are those of all"
            + " machines.%n%n");
    plan.notes().forEach(note -> out.println("- " + note));
    out.println();
    plan.jobs().forEach(job -> out.println(job.command()));
  }

  private static void print(PlannedJob job, PrintWriter out) {
    row(
        out,
        job.job(),
        "%d x %d cores".formatted(job.executors(), job.executorCores()),
        "%dg + %dg".formatted(job.heap(), job.overhead()),
        new ByteSize(job.localDisk()),
        new ByteSize(job.stored()),
        job.machines(),
        time(job.seconds().expected()),
        time(job.seconds().low()) + " to " + time(job.seconds().high()),
        decimal(job.machineHours()),
        job.cost() == null ? "" : decimal(job.cost()));
  }

  private static void row(PrintWriter out, Object... cells) {
    out.printf("%-12s %-14s %-10s %10s %10s %8s %12s  %-22s %8s %10s%n", cells);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    long minutes = Math.round(seconds / 60);
    if (whole < 120) {
      return whole + " s";
    }
    return minutes < 60 ? minutes + " min" : "%,d h %02d min".formatted(minutes / 60, minutes % 60);
  }
}
