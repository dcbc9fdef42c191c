package io.aitta.multijvm.campaign.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.Version;
import org.junit.jupiter.api.Test;

final class EpochsTest {
  private final Epochs epochs = new Epochs(1);

  @Test
  void epochsThatFollowEachOther_areInOrder() {
    write(1, 0, 10);
    write(2, 11, 20);
    write(2, 12, 21);
    assertThat(epochs.outdated()).isZero();
  }

  @Test
  void writeThatBeganBeforeTheLaterEpochAnswered_mayHaveComeFirst() {
    write(2, 0, 20);
    write(1, 19, 30);
    assertThat(epochs.outdated()).isZero();
  }

  @Test
  void writeThatBeganAfterTheLaterEpochAnswered_isOutdated() {
    write(2, 0, 20);
    write(1, 21, 30);
    write(3, 31, 40);
    write(2, 41, 50);
    assertThat(epochs.outdated()).isEqualTo(2);
  }

  @Test
  void tagOfNoVersion_saysNothing() {
    epochs.acknowledged("a", "\"what\"", 0, 1);
    assertThat(epochs.outdated()).isZero();
  }

  private void write(long epoch, long begun, long ended) {
    epochs.acknowledged("a", "\"" + new Version(epoch, 1) + "\"", begun, ended);
  }
}
