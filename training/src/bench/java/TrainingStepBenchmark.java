import dev.glossa.model.Batch;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.MatrixProducts;
import dev.glossa.optimize.AdamW;
import dev.glossa.optimize.LearningRateSchedule;
import dev.glossa.optimize.TrainingStep;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Tokens a second of training steps, beside PyTorch, eager and compiled, which {@code
 * train_steps.py} runs in a process of its own for each: the same configurations, rows of 512
 * tokens, float32, AdamW, clipping. Rounds alternate between the three; medians are printed, with
 * the share of the peak of matrix products, measured in the same run (the better of ND4J's and
 * PyTorch's), as {@link MatrixProducts} counts operations.
 *
 * <p>Then a profile by part, from the Java Flight Recorder's samples in Java and in native code, by
 * the nearest method of ours.
 *
 * <p>Arguments: Python with transformers, train_steps.py, threads, rounds, configurations as
 * PATH=BATCH. {@code training.sh} beside gives them.
 */
final class TrainingStepBenchmark {
  private static final int LENGTH = 512;
  private static final double ROUND_SECONDS = 8;
  private static final int TOP = 16;

  /** A PyTorch process, idle while others are measured. */
  private static final class Peer implements AutoCloseable {
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    Peer(String python, String script, String threads) throws IOException {
      process =
          new ProcessBuilder(python, script, threads)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      commands = process.outputWriter(StandardCharsets.UTF_8);
      answers = process.inputReader(StandardCharsets.UTF_8);
    }

    double ask(String command) throws IOException {
      commands.write(command + "\n");
      commands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("train_steps.py has ended");
      }
      return Double.parseDouble(answer);
    }

    @Override
    public void close() throws IOException {
      commands.close();
      process.destroy();
    }
  }

  private TrainingStepBenchmark() {}

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[3]);
    System.out.printf(
        "load %.1f, %s threads, %d rounds%n%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), args[2], rounds);
    System.out.println(
        "| | parameters | tokens/s | PyTorch eager | compiled | times the faster | peak GFLOP/s |"
            + " share of it | PyTorch's |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    List<String> profiles = new ArrayList<>();
    for (String configuration : List.of(args).subList(4, args.length)) {
      try (Peer eager = new Peer(args[0], args[1], args[2]);
          Peer compiled = new Peer(args[0], args[1], args[2])) {
        profiles.add(measure(configuration, eager, compiled, rounds));
      }
    }
    profiles.forEach(System.out::println);
  }

  private static String measure(String configuration, Peer eager, Peer compiled, int rounds)
      throws Exception {
    String path = configuration.split("=")[0];
    int batch = Integer.parseInt(configuration.split("=")[1]);
    LlamaConfig config = LlamaConfig.parse(Files.readString(Path.of(path)));
    LlamaModel model = LlamaModel.create(config, DataType.FLOAT, 1);
    TrainingStep step =
        new TrainingStep(
            model,
            new AdamW(
                new AdamW.Settings(0.9, 0.95, 1e-8, 0.1), config.parameterLayout(), DataType.FLOAT),
            LearningRateSchedule.constant(3e-4),
            1);
    List<Batch> batches = List.of(batch(config, batch));
    seconds(step, batches, 3);
    int steps = (int) Math.max(2, Math.round(ROUND_SECONDS / (seconds(step, batches, 2) / 2)));
    String command = "step %s %d %%s %d".formatted(path, batch, steps);
    String eagerly = command.formatted("eager");
    String compiling = command.formatted("compiled");
    eager.ask(eagerly);
    compiled.ask(compiling);
    double tokens = (double) steps * batch * LENGTH;
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> theirsCompiled = new ArrayList<>();
    List<Double> peaks = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      peaks.add(Math.max(MatrixProducts.peak() / 1e9, eager.ask("peak 1024")));
      theirs.add(tokens / eager.ask(eagerly));
      ours.add(tokens / seconds(step, batches, steps));
      theirsCompiled.add(tokens / compiled.ask(compiling));
    }
    double peak = median(peaks);
    double faster = Math.max(median(theirs), median(theirsCompiled));
    double operations = MatrixProducts.operationsPerToken(config, LENGTH, false) / 1e9;
    String name = Path.of(path).getFileName().toString().replace(".json", "");
    System.out.printf(
        "| %s | %,d | %,.0f | %,.0f | %,.0f | **%.2f** | %.0f | %.0f %% | %.0f %% |%n",
        name,
        config.parameterCount(),
        median(ours),
        median(theirs),
        median(theirsCompiled),
        median(ours) / faster,
        peak,
        100 * median(ours) * operations / peak,
        100 * faster * operations / peak);
    return profile(name, step, batches, steps);
  }

  private static Batch batch(LlamaConfig config, int rows) {
    Random random = new Random(1);
    int[][] ids = new int[rows][LENGTH];
    for (int[] row : ids) {
      for (int t = 0; t < LENGTH; t++) {
        row[t] = random.nextInt(config.vocabSize());
      }
    }
    return Batch.of(ids, ids);
  }

  private static double seconds(TrainingStep step, List<Batch> batches, int steps) {
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      step.run(batches);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static String profile(String name, TrainingStep step, List<Batch> batches, int steps)
      throws Exception {
    Path file = Files.createTempFile("training", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").with("period", "10 ms");
      recording.enable("jdk.NativeMethodSample").with("period", "10 ms");
      recording.start();
      seconds(step, batches, steps);
      recording.stop();
      recording.dump(file);
    }
    Map<String, Integer> parts = new HashMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      event.getStackTrace().getFrames().stream()
          .map(RecordedFrame::getMethod)
          .filter(method -> method.getType().getName().startsWith("dev.glossa."))
          .findFirst()
          .map(
              method ->
                  method.getType().getName().replaceAll(".*\\.|\\$.*", "") + "." + method.getName())
          .ifPresent(part -> parts.merge(part, 1, Integer::sum));
    }
    Files.delete(file);
    int total = parts.values().stream().mapToInt(Integer::intValue).sum();
    return parts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(TOP)
        .map(part -> "%6.1f  %s".formatted(100.0 * part.getValue() / total, part.getKey()))
        .collect(
            Collectors.joining(
                "\n", "\n%s by part, %d samples, per cent\n\n".formatted(name, total), ""));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
