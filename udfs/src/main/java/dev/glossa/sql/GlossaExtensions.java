package dev.glossa.sql;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.SimpleFunctionRegistry;
import scala.Tuple3;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Gives every session Glossa's functions, with what {@code DESCRIBE FUNCTION EXTENDED} says of
 * them: {@code spark.sql.extensions=dev.glossa.sql.GlossaExtensions}, after a comma where there are
 * others.
 */
public final class GlossaExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  /** Registers the functions in a registry of their own and hands each of them on. */
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    SimpleFunctionRegistry functions = new SimpleFunctionRegistry();
    GlossaFunctions.register(new UDFRegistration(functions));
    for (FunctionDescription description : FunctionDescription.ALL) {
      FunctionIdentifier name = new FunctionIdentifier(description.name());
      extensions.injectFunction(
          new Tuple3<>(
              name,
              description.info(functions.lookupFunction(name).get().getClassName()),
              functions.lookupFunctionBuilder(name).get()));
    }
    return BoxedUnit.UNIT;
  }
}
