/**
 * The functions of the other packages as Spark SQL functions. The only package here that sees Spark
 * types.
 */
package dev.glossa.sql;
