package dev.glossa.cli;

import dev.glossa.generate.SamplingSettings;
import dev.glossa.generation.GenerateJob;
import dev.glossa.generation.GenerateResult;
import dev.glossa.generation.GenerateSettings;
import dev.glossa.generation.TextGeneration;
import dev.glossa.generation.TextStream;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Job;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    description = {
      "Continues a prompt, greedily unless a temperature is given. Prints only new tokens.",
      "--input is JSONL with prompt or ids; the output adds output, output_ids, finish_reason.",
      "Without --output nothing is kept, and --fresh has nothing to delete."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  glossa generate --model tuned/model --prompt 'The capital of France is'",
      "  glossa generate --model model --ids '1 450 7483' --max-new-tokens 20 --ignore-eos",
      "  glossa generate --model model --input prompts.jsonl --output answers.jsonl"
    })
final class GenerateCommand extends JobCommand<GenerateResult> {
  @Option(names = "--model", paramLabel = "MODEL", required = true, description = "Model folder.")
  String model;

  @Option(names = "--adapter", paramLabel = "DIR", description = "LoRA adapter.")
  String adapter;

  @ArgGroup(multiplicity = "1")
  Source source;

  static final class Source {
    @Option(names = "--prompt", paramLabel = "TEXT", description = "The text to continue.")
    String prompt;

    @Option(names = "--ids", paramLabel = "\"1 2 3\"", description = "The ids to continue.")
    String ids;

    @Option(names = "--input", paramLabel = "PATH", description = "JSONL with prompt or ids.")
    String input;
  }

  @Option(names = "--output", paramLabel = "PATH", description = "Where --input's answers go.")
  String output;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "Tokens written at most (default: setting generate.max-new-tokens, 128).")
  Integer maxNewTokens;

  @Option(names = "--ignore-eos", description = "Do not stop at end tokens.")
  Boolean ignoreEos;

  @Option(
      names = "--add-bos",
      paramLabel = "true|false",
      description = "Begin token before a text (default: as the tokenizer's folder says).")
  Boolean addBos;

  @Option(
      names = "--format",
      paramLabel = "text|ids",
      description = "What is written (default: ids with --ids, else text).")
  GenerateSettings.Format format;

  @Option(names = "--temperature", paramLabel = "T", description = "0 is greedy (default).")
  Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Sample among the K best; 0: all (default).")
  Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Sample among the best whose probabilities sum up to this (default: 1).")
  Double topP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "P",
      description = "Above 1: tokens that are there already are less likely (default: 1).")
  Double repetitionPenalty;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "generate.model", model);
    put(settings, "generate.adapter", adapter);
    put(settings, "generate.input", source.input);
    put(settings, "generate.output", output);
    put(settings, "generate.max-new-tokens", maxNewTokens);
    put(settings, "generate.ignore-eos", ignoreEos);
    put(settings, "generate.add-bos", addBos);
    put(settings, "generate.format", format);
    put(settings, "generate.temperature", temperature);
    put(settings, "generate.top-k", topK);
    put(settings, "generate.top-p", topP);
    put(settings, "generate.repetition-penalty", repetitionPenalty);
  }

  @Override
  protected Job<GenerateResult> job(Configuration configuration) {
    return new GenerateJob(configuration.section("generate", GenerateSettings.class));
  }

  @Override
  protected void print(GenerateResult result, PrintWriter out) {
    out.printf("%,d prompts, %,d new tokens: %s%n", result.prompts(), result.tokens(), output);
  }

  @Override
  public Integer call() {
    if ((source.input == null) != (output == null)) {
      throw GlossaException.usage("--input and --output go together: give both or neither.");
    }
    return source.input == null ? single() : super.call();
  }

  /** One prompt of the command line, answered on the standard output, token by token. */
  private int single() {
    GenerateSettings settings = configuration().section("generate", GenerateSettings.class);
    PrintWriter out = spec.commandLine().getOut();
    if (options.dryRun) {
      out.println("glossa generate would write to the standard output");
      out.println("  " + settings.plan("the prompt"));
      return ExitCode.DONE.code();
    }
    TextGeneration generation = settings.open(HadoopConfigurations.of(null));
    int[] prompt =
        source.ids == null ? generation.encode(source.prompt, settings.addBos()) : ids(source.ids);
    SamplingSettings sampling = settings.sampling(generation.endTokens());
    if (settings.writesText(source.ids != null)) {
      TextStream stream = new TextStream(generation::text, text -> write(out, text));
      generation.generate(prompt, sampling, stream::add);
      stream.end();
    } else {
      List<Integer> written = new ArrayList<>();
      generation.generate(
          prompt,
          sampling,
          id -> {
            write(out, (written.isEmpty() ? "" : " ") + id);
            written.add(id);
          });
    }
    out.println();
    out.flush();
    return ExitCode.DONE.code();
  }

  private static void write(PrintWriter out, String text) {
    out.print(text);
    out.flush();
  }

  private static int[] ids(String text) {
    try {
      return Arrays.stream(text.strip().split("[\\s,]+")).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw GlossaException.usage("'%s' are no ids (--ids): write numbers with spaces.", text);
    }
  }
}
