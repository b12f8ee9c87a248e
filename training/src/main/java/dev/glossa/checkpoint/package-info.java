/** Model folders and training states on disk: safetensors and Hugging Face folders. */
package dev.glossa.checkpoint;
