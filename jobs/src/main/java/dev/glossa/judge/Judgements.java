package dev.glossa.judge;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Judgements with what was asked.
 *
 * @param prompts of the judges, of one scale and the same aspects
 * @param all the judgements in {@link Judgement#ORDER}
 */
record Judgements(List<JudgePrompt> prompts, List<Judgement> all) {
  /** The names of what is kept in a folder. */
  static final String NAME = "judgements";

  static final String PROMPT = "prompt.json";

  Judgements {
    prompts = List.copyOf(prompts);
    all = List.copyOf(all);
  }

  /**
   * What earlier runs have kept, also runs that have not come to their end; stars are read anew out
   * of the replies. One that a run left open is left out. Judgements of the same judge in several
   * folders are repetitions; where prompts differ, the judge's name has the prompt's after it.
   *
   * @throws GlossaException (usage) if there is nothing, or scales or aspects differ
   */
  static Judgements kept(List<String> folders, Configuration hadoop) throws IOException {
    List<JudgePrompt> prompts = new ArrayList<>();
    List<List<Judgement>> runs = new ArrayList<>();
    for (String folder : folders) {
      Path path = new Path(folder);
      FileSystem files = path.getFileSystem(hadoop);
      JudgePrompt prompt = prompt(files, path);
      StarsReader reader = prompt.reader();
      try (KeptRecords<Judgement> kept = new KeptRecords<>(files, path, NAME, Judgement.class)) {
        Map<String, Judgement> run = new LinkedHashMap<>();
        kept.read().forEach(each -> run.put(each.key(), each.reread(reader)));
        runs.add(run.values().stream().filter(each -> !each.open()).toList());
      }
      prompts.add(prompt);
    }
    prompts.forEach(prompt -> requireComparable(prompts.get(0), prompt));
    boolean samePrompt = prompts.stream().distinct().count() == 1;
    List<Judgement> all = new ArrayList<>();
    Map<String, Integer> repeats = new HashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      String suffix = samePrompt ? "" : " with " + prompts.get(i).name();
      Map<String, Integer> after = new HashMap<>(repeats);
      for (Judgement each : runs.get(i)) {
        String judge = each.judge() + suffix;
        int repeat = each.repeat() + repeats.getOrDefault(judge, 0);
        after.merge(judge, repeat + 1, Math::max);
        all.add(each.as(judge, repeat));
      }
      repeats.putAll(after);
    }
    return new Judgements(
        prompts.stream().distinct().toList(), all.stream().sorted(Judgement.ORDER).toList());
  }

  private static JudgePrompt prompt(FileSystem files, Path folder) throws IOException {
    try (InputStream in = files.open(new Path(folder, PROMPT))) {
      return Json.FILES.readValue(in, JudgePrompt.class);
    } catch (FileNotFoundException e) {
      throw new GlossaException(
          ExitCode.USAGE,
          "'" + folder + "' has no " + PROMPT + ": name the output folder of 'judge'.",
          e);
    }
  }

  private static void requireComparable(JudgePrompt one, JudgePrompt other) {
    if (one.lowest() != other.lowest()
        || one.highest() != other.highest()
        || !Set.copyOf(one.aspectNames()).equals(Set.copyOf(other.aspectNames()))) {
      throw GlossaException.usage(
          "The prompts '%s' and '%s' have other aspects or other stars: replay them apart.",
          one.name(), other.name());
    }
  }
}
