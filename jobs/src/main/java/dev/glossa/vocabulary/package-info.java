/** Training and extension of vocabularies, and tokenizers as files. */
package dev.glossa.vocabulary;
