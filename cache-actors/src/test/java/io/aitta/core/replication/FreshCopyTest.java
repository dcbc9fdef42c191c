package io.aitta.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Condition;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Increment;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A copy that was just made leads as well as one that was there all the time. */
class FreshCopyTest {
  private static final CacheKey KEY = CacheKey.of("k");
  private static final Increment ADD = new Increment(KEY, 1, 0, Condition.ALWAYS);
  private static final Get GET = new Get(KEY, true);

  private final TestingReplicas cluster = new TestingReplicas(ofThreeTwoSuffice());
  private final CacheId cache = cluster.cache("c", true);
  private final MemberId a = cluster.add("a");
  private final MemberId b = cluster.add("b");
  private final MemberId c = cluster.add("c");

  /** A and B have the first write, A and C the second, made while C got its copy; C leads. */
  private void leadByCopyMadeDuringTheWrite() {
    cluster.lead(a, b);
    cluster.ask(a, cache, ADD);
    cluster.cutOff(c);
    cluster.give(a, new Input.Recruit(c));
    cluster.cutOff(b);
    cluster.ask(a, cache, ADD);
    leadByC();
  }

  /** The same, but for that the second write was made before. */
  private void leadByCopyMadeAfterTheWrite() {
    cluster.lead(a, b);
    cluster.ask(a, cache, ADD);
    cluster.cutOff(b);
    cluster.ask(a, cache, ADD);
    cluster.give(a, new Input.Recruit(c));
    leadByC();
  }

  private void leadByC() {
    cluster.reconnect(c);
    cluster.pass(250);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b, c);
    assertThat(cluster.latestOutcome()).isEmpty();
    cluster.kill(a);
    cluster.pass(300);
    assertThat(cluster.configuration().primary()).isEqualTo(c);
  }

  @Test
  void backupThatIsBehindAFreshCopy_isBroughtUpToDateByIt() {
    leadByCopyMadeDuringTheWrite();
    cluster.reconnect(b);
    cluster.pass(500);
    assertThat(cluster.configuration().inSync()).containsExactly(b, c);
    assertThat(cluster.counted(b, Counter.DISCARDED)).isZero();
    CountReply.Counted third = (CountReply.Counted) reply(cluster.ask(c, cache, ADD));
    assertThat(third.value()).isEqualTo(3);
  }

  @Test
  void readOfWhatTheFreshCopyMayHaveAlone_waitsForAnother() {
    leadByCopyMadeDuringTheWrite();
    readWaitsForAnother();
  }

  @Test
  void readOfWhatTheFreshCopyWasMadeWith_waitsForAnotherToo() {
    leadByCopyMadeAfterTheWrite();
    readWaitsForAnother();
  }

  private void readWaitsForAnother() {
    cluster.give(c, new Input.Died(b));
    cluster.pass(300);
    assertThat(cluster.partOf(c)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.ask(c, cache, GET)).isEmpty();
    MemberId d = cluster.add("d");
    cluster.give(c, new Input.Recruit(d));
    cluster.pass(300);
    assertThat(reply(cluster.latestOutcome())).isInstanceOf(Lookup.Hit.class);
  }

  private static ReplicationSettings ofThreeTwoSuffice() {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    return new ReplicationSettings(
        3,
        2,
        defaults.onLoss(),
        defaults.readMode(),
        defaults.timing(),
        defaults.window(),
        defaults.requests(),
        defaults.catchUp());
  }

  private static Object reply(Optional<Outcome> outcome) {
    return ((Outcome.Done) outcome.orElseThrow()).reply();
  }
}
