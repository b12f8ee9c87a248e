package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Lease.Pause NO_WAITING =
      time -> {
        throw new AssertionError("waited");
      };

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void aFile() {
    file = folder.resolve(".lease");
  }

  private Lease take(Lease.Pause pause) throws IOException, InterruptedException {
    return take(FileSystem.getLocal(new Configuration()), pause);
  }

  private Lease take(FileSystem fileSystem, Lease.Pause pause)
      throws IOException, InterruptedException {
    return Lease.take(
        fileSystem,
        new org.apache.hadoop.fs.Path(file.toString()),
        new org.apache.hadoop.fs.Path(folder.toUri()),
        "prepare",
        pause);
  }

  private void heldBy(LeaseHolder holder) throws IOException {
    Files.write(file, Json.FILES.writeValueAsBytes(holder));
  }

  private static LeaseHolder onAnotherMachine(long renewals) {
    return new LeaseHolder("run", "prepare", "another.machine", "", 7, "", renewals);
  }

  @Test
  void isGivenBack() throws Exception {
    take(NO_WAITING).close();

    assertThat(file).doesNotExist();
    take(NO_WAITING).close();
  }

  @Test
  void refusesASecondRunAtOnce() throws Exception {
    try (Lease first = take(NO_WAITING)) {
      assertThatThrownBy(() -> take(NO_WAITING))
          .isInstanceOf(GlossaException.class)
          .hasMessageContaining("Another run is writing")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("choose another --output");
      first.renew();
      assertThat(file).exists();
    }
  }

  @Test
  void isTakenOverFromAProcessOfThisMachineThatHasEnded() throws Exception {
    LeaseHolder here = LeaseHolder.of("prepare");
    heldBy(endedProcess(here, here.processes()));

    take(NO_WAITING).close();

    assertThat(file).doesNotExist();
  }

  /** Two containers may have one name of a host, and see only their own processes. */
  @Test
  void isNotTakenFromAProcessThatIsCountedElsewhereForItsNumberAlone() throws Exception {
    LeaseHolder here = LeaseHolder.of("prepare");
    heldBy(endedProcess(here, "another name space"));
    AtomicInteger pauses = new AtomicInteger();

    take(time -> pauses.incrementAndGet()).close();

    assertThat(Lease.RENEWAL.dividedBy(2).multipliedBy(pauses.get())).isEqualTo(Lease.PATIENCE);
  }

  private static LeaseHolder endedProcess(LeaseHolder here, String processes) {
    return new LeaseHolder(
        "run", "prepare", here.host(), processes, here.pid(), "1970-01-01T00:00:00Z", 3);
  }

  @Test
  void isTakenOverFromAnotherMachineThatGivesNoSignOfLife() throws Exception {
    heldBy(onAnotherMachine(3));
    AtomicInteger pauses = new AtomicInteger();

    take(time -> pauses.incrementAndGet()).close();

    assertThat(Lease.RENEWAL.dividedBy(2).multipliedBy(pauses.get())).isEqualTo(Lease.PATIENCE);
  }

  @Test
  void isNotTakenFromAnotherMachineThatRenewsIt() throws Exception {
    heldBy(onAnotherMachine(3));

    assertThatThrownBy(
            () ->
                take(
                    time -> {
                      try {
                        heldBy(onAnotherMachine(4));
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }))
        .hasMessageContaining("process 7 of another.machine");
  }

  @Test
  void isNotTakenFromAnotherMachineThatOnlyTouchesIt() throws Exception {
    heldBy(onAnotherMachine(3));
    AtomicInteger pauses = new AtomicInteger();

    assertThatThrownBy(
            () ->
                take(
                    time ->
                        assertThat(file.toFile().setLastModified(pauses.incrementAndGet()))
                            .isTrue()))
        .hasMessageContaining("process 7 of another.machine");
  }

  @Test
  void isRenewedByItsTimeAlone() throws Exception {
    try (Lease lease = take(NO_WAITING)) {
      byte[] written = Files.readAllBytes(file);
      assertThat(file.toFile().setLastModified(1)).isTrue();

      lease.renew();

      assertThat(file).hasBinaryContent(written);
      assertThat(file.toFile().lastModified()).isGreaterThan(1);
    }
  }

  @Test
  void aHolderThatWasOvertakenLeavesTheLeaseToTheOther() throws Exception {
    try (Lease lease = take(NO_WAITING)) {
      heldBy(onAnotherMachine(3));

      assertOvertaken(lease);
      assertOvertaken(lease);
    }
    assertThat(file).hasBinaryContent(Json.FILES.writeValueAsBytes(onAnotherMachine(3)));
  }

  /** The other may be done when the holder goes on. */
  @Test
  void isNotWrittenAnewByAHolderThatDoesNotFindIt() throws Exception {
    try (Lease lease = take(NO_WAITING)) {
      Files.delete(file);

      assertThatThrownBy(lease::renew)
          .hasMessageContaining("This run's lease on 'file:" + folder)
          .hasMessageContaining("run this again")
          .extracting("exitCode")
          .isEqualTo(ExitCode.FAILURE);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void isOnlyLostToWhoHoldsItNow() throws Exception {
    try (Lease lease = take(NO_WAITING)) {
      lease.renew();
      lease.check();

      assertThat(lease.loss()).isEmpty();
    }
  }

  @Test
  void ofAStoreIsRenewedByBeingWrittenUnlessItIsLost() throws Exception {
    ObjectStoreOutputTest.Store store = new ObjectStoreOutputTest.Store();
    store.initialize(store.getUri(), new Configuration());
    try (Lease lease = take(store, NO_WAITING)) {
      lease.renew();
      assertThat(Json.FILES.readValue(file.toFile(), LeaseHolder.class).renewals()).isEqualTo(1);
      heldBy(onAnotherMachine(3));

      assertOvertaken(lease);
    }
    assertThat(file).hasBinaryContent(Json.FILES.writeValueAsBytes(onAnotherMachine(3)));
  }

  private static void assertOvertaken(Lease lease) {
    assertThatThrownBy(lease::renew)
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("'prepare', process 7 of another.machine")
        .hasMessageContaining("wait until that has ended, and run this again")
        .extracting("exitCode")
        .isEqualTo(ExitCode.FAILURE);
    assertThat(lease.loss()).isPresent();
  }

  @Test
  void isTakenWhenTheOtherRunGivesItBackMeanwhile() throws Exception {
    heldBy(onAnotherMachine(3));

    take(time -> assertThat(file.toFile().delete()).isTrue()).close();
  }

  @Test
  void isAwaitedUntilTheOtherRunGivesItBack() throws Exception {
    heldBy(onAnotherMachine(3));
    AtomicInteger pauses = new AtomicInteger();
    List<String> told = new ArrayList<>();

    Lease lease =
        await(
            time -> {
              try {
                if (pauses.incrementAndGet() < 4) {
                  heldBy(onAnotherMachine(3 + pauses.get()));
                } else {
                  Files.deleteIfExists(file);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            told);

    assertThat(told).containsExactly("'prepare', process 7 of another.machine");
    assertThat(lease.wasAwaited()).isTrue();
    lease.close();
  }

  @Test
  void isNotAwaitedWhereNobodyHoldsIt() throws Exception {
    List<String> told = new ArrayList<>();

    try (Lease lease = await(NO_WAITING, told)) {
      assertThat(lease.wasAwaited()).isFalse();
    }
    assertThat(told).isEmpty();
  }

  private Lease await(Lease.Pause pause, List<String> told)
      throws IOException, InterruptedException {
    return Lease.await(
        FileSystem.getLocal(new Configuration()),
        new org.apache.hadoop.fs.Path(file.toUri()),
        new org.apache.hadoop.fs.Path(folder.toUri()),
        "prepare",
        pause,
        told::add);
  }
}
