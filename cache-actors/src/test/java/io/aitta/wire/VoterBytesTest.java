package io.aitta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import io.aitta.protocol.VoterPost;
import io.aitta.wire.codec.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VoterBytesTest {
  private static final UUID ANY = new UUID(1, 2);
  private static final VoterId VOTER = new VoterId("n", ANY);

  private final AittaSerializer serializer = new AittaSerializer();

  @Test
  void sealedVoter_withEveryKeyAndTheLongestValues_isReadAsItWasWritten() {
    Accepted vote =
        new Accepted(
            new Ballot(1, new ProposerId("n", ANY)),
            Optional.of(RegisterValue.copyOf(new byte[RegisterValue.MAX_BYTES])));
    TreeMap<Integer, Accepted> records = new TreeMap<>();
    for (int key = Generation.SUCCESSOR_KEY; key < VoterMessage.KEYS; key++) {
      records.put(key, vote);
    }
    TreeSet<VoterId> voters = new TreeSet<>();
    voters.add(VOTER);
    VoterPost post =
        new VoterPost.Reply(new VoterReply.Sealed(VOTER, 1, new Generation(2, voters), records));

    byte[] bytes = serializer.toBinary(post);

    assertThat(serializer.fromBinary(bytes, "V")).isEqualTo(post);
    assertThat(WireFormat.sizeOf(post)).isEqualTo(bytes.length + 1);
  }

  @Test
  void key_thatTheRegisterDoesNotHave_isMalformed() {
    assertLastKeyIsMalformed(VoterMessage.KEYS);
    assertLastKeyIsMalformed(Generation.SUCCESSOR_KEY - 1);
  }

  @Test
  void key_thatComesTwice_isMalformed() {
    assertLastKeyIsMalformed(1);
  }

  private void assertLastKeyIsMalformed(int key) {
    byte[] bytes = serializer.toBinary(WireSamples.all().get("voter/reply-votes"));
    ByteBuffer.wrap(bytes).putInt(bytes.length - 1 - Integer.BYTES, key);
    assertMalformed(bytes);
  }

  private void assertMalformed(byte[] bytes) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> serializer.fromBinary(bytes, "V"));
  }
}
