/** N-gram language models in KenLM's files, and the perplexity of texts. */
package dev.glossa.perplexity;
