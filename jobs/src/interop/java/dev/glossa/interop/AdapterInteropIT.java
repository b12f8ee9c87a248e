package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * LoRA adapters trained here load in PEFT, the merged model in transformers, and all say the same.
 */
final class AdapterInteropIT {
  private static final String PROMPT = "1 300 301 302 303 304 305 306";

  @TempDir static Path folder;

  @BeforeAll
  static void tune() throws Exception {
    Files.writeString(
        folder.resolve("instructions.jsonl"),
        """
        {"instruction": "Say what a river is.", "output": "A river is water that flows to the sea."}
        {"instruction": "Say what a town is.", "output": "A town is where many people live."}
        """);
    Tools.glossa(
        folder,
        "tune",
        "--model",
        TinyModel.trained(),
        "--data",
        "instructions.jsonl",
        "--output",
        "tuned",
        "--length",
        128,
        "--epochs",
        20,
        "--batch-size",
        1,
        "--learning-rate",
        0.01,
        "--warmup-steps",
        0,
        "--lora",
        4,
        "--modules-to-save",
        "embed_tokens",
        "--merge");
  }

  @Test
  void peftSaysWithTheAdaptersWhatTransformersSaysWithTheMergedModel() throws Exception {
    String[] theirs =
        Tools.python(
                folder,
                "adapter.py",
                folder.resolve("tuned/adapter"),
                folder.resolve("tuned/model"),
                PROMPT,
                24)
            .strip()
            .split("\n", -1);
    double[] differences =
        Stream.of(theirs[0].split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(differences[0]).isLessThan(1e-4);
    assertThat(differences[1]).isGreaterThan(0.1);
    assertThat(continuation("tuned/model")).isEqualTo(theirs[1]);
    assertThat(continuation("tuned/adapter")).isEqualTo(theirs[1]);
  }

  private static String continuation(String model) throws Exception {
    return Tools.glossa(
            folder,
            "generate",
            "--model",
            model,
            "--ids",
            PROMPT,
            "--max-new-tokens",
            24,
            "--ignore-eos")
        .strip();
  }
}
