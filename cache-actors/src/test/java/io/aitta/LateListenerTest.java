package io.aitta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.link.LinkListener;
import io.aitta.link.Undelivered;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class LateListenerTest {
  private static final Address OTHER = new Address("pekko", "aitta", "b", 2);

  private final List<Message> heard = new ArrayList<>();
  private final LateListener late = new LateListener();
  private final LinkListener ready =
      new LinkListener() {
        @Override
        public void onMessage(Address from, Message message) {
          heard.add(message);
        }

        @Override
        public void onUndelivered(Address to, Message message, Undelivered why) {
          heard.add(message);
        }
      };

  @Test
  void whatComesEarly_isHeardInItsOrder_beforeWhatComesAfter() {
    late.onMessage(OTHER, new CatalogAck(1));
    late.onUndelivered(OTHER, new CatalogAck(2), Undelivered.NO_ROOM);
    assertThat(heard).isEmpty();

    late.become(ready);
    late.onMessage(OTHER, new CatalogAck(3));

    assertThat(heard).containsExactly(new CatalogAck(1), new CatalogAck(2), new CatalogAck(3));
    assertThat(late.dropped()).isZero();
  }

  @Test
  void moreThanIsKept_isDroppedAndCounted() {
    for (int i = 0; i < LateListener.MOST_KEPT + 3; i++) {
      late.onMessage(OTHER, new CatalogAck(i));
    }

    late.become(ready);

    assertThat(heard).hasSize(LateListener.MOST_KEPT);
    assertThat(late.dropped()).isEqualTo(3);
  }
}
