package io.aitta.voter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.register.voter.VoterRecord.Active;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoterStoreTest {
  private static final String NAME = "node-1";
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  @TempDir Path parent;

  @Test
  void open_withoutADirectory_isTheProcessItself() throws IOException {
    try (VoterStore store = VoterStore.open(Optional.empty(), NAME, FIRST)) {
      assertThat(store.self()).isEqualTo(new VoterProcess(new VoterId(NAME, FIRST), FIRST));
      assertThat(store.former()).isEmpty();
    }
  }

  @Test
  void open_again_isTheSameVoterOfAnotherProcessAndKnowsTheFormerOne() throws IOException {
    VoterStore first = open("new/directory", FIRST);
    Generation alone = new Generation(1, new TreeSet<>(Set.of(first.self().voter())));
    first.storage().append(List.of(new Active(alone)));
    first.close();

    try (VoterStore again = open("new/directory", SECOND)) {
      assertThat(again.self().voter()).isEqualTo(first.self().voter());
      assertThat(again.self().process()).isEqualTo(SECOND);
      assertThat(again.former()).containsExactly(FIRST);
      assertThat(again.storage().recovered()).containsExactly(new Active(alone));
    }
  }

  @Test
  void open_whileAnotherHasIt_isRefused() throws IOException {
    try (VoterStore first = open("d", FIRST)) {
      assertThat(first.former()).isEmpty();
      refused("d", NAME, "another node of this process uses", "a directory of its own");
    }
    open("d", SECOND).close();
  }

  @Test
  void open_asANodeOfAnotherName_isRefusedAndLetsGo() throws IOException {
    open("d", FIRST).close();

    refused("d", "node-2", "not of node-2", "check the directory");
    open("d", SECOND).close();
  }

  @Test
  void open_damagedFile_isRefused() throws IOException {
    open("d", FIRST).close();
    Path log = parent.resolve("d").resolve("voter.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[3] ^= 1;
    Files.write(log, bytes);

    refused("d", NAME, "damaged", "must not start", "an empty directory");
  }

  @Test
  void open_fileInPlaceOfTheDirectory_isRefused() throws IOException {
    Files.createFile(parent.resolve("d"));

    refused("d", NAME, "is no directory");
  }

  private void refused(String directory, String name, String... words) {
    Optional<Path> path = Optional.of(parent.resolve(directory));
    assertThatThrownBy(() -> VoterStore.open(path, name, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("aitta.register.directory = " + parent.resolve(directory))
        .hasMessageContainingAll(words);
  }

  private VoterStore open(String directory, UUID process) {
    return VoterStore.open(Optional.of(parent.resolve(directory)), NAME, process);
  }
}
