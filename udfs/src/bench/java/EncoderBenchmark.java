import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.tokenizer.Mode;
import dev.glossa.tokenizer.Piece;
import dev.glossa.tokenizer.PieceType;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * How fast text is encoded, one thread, beside SentencePiece and Hugging Face's tokenizers, which
 * {@code peers.py} runs. Every run measures all of them one after the other, and medians are
 * printed: of the time on the clock, and of the processor's time, which a busy machine changes
 * less.
 *
 * <ul>
 *   <li><b>warm</b>: the same lines were encoded before;
 *   <li><b>cold</b>: one pass by a new tokenizer, with the virtual machine warmed on another
 *       language.
 * </ul>
 *
 * <p>Arguments: tokenizer.model, tokenizer.json, folder of the corpus, Python with the peers'
 * packages, peers.py, number of runs, languages. {@code encoder.sh} beside gives them.
 */
final class EncoderBenchmark {

  private static final List<String> ENCODERS =
      List.of("sentencepiece", "tokenizers", "glossa cold", "glossa warm");

  /** Seconds on the clock and of the processor, and tokens. */
  private record Measured(double wall, double cpu, long tokens) {}

  private final byte[] model;
  private final int runs;
  private final Process peers;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private EncoderBenchmark(Path model, String json, String python, Path script, int runs)
      throws IOException {
    this.model = Files.readAllBytes(model);
    this.runs = runs;
    this.peers =
        new ProcessBuilder(python, script.toString(), model.toString(), json)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.commands = peers.outputWriter(StandardCharsets.UTF_8);
    this.answers = peers.inputReader(StandardCharsets.UTF_8);
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 7) {
      throw new IllegalArgumentException(
          "Wanted: MODEL JSON CORPUS PYTHON PEERS RUNS LANGUAGE..., as encoder.sh gives them.");
    }
    EncoderBenchmark benchmark =
        new EncoderBenchmark(
            Path.of(args[0]), args[1], args[3], Path.of(args[4]), Integer.parseInt(args[5]));
    List<String> languages = List.of(args).subList(6, args.length);
    Path folder = Files.createTempDirectory("encoder-benchmark");
    try {
      Map<String, Path> files = new LinkedHashMap<>();
      for (String language : languages) {
        files.put(language, lines(Path.of(args[2], language + ".jsonl.gz"), folder));
      }
      machine();
      benchmark.corpora(files);
      benchmark.worstCases();
    } finally {
      benchmark.commands.close();
      benchmark.peers.waitFor();
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static Path lines(Path corpus, Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path file = folder.resolve(corpus.getFileName() + ".txt");
    try (BufferedReader documents =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8));
        BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (String line = documents.readLine(); line != null; line = documents.readLine()) {
        lines.write(json.readTree(line).path("text").asText());
        lines.write('\n');
      }
    }
    return file;
  }

  private static void machine() throws IOException {
    String processor = System.getProperty("os.arch");
    Path information = Path.of("/proc/cpuinfo");
    if (Files.isReadable(information)) {
      processor =
          Files.readAllLines(information).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 2))
              .findFirst()
              .orElse(processor);
    }
    System.out.printf(
        "%s, %d processors, load %.1f, Java %s%n%n",
        processor,
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        System.getProperty("java.vm.version"));
  }

  private void corpora(Map<String, Path> files) throws IOException {
    System.out.printf(
        "%-9s%-15s%10s%10s%12s%12s%14s%n",
        "language", "encoder", "MB/s", "CPU MB/s", "x SP", "x SP (CPU)", "tokens");
    List<String> languages = List.copyOf(files.keySet());
    for (int i = 0; i < languages.size(); i++) {
      byte[][] other = read(files.get(languages.get((i + 1) % languages.size())));
      corpus(languages.get(i), files.get(languages.get(i)), other);
    }
  }

  private void corpus(String language, Path file, byte[][] other) throws IOException {
    byte[][] lines = read(file);
    double megabytes = Arrays.stream(lines).mapToLong(line -> line.length).sum() / 1e6;
    Tokenizer warm = tokenizer();
    for (int i = 0; i < 3; i++) {
      encode(tokenizer(), other);
    }
    Map<String, List<Measured>> measured = new LinkedHashMap<>();
    ENCODERS.forEach(encoder -> measured.put(encoder, new ArrayList<>()));
    for (int run = 0; run < runs; run++) {
      // The cold pass comes first: afterwards the virtual machine knows this language, too.
      measured.get("glossa cold").add(encode(tokenizer(), lines));
      measured.get("sentencepiece").add(peer("sentencepiece", file));
      measured.get("tokenizers").add(peer("tokenizers", file));
      encode(warm, lines);
      measured.get("glossa warm").add(encode(warm, lines));
    }
    Measured base = median(measured.get("sentencepiece"));
    for (String encoder : ENCODERS) {
      Measured median = median(measured.get(encoder));
      System.out.printf(
          "%-9s%-15s%10.1f%10.1f%12.2f%12.2f%14d%n",
          language,
          encoder,
          megabytes / median.wall(),
          megabytes / median.cpu(),
          base.wall() / median.wall(),
          base.cpu() / median.cpu(),
          median.tokens());
    }
  }

  /**
   * Long texts without a cut, and others that could be slow: time must not grow with the square.
   */
  private void worstCases() {
    System.out.printf("%n%-28s%12s%12s%12s%n", "worst case, ms of CPU", "250 kB", "500 kB", "1 MB");
    Random random = new Random(1);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 1 << 16; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put("a repeated", "a");
    cases.put("ab repeated", "ab");
    cases.put("spaces", " ");
    cases.put("U+2581", "\u2581");
    cases.put("spaces and U+2581", " \u2581");
    cases.put("random letters", letters.toString());
    cases.put("one word repeated", "tokenization");
    cases.put("Chinese, no space", "\u6211\u4eec\u5728\u8fd9\u91cc");
    cases.put("unknown characters", "\ud83e\udd84\u0d9e");
    cases.put("malformed bytes", null);
    for (Map.Entry<String, String> entry : cases.entrySet()) {
      System.out.printf("%-28s", entry.getKey());
      worstCase(tokenizer(), entry.getValue());
    }
    Tokenizer userDefined = withUserDefined();
    for (String unit : List.of("a", "ab", "ab ", letters.toString())) {
      String name = unit.length() > 3 ? "random letters" : "'" + unit + "' repeated";
      System.out.printf("%-28s", name + ", user-def.");
      worstCase(userDefined, unit);
    }
  }

  private void worstCase(Tokenizer tokenizer, String unit) {
    for (int size = 250_000; size <= 1_000_000; size *= 2) {
      byte[][] text = {text(unit, size)};
      double[] times = new double[runs];
      for (int run = 0; run < runs; run++) {
        times[run] = encode(tokenizer, text).cpu() * 1e3;
      }
      Arrays.sort(times);
      System.out.printf("%12.1f", times[runs / 2]);
    }
    System.out.println();
  }

  /** The model with symbols that begin everywhere in the repeated texts and end nowhere. */
  private Tokenizer withUserDefined() {
    List<Piece> symbols =
        List.of(
            new Piece("a".repeat(50) + "!", 0, PieceType.USER_DEFINED),
            new Piece("ab".repeat(50) + "!", 0, PieceType.USER_DEFINED),
            new Piece("bab", 0, PieceType.USER_DEFINED));
    return Tokenizers.sentencePiece(
        SentencePieceModel.parse(model).withAppended(symbols), Mode.SENTENCEPIECE);
  }

  private static byte[] text(String unit, int size) {
    if (unit == null) {
      byte[] bytes = new byte[size];
      Arrays.fill(bytes, (byte) 0xE2);
      return bytes;
    }
    int length = unit.getBytes(StandardCharsets.UTF_8).length;
    return unit.repeat(Math.max(1, size / length)).getBytes(StandardCharsets.UTF_8);
  }

  private Tokenizer tokenizer() {
    return Tokenizers.sentencePiece(model, Mode.SENTENCEPIECE);
  }

  private Measured peer(String library, Path file) throws IOException {
    commands.write(library + " " + file + "\n");
    commands.flush();
    String[] answer = answers.readLine().split(" ");
    return new Measured(
        Double.parseDouble(answer[0]), Double.parseDouble(answer[1]), Long.parseLong(answer[2]));
  }

  private static Measured encode(Tokenizer tokenizer, byte[][] lines) {
    int[][] ids = new int[lines.length][];
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    for (int i = 0; i < lines.length; i++) {
      ids[i] = tokenizer.encode(lines[i], 0, lines[i].length);
    }
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    double cpuSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
    return new Measured(
        wallSeconds, cpuSeconds, Arrays.stream(ids).mapToLong(line -> line.length).sum());
  }

  private static Measured median(List<Measured> measured) {
    double[] walls = measured.stream().mapToDouble(Measured::wall).sorted().toArray();
    double[] cpus = measured.stream().mapToDouble(Measured::cpu).sorted().toArray();
    return new Measured(walls[walls.length / 2], cpus[cpus.length / 2], measured.get(0).tokens());
  }

  private static byte[][] read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<byte[]> lines = new ArrayList<>();
    for (int from = 0, at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, from, at));
        from = at + 1;
      }
    }
    return lines.toArray(byte[][]::new);
  }
}
