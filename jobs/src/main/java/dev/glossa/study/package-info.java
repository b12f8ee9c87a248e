/** The experiment of the paper: stages in a row, cells side by side. */
package dev.glossa.study;
