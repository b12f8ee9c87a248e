/** fastText's supervised models ({@code .bin}, {@code .ftz}): their files and their predictions. */
package dev.glossa.language.fasttext;
