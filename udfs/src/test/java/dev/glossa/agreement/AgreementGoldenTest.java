package dev.glossa.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.agreement.KrippendorffAlpha.Level;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against krippendorff, scikit-learn and SciPy; make_agreement.py has made the values. */
class AgreementGoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double CLOSE = 1e-12;

  private static JsonNode golden() {
    try (InputStream in = AgreementGoldenTest.class.getResourceAsStream("agreement.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<JsonNode> cases(String name) {
    return StreamSupport.stream(golden().path(name).spliterator(), false);
  }

  static Stream<JsonNode> alpha() {
    return cases("alpha");
  }

  static Stream<JsonNode> kappa() {
    return cases("kappa");
  }

  static Stream<JsonNode> correlation() {
    return cases("correlation");
  }

  private static double[] doubles(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .mapToDouble(value -> value.isNull() ? Double.NaN : value.doubleValue())
        .toArray();
  }

  private static int[] ints(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("alpha")
  void alphaIsThatOfKrippendorffsPackage(JsonNode golden) {
    double[][] ratings =
        StreamSupport.stream(golden.path("ratings").spliterator(), false)
            .map(AgreementGoldenTest::doubles)
            .toArray(double[][]::new);
    for (Level level : Level.values()) {
      assertThat(KrippendorffAlpha.of(ratings, level))
          .as(level.name())
          .hasValueCloseTo(golden.path(key(level)).doubleValue(), within(CLOSE));
    }
  }

  @ParameterizedTest
  @MethodSource("kappa")
  void kappaIsThatOfScikitLearn(JsonNode golden) {
    for (CohensKappa.Weights weights : CohensKappa.Weights.values()) {
      assertThat(
              CohensKappa.of(
                  ints(golden.path("first")),
                  ints(golden.path("second")),
                  golden.path("lowest").intValue(),
                  golden.path("highest").intValue(),
                  weights))
          .as(weights.name())
          .hasValueCloseTo(golden.path(key(weights)).doubleValue(), within(CLOSE));
    }
  }

  @ParameterizedTest
  @MethodSource("correlation")
  void rankCorrelationIsThatOfScipy(JsonNode golden) {
    assertThat(RankCorrelation.of(doubles(golden.path("x")), doubles(golden.path("y"))))
        .hasValueCloseTo(golden.path("rho").doubleValue(), within(CLOSE));
  }

  @Test
  void positionBiasIsLeastSquaresWithAConstantForEachThing() {
    JsonNode golden = golden().path("position");
    int[] things = ints(golden.path("things"));
    int[] places = ints(golden.path("places"));
    int[] ratings = ints(golden.path("ratings"));
    List<PositionBias.Moments> moments = new ArrayList<>();
    for (int thing : IntStream.of(things).distinct().toArray()) {
      moments.add(
          PositionBias.moments(
              IntStream.range(0, things.length)
                  .filter(i -> things[i] == thing)
                  .mapToObj(i -> new PositionBias.Placed("" + thing, places[i], ratings[i]))
                  .toList()));
    }
    assertThat(PositionBias.slope(moments))
        .hasValueCloseTo(golden.path("slope").doubleValue(), within(1e-9));
  }

  /**
   * The error of a quantile of 20,000 drawings is 0.02 standard errors; five of these are allowed.
   */
  @Test
  void bootstrapIntervalIsThatOfScipyUpToTheDrawing() {
    JsonNode golden = golden().path("bootstrap");
    double standardError = golden.path("standard_error").doubleValue();

    Bootstrap.Interval interval =
        new Bootstrap(20_000, 7).ofMean(doubles(golden.path("values"))).orElseThrow();

    assertThat(interval.low())
        .isCloseTo(golden.path("low").doubleValue(), within(0.1 * standardError));
    assertThat(interval.high())
        .isCloseTo(golden.path("high").doubleValue(), within(0.1 * standardError));
    assertThat(interval.standardError()).isCloseTo(standardError, within(0.05 * standardError));
  }
}
