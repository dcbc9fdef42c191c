package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aitta.replica.Ties.Others;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DepartureTest {
  private static final long START = Long.MAX_VALUE - 5;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Departure.class);
  private Ties ties = ties(List.of(), List.of(), Others.THERE);
  private int gone;
  private final Departure departure =
      new Departure(Duration.ofSeconds(10), Duration.ofMinutes(2), () -> ties);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(log);
  }

  @Test
  void nothingCountsOnIt_goesAtOnceWithoutAWord() {
    begin();
    assertGoneAfter(0);
    assertThat(log.list).isEmpty();
  }

  @Test
  void whoHasNotBegun_staysWhateverItHas() {
    departure.look(START);
    assertThat(departure.hasBegun()).isFalse();
    assertThat(gone).isZero();
  }

  @Test
  void othersHaveItToo_waitsForTheUsualTime() {
    ties = ties(List.of(1, 2), List.of(), Others.THERE);
    begin();
    assertStaysUntil(10);
    assertGoneAfter(11);
    assertThat(said(Level.INFO)).last().asString().contains("2 partitions count on its copy");
    assertThat(said(Level.WARN)).isEmpty();
  }

  @Test
  void onlyCopy_isWaitedForAndTold_untilAnotherHasIt() {
    ties = ties(List.of(1, 2, 3), List.of(3), Others.THERE);
    begin();
    assertStaysUntil(60);
    assertThat(said(Level.INFO)).hasSize(6);
    assertThat(said(Level.INFO).get(0)).contains("3 partitions", "of 1 nobody else", "120 s");

    ties = ties(List.of(), List.of(), Others.THERE);
    assertGoneAfter(61);
    assertThat(said(Level.WARN)).isEmpty();
  }

  @Test
  void onlyCopy_thatNobodyTakesInTime_isGivenUpAloud() {
    ties = ties(List.of(7, 9), List.of(7, 9), Others.THERE);
    begin();
    assertStaysUntil(120);
    assertGoneAfter(121);
    assertThat(said(Level.WARN).get(0)).contains("2 partitions, [7, 9]", "leave-at-most");
  }

  @Test
  void onlyCopy_thatNobodyCanBeReachedFor_isGivenUpAloudAfterTheUsualTime() {
    ties = ties(List.of(7), List.of(7), Others.AWAY);
    begin();
    assertStaysUntil(10);
    assertGoneAfter(11);
    assertThat(said(Level.WARN).get(0)).contains("could not be reached");
  }

  @Test
  void nobodyElse_goesAtOnceAndSaysWhatEnds() {
    ties = ties(List.of(7), List.of(7), Others.NONE);
    begin();
    assertGoneAfter(0);
    assertThat(said(Level.INFO).get(0)).startsWith("1 partitions end with this node");
    assertThat(said(Level.WARN)).isEmpty();
  }

  @Test
  void whoAsksAgain_isToldToo() {
    begin();
    departure.begin(() -> gone++, START);
    departure.look(START);
    assertThat(gone).isEqualTo(2);
  }

  private void begin() {
    departure.begin(() -> gone++, START);
  }

  private void assertStaysUntil(int seconds) {
    IntStream.rangeClosed(0, seconds).forEach(second -> departure.look(at(second)));
    assertThat(gone).isZero();
  }

  private void assertGoneAfter(int seconds) {
    departure.look(at(seconds));
    departure.look(at(seconds));
    assertThat(gone).isEqualTo(1);
  }

  private List<String> said(Level level) {
    return log.list.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** The clock may go over its end meanwhile. */
  private static long at(int seconds) {
    return START + TimeUnit.SECONDS.toNanos(seconds);
  }

  private static Ties ties(Collection<Integer> counted, Collection<Integer> sole, Others others) {
    return new Ties(new TreeSet<>(counted), new TreeSet<>(sole), others);
  }
}
