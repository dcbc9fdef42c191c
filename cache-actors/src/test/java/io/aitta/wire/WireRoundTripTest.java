package io.aitta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.protocol.Message;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WireRoundTripTest {
  private final AittaSerializer serializer = new AittaSerializer();

  @Property(tries = 2_000)
  void message_isReadAsItWasWritten(@ForAll("messages") Message message) {
    byte[] bytes = serializer.toBinary(message);

    assertThat(serializer.fromBinary(bytes, serializer.manifest(message))).isEqualTo(message);
    assertThat(WireFormat.sizeOf(message)).isEqualTo(bytes.length + 1);
  }

  @Provide
  static Arbitrary<Message> messages() {
    return new WireArbitraries().messages();
  }
}
