/** Corpora to token blocks. */
package dev.glossa.pack;
