package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.Condition;
import io.aitta.core.model.Version;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists of entity tags. */
final class EntityTagsTest {
  private static final Version ONE = new Version(1, 2);
  private static final Version TWO = new Version(3, 4);

  @Test
  void required_lists_holdEveryStrongTag() {
    List<String> lines =
        List.of(
            EntityTags.quote(ONE) + ",, W/" + EntityTags.quote(new Version(9, 9)),
            "\"foreign\" ,\t" + EntityTags.quote(TWO) + ",");
    assertThat(EntityTags.required(lines)).isEqualTo(new Condition.Versions(Set.of(ONE, TWO)));
  }

  @Test
  void refused_weakTag_isTakenForItsStrongOne() {
    assertThat(EntityTags.refused(List.of("W/" + EntityTags.quote(ONE))))
        .isEqualTo(new Condition.Versions(Set.of(ONE)));
  }

  @Test
  void anything_isAStarAlone() {
    assertThat(EntityTags.required(List.of(" * "))).isEqualTo(new Condition.AnyVersion());
    assertThat(EntityTags.refused(List.of())).isEqualTo(new Condition.Unasked());
    assertThatThrownBy(() -> EntityTags.refused(List.of("*", "*")))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void foreignTags_matchNothing() {
    assertThat(EntityTags.required(List.of("\"\", \"1-2\u00e4\"")))
        .isEqualTo(new Condition.Versions(Set.of()));
  }
}
