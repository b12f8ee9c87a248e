package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSpaceTest {
  @TempDir Path proc;

  @Test
  void isThatOfABootAndANameSpace() throws IOException {
    Path first = boot("first", "6b1d");
    Path inner = nameSpace("inner", "pid:[4026532201]");

    assertThat(ProcessSpace.of(first, inner)).isEqualTo("6b1d pid:[4026532201]");
    assertThat(ProcessSpace.of(first, nameSpace("other", "pid:[4026532999]")))
        .isNotEqualTo(ProcessSpace.of(first, inner));
    assertThat(ProcessSpace.of(boot("second", "92af"), inner))
        .isNotEqualTo(ProcessSpace.of(first, inner));
  }

  @Test
  void isOneWhereTheKernelDoesNotTell() {
    assertThat(ProcessSpace.of(proc.resolve("boot"), proc.resolve("ns"))).isEmpty();
  }

  private Path boot(String name, String id) throws IOException {
    return Files.writeString(proc.resolve(name), id + "\n");
  }

  private Path nameSpace(String name, String target) throws IOException {
    return Files.createSymbolicLink(proc.resolve(name), Path.of(target));
  }
}
