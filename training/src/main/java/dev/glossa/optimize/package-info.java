/** AdamW, gradient clipping and learning-rate schedules as PyTorch defines them. */
package dev.glossa.optimize;
