package io.aitta.multijvm.campaign.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.surroundings.SettableClocks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Sets the wall clock of a node forward or back, by a second to an hour, waits until its answers
 * carry the new time, and lets clients write for some seconds more. The clock stays wrong until it
 * is set again.
 */
public record ClockStep() implements Fault, Blow {
  private static final List<Integer> SECONDS = List.of(1, 10, 60, 600, 3_600);
  private static final Duration MOST_UNTIL_SEEN = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  @Override
  public String name() {
    return "clock step";
  }

  @Override
  public String label() {
    return name();
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode node = choose(field);
    List<String> keys = field.keysLedBy(node);
    long since = System.nanoTime();
    Duration offset = set(field, node);
    List<Duration> outages = field.outages(keys, since);
    awaitSeen(node, offset);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(field.random().nextInt(2_000, 5_000)));
    field.awaitGreen();
    return outages;
  }

  /** The clock stays as it is set. */
  @Override
  public Runnable begin(Field field, JvmNode node) {
    awaitSeen(node, set(field, node));
    return () -> {};
  }

  private static Duration set(Field field, JvmNode node) {
    int seconds = SECONDS.get(field.random().nextInt(SECONDS.size()));
    Duration offset = Duration.ofSeconds(field.random().nextBoolean() ? seconds : -seconds);
    field.surroundings(SettableClocks.class).set(field.indexOf(node), offset);
    return offset;
  }

  private static void awaitSeen(JvmNode node, Duration offset) {
    Awaitility.await(node.name() + " sees its clock off by " + offset)
        .atMost(MOST_UNTIL_SEEN)
        .pollInSameThread()
        .untilAsserted(() -> assertThat(offsetOf(node).minus(offset).abs()).isLessThan(CLOSE));
  }

  private static Duration offsetOf(JvmNode node) {
    String date = new Api(node.url()).get("/health/live").is(200).header("Date").orElseThrow();
    ZonedDateTime there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
    return Duration.between(Instant.now(), there.toInstant());
  }
}
