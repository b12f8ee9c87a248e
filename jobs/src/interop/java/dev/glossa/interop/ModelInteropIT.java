package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model folder made here loads in transformers and says the same there. */
final class ModelInteropIT {
  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.3})
  void transformersContinuesAsGlossaDoes(double repetitionPenalty) throws Exception {
    String prompt = "1 300 301 302 303 304 305 306";
    String ours =
        Tools.glossa(
            folder,
            "generate",
            "--model",
            TinyModel.trained(),
            "--ids",
            prompt,
            "--max-new-tokens",
            24,
            "--ignore-eos",
            "--repetition-penalty",
            repetitionPenalty);
    String theirs =
        Tools.python(folder, "greedy.py", TinyModel.trained(), prompt, 24, repetitionPenalty);
    assertThat(ours.strip()).isEqualTo(theirs.strip()).hasSizeGreaterThan(24);
  }

  @Test
  void theModelFolderSaysWhatItIs() {
    assertThat(TinyModel.trained())
        .satisfies(
            model ->
                assertThat(Files.list(model).map(file -> file.getFileName().toString()))
                    .contains(
                        "config.json",
                        "model.safetensors",
                        "generation_config.json",
                        "tokenizer.model",
                        "README.md"));
  }
}
