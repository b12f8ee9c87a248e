package dev.glossa.judge;

import dev.glossa.job.GlossaException;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import dev.glossa.remote.ApiKey;
import dev.glossa.remote.ChatRequest;
import dev.glossa.remote.Completion;
import dev.glossa.remote.RemoteClient;
import dev.glossa.remote.RemoteFailure;
import dev.glossa.remote.RemoteModel;
import dev.glossa.remote.TokenUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks the model under test, and the judges about its answers, for what is not kept yet. */
final class Asking {
  private final JudgeSettings settings;
  private final Map<String, String> environment;
  private final JobContext context;

  Asking(JudgeSettings settings, Map<String, String> environment, JobContext context) {
    this.settings = settings;
    this.environment = environment;
    this.context = context;
  }

  /**
   * All judgements, asked now or before.
   *
   * @throws GlossaException if something is missing in the end
   */
  Judgements judgements() throws IOException, InterruptedException {
    JudgePrompt prompt = JudgePrompt.read(settings.prompt());
    context.write(Judgements.PROMPT, Json.FILES.writeValueAsBytes(prompt));
    List<Answer> answers =
        settings.model() == null
            ? new QuestionSet(context.hadoop()).answers(settings.answers())
            : answers(new QuestionSet(context.hadoop()).questions(settings.questions()));
    try (KeptRecords<Judgement> kept =
        new KeptRecords<>(
            context.fileSystem(), context.folder(), Judgements.NAME, Judgement.class)) {
      Map<String, Judgement> judged = new ConcurrentHashMap<>();
      kept.read().forEach(each -> judged.put(each.key(), each));
      List<String> wanted = new ArrayList<>();
      for (String name : settings.judge()) {
        wanted.addAll(judge(name, prompt, answers, judged, kept));
      }
      List<Judgement> all = wanted.stream().map(judged::get).sorted(Judgement.ORDER).toList();
      kept.finish(all);
      return new Judgements(List.of(prompt), all);
    }
  }

  /** Has a judge judge what is missing; returns the keys of all that it was to judge. */
  private List<String> judge(
      String name,
      JudgePrompt prompt,
      List<Answer> answers,
      Map<String, Judgement> judged,
      KeptRecords<Judgement> kept)
      throws IOException, InterruptedException {
    Judge judge = new Judge(name, client(name, ApiKey.JUDGE), prompt, settings);
    List<Judge.Ask> wanted = new ArrayList<>();
    for (int repeat = 0; repeat < settings.repeats(); repeat++) {
      for (Answer answer : answers) {
        wanted.add(judge.ask(answer, repeat));
      }
    }
    List<Judge.Ask> missing =
        wanted.stream().filter(ask -> isMissing(judged.get(ask.key()))).toList();
    context.progress().begin("judge", missing.size(), "judgements");
    context.progress().step(name);
    new ServerWork<>(
            missing,
            ask ->
                judge.judge(
                    ask,
                    judged.get(ask.key()),
                    judgement -> {
                      kept.add(judgement);
                      judged.put(ask.key(), judgement);
                    }),
            context.progress())
        .run(settings.remote().concurrency(), "judgements");
    context
        .progress()
        .end("%,d judgements, %,d of them new".formatted(wanted.size(), missing.size()));
    return wanted.stream().map(Judge.Ask::key).toList();
  }

  private static boolean isMissing(Judgement judgement) {
    return judgement == null || judgement.open();
  }

  /** What the model under test answers, asked now or before. */
  private List<Answer> answers(List<Question> questions) throws IOException, InterruptedException {
    RemoteClient model = client(settings.model(), ApiKey.MODEL);
    try (KeptRecords<Response> kept =
        new KeptRecords<>(context.fileSystem(), context.folder(), "answers", Response.class)) {
      Map<String, Response> answered = new ConcurrentHashMap<>();
      kept.read().forEach(each -> answered.put(each.key(), each));
      List<Question> missing =
          questions.stream().filter(each -> !answered.containsKey(key(each))).toList();
      context.progress().begin("answer", missing.size(), "questions");
      context.progress().step(settings.model());
      new ServerWork<>(
              missing,
              question -> {
                Response response = response(model, question);
                kept.add(response);
                answered.put(response.key(), response);
              },
              context.progress())
          .run(settings.remote().concurrency(), "answers");
      context
          .progress()
          .end("%,d answers, %,d of them new".formatted(questions.size(), missing.size()));
      List<Response> all = questions.stream().map(each -> answered.get(key(each))).toList();
      kept.finish(all);
      context.count("unanswered", all.stream().filter(each -> each.problem() != null).count());
      return questions.stream()
          .map(each -> new Answer(each, settings.model(), answered.get(key(each)).answer()))
          .collect(Collectors.toList());
    }
  }

  /**
   * A question that the server refuses, as too long, or answers by what is no answer, is answered
   * by nothing.
   */
  private Response response(RemoteClient model, Question question) throws InterruptedException {
    String id = question.id();
    try {
      Completion answer =
          model.chat(new ChatRequest(question.dialog(), settings.answerTokens(), 0.0, null));
      return new Response(
          id,
          settings.model(),
          question.text(),
          answer.text(),
          answer.finishReason(),
          null,
          answer.usage());
    } catch (RemoteFailure failure) {
      return switch (failure.kind()) {
        case REFUSED, GARBAGE, TOO_LONG ->
            new Response(
                id,
                settings.model(),
                question.text(),
                "",
                null,
                failure.getMessage(),
                TokenUsage.NONE);
        default -> throw failure;
      };
    }
  }

  private static String key(Question question) {
    return Response.key(question.id(), question.text());
  }

  private RemoteClient client(String name, String variable) {
    return new RemoteClient(
        RemoteModel.parse(name), settings.remote(), ApiKey.from(environment, variable));
  }
}
