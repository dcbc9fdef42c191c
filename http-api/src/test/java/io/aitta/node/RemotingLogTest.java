package io.aitta.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RemotingLogTest {
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<Runnable> scheduled = new ArrayList<>();
  private final Logger decoder = context.getLogger("org.apache.pekko.remote.artery.Decoder");
  private long now;
  private final RemotingLog bound =
      new RemotingLog(
          () -> now,
          (task, delay) -> {
            assertThat(delay).isEqualTo(RemotingLog.WHILE);
            scheduled.add(task);
          });

  @BeforeEach
  void setUp() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    bound.setContext(context);
    context.addTurboFilter(bound);
    log.setContext(context);
    log.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(log);
  }

  @Test
  void flood_isWrittenInPartAndCountedWhole() {
    for (int i = 0; i < 1000; i++) {
      decoder.warn("{}", "Dropping message due to " + i);
    }
    assertThat(log.list).hasSize(RemotingLog.MOST);
    assertThat(scheduled).hasSize(1);

    scheduled.get(0).run();

    assertThat(log.list).hasSize(RemotingLog.MOST + 1);
    assertThat(log.list.get(RemotingLog.MOST).getFormattedMessage())
        .startsWith("980 lines of org.apache.pekko.remote.artery.Decoder WARN were left out");
    assertThat(bound.complaints()).isEqualTo(1000);
  }

  @Test
  void whoAsksFirst_isToldNoWhileThereIsNoRoom() {
    for (int i = 0; i < 1000; i++) {
      if (decoder.isWarnEnabled()) {
        decoder.warn("{}", "Dropping message due to " + i);
      }
    }
    assertThat(log.list).hasSize(RemotingLog.MOST);
    assertThat(decoder.isWarnEnabled()).isFalse();
    assertThat(decoder.isErrorEnabled()).isTrue();
    assertThat(bound.complaints()).as("each once").isEqualTo(1001);
  }

  @Test
  void nextWhile_hasRoomAndReportOfItsOwn() {
    floodAndReport();
    now += RemotingLog.WHILE.toNanos();
    assertThat(decoder.isWarnEnabled()).isTrue();
    floodAndReport();
    assertThat(scheduled).hasSize(2);
    assertThat(log.list).hasSize(2 * (RemotingLog.MOST + 1));
  }

  @Test
  void fewLines_areAllWritten() {
    for (int i = 0; i < 100; i++) {
      decoder.warn("{}", i);
      now += RemotingLog.WHILE.toNanos() / RemotingLog.MOST;
    }
    assertThat(log.list).hasSize(100);
    assertThat(scheduled).isEmpty();
  }

  @Test
  void otherLoggersAndLevels_areLeftAlone() {
    floodAndReport();
    log.list.clear();
    for (int i = 0; i < 100; i++) {
      context.getLogger("io.aitta.node.Node").warn("{}", i);
      context.getLogger("org.apache.pekko.cluster.Cluster").info("{}", i);
    }
    decoder.error("an error is not among the warnings");
    decoder.debug("nobody wants to know");
    assertThat(log.list).hasSize(201);
    assertThat(bound.complaints()).isEqualTo(101);
  }

  @Test
  void infos_areNoComplaints() {
    decoder.info("fine");
    assertThat(bound.complaints()).isZero();
  }

  private void floodAndReport() {
    for (int i = 0; i < 100; i++) {
      decoder.warn("{}", i);
    }
    scheduled.get(scheduled.size() - 1).run();
  }
}
