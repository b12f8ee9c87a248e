/** Language codes, scripts and language identification. */
package dev.glossa.language;
