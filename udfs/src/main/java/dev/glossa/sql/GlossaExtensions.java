package dev.glossa.sql;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.SimpleFunctionRegistry;
import scala.Tuple3;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Gives every session Glossa's functions: {@code
 * spark.sql.extensions=dev.glossa.sql.GlossaExtensions}.
 */
public final class GlossaExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  /** Registers the functions in a registry of their own and hands each of them on. */
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    SimpleFunctionRegistry functions = new SimpleFunctionRegistry();
    GlossaFunctions.register(new UDFRegistration(functions));
    for (FunctionIdentifier name : JavaConverters.seqAsJavaList(functions.listFunction().toSeq())) {
      extensions.injectFunction(
          new Tuple3<>(
              name,
              functions.lookupFunction(name).get(),
              functions.lookupFunctionBuilder(name).get()));
    }
    return BoxedUnit.UNIT;
  }
}
