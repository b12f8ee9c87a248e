package dev.glossa.agreement;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How much a rating changes with the place at which its question stands: the slope of rating on
 * place among ratings of the same thing, by least squares with a constant of its own for each thing
 * (the within estimator of fixed effects). 0 is no bias; −0.1 is a tenth of a star less a place.
 */
public final class PositionBias {
  private PositionBias() {}

  /**
   * @param thing what was rated: the same for ratings that should not differ
   * @param place where it stood, from 0
   * @param rating the rating
   */
  public record Placed(String thing, int place, double rating) {}

  /**
   * What ratings add to the slope; those of other things add theirs.
   *
   * @param products sum of the products of place and rating, each less its thing's mean
   * @param squares sum of the squares of place less its thing's mean
   */
  public record Moments(double products, double squares) {}

  /** The moments of ratings; all ratings of a thing must be among them. */
  public static Moments moments(Collection<Placed> ratings) {
    Map<String, double[]> sums = new HashMap<>();
    for (Placed placed : ratings) {
      double[] sum = sums.computeIfAbsent(placed.thing(), thing -> new double[3]);
      sum[0]++;
      sum[1] += placed.place();
      sum[2] += placed.rating();
    }
    double products = 0;
    double squares = 0;
    for (Placed placed : ratings) {
      double[] sum = sums.get(placed.thing());
      double place = placed.place() - sum[1] / sum[0];
      products += place * (placed.rating() - sum[2] / sum[0]);
      squares += place * place;
    }
    return new Moments(products, squares);
  }

  /**
   * @return rating per place; nothing if nothing was rated at two places
   */
  public static OptionalDouble slope(List<Moments> moments) {
    double products = moments.stream().mapToDouble(Moments::products).sum();
    double squares = moments.stream().mapToDouble(Moments::squares).sum();
    return squares == 0 ? OptionalDouble.empty() : OptionalDouble.of(products / squares);
  }
}
