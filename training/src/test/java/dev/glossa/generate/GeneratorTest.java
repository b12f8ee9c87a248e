package dev.glossa.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.model.Conformance;
import dev.glossa.model.GoldenCase;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.SequenceReader;
import dev.glossa.model.SmallModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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

  @Conformance
  @ParameterizedTest
  @MethodSource("cases")
  void greedyTokensOfPromptsTogetherEqualTransformers(GoldenCase golden) throws IOException {
    int[] sequence = golden.tensor("generated").toIntMatrix()[0];
    // What was generated continues as it did, wherever in it a prompt ends.
    List<GenerationRequest> requests =
        IntStream.of(5, 8, 6, 5, sequence.length - 1)
            .mapToObj(
                length ->
                    new GenerationRequest(
                        Arrays.copyOf(sequence, length),
                        SamplingSettings.greedy(sequence.length - length, Set.of())))
            .toList();
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      for (boolean keeps : new boolean[] {true, false}) {
        SequenceReader reader = new SequenceReader(golden.model(type), keeps);
        List<Generation> generations = new Generator(reader).generate(requests);
        assertThat(generations).hasSameSizeAs(requests);
        for (int i = 0; i < generations.size(); i++) {
          int length = requests.get(i).prompt().length;
          assertThat(generations.get(i).ids())
              .containsExactly(
                  IntStream.range(length, sequence.length)
                      .mapToObj(t -> sequence[t])
                      .toArray(Integer[]::new));
        }
      }
    }
  }

  @Test
  void togetherEachHasTheTokensThatItHasAlone() {
    Generator generator = new Generator(SmallModels.random());
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int[] prompt = IntStream.rangeClosed(0, i % 5).map(t -> 3 * t + 4).toArray();
      requests.add(
          new GenerationRequest(
              prompt,
              new SamplingSettings(i % 3 == 0 ? 0 : 1.5, 0, 1, 1.1, 2 * i, Set.of(6, 2), i)));
    }

    List<Generation> together = generator.generate(requests);

    assertThat(together)
        .isEqualTo(
            requests.stream()
                .map(each -> generator.generate(each.prompt(), each.settings()))
                .toList());
    assertThat(together)
        .extracting(Generation::finishReason)
        .contains(Generation.FinishReason.STOP, Generation.FinishReason.LENGTH);
  }

  @Test
  void thoseWithoutRoomForEachOtherFollowEachOther() {
    Generator generator = new Generator(SmallModels.random());
    List<Integer> free = generator.generate(PROMPT, SamplingSettings.greedy(10, Set.of())).ids();
    GenerationRequest endless =
        new GenerationRequest(
            PROMPT, SamplingSettings.greedy(Integer.MAX_VALUE, Set.of(free.get(3))));

    assertThat(generator.generate(List.of(endless, endless)))
        .extracting(Generation::ids)
        .containsOnly(free.subList(0, free.indexOf(free.get(3)) + 1))
        .hasSize(2);
    assertThat(generator.generate(List.of())).isEmpty();
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
    GenerationRequest empty =
        new GenerationRequest(new int[0], SamplingSettings.greedy(1, Set.of()));
    assertThatThrownBy(() -> new Generator(model).generate(empty.prompt(), empty.settings()))
        .hasMessageContaining("no token");
    assertThatThrownBy(() -> new Generator(model).generate(List.of(empty, empty)))
        .hasMessageContaining("no token");
  }

  private static SamplingSettings sampling(double temperature, int topK, double topP, long seed) {
    return new SamplingSettings(temperature, topK, topP, 1, 20, Set.of(), seed);
  }
}
