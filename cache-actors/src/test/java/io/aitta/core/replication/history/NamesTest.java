package io.aitta.core.replication.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.history.RequestSnapshot.Name;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final int KEPT = 40;

  /** Few names, so that some come again and their slots are close to each other. */
  @Property
  void names_areKnownAsLongAsAListOfThemSays(
      @ForAll @Size(max = 400) List<@IntRange(max = 120) Integer> added) {
    Names names = new Names(1000, KEPT);
    Deque<Name> expected = new ArrayDeque<>();
    long now = 0;
    for (int number : added) {
      now += number % 3;
      Name name = new Name(RequestId.named(number, 0).origin(), number % 7, now);
      names.add(name);
      if (find(expected, name.name()).isEmpty()) {
        expected.add(name);
      }
      names.forgetOld(now);
      while (now - expected.element().at() > KEPT) {
        expected.remove();
      }
      assertThat(names.all()).containsExactlyElementsOf(expected);
    }
    assertAlike(names, expected);
  }

  @Test
  void manyNames_areFoundAndForgotten() {
    int many = 100_000;
    Names names = new Names(many, KEPT);
    for (int number = 0; number < many; number++) {
      assertThat(names.hasRoom(0)).isTrue();
      names.add(new Name(number, 1, 0));
    }
    assertThat(names.hasRoom(KEPT)).isFalse();
    assertThat(names.hasRoom(KEPT + 1)).isTrue();
    for (int number = 0; number < many; number++) {
      assertThat(names.isKnown(new RequestId(number, 1))).isTrue();
    }
    assertThat(names.isKnown(new RequestId(many, 1))).isFalse();
    names.forgetOld(KEPT + 1);
    assertThat(names.all()).isEmpty();
    assertThat(names.isKnown(new RequestId(5, 1))).isFalse();
  }

  private static void assertAlike(Names names, Deque<Name> expected) {
    for (int number = 0; number <= 120; number++) {
      long name = RequestId.named(number, 0).origin();
      Optional<Name> known = find(expected, name);
      for (int what = 0; what < 7; what++) {
        RequestId id = new RequestId(name, what);
        boolean same = known.filter(it -> it.what() == id.number()).isPresent();
        assertThat(names.isKnown(id)).isEqualTo(same);
        assertThat(names.isTaken(id)).isEqualTo(known.isPresent() && !same);
      }
    }
  }

  private static Optional<Name> find(Deque<Name> names, long name) {
    return names.stream().filter(one -> one.name() == name).findFirst();
  }
}
