package dev.glossa.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.spark.sql.SparkSession;

/**
 * The plan of the house: imports point jobs → training → udfs, and each room keeps to its matter.
 */
@AnalyzeClasses(packages = "dev.glossa", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] UDFS = {
    "dev.glossa.agreement..",
    "dev.glossa.benchmark..",
    "dev.glossa.text..",
    "dev.glossa.language..",
    "dev.glossa.quality..",
    "dev.glossa.contamination..",
    "dev.glossa.dedup..",
    "dev.glossa.binary..",
    "dev.glossa.perplexity..",
    "dev.glossa.privacy..",
    "dev.glossa.switching..",
    "dev.glossa.tokenizer..",
    "dev.glossa.words..",
    "dev.glossa.sql.."
  };
  private static final String[] TRAINING = {
    "dev.glossa.model..",
    "dev.glossa.checkpoint..",
    "dev.glossa.optimize..",
    "dev.glossa.distributed..",
    "dev.glossa.lora..",
    "dev.glossa.generate.."
  };

  @ArchTest
  static final ArchRule udfsKnowNothingAboveThem =
      noClasses()
          .that(resideInAnyPackage(UDFS))
          .should()
          .dependOnClassesThat(resideInAPackage("dev.glossa..").and(not(resideInAnyPackage(UDFS))));

  @ArchTest
  static final ArchRule trainingKnowsOnlyItselfAndUdfs =
      noClasses()
          .that(resideInAnyPackage(TRAINING))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.glossa..")
                  .and(not(resideInAnyPackage(UDFS)))
                  .and(not(resideInAnyPackage(TRAINING))));

  @ArchTest
  static final ArchRule onlySqlSeesSparkAmongUdfs =
      noClasses()
          .that(resideInAnyPackage(UDFS).and(not(resideInAPackage("dev.glossa.sql.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  /** {@code dev.glossa.sql} is handed a session by Spark's extensions; it never asks for one. */
  @ArchTest
  static final ArchRule udfsOpenNoSession =
      noClasses()
          .that(resideInAnyPackage(UDFS))
          .should()
          .dependOnClassesThat(type(SparkSession.Builder.class));

  @ArchTest
  static final ArchRule udfsDoNoInputOrOutput =
      noClasses()
          .that(resideInAnyPackage(UDFS))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.file..",
              "java.nio.channels..",
              "java.net.http..",
              "java.sql..",
              "org.apache.hadoop..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.File")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.(FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile)")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.(Socket|ServerSocket|DatagramSocket|URLConnection)");

  @ArchTest
  static final ArchRule trainingSeesSparkOnlyWhereItDistributes =
      noClasses()
          .that(resideInAnyPackage(TRAINING).and(not(resideInAPackage("dev.glossa.distributed.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.deeplearning4j.spark..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that(not(resideInAPackage("dev.glossa.cli..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule nobodyDependsOnTheCommandLine =
      noClasses()
          .that(not(resideInAPackage("dev.glossa.cli..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.glossa.cli..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.glossa.(*)..").should().beFreeOfCycles();
}
