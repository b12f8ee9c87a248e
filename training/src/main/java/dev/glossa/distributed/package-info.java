/**
 * Training across Spark partitions through the TrainingMaster interface of dl4j-spark. The only
 * package here that sees Spark.
 */
package dev.glossa.distributed;
