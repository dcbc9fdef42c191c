package io.aitta.persistence.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is lost or out of its place in the tables is noticed, whatever the file below them says. */
final class TablesTest {
  private static final SnapshotRange ANY = new SnapshotRange(0, Long.MAX_VALUE, 0, Long.MAX_VALUE);

  private final MVStore store = MVStore.open(null);
  private final Tables tables = Tables.create(store, 42);
  private final Replay replay = new Replay(Path.of("store.mv"), store, tables);

  @BeforeEach
  void fill() {
    append("a", 1, "one", "two", "three");
    append("b", 1, "uno", "due", "tre");
    new Change.SaveSnapshot("a", new StoredSnapshot(2, 1000, bytes("snapshot"))).applyTo(tables);
    commit();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void replay_eventLost_saysWhich() {
    tables.events().remove(log("a").key(2));
    List<StoredEvent> before = new ArrayList<>();
    assertThatThrownBy(() -> replay.run("a", 1, 3, 9, before::add))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessage("store.mv is damaged: event 2 of log a is lost");
    assertThat(before).hasSize(1);
  }

  @Test
  void replay_eventsInEachOthersPlace_saysWhich() {
    byte[] second = tables.events().get(log("a").key(2));
    tables.events().put(log("a").key(1), second);
    assertThatThrownBy(() -> read("a"))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessageContaining("event 1 of log a does not match its checksum");
    byte[] ofOther = tables.events().get(log("b").key(1));
    tables.events().put(log("a").key(1), ofOther);
    assertThatThrownBy(() -> read("a")).isInstanceOf(DamagedStoreException.class);
  }

  @Test
  void replay_bitFlipped_saysWhich() {
    byte[] third = tables.events().get(log("b").key(3)).clone();
    third[third.length - 1] ^= 1;
    tables.events().put(log("b").key(3), third);
    assertThatThrownBy(() -> read("b")).hasMessageContaining("event 3 of log b");
    assertThat(read("a")).hasSize(3);
  }

  @Test
  void snapshot_lost_isNoticed() {
    tables.snapshots().clear();
    assertThatThrownBy(() -> new Change.AskSnapshot("a", ANY).applyTo(tables))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessage("of 1 snapshots of log a there are 0");
  }

  @Test
  void open_recordOfALogLost_saysWhich() {
    map("logs").remove("b");
    assertThatThrownBy(() -> Tables.open(store))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessage("the record of log b is lost");
  }

  @Test
  void open_nameOfALogLost_isNoticed() {
    MVMap<Long, byte[]> names = map("names");
    names.remove(1L);
    assertThatThrownBy(() -> Tables.open(store))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessage("of 2 logs it has the names of 1 and the records of 2");
  }

  @Test
  void open_recordsInEachOthersPlace_isNoticed() {
    MVMap<String, byte[]> logs = map("logs");
    logs.put("a", logs.get("b"));
    assertThatThrownBy(() -> Tables.open(store))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessage("the record of log a does not match its checksum");
  }

  @Test
  void open_again_knowsTheSame() {
    Tables again = Tables.open(store);
    assertThat(again.committed("a")).contains(new Log("a", 0, 0, 0, 3, 1));
    assertThat(again.committed("b")).contains(new Log("b", 1, 0, 0, 3, 0));
    assertThat(again.store()).isEqualTo(42);
    assertThat(again.commit()).isEqualTo(1);
  }

  @Test
  void deleteTo_isGoneAtOnce_andRemovedOnceItIsCommitted() {
    new Change.DeleteTo("a", 2).applyTo(tables);
    tables.removeSome(100, 1000);
    assertThat(tables.events().containsKey(log("a").key(1))).as("not committed yet").isTrue();
    assertThat(read("a")).hasSize(3);
    commit();
    assertThat(read("a")).hasSize(1);
    assertThat(tables.owe()).isTrue();
    tables.removeSome(1, 1000);
    assertThat(tables.events().containsKey(log("a").key(1))).isFalse();
    assertThat(tables.events().containsKey(log("a").key(2))).isTrue();
    tables.removeSome(1, 1000);
    assertThat(tables.events().containsKey(log("a").key(2))).isFalse();
    commit();
    assertThat(tables.owe()).isFalse();
    assertThat(tables.committed("a")).contains(new Log("a", 0, 2, 2, 3, 1));
  }

  private void append(String id, long first, String... texts) {
    List<StoredEvent> events = new ArrayList<>();
    for (String text : texts) {
      events.add(StoredEvent.of(first + events.size(), bytes(text)));
    }
    new Change.Append(id, events).applyTo(tables);
  }

  private void commit() {
    Tables.Commit commit = tables.commitChanges();
    tables.prepare();
    store.commit();
    tables.publish(commit);
  }

  private List<StoredEvent> read(String id) {
    List<StoredEvent> events = new ArrayList<>();
    replay.run(id, 1, Long.MAX_VALUE, Long.MAX_VALUE, events::add);
    return events;
  }

  private Log log(String id) {
    return tables.committed(id).orElseThrow();
  }

  private <K> MVMap<K, byte[]> map(String name) {
    return store.openMap(name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
