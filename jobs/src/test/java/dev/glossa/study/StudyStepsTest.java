package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells to steps, in the study that Glossa comes with. */
class StudyStepsTest {
  private static final File BEYOND_ENGLISH = new File("../conf/studies/beyond-english.conf");

  @TempDir Path data;

  @BeforeEach
  void textsAndInstructionsOfTheLanguages() throws IOException {
    Files.writeString(data.resolve("raw"), "text");
    Files.createDirectories(data.resolve("instructions"));
    for (String language : List.of("zh", "sw", "ta")) {
      Files.writeString(data.resolve("instructions/" + language + ".jsonl"), "{}");
    }
  }

  @Test
  void theQuickSizeHasAtMostTwelveCellsForASeed() {
    List<CellSteps> cells = cells("quick", Map.of());

    assertThat(cells).hasSize(33);
    assertThat(cells.stream().map(cell -> cell.cell().seed()).distinct()).hasSize(3);
  }

  @Test
  void cellsShareTheirCommonSteps() {
    Map<String, Map<String, Step>> cells = bySeedlessName(cells("quick", Map.of()), 1);
    Map<String, Step> base = cells.get("zh-v0-p400k-e0-i64");
    Map<String, Step> manyInstructions = cells.get("zh-v0-p400k-e0-i240");
    Map<String, Step> extended = cells.get("zh-v1000-p400k-e0-i64");
    Map<String, Step> untrained = cells.get("zh-v0-p0-e0-i64");

    assertThat(manyInstructions.get("pretrain").id()).isEqualTo(base.get("pretrain").id());
    assertThat(manyInstructions.get("tune").id()).isNotEqualTo(base.get("tune").id());
    assertThat(extended.get("base").id()).isEqualTo(base.get("base").id());
    assertThat(extended.get("pretrain").id()).isNotEqualTo(base.get("pretrain").id());
    assertThat(extended.get("sample").id()).isEqualTo(base.get("sample").id());
    assertThat(untrained).doesNotContainKeys("pretrain", "init");
    assertThat(base).doesNotContainKey("init");
  }

  @Test
  void seedsShareDataAndVocabulariesButNoModels() {
    List<CellSteps> cells = cells("quick", Map.of());
    Map<String, Step> first = bySeedlessName(cells, 1).get("zh-v1000-p400k-e0-i64");
    Map<String, Step> second = bySeedlessName(cells, 2).get("zh-v1000-p400k-e0-i64");
    Set<String> shared = new HashSet<>(first.keySet());
    shared.removeIf(name -> !first.get(name).id().equals(second.get(name).id()));

    assertThat(shared)
        .containsExactlyInAnyOrder(
            "prepare-en",
            "prepare-zh",
            "split-en",
            "split-zh",
            "held-out",
            "tokenizer",
            "vocabulary",
            "pack-en",
            "pack");
    assertThat(first.get("prepare-zh").id()).isEqualTo(first.get("prepare-en").id());
  }

  @Test
  void everyStepComesAfterThoseItNeeds() {
    Set<String> before = new HashSet<>();
    for (Step step : CellSteps.distinct(cells("quick", Map.of()))) {
      assertThat(before).containsAll(step.needs().stream().map(Step::id).toList());
      before.add(step.id());
    }
  }

  @Test
  void aSettingOfAJobGivesOtherStepsFromThatJobOn() {
    Map<String, Step> usual = first(cells("quick", Map.of()));
    Map<String, Step> other =
        first(cells("quick", Map.of("study.sizes.quick.jobs.tune.learning-rate", "1e-5")));

    assertThat(other.get("pretrain").id()).isEqualTo(usual.get("pretrain").id());
    assertThat(other.get("tune").id()).isNotEqualTo(usual.get("tune").id());
    assertThat(other.get("evaluate-tune").id()).isNotEqualTo(usual.get("evaluate-tune").id());
  }

  @Test
  void otherContentOfAnInputGivesOtherSteps() throws IOException {
    Map<String, Step> before = first(cells("quick", Map.of()));
    Files.writeString(data.resolve("instructions/zh.jsonl"), "{} {}");
    Map<String, Step> after = first(cells("quick", Map.of()));

    assertThat(after.get("sample").id()).isNotEqualTo(before.get("sample").id());
    assertThat(after.get("pretrain").id()).isEqualTo(before.get("pretrain").id());
  }

  @Test
  void stepsReadFromTheFoldersOfOtherSteps() {
    Map<String, Step> steps = first(cells("quick", Map.of()));
    Job<?> tune = steps.get("tune").in("root");

    assertThat(tune.output()).isEqualTo("root/steps/" + steps.get("tune").id());
    assertThat(tune.inputs())
        .containsExactly(
            "root/steps/" + steps.get("pretrain").id() + "/model",
            "root/steps/" + steps.get("sample").id() + "/instructions");
  }

  @Test
  void examinationsAreHeldBeforeTheTransferAndAtItsEnd() {
    String folder = "\"" + data + "\"";
    Map<String, Step> steps =
        first(
            cells(
                "quick",
                Map.of("study.knowledge.task", "[ceval, gaokao]", "study.knowledge.data", folder)));

    assertThat(steps)
        .containsKeys("knowledge-base", "knowledge-tune")
        .doesNotContainKeys("knowledge-pretrain");
    assertThat(steps.get("knowledge-tune").in("root").plan())
        .extracting(line -> line.substring(0, line.indexOf(" of ")))
        .containsExactly("task ceval", "task gaokao");
    assertThat(steps.get("knowledge-tune").needs()).containsExactly(steps.get("tune"));

    Map<String, String> one =
        Map.of("study.knowledge.task", "ceval", "study.knowledge.data", folder);
    assertThat(first(cells("quick", one)).get("knowledge-base").in("root").plan()).hasSize(1);
    assertThat(first(cells("quick", Map.of()))).doesNotContainKeys("knowledge-base");
    assertThatThrownBy(() -> cells("quick", Map.of("study.knowledge.task", "ceval")))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("'study.knowledge.data'");
  }

  @Test
  void waysToAskABenchmarkAreNotThoseOfTheTexts() {
    Map<String, String> knowledge =
        Map.of("study.knowledge.task", "ceval", "study.knowledge.data", "\"" + data + "\"");
    Map<String, String> chosen = new HashMap<>(knowledge);
    chosen.putAll(Map.of("evaluate.setting", "chatglm", "evaluate.split", "test"));
    Map<String, Step> usual = first(cells("quick", knowledge));
    Map<String, Step> other = first(cells("quick", chosen));

    assertThat(other.get("knowledge-tune").id()).isNotEqualTo(usual.get("knowledge-tune").id());
    assertThat(other.get("evaluate-tune").id()).isEqualTo(usual.get("evaluate-tune").id());
    assertThat(other.values()).allSatisfy(step -> assertThat(step.in("root").name()).isNotNull());
  }

  @Test
  void aJudgeIsAskedAboutTheAnswersOfTunedModels() {
    Map<String, String> judge =
        Map.of("study.judge.url", "http://localhost:8000/v1", "study.judge.model", "llama");
    Map<String, Step> judged = first(cells("quick", judge));
    Job<?> job = judged.get("judge-tune").in("root");

    assertThat(job.inputs())
        .containsExactly("root/steps/" + judged.get("answers-tune").id() + "/answers.jsonl");
    assertThat(job.plan().get(0))
        .contains("asks http://localhost:8000/v1#llama")
        .contains("stars-0-3");
    assertThat(judged.get("answers-tune").needs()).containsExactly(judged.get("evaluate-tune"));
    assertThat(judged.get("evaluate-tune").id())
        .isEqualTo(first(cells("quick", Map.of())).get("evaluate-tune").id());
    assertThat(first(cells("quick", Map.of()))).doesNotContainKeys("answers-tune", "judge-tune");
  }

  @Test
  void anotherPromptOfTheJudgeGivesOtherJudgements() throws IOException {
    Path prompt = data.resolve("prompt.conf");
    Files.writeString(prompt, Files.readString(Path.of("../conf/judge/stars-1-3.conf")));
    Map<String, String> judge =
        Map.of(
            "study.judge.url",
            "\"http://localhost:8000/v1\"",
            "study.judge.model",
            "llama",
            "study.judge.prompt",
            "\"" + prompt + "\"");
    String before = first(cells("quick", judge)).get("judge-tune").id();
    Files.writeString(prompt, Files.readString(Path.of("../conf/judge/stars-0-3.conf")));

    assertThat(first(cells("quick", judge)).get("judge-tune").id()).isNotEqualTo(before);
  }

  @Test
  void aJudgeIsAServerAndAModel() {
    assertThatThrownBy(
            () -> cells("quick", Map.of("study.judge.url", "\"http://localhost:8000/v1\"")))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("'study.judge.url' and 'study.judge.model'");
  }

  @Test
  void allSizesHaveJobsThatCanBe() {
    for (String size : List.of("quick", "smollm2", "paper")) {
      assertThat(CellSteps.distinct(cells(size, Map.of())))
          .allSatisfy(step -> assertThat(step.in("root").output()).contains(step.id()));
    }
  }

  @Test
  void aSettingOfAJobThatIsGivenCountsMoreThanThatOfTheSize() {
    Map<String, Step> usual = first(cells("quick", Map.of()));
    Map<String, Step> other = first(cells("quick", Map.of("tune.learning-rate", "1e-5")));

    assertThat(other.get("pretrain").id()).isEqualTo(usual.get("pretrain").id());
    assertThat(other.get("tune").id()).isNotEqualTo(usual.get("tune").id());
  }

  @Test
  void whatIsMissingIsNamedAndCanBePlanned() {
    StudySteps quick = steps("quick", Map.of());
    StudySteps smollm2 = steps("smollm2", Map.of());

    assertThat(quick.missing(quick.cells())).isEmpty();
    assertThat(smollm2.missing(smollm2.cells()))
        .contains(data + "/instructions/vi.jsonl")
        .doesNotContain(data + "/instructions/zh.jsonl");
  }

  @Test
  void aCellNeedsTheDataOfItsOwnSteps() {
    StudySteps steps = steps("smollm2", Map.of());
    List<CellSteps> chinese =
        steps.cells().stream()
            .filter(cell -> cell.cell().factors().language().equals("zh"))
            .limit(1)
            .toList();

    assertThat(steps.there(chinese)).contains(data + "/instructions/zh.jsonl");
    assertThat(steps.missing(chinese)).doesNotContain(data + "/instructions/vi.jsonl");
  }

  @Test
  void aSizeAndASettingThatAreUnknownAreRefused() {
    assertThatThrownBy(() -> cells("large", Map.of()))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("no size 'large' among [paper, quick, smollm2]");
    assertThatThrownBy(() -> cells("quick", Map.of("study.sizes.quick.lenght", "3")))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("study.sizes.quick.lenght");
    assertThatThrownBy(
            () -> cells("quick", Map.of("study.sizes.quick.grids.a-zh.levels.vocabulary", "[1]")))
        .hasMessageContaining("levels.vocabulary");
    assertThatThrownBy(() -> cells("quick", Map.of("study.sizes.quick.jobs.tune.rank", "3")))
        .hasMessageContaining("jobs.tune.rank");
  }

  private List<CellSteps> cells(String size, Map<String, String> definitions) {
    return steps(size, definitions).cells();
  }

  private StudySteps steps(String size, Map<String, String> definitions) {
    Map<String, String> all = new HashMap<>(definitions);
    all.put("study.data", "\"" + data + "\"");
    Configuration configuration =
        StudySizes.chosen(
            Configuration.load(
                BEYOND_ENGLISH, all, Map.of("study.size", size, "study.output", "root")));
    return new StudySteps(
        configuration.section("study", StudySettings.class),
        configuration,
        new org.apache.hadoop.conf.Configuration());
  }

  private static Map<String, Step> first(List<CellSteps> cells) {
    return cells.get(0).steps();
  }

  private static Map<String, Map<String, Step>> bySeedlessName(List<CellSteps> cells, long seed) {
    return cells.stream()
        .filter(cell -> cell.cell().seed() == seed)
        .collect(
            Collectors.toMap(
                cell -> cell.cell().name().replace("-s" + seed, ""), CellSteps::steps));
  }
}
