/** Personal data found in text and replaced by typed placeholders. */
package dev.glossa.privacy;
