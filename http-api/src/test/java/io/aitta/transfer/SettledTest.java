package io.aitta.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.transfer.format.ExportedEntry;
import io.aitta.transfer.format.Limits;
import io.aitta.transfer.resume.ClusterIdentity;
import io.aitta.transfer.resume.ImportState;
import io.aitta.transfer.resume.ImportState.Contents;
import io.aitta.transfer.resume.StateFile;
import io.aitta.transfer.resume.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far an import is, where its chunks are settled in any order. */
final class SettledTest {
  @TempDir Path directory;
  private StateFile file;
  private Settled settled;

  @BeforeEach
  void begin() throws IOException {
    file = new StateFile(directory.resolve("state"));
    ClusterIdentity cluster = new ClusterIdentity("a", Set.of("h:1"));
    settled = new Settled(new ImportState("c", cluster, new Contents(9, 7), Tally.NONE), file);
  }

  @Test
  void chunkAfterOneThatIsOpen_isNotCountedYet() throws IOException {
    settled.add(chunk(2, 3), Tally.NONE.andStored(10).andExpired().andSkipped());
    assertThat(settled.tally()).isEqualTo(Tally.NONE);
    assertThat(noted()).isEqualTo(Tally.NONE);
    settled.add(chunk(5, 1), Tally.NONE.andRefused());
    settled.add(chunk(0, 2), Tally.NONE.andStored(1).andStored(2));
    assertThat(settled.tally()).isEqualTo(new Tally(3, 13, 1, 1, 1));
    assertThat(noted()).isEqualTo(settled.tally());
  }

  @Test
  void finish_leavesNoFile() throws IOException {
    settled.finish();
    assertThat(directory).isEmptyDirectory();
  }

  private Tally noted() throws IOException {
    ImportState state = ImportState.of(file.read().orElseThrow());
    assertThat(state.file()).isEqualTo(new Contents(9, 7));
    assertThat(state.cache()).isEqualTo("c");
    return state.settled();
  }

  private static Chunk chunk(long before, int entries) {
    ExportedEntry entry =
        new ExportedEntry("k", new byte[0], "text/plain", Collections.emptyList(), Limits.NONE);
    return new Chunk(before, Collections.nCopies(entries, entry));
  }
}
