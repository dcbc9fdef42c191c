package io.aitta.multijvm.campaign.damage;

import static io.aitta.multijvm.campaign.damage.NodeFiles.FIRST_AHEAD;
import static io.aitta.multijvm.campaign.damage.NodeFiles.LIVES;
import static io.aitta.multijvm.campaign.damage.NodeFiles.LOG;
import static io.aitta.multijvm.campaign.damage.NodeFiles.SECOND_AHEAD;
import static io.aitta.multijvm.campaign.damage.NodeFiles.STORE;
import static io.aitta.multijvm.campaign.damage.NodeFiles.WITNESS;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What can happen to a node's files. A part of them may be as it was when an earlier life of the
 * node had ended; never all of them, which nobody could notice. Nor are a store or its log spoilt
 * together with the witness of where they end.
 */
enum NodeDamage {
  STORE_SPOILT(List.of(STORE), Way.SPOIL),
  AHEAD_SPOILT(List.of(FIRST_AHEAD, SECOND_AHEAD), Way.SPOIL),
  STORE_AND_AHEAD_SPOILT(List.of(STORE, FIRST_AHEAD, SECOND_AHEAD), Way.SPOIL),
  WITNESS_SPOILT(List.of(WITNESS), Way.SPOIL),
  LOG_SPOILT(List.of(LOG), Way.SPOIL),
  LIVES_SPOILT(List.of(LIVES), Way.SPOIL),
  STORE_AND_REGISTER_SPOILT(List.of(STORE, LOG, LIVES), Way.SPOIL),
  WITNESS_AND_REGISTER_SPOILT(List.of(WITNESS, LOG, LIVES), Way.SPOIL),
  STORE_OLDER(List.of(STORE), Way.REPLACE),
  WITNESS_OLDER(List.of(WITNESS), Way.REPLACE),
  AHEAD_OLDER(List.of(FIRST_AHEAD, SECOND_AHEAD), Way.REPLACE),
  STORE_AND_AHEAD_OLDER(List.of(STORE, FIRST_AHEAD, SECOND_AHEAD), Way.REPLACE),
  STORE_AND_WITNESS_OLDER(List.of(STORE, WITNESS), Way.REPLACE),
  ALL_BUT_REGISTER_OLDER(List.of(STORE, FIRST_AHEAD, SECOND_AHEAD, WITNESS), Way.REPLACE),
  LOG_OLDER(List.of(LOG), Way.REPLACE),
  LIVES_OLDER(List.of(LIVES), Way.REPLACE),
  REGISTER_OLDER(List.of(LOG, LIVES), Way.REPLACE),
  STORE_MISSING(List.of(STORE), Way.REMOVE),
  FIRST_AHEAD_MISSING(List.of(FIRST_AHEAD), Way.REMOVE),
  SECOND_AHEAD_MISSING(List.of(SECOND_AHEAD), Way.REMOVE),
  WITNESS_MISSING(List.of(WITNESS), Way.REMOVE),
  LOG_MISSING(List.of(LOG), Way.REMOVE),
  LIVES_MISSING(List.of(LIVES), Way.REMOVE),
  REGISTER_MISSING(List.of(LOG, LIVES), Way.REMOVE),
  STORE_EMPTY(List.of(STORE), Way.EMPTY),
  AHEAD_EMPTY(List.of(FIRST_AHEAD, SECOND_AHEAD), Way.EMPTY),
  WITNESS_EMPTY(List.of(WITNESS), Way.EMPTY),
  LOG_EMPTY(List.of(LOG), Way.EMPTY),
  LIVES_EMPTY(List.of(LIVES), Way.EMPTY);

  /** What is done to each of the files. */
  private enum Way {
    SPOIL,
    REPLACE,
    REMOVE,
    EMPTY
  }

  /** A copy that nobody can change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  private final Way way;

  NodeDamage(List<String> names, Way way) {
    this.names = List.copyOf(names);
    this.way = way;
  }

  /**
   * Half of the time the store or the log before it, which have the values, are spoilt.
   *
   * @param only a part of the names of those to choose from
   * @throws IllegalArgumentException when there is none
   */
  static NodeDamage draw(String only, Random random) {
    List<NodeDamage> chosen =
        Stream.of(
                List.of(values()),
                Collections.nCopies(values().length / 2, STORE_SPOILT),
                Collections.nCopies(values().length / 2, AHEAD_SPOILT))
            .flatMap(List::stream)
            .filter(damage -> damage.name().contains(only))
            .toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("no damage has '" + only + "' in its name");
    }
    return chosen.get(random.nextInt(chosen.size()));
  }

  /**
   * Does it, and tells what was done.
   *
   * @param older the same files as an earlier life had left them
   */
  String apply(NodeFiles files, NodeFiles older, Random random) {
    StringBuilder done = new StringBuilder(name());
    int times = way == Way.SPOIL && random.nextInt(4) == 0 ? 4 : 1;
    for (int i = 0; i < times; i++) {
      names.forEach(name -> done.append(apply(name, files, older, random)));
    }
    return done.toString();
  }

  private String apply(String name, NodeFiles files, NodeFiles older, Random random) {
    switch (way) {
      case REPLACE -> files.put(name, older.get(name));
      case REMOVE -> files.remove(name);
      case EMPTY -> files.put(name, new byte[0]);
      case SPOIL -> {
        Spoiling spoiling = Spoiling.draw(random);
        byte[] bytes = files.get(name);
        if (bytes.length > 0) {
          files.put(name, spoiling.of(bytes, older.get(name), random));
        }
        return " " + spoiling;
      }
    }
    return "";
  }
}
