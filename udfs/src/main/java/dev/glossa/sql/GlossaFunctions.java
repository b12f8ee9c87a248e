package dev.glossa.sql;

import org.apache.spark.sql.UDFRegistration;

/** Registers Glossa's functions for one session: {@code GlossaFunctions.register(spark.udf())}. */
public final class GlossaFunctions {

  private GlossaFunctions() {}

  /** Registers every function under its name, {@code glossa_…}. */
  public static void register(UDFRegistration functions) {
    TextFunctions.register(functions);
    TokenizerFunctions.register(functions);
  }
}
