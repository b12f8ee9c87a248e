/** Text generation: decoding strategies over a model with a key-value cache. */
package dev.glossa.generate;
