package dev.glossa.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.model.Conformance;
import dev.glossa.model.GoldenCase;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.SmallModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class GeneratorTest {
  private static final int[] PROMPT = {3, 7, 5};

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.all();
  }

  @Conformance
  @ParameterizedTest
  @MethodSource("cases")
  void greedyTokensEqualTransformers(GoldenCase golden) throws IOException {
    int[] sequence = golden.tensor("generated").toIntMatrix()[0];
    int promptLength = 5;
    int[] prompt = IntStream.range(0, promptLength).map(i -> sequence[i]).toArray();
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      Generation generation =
          new Generator(golden.model(type))
              .generate(prompt, SamplingSettings.greedy(sequence.length - promptLength, Set.of()));
      assertThat(generation.ids())
          .containsExactly(
              IntStream.range(promptLength, sequence.length)
                  .mapToObj(i -> sequence[i])
                  .toArray(Integer[]::new));
    }
  }

  @Test
  void stopsAfterAnEndToken() {
    Generator generator = new Generator(SmallModels.random());
    List<Integer> free = generator.generate(PROMPT, SamplingSettings.greedy(10, Set.of())).ids();

    Generation stopped =
        generator.generate(PROMPT, SamplingSettings.greedy(10, Set.of(free.get(2))));

    assertThat(stopped.finishReason()).isEqualTo(Generation.FinishReason.STOP);
    assertThat(stopped.ids()).isEqualTo(free.subList(0, free.indexOf(free.get(2)) + 1));
  }

  @Test
  void theSameSeedGivesTheSameTokensAndAnotherSeedOthers() {
    Generator generator = new Generator(SmallModels.random());

    List<Integer> first = generator.generate(PROMPT, sampling(1.5, 0, 1, 1)).ids();

    assertThat(generator.generate(PROMPT, sampling(1.5, 0, 1, 1)).ids()).isEqualTo(first);
    assertThat(generator.generate(PROMPT, sampling(1.5, 0, 1, 2)).ids()).isNotEqualTo(first);
  }

  @Test
  void amongOneTokenSamplingIsGreedy() {
    Generator generator = new Generator(SmallModels.random());
    List<Integer> greedy = generator.generate(PROMPT, SamplingSettings.greedy(20, Set.of())).ids();

    assertThat(generator.generate(PROMPT, sampling(1.5, 1, 1, 5)).ids()).isEqualTo(greedy);
    assertThat(generator.generate(PROMPT, sampling(1.5, 0, 1e-9, 5)).ids()).isEqualTo(greedy);
  }

  @Test
  void aHighPenaltyLetsNoTokenComeTwice() {
    Generator generator = new Generator(SmallModels.random());
    SamplingSettings settings = new SamplingSettings(0, 0, 1, 1e6, 15, Set.of(), 0);

    assertThat(generator.generate(PROMPT, settings).ids())
        .doesNotHaveDuplicates()
        .doesNotContain(3, 5, 7);
  }

  @Test
  void theListenerHearsEveryTokenAtOnce() {
    List<Integer> heard = new ArrayList<>();
    Generation generation =
        new Generator(SmallModels.random())
            .generate(PROMPT, SamplingSettings.greedy(5, Set.of()), heard::add);
    assertThat(heard).isEqualTo(generation.ids()).hasSize(5);
  }

  @Test
  void anEmptyPromptIsRefused() {
    LlamaModel model = SmallModels.random();
    assertThatThrownBy(
            () -> new Generator(model).generate(new int[0], SamplingSettings.greedy(1, Set.of())))
        .hasMessageContaining("no token");
  }

  private static SamplingSettings sampling(double temperature, int topK, double topP, long seed) {
    return new SamplingSettings(temperature, topK, topP, 1, 20, Set.of(), seed);
  }
}
