/** Instruction tuning. */
package dev.glossa.tune;
