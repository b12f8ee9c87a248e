/** The LLaMA architecture as layers of Deeplearning4j. */
package dev.glossa.model;
