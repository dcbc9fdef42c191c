package io.aitta.core.replication.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.SwapReply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final Version VERSION = new Version(1, 1);

  @Test
  void bytes_countTheAnswerThatIsRemembered() {
    Change without = change(Optional.empty());
    SwapReply reply = new SwapReply.Swapped(VERSION, Optional.of(entry(10_000)));
    Change with = change(Optional.of(new RequestRecord(new RequestId(1, 1), 0, reply)));
    assertThat(with.bytes() - without.bytes()).isBetween(10_000L, 10_500L);
    assertThat(new RequestRecord(new RequestId(1, 1), 0, new Lookup.Miss()).bytes())
        .isLessThan(200);
  }

  private static Change change(Optional<RequestRecord> request) {
    return new Change(new Version(1, 0), VERSION, List.of(), request, 0, false);
  }

  private static Entry entry(int bytes) {
    CacheValue value = CacheValue.owning(new byte[bytes], CacheValue.OCTET_STREAM);
    return new Entry(CacheKey.of("k"), value, VERSION, Tags.NONE, Lifespan.ENDLESS, 0, 0);
  }
}
