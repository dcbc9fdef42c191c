package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.directory.TestingDirectory;
import io.aitta.protocol.Message;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.ReplicaPost;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class ReplicaPostOfficeTest {
  private static final MemberId SELF = new MemberId("a", new UUID(0, 1));
  private static final Address HERE = new Address("pekko", "aitta", "a", 1);
  private static final Address THERE = new Address("pekko", "aitta", "b", 1);
  private static final ReplicaMessage GRANT = new ReplicaMessage.Grant(1, 2);
  private static final ReplicaMessage APPENDED =
      new ReplicaMessage.Appended(1, 0, new Version(1, 1));

  private final TestingDirectory directory = new TestingDirectory(HERE);
  private final List<Runnable> soon = new ArrayList<>();
  private final List<Message> sent = new ArrayList<>();
  private final MemberId other;
  private final ReplicaPostOffice office =
      new ReplicaPostOffice(SELF, directory, (node, message) -> sent.add(message), soon::add);

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

  private void collect() {
    List.copyOf(soon).forEach(Runnable::run);
    soon.clear();
  }
}
