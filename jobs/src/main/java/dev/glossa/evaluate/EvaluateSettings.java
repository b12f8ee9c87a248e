package dev.glossa.evaluate;

import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Inline;
import dev.glossa.remote.RemoteSettings;
import java.util.List;

/**
 * What {@link EvaluateJob} does.
 *
 * @param model a Hugging Face folder with a tokenizer, or a model behind a server, as URL#NAME
 * @param task names of tasks, or folders of tasks of one's own
 * @param data what is measured on: anything that {@code prepare} reads for perplexity, else a
 *     benchmark as its authors published it; with several tasks a folder with one entry of a task's
 *     name each
 * @param output the output folder
 * @param rules how questions are asked, and how answers are read
 * @param window inputs of a window of perplexity, tokens; null for the model's context
 * @param stride by how many tokens a window of perplexity is further than the one before; null for
 *     its length
 * @param tokenizerMode sentencepiece or huggingface, where a folder has both files
 * @param modelsPerExecutor how many copies of the weights an executor may hold
 * @param topTokens how many of the likeliest tokens a server tells at most
 * @param engine how items are asked
 * @param ingest how documents are read
 * @param remote how a server is asked
 */
public record EvaluateSettings(
    String model,
    List<String> task,
    String data,
    String output,
    @Inline Rules rules,
    Integer window,
    Integer stride,
    String tokenizerMode,
    int modelsPerExecutor,
    int topTokens,
    @Inline EngineSettings engine,
    IngestSettings ingest,
    RemoteSettings remote) {}
