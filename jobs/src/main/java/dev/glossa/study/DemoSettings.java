package dev.glossa.study;

import java.util.List;

/**
 * What the demo does; conf/reference.conf explains the settings of section {@code demo}.
 *
 * @param output the output folder
 * @param seed seed of everything random
 * @param data the folder of the bundled data; null for the one that comes with Glossa
 * @param inputs what is prepared, below {@code data}
 * @param target ISO 639-1 code of the language that the model is moved to
 * @param heldOutPermille share of the documents that is held out, in thousandths
 * @param vocabularySize pieces of the base tokenizer
 * @param addedPieces pieces that the target language adds
 * @param length tokens of a block
 * @param model name of the architecture, a file of conf/models
 * @param batchSize blocks per worker and optimizer step
 * @param learningRate highest learning rate of pretraining; tuning takes half of it
 * @param localSteps optimizer steps of a worker between two exchanges
 * @param checkpointEvery optimizer steps between two checkpoints
 * @param baseSteps optimizer steps on English
 * @param targetSteps optimizer steps on the target language, for each of the three ways
 * @param tuneEpochs passes over the instructions
 * @param englishWeight weight of English beside the target's 1 in the mixed way
 * @param shots worked examples before each multiple-choice question
 */
public record DemoSettings(
    String output,
    long seed,
    String data,
    List<String> inputs,
    String target,
    int heldOutPermille,
    int vocabularySize,
    int addedPieces,
    int length,
    String model,
    int batchSize,
    double learningRate,
    int localSteps,
    int checkpointEvery,
    int baseSteps,
    int targetSteps,
    int tuneEpochs,
    double englishWeight,
    int shots) {}
