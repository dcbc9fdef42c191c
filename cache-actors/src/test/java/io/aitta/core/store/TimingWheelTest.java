package io.aitta.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingWheelTest {
  private static final long START = 1_700_000_000_123L;

  /** More nodes than {@link #fired} ever finds due; looks at those that come up anew end by it. */
  private static final int MOST = 10_000;

  private final TimingWheel wheel = new TimingWheel(START);

  @ParameterizedTest
  @ValueSource(
      longs = {
        1,
        2,
        63,
        64,
        65,
        4095,
        4096,
        4097,
        262_143,
        262_144,
        16_777_216,
        1_073_741_824L,
        Lifetime.MAX_MILLIS
      })
  void advance_toTheEnd_firesAtThatMillisecondAndNotBefore(long after) {
    for (long offset = 0; offset < 130; offset += 13) {
      TimingWheel fresh = new TimingWheel(START + offset);
      long end = START + offset + after;
      fresh.schedule(new Node(Entries.ending(1, end)));
      assertThat(fired(fresh, end - 1)).isEmpty();
      assertThat(fired(fresh, end)).hasSize(1);
      assertThat(fired(fresh, end + 1)).isEmpty();
    }
  }

  @Property(tries = 100)
  void advance_anySteps_firesExactlyWhatHasEnded(@ForAll long seed) {
    Random random = new Random(seed);
    TimingWheel wheel = new TimingWheel(START);
    Map<Node, Long> waiting = new HashMap<>();
    long now = START;
    for (int step = 0; step < 300; step++) {
      long end = now + jump(random) - 5;
      Node node = new Node(Entries.ending(step, end));
      wheel.schedule(node);
      waiting.put(node, end);
      if (random.nextInt(4) == 0) {
        Node gone = waiting.keySet().iterator().next();
        wheel.cancel(gone);
        waiting.remove(gone);
      }
      now += random.nextBoolean() ? random.nextInt(10) : jump(random) / 2;
      long time = now;
      Set<Node> due = new HashSet<>(waiting.keySet());
      due.removeIf(n -> waiting.get(n) > time);
      List<Node> fired = fired(wheel, now);
      assertThat(fired).hasSameSizeAs(due);
      assertThat(new HashSet<>(fired)).isEqualTo(due);
      waiting.keySet().removeAll(due);
    }
  }

  @Test
  void advance_usedMeanwhile_firesWhenItsIdleTimeIsOver() {
    Node node = new Node(Entries.living(1, new Lifespan(Lifespan.NEVER, 1000), START));
    wheel.schedule(node);
    node.entry = node.entry.usedAt(START + 900);
    assertThat(fired(wheel, START + 1000)).isEmpty();
    assertThat(fired(wheel, START + 1899)).isEmpty();
    assertThat(fired(wheel, START + 1900)).containsExactly(node);
  }

  @Test
  void advance_manyDue_looksAtABoundedNumberACall() {
    for (int i = 0; i < 100_000; i++) {
      wheel.schedule(new Node(Entries.ending(i, START + 1 + i % 5000)));
    }
    int calls = 0;
    int total = 0;
    boolean more = true;
    while (more) {
      List<Node> fired = new ArrayList<>();
      more = wheel.advance(START + 10_000, 256, fired::add);
      assertThat(fired).hasSizeLessThanOrEqualTo(256);
      total += fired.size();
      calls++;
    }
    assertThat(total).isEqualTo(100_000);
    assertThat(calls).isBetween(390, 392);
  }

  @Test
  void advance_clockGoesBack_firesNothingEarly() {
    wheel.schedule(new Node(Entries.ending(1, START + 100)));
    assertThat(fired(wheel, START + 50)).isEmpty();
    assertThat(fired(wheel, START - 5000)).isEmpty();
    assertThat(fired(wheel, START + 99)).isEmpty();
    assertThat(fired(wheel, START + 100)).hasSize(1);
  }

  @Test
  void advance_whileTheClockIsBack_hasNothingMoreToDo() {
    fired(wheel, START + 5000);
    wheel.schedule(new Node(Entries.ending(1, START + 100)));

    assertThat(wheel.advance(START, 256, node -> {})).isFalse();

    assertThat(fired(wheel, START + 99)).isEmpty();
    assertThat(fired(wheel, START + 100)).hasSize(1);
  }

  @Test
  void schedule_endless_isNotKept() {
    Node node = new Node(Entries.of(1));
    wheel.schedule(node);
    assertThat(node.isAlone()).isTrue();
  }

  private static long jump(Random random) {
    return 1L << random.nextInt(38);
  }

  private static List<Node> fired(TimingWheel wheel, long now) {
    List<Node> fired = new ArrayList<>();
    assertThat(wheel.advance(now, MOST, fired::add)).isFalse();
    return fired;
  }
}
