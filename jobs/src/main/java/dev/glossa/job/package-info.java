/** What every job has: settings, output folders with manifests, progress, failures. */
package dev.glossa.job;
