package dev.glossa.study;

import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The page of a study as its folder is now: also while it runs, or when cells were deleted. */
public final class StudyReport {
  private StudyReport() {}

  /**
   * @return the page as one HTML document; nothing if the folder is none of a study
   * @throws GlossaException (usage) if a file of the study is damaged
   */
  public static Optional<String> html(String folder, Configuration hadoop) throws IOException {
    Path planned = new Path(folder, StudyFile.NAME);
    return planned.getFileSystem(hadoop).exists(planned)
        ? Optional.of(StudyPage.html(StudyFolder.read(folder, hadoop)))
        : Optional.empty();
  }
}
