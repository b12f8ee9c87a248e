/**
 * Where a command runs: by spark-submit on a cluster of one's own, or on a service of a cloud by
 * the cloud's own client. Nothing here needs Spark.
 */
package dev.glossa.submit;
