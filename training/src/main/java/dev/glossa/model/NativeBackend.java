package dev.glossa.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.LoggerFactory;

/**
 * The start of ND4J: chooses the natives for this CPU, or the GPU that was assigned to this
 * process, before their first use, and turns every way in which that can fail into a {@link
 * BackendUnavailableException}.
 *
 * <p>Every public entry point of this module calls {@link #require()}; it costs nothing after the
 * first call in a JVM. In a Spark task that first call must be on the task's own thread.
 */
public final class NativeBackend {
  private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private NativeBackend() {}

  /**
   * Starts ND4J if it has not been started.
   *
   * @throws BackendUnavailableException if it cannot start on this machine
   */
  public static void require() {
    Optional<BackendUnavailableException> failure = Start.FAILURE;
    if (failure.isPresent()) {
      throw new BackendUnavailableException(failure.get().getMessage(), failure.get().getCause());
    }
  }

  /** Bytes that arrays may take in this process. */
  public static long memoryLimit() {
    require();
    return Pointer.maxBytes();
  }

  /**
   * Whether this build computes on GPUs; the only question that may be asked without starting ND4J.
   */
  static boolean isBuiltForCuda() {
    return hasClass("org.nd4j.linalg.jcublas.JCublasBackend");
  }

  /** Whether arrays lie in memory that the CPU reads, so that kernels may work on them directly. */
  static boolean isCpu() {
    require();
    return Nd4j.getBackend().getClass().getSimpleName().equals("CpuBackend");
  }

  /** JavaCPP's platform extension for a CPU with these flags; empty means the base build. */
  static String extensionFor(List<String> cpuFlags) {
    if (cpuFlags.containsAll(List.of("avx512f", "avx512bw", "avx512dq", "avx512vl"))) {
      return "-onednn-avx512";
    }
    return cpuFlags.containsAll(List.of("avx2", "fma")) ? "-onednn-avx2" : "";
  }

  private static List<String> cpuFlags() {
    if (!Files.isReadable(CPU_INFO)) {
      return List.of();
    }
    try {
      return Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1)
          .lines()
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Arrays.asList(line.substring(line.indexOf(':') + 1).trim().split(" ")))
          .orElse(List.of());
    } catch (IOException e) {
      return List.of(); // The base build runs everywhere.
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static String sentence(Throwable failure, Optional<AssignedDevice> device) {
    String remedy =
        isBuiltForCuda()
            ? "This build runs on CUDA and found no usable device"
                + device.map(assigned -> ", though Spark assigned " + assigned).orElse("")
                + " (an NVIDIA GPU of compute capability 3.7 to 8.9 with its driver):"
                + " build without -Pcuda to run on the CPU"
            : hasClass("org.nd4j.linalg.cpu.nativecpu.CpuBackend")
                ? "ND4J has no natives for this platform on the class path: build with"
                    + " -Djavacpp.platform=<os-arch>, or add the natives bundle of this platform"
                : "No ND4J backend is on the class path: add the natives bundle of this platform";
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return remedy + " (" + root.getClass().getSimpleName() + ").";
  }

  private static boolean hasClass(String name) {
    try {
      Class.forName(name, false, NativeBackend.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Runs once, at the first call of {@link #require()}. */
  private static final class Start {
    static final Optional<BackendUnavailableException> FAILURE = start();

    private static Optional<BackendUnavailableException> start() {
      String extension = extensionFor(cpuFlags());
      if (!extension.isEmpty()) {
        setDefault(EXTENSION, extension);
      }
      // Mapped checkpoints count as resident memory; the heap, maxbytes and the container are the
      // limits.
      setDefault("org.bytedeco.javacpp.maxphysicalbytes", "0");
      setDefault("org.nd4j.log.initialization", "false");
      Optional<AssignedDevice> device;
      try {
        device = AssignedDevice.find();
        device.ifPresent(gpu -> gpu.pin(isBuiltForCuda(), AssignedDevice.OF_PROCESS));
      } catch (BackendUnavailableException e) {
        return Optional.of(e);
      }
      PrintStream err = System.err;
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      // A backend that cannot start prints its stack trace straight to System.err; the sentence of
      // the exception and its causes are enough.
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      try {
        Nd4j.zeros(1).close();
        return Optional.empty();
      } catch (Exception | LinkageError failure) {
        return Optional.of(new BackendUnavailableException(sentence(failure, device), failure));
      } finally {
        System.setErr(err);
        LoggerFactory.getLogger(NativeBackend.class)
            .debug("ND4J at its start: {}", said.toString(StandardCharsets.UTF_8));
      }
    }
  }
}
