/** Large binary model files, read where they lie. */
package dev.glossa.binary;
