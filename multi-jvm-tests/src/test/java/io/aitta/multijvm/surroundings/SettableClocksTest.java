package io.aitta.multijvm.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettableClocksTest {
  @TempDir private Path directory;

  @Test
  void offset_isWrittenWithItsSign() {
    assertThat(SettableClocks.text(Duration.ofHours(1))).isEqualToIgnoringNewLines("+3600");
    assertThat(SettableClocks.text(Duration.ofSeconds(-1))).isEqualToIgnoringNewLines("-1");
    assertThat(SettableClocks.text(Duration.ZERO)).isEqualToIgnoringNewLines("+0");
  }

  @Test
  void library_isFoundInAnyOfTheRoots() throws IOException {
    Path library = directory.resolve("x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    Files.createDirectories(library.getParent());
    Files.createFile(library);
    List<Path> roots = List.of(directory.resolve("absent"), directory);
    assertThat(SettableClocks.library(roots)).isEqualTo(library);
  }

  @Test
  void missingLibrary_isToldWithWhatToInstall() {
    assertThatThrownBy(() -> SettableClocks.library(List.of(directory)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("apt-get install faketime");
  }
}
