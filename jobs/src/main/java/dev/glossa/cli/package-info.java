/** The command line: parses, prints progress, maps exceptions to exit codes. */
package dev.glossa.cli;
