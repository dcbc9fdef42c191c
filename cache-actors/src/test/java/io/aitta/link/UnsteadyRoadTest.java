package io.aitta.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.protocol.CatalogAck;
import io.aitta.wire.Chunk;
import io.aitta.wire.Frame;
import io.aitta.wire.Grant;
import io.aitta.wire.TransferId;
import io.aitta.wire.TransferRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

/**
 * Both ends of many transfers over a road that loses, doubles and reorders frames: no message comes
 * twice or damaged, and no end says what is not so.
 */
class UnsteadyRoadTest {
  private static final Address SENDER = new Address("pekko", "test", "127.0.0.1", 1);
  private static final int TIMEOUT = 500;
  private static final int MESSAGES = 40;
  private static final int RUNS = 300;

  private final List<Frame> road = new ArrayList<>();
  private final Map<TransferId, byte[]> messages = new HashMap<>();
  private final Map<TransferId, Integer> arrived = new HashMap<>();
  private final Map<TransferId, Ending> ended = new HashMap<>();

  @Test
  void steadyRoad_bringsEverything() {
    run(new Random(1), 0, 0, 0);
    assertThat(ended.values()).hasSize(MESSAGES).containsOnly(new Ending.Arrived());
    assertThat(arrived).hasSize(MESSAGES);
  }

  @Test
  void unsteadyRoad_neverLies() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Set<Class<?>> seen = new HashSet<>();
    for (int i = 0; i < RUNS; i++) {
      run(new Random(seed + i), 0.01, 0.05, 0.02);
      check("seed " + (seed + i));
      ended.values().forEach(ending -> seen.add(ending.getClass()));
    }
    assertThat(seen).containsExactlyInAnyOrder(Ending.class.getPermittedSubclasses());
  }

  private void check(String seed) {
    assertThat(ended).as(seed).hasSize(MESSAGES);
    assertThat(arrived.values()).as(seed).allMatch(times -> times == 1);
    ended.forEach(
        (id, ending) -> {
          if (ending instanceof Ending.Arrived) {
            assertThat(arrived).as(seed).containsKey(id);
          } else if (ending instanceof Ending.NotDelivered) {
            assertThat(arrived).as(seed).doesNotContainKey(id);
          }
        });
  }

  private void run(Random random, double loss, double doubling, double reordering) {
    List.of(messages, arrived, ended).forEach(Map::clear);
    ByteBudget owed = new ByteBudget(1 << 20);
    OutgoingTransfers outgoing =
        new OutgoingTransfers(
            4,
            TIMEOUT,
            road::add,
            (transfer, ending) -> {
              transfer.release();
              assertThat(ended.put(transfer.id(), ending)).isNull();
            });
    IncomingTransfers incoming = new IncomingTransfers(1 << 20, 1 << 20, TIMEOUT);
    for (int i = 0; i < MESSAGES; i++) {
      outgoing.add(transfer(i, random, owed), 0);
    }
    for (long now = 0; !outgoing.isEmpty(); now++) {
      while (!road.isEmpty()) {
        Frame frame = road.remove(random.nextDouble() < reordering ? road.size() - 1 : 0);
        if (random.nextDouble() < doubling) {
          road.add(random.nextInt(road.size() + 1), frame);
        }
        if (random.nextDouble() >= loss) {
          arrive(frame, outgoing, incoming, now);
        }
      }
      incoming.expire(now);
      outgoing.expire(now);
    }
    incoming.expire(Long.MAX_VALUE);
    assertThat(owed.held()).isZero();
    assertThat(incoming.heldBytes()).isZero();
  }

  private OutgoingTransfer transfer(int number, Random random, ByteBudget owed) {
    TransferId id = new TransferId(1, number);
    byte[] bytes = new byte[1 + random.nextInt(300)];
    random.nextBytes(bytes);
    messages.put(id, bytes);
    assertThat(owed.reserve(bytes.length)).isTrue();
    return new OutgoingTransfer(id, new CatalogAck(number), bytes, owed, 16, 3);
  }

  private void arrive(
      Frame frame, OutgoingTransfers outgoing, IncomingTransfers incoming, long now) {
    if (frame instanceof Chunk chunk) {
      Receipt receipt = incoming.onChunk(SENDER, chunk, now);
      if (receipt instanceof Receipt.Whole whole) {
        assertThat(whole.bytes()).isEqualTo(messages.get(chunk.transfer()));
        arrived.merge(chunk.transfer(), 1, Integer::sum);
      }
      road.add(receipt.answer());
    } else if (frame instanceof Grant grant) {
      outgoing.onReceived(grant.transfer(), grant.received(), now);
    } else if (frame instanceof TransferRefused refused) {
      outgoing.onRefused(refused.transfer(), Undelivered.NO_ROOM, now);
    }
  }
}
