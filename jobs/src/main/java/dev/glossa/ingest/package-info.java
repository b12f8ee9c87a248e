/** Files and streams of every supported format to documents. */
package dev.glossa.ingest;
