package dev.glossa.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code conf/machines.conf}. */
class MachinesTest {
  private static final Path HOME = Path.of(System.getProperty("glossa.home"));
  private static final String FILE = HOME.resolve("conf/machines.conf").toString();
  private static final long RECORD = 128L << 20;

  @TempDir Path folder;

  private static Machines machines(Map<String, Double> prices) {
    return Machines.read(FILE, prices, new Configuration(false));
  }

  static List<String> names() {
    var platforms = ConfigFactory.parseFile(Path.of(FILE).toFile()).getObject("machines");
    return platforms.values().stream()
        .flatMap(machines -> ((Map<?, ?>) machines.unwrapped()).keySet().stream())
        .map(Object::toString)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void belongToAnEnvironmentAndHoldTheLargestRecord(String name) {
    Machine machine = machines(Map.of()).named(name);
    assertThat(HOME.resolve("conf/environments/" + machine.platform().name() + ".conf")).exists();
    assertThat(ExecutorShape.forText(machine, RECORD)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("names")
  void haveOnlyGpusThatCanBeUsed(String name) throws IOException {
    Machine machine = machines(Map.of()).named(name);
    if (machine.gpu() != null) {
      assertThat(machine.platform().serverless()).isFalse();
      assertThat(Files.readAllLines(HOME.resolve("deploy/gpu.md")))
          .filteredOn(line -> line.matches("\\|.*\\b" + machine.gpu().name() + "\\b.*"))
          .singleElement()
          .asString()
          .contains("runs");
    }
  }

  @Test
  void costNothingUntilSomebodySaysWhat() {
    assertThat(machines(Map.of()).named("m6i.4xlarge").price()).isNull();
    assertThat(machines(Map.of("m6i.4xlarge", 0.9)).named("m6i.4xlarge").price()).isEqualTo(0.9);
  }

  @Test
  void mayBeOnesOwn() throws IOException {
    String own =
        """
        platforms { cluster = { bucket = "hdfs:///glossa", usable = 0.5 } }
        machines { cluster { old = { cores = 2, memory = 8, price = 0.1 } } }
        """;
    Path file = Files.writeString(folder.resolve("own.conf"), own);
    Machine old = Machines.read(file.toString(), Map.of(), new Configuration(false)).named("old");
    assertThat(old.usableMemory()).isEqualTo(4);
    assertThat(old.price()).isEqualTo(0.1);
  }

  @Test
  void areSuggestedByTheirNames() {
    for (Map<String, Double> prices : Set.of(Map.<String, Double>of(), Map.of("m6i.4xlage", 1.0))) {
      assertThatThrownBy(() -> machines(prices).named("m6i.4xlage"))
          .isInstanceOfSatisfying(
              GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
          .hasMessageContaining("did you mean 'm6i.4xlarge'");
    }
  }

  @Test
  void haveNoOtherKeys() throws IOException {
    String own = Files.readString(Path.of(FILE)).replace("cores = 4, memory", "cors = 4, memory");
    Path file = Files.writeString(folder.resolve("own.conf"), own);
    assertThatThrownBy(() -> Machines.read(file.toString(), Map.of(), new Configuration(false)))
        .hasMessageContainingAll("'cors'", "'cores'");
  }
}
