/** What a model writes: texts to prompts. */
package dev.glossa.generation;
