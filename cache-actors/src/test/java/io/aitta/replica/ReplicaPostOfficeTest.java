package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.replication.catchup.CatchUpFeed;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.directory.TestingDirectory;
import io.aitta.protocol.Message;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.ReplicaPost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class ReplicaPostOfficeTest {
  private static final MemberId SELF = new MemberId("a", new UUID(0, 1));
  private static final Address HERE = new Address("pekko", "aitta", "a", 1);
  private static final Address THERE = new Address("pekko", "aitta", "b", 1);
  private static final ReplicaMessage GRANT = new ReplicaMessage.Grant(1, 2);
  private static final ReplicaMessage APPENDED =
      new ReplicaMessage.Appended(1, 0, new Version(1, 1), new Version(1, 1));

  private final TestingDirectory directory = new TestingDirectory(HERE);
  private final List<Runnable> soon = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private final List<Message> sent = new ArrayList<>();
  private final MemberId other;
  private final ReplicaPostOffice office =
      new ReplicaPostOffice(
          SELF,
          directory,
          (node, message) -> sent.add(message),
          new CopyPace(1_000_000, Duration.ofMillis(100), () -> 0),
          this::later);

  ReplicaPostOfficeTest() {
    directory.hears(THERE, NodeReplication.NONE);
    other = directory.memberAt(THERE);
  }

  @Test
  void wordOfAChange_goesAtOnce() {
    office.send(3, other, APPENDED);
    assertThat(sent)
        .containsExactly(new ReplicaPost(SELF, other, List.of(new ReplicaPost.Line(3, APPENDED))));
    assertThat(soon).isEmpty();
  }

  @Test
  void wordsOfLeases_goTogetherAMomentLater() {
    office.send(3, other, GRANT);
    office.send(4, other, GRANT);
    assertThat(sent).isEmpty();
    assertThat(soon).hasSize(1);
    collect();
    assertThat(sent)
        .containsExactly(
            new ReplicaPost(
                SELF,
                other,
                List.of(new ReplicaPost.Line(3, GRANT), new ReplicaPost.Line(4, GRANT))));
  }

  @Test
  void wordAfterACollection_isCollectedToo() {
    office.send(3, other, GRANT);
    collect();
    office.send(4, other, GRANT);
    collect();
    assertThat(sent).hasSize(2);
  }

  @Test
  void moreThanOnePostHolds_goInSeveral() {
    for (int i = 0; i < ReplicaPost.MAX_LINES + 1; i++) {
      office.send(i, other, GRANT);
    }
    collect();
    assertThat(sent)
        .extracting(post -> ((ReplicaPost) post).lines().size())
        .containsExactly(1024, 1);
  }

  @Test
  void moreThanMayWait_isDroppedAndCounted() {
    for (int i = 0; i < ReplicaPostOffice.MAX_WAITING + 2; i++) {
      office.send(i, other, GRANT);
    }
    assertThat(office.dropped()).isEqualTo(2);
  }

  @Test
  void wordToAnUnknownProcess_isDroppedAndCounted() {
    office.send(3, new MemberId("c", new UUID(0, 9)), GRANT);
    office.send(3, new MemberId("c", new UUID(0, 9)), APPENDED);
    collect();
    assertThat(sent).isEmpty();
    assertThat(office.dropped()).isEqualTo(2);
  }

  @Test
  void whatCopiesAreMadeOf_waitsForItsTurn_andNothingElseDoes() {
    office.send(3, other, step(1, 20_000));
    office.send(3, other, step(2, 50_000));
    office.send(3, other, step(3, 10_000));
    assertThat(sent).hasSize(2);
    assertThat(delays).extracting(Duration::toMillis).containsExactly(50L);
    office.send(3, other, APPENDED);
    assertThat(sent).hasSize(3);
    collect();
    assertThat(sent).hasSize(4);
  }

  private static ReplicaMessage step(long number, int bytes) {
    int beside = Entry.OVERHEAD_BYTES + 1 + CacheValue.OCTET_STREAM.length();
    Entry entry =
        new Entry(
            CacheKey.of("k"),
            CacheValue.owning(new byte[bytes - beside], CacheValue.OCTET_STREAM),
            new Version(1, number),
            Tags.NONE,
            Lifespan.ENDLESS,
            0,
            0);
    CacheId cache = new CacheId(new CacheName("c"), new Version(1, 1));
    CopyPosition end = new CopyPosition(Optional.of(cache), 0, true);
    CatchUpItem piece = new CatchUpItem.Piece(List.of(entry), end, false);
    return new ReplicaMessage.CatchUp(1, 1, new CatchUpFeed.Numbered(number, piece));
  }

  private void later(Duration delay, Runnable task) {
    delays.add(delay);
    soon.add(task);
  }

  private void collect() {
    List.copyOf(soon).forEach(Runnable::run);
    soon.clear();
  }
}
