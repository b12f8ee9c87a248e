package dev.glossa.judge;

import dev.glossa.remote.RemoteSettings;
import java.util.List;

/**
 * What {@link JudgeJob} does.
 *
 * @param answers PATHs of answers with their questions
 * @param model a model that answers {@code questions}, as URL#NAME; null if there are answers
 * @param questions PATHs of questions
 * @param replay folders of earlier runs, whose replies are added up again
 * @param judge the judges, as URL#NAME
 * @param prompt a file, or the name of one in conf/judge
 * @param human PATH of a CSV file with people's stars, or null
 * @param output the output folder
 * @param repeats how often each judge judges each answer
 * @param asks how often a judge is asked at most for a reply that can be read
 * @param temperature of the judge; null is left to the server
 * @param maxTokens tokens of a judge's reply at most; null is left to the server
 * @param answerTokens tokens of an answer at most; null is left to the server
 * @param bootstrapSamples drawings of a bootstrap interval
 * @param maxUnreadableShare the share of judgements without stars above which the run fails
 * @param seed of the bootstrap, and of a judge with a temperature
 * @param remote how servers are asked
 */
public record JudgeSettings(
    List<String> answers,
    String model,
    List<String> questions,
    List<String> replay,
    List<String> judge,
    String prompt,
    String human,
    String output,
    int repeats,
    int asks,
    Double temperature,
    Integer maxTokens,
    Integer answerTokens,
    int bootstrapSamples,
    double maxUnreadableShare,
    long seed,
    RemoteSettings remote) {}
