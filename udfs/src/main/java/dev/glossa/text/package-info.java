/**
 * Text itself: Unicode repair and normalization, HTML to text, words, lines and the features of a
 * document.
 */
package dev.glossa.text;
