/** Answers of models judged by other models: asked, kept, added up, and held against people. */
package dev.glossa.judge;
