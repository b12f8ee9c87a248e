/** Results as self-contained pages. */
package dev.glossa.report;
