package io.aitta.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.persistence.file.Witness.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WitnessTest {
  @TempDir private Path directory;

  @Test
  void read_isTheLatestWord() throws IOException {
    try (Witness witness = open()) {
      assertThat(witness.read()).isEmpty();
      assertThat(witness.isEmpty()).isTrue();
      for (long commit = 1; commit <= 5; commit++) {
        witness.write(new Word(7, commit));
        assertThat(witness.read()).contains(new Word(7, commit));
      }
    }
    try (Witness witness = open()) {
      assertThat(witness.read()).contains(new Word(7, 5));
      assertThat(witness.isEmpty()).isFalse();
    }
  }

  @Test
  void read_latestSlotDamaged_isTheOneBefore() throws IOException {
    try (Witness witness = open()) {
      witness.write(new Word(7, 4));
      witness.write(new Word(7, 5));
    }
    damage(4096 + 20);
    try (Witness witness = open()) {
      assertThat(witness.read()).contains(new Word(7, 4));
    }
    damage(9);
    try (Witness witness = open()) {
      assertThat(witness.read()).isEmpty();
      assertThat(witness.isEmpty()).isFalse();
    }
  }

  private void damage(int at) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve("witness"));
    bytes[at] ^= 1;
    Files.write(directory.resolve("witness"), bytes);
  }

  private Witness open() throws IOException {
    return Witness.open(Disk.real(), directory.resolve("witness"));
  }
}
