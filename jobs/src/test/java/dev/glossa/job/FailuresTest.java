package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What libraries of other versions fail with ends in a sentence. */
class FailuresTest {
  @Test
  void aMethodThatALibraryHasNotIsNamed() {
    GlossaException failure =
        Failures.explain("prepare", new NoSuchMethodError("'void Sets.join(Set)'"));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(failure)
        .hasMessage(
            "'prepare' met a library of another version than it needs: 'void Sets.join(Set)'"
                + " (NoSuchMethodError): bin/glossa knows which jars go with each Spark.");
  }

  @Test
  void aClassThatALibraryHasNotIsNamed() {
    NoClassDefFoundError missing = new NoClassDefFoundError("org/Sets");
    missing.initCause(new ClassNotFoundException("org.Sets"));

    assertThat(Failures.explain("prepare", missing).getMessage())
        .contains("of another version", "org.Sets");
  }
}
