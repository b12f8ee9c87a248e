package dev.glossa.evaluate;

import dev.glossa.inference.HuggingFaceSource;
import dev.glossa.inference.ModelSource;
import dev.glossa.remote.ApiKey;
import dev.glossa.remote.RemoteModel;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * The model that the settings name: a folder, or one behind a server.
 *
 * @param key equal for equal models
 * @param source its weights and tokenizer; null behind a server
 * @param answerers the same, asked in words
 * @param tokenizer what results.json says of its tokenizer
 */
record TestedModel(String key, ModelSource source, AnswererSource answerers, String tokenizer) {

  /**
   * @param given a model from elsewhere, or null for that of the settings
   * @param answerers who is asked in words, or null for the model
   */
  static TestedModel of(
      EvaluateSettings settings, ModelSource given, AnswererSource answerers, Configuration hadoop)
      throws IOException {
    if (given == null && RemoteModel.isRemote(settings.model())) {
      RemoteAnswerers server =
          new RemoteAnswerers(
              RemoteModel.parse(settings.model()),
              settings.remote(),
              ApiKey.from(System.getenv(), ApiKey.MODEL),
              RemoteAnswerer.Form.of(settings.rules().chat()),
              settings.topTokens());
      return new TestedModel(
          settings.model(), null, answerers == null ? server : answerers, "the server's");
    }
    ModelSource source =
        given == null
            ? HuggingFaceSource.of(settings.model(), settings.tokenizerMode(), hadoop)
                .keepingPrefixes(settings.engine().prefixCache())
            : given;
    return new TestedModel(
        source.key(),
        source,
        answerers == null ? new ModelAnswerers(source, settings.modelsPerExecutor()) : answerers,
        "%d pieces".formatted(source.tokenizer().vocabularySize()));
  }
}
