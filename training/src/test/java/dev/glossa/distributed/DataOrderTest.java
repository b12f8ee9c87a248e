package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.distributed.DataOrder.Draw;
import dev.glossa.distributed.DataOrder.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataOrderTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 63, 64, 65, 1000, 4097})
  void aPermutationHitsEveryIndexOnce(long size) {
    Permutation permutation = new Permutation(size, 42);
    assertThat(LongStream.range(0, size).map(permutation::at).sorted().toArray())
        .isEqualTo(LongStream.range(0, size).toArray());
  }

  @Test
  void anotherSeedGivesAnotherPermutation() {
    long[] one = LongStream.range(0, 100).map(new Permutation(100, 1)::at).toArray();
    long[] two = LongStream.range(0, 100).map(new Permutation(100, 2)::at).toArray();
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void everyEpochReadsEveryBlockOnceInANewOrder() {
    DataOrder order = new DataOrder(List.of(new Source(37, 1)), 5);
    List<List<Long>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      epochs.add(
          LongStream.range(epoch * 37L, (epoch + 1) * 37L)
              .mapToObj(order::at)
              .map(Draw::block)
              .toList());
      assertThat(new HashSet<>(epochs.get(epoch))).hasSize(37);
    }
    assertThat(Set.copyOf(epochs)).hasSize(3);
    assertThat(order.epoch(74)).isEqualTo(2);
  }

  @Test
  void corporaAreMixedByTheirWeightsFromTheBeginning() {
    DataOrder order = new DataOrder(List.of(new Source(50, 3), new Source(2000, 1)), 5);
    for (long rows : new long[] {8, 100, 1000, 12345}) {
      long first = LongStream.range(0, rows).filter(row -> order.at(row).source() == 0).count();
      assertThat((double) first / rows).isCloseTo(0.75, within(1.0 / rows));
      assertThat(order.drawn(rows, 0)).isEqualTo(first);
      assertThat(order.drawn(rows, 1)).isEqualTo(rows - first);
    }
    assertThat(order.epoch(1000)).isEqualTo(15);
  }
}
