/** Documents to a corpus: language, quality, duplicates, rejects. */
package dev.glossa.prepare;
