/** Training and extension of vocabularies. */
package dev.glossa.vocabulary;
