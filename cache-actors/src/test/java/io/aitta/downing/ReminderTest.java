package io.aitta.downing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReminderTest {
  private final Reminder reminder = new Reminder();

  @Test
  void isDue_atOnce_thenRarely_theSameMoreRarely() {
    assertThat(dueAfter(0, "cut")).isTrue();
    assertThat(dueAfter(29, "otherwise")).isFalse();
    assertThat(dueAfter(30, "cut")).isFalse();
    assertThat(dueAfter(30, "otherwise")).isTrue();
    assertThat(dueAfter(330, "otherwise")).isTrue();
    assertThat(dueAfter(629, "otherwise")).isFalse();
  }

  @Test
  void isOver_isNewsOnceAndOnlyAfterWaiting() {
    assertThat(reminder.isOver()).isFalse();
    dueAfter(0, "cut");
    assertThat(reminder.isOver()).isTrue();
    assertThat(reminder.isOver()).isFalse();
    assertThat(dueAfter(1, "cut")).isTrue();
  }

  private boolean dueAfter(int seconds, String why) {
    return reminder.isDue(Duration.ofSeconds(seconds).toNanos(), why);
  }
}
