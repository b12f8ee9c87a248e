/**
 * Regular expressions as Oniguruma understands them, of which tokenizers' files make use. Java's
 * own differ in the version of Unicode, in the meaning of escapes, and have no bound on their time.
 */
package dev.glossa.tokenizer.pattern;
