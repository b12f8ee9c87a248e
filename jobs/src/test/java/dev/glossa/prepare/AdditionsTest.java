package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.ingest.Source;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdditionsTest {

  private static final Map<String, String> READ = Map.of("a", "1", "b", "1");
  private static final Source A = new Source("a", "1");
  private static final Source B = new Source("b", "1");
  private static final Source C = new Source("c", "1");

  @Test
  void areTheFilesThatWereNotRead() {
    assertThat(Additions.of(Map.of(), List.of(A, B))).containsExactly(A, B);
    assertThat(Additions.of(READ, List.of(A, B, C))).containsExactly(C);
    assertThat(Additions.of(READ, List.of(A, B))).isEmpty();
  }

  @Test
  void needTheFilesThatWereRead() {
    assertThatThrownBy(() -> Additions.of(READ, List.of(A, C)))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("'b'")
        .hasMessageContaining("--fresh");
  }

  @Test
  void needTheFilesThatWereReadUnchanged() {
    assertThatThrownBy(() -> Additions.of(READ, List.of(new Source("a", "2"), B)))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("'a' has changed")
        .hasMessageContaining("--fresh");
  }
}
