/**
 * Quality rules: FineWeb-2's, Gopher's and C4's, each with what it measured and the bound it was
 * held to.
 */
package dev.glossa.quality;
