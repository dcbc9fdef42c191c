package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OwnerLogTest {
  private static final MemberId SELF = new MemberId("self", new UUID(0, 1));
  private static final MemberId OTHER = new MemberId("other", new UUID(0, 2));
  private static final Configuration OTHERS = Configuration.first(3, OTHER);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(OwnerLog.class);
  private final ReplicaTally tally = new ReplicaTally();
  private final OwnerLog owner = new OwnerLog(7, SELF, tally::ownerChanged);

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
  void first_isAFounding() {
    leads(Configuration.first(3, SELF));
    assertSaid(OwnerChange.FOUNDED, Level.INFO, "epoch 3 on, since nobody had it");
  }

  @Test
  void fromOneThatIsStillInSync_isAMove() {
    follows(OTHERS.withInSync(Set.of(OTHER, SELF)));
    leads(OTHERS.withInSync(Set.of(OTHER, SELF)).succeededBy(SELF, Set.of()));
    assertSaid(OwnerChange.MOVED, Level.INFO, "handed over by " + OTHER);
  }

  @Test
  void fromOneThatIsInSyncNoMore_isAFailover() {
    follows(OTHERS.withInSync(Set.of(OTHER, SELF)));
    leads(OTHERS.withInSync(Set.of(OTHER, SELF)).succeededBy(SELF, Set.of(OTHER)));
    assertSaid(OwnerChange.FAILED_OVER, Level.INFO, "since " + OTHER + " is silent");
  }

  /** Who is silent stays in sync when somebody else asks to lead. */
  @Test
  void fromOneThatIsInSyncAndSilent_isAFailover() {
    Configuration both = OTHERS.withInSync(Set.of(OTHER, SELF));
    follows(both);
    stands(Standing.Part.CANDIDATE, both);
    stands(Standing.Part.RECOVERING, both.succeededBy(SELF, Set.of()));
    leads(both.succeededBy(SELF, Set.of()));
    assertSaid(OwnerChange.FAILED_OVER, Level.INFO, "since " + OTHER + " is silent");
  }

  @Test
  void fromOneThatHasDied_isAFailoverForThat() {
    follows(OTHERS.withInSync(Set.of(OTHER, SELF)));
    owner.died(OTHER);
    leads(OTHERS.withInSync(Set.of(OTHER, SELF)).succeededBy(SELF, Set.of(OTHER)));
    assertSaid(OwnerChange.FAILED_OVER, Level.INFO, "since " + OTHER + " has died");
  }

  @Test
  void deathOfAnother_isNotTheReason() {
    follows(OTHERS.withInSync(Set.of(OTHER, SELF)));
    owner.died(new MemberId("third", new UUID(0, 3)));
    leads(OTHERS.withInSync(Set.of(OTHER, SELF)).succeededBy(SELF, Set.of(OTHER)));
    assertSaid(OwnerChange.FAILED_OVER, Level.INFO, "since " + OTHER + " is silent");
  }

  @Test
  void fromNobodyWhoLives_isALossAndAnError() {
    follows(OTHERS);
    leads(OTHERS.lostTo(SELF));
    assertSaid(OwnerChange.LOST, Level.ERROR, "EMPTY, since all who had it are dead");
  }

  @Test
  void lossThatWasBefore_isNoLossNow() {
    Configuration lost = OTHERS.lostTo(OTHER);
    follows(lost.withInSync(Set.of(OTHER, SELF)));
    leads(lost.withInSync(Set.of(OTHER, SELF)).succeededBy(SELF, Set.of(OTHER)));
    assertSaid(OwnerChange.FAILED_OVER, Level.INFO, "is silent");
  }

  @Test
  void otherCopiesInOneEpoch_areNoChangeOfOwner() {
    Configuration first = Configuration.first(3, SELF);
    leads(first);
    leads(first.withInSync(Set.of(SELF, OTHER)));
    assertThat(log.list).hasSize(1);
    assertThat(tally.ownerChanges()).containsEntry(OwnerChange.FOUNDED, 1L);
  }

  private void leads(Configuration configuration) {
    stands(Standing.Part.PRIMARY, configuration);
  }

  private void follows(Configuration configuration) {
    stands(Standing.Part.BACKUP, configuration);
  }

  private void stands(Standing.Part part, Configuration configuration) {
    owner.stands(
        new Standing(part, Optional.of(configuration), Set.of(), Set.of(), Optional.empty()));
  }

  private void assertSaid(OwnerChange change, Level level, String words) {
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getLevel()).isEqualTo(level);
    assertThat(log.list.get(0).getFormattedMessage()).startsWith("partition 7: ").contains(words);
    Map<OwnerChange, Long> counts = tally.ownerChanges();
    assertThat(counts).containsEntry(change, 1L);
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
  }
}
