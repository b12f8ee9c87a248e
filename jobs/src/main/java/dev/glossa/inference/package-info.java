/** Models that are asked, not trained: loaded once on every executor, and lent to its tasks. */
package dev.glossa.inference;
