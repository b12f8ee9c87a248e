/** Content hashes and MinHash signatures. */
package dev.glossa.dedup;
