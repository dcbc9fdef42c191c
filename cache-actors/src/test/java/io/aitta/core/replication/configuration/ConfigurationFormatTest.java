package io.aitta.core.replication.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfigurationFormatTest {
  private static final MemberId A = member("a", 1);
  private static final MemberId B = member("b", 2);

  @Test
  void configuration_isReadAsItWasWritten() {
    Configuration written = new Configuration(7, 3, B, new TreeSet<>(Set.of(A, B)), 2);
    byte[] bytes = ConfigurationFormat.toBytes(written);
    assertThat(ConfigurationFormat.fromBytes(bytes)).isEqualTo(written);
  }

  @Test
  void largestConfiguration_isUnderOneKibibyte() {
    TreeSet<MemberId> members = new TreeSet<>();
    for (int i = 0; i < Configuration.MAX_IN_SYNC; i++) {
      members.add(member("n".repeat(MemberId.MAX_NAME_BYTES - 1) + i, i));
    }
    Configuration largest = new Configuration(Long.MAX_VALUE, 9, members.first(), members, 0);
    byte[] bytes = ConfigurationFormat.toBytes(largest);
    assertThat(bytes).hasSizeLessThan(1024);
    assertThat(ConfigurationFormat.fromBytes(bytes)).isEqualTo(largest);
  }

  @Test
  void bytes_thatEndEarlyOrGoOn_areRefused() {
    byte[] bytes = ConfigurationFormat.toBytes(Configuration.first(1, A));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ConfigurationFormat.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> ConfigurationFormat.fromBytes(longer))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void primary_thatIsNotInSync_isRefused() {
    assertThatThrownBy(() -> new Configuration(1, 1, A, new TreeSet<>(Set.of(B)), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MemberId member(String name, long number) {
    return new MemberId(name, new UUID(number, number));
  }
}
