package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged jars on the Sparks of the platforms: Dataproc Serverless 1.2, Dataproc 2.3 and EMR
 * 7.13. What they make is what the embedded Spark makes.
 */
@Tag("nightly")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class SparkVersionsInteropIT {

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"3.5.1", "3.5.3", "3.5.6"})
  void makesTheSame(String version) throws Exception {
    Path there = Files.createDirectory(folder.resolve("spark-" + version));
    Map<String, String> environment =
        Map.of("SPARK_HOME", Tools.sparkHome("venv-spark-" + version).toString());

    TinyModel.train(there, environment, "--master", "local[2]");

    for (String table : List.of("documents", "corpus", "rejects", "statistics")) {
      assertThat(rows(there.resolve("prepared").resolve(table)))
          .as(table)
          .isNotEmpty()
          .isEqualTo(rows(TinyModel.folder().resolve("prepared").resolve(table)));
    }
    for (String file :
        List.of("tokenizer/tokenizer.model", "trained-model/model/model.safetensors")) {
      assertThat(there.resolve(file)).hasSameBinaryContentAs(TinyModel.folder().resolve(file));
    }
  }

  private static List<String> rows(Path table) {
    return TableRows.withoutOrigin(table.toString());
  }
}
