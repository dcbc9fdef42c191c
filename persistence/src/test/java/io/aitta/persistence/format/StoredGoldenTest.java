package io.aitta.persistence.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.partition.Effect;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.reply.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The bytes of one version of the layout. A line of the file is a sample's name and what is stored
 * of it; lines are added, never changed: another layout has another {@link StoredCodes#VERSION} and
 * another file, and this one is read for ever.
 */
final class StoredGoldenTest {
  private final Map<String, byte[]> golden = golden();

  @TestFactory
  Stream<DynamicTest> event_isWrittenAndReadAsItsGoldenBytes() {
    return StoredSamples.events().entrySet().stream()
        .map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> check(sample)));
  }

  @TestFactory
  Stream<DynamicTest> catalog_isWrittenAndReadAsItsGoldenBytes() {
    return StoredSamples.catalogs().entrySet().stream()
        .map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> checkCatalog(sample)));
  }

  @Test
  void goldenBytes_areOfEverySampleAndNoOther() {
    Set<String> samples = new HashSet<>(StoredSamples.events().keySet());
    samples.addAll(StoredSamples.catalogs().keySet());
    assertThat(golden.keySet()).isEqualTo(samples);
  }

  @Test
  void samples_haveEveryKind() throws Exception {
    Set<Class<?>> sampled = new HashSet<>();
    for (Object part : parts()) {
      sampled.add(part.getClass());
    }
    Set<Class<?>> kinds = new HashSet<>();
    Stream.of(JournalRecord.class, Effect.class, Reply.class)
        .forEach(family -> addCases(family, kinds));
    assertThat(sampled).containsAll(kinds);
  }

  @Test
  void samples_haveEveryConstant() throws Exception {
    Set<Object> sampled = parts();
    List<Object> constants = new ArrayList<>();
    for (Object part : sampled) {
      if (part instanceof Enum<?> constant) {
        constants.addAll(List.of(constant.getDeclaringClass().getEnumConstants()));
      }
    }
    assertThat(constants).contains(Effect.EntryRemoved.Cause.EXPIRED);
    assertThat(sampled).containsAll(constants);
  }

  private void check(Map.Entry<String, List<JournalRecord>> sample) {
    byte[] bytes = StoredFormat.write(sample.getValue());
    assertSame(bytes, sample.getKey());
    List<JournalRecord> read = new ArrayList<>();
    StoredFormat.read(golden.get(sample.getKey()), read::add);
    assertThat(read).isEqualTo(sample.getValue());
    assertSame(StoredFormat.write(read), sample.getKey());
  }

  private void checkCatalog(Map.Entry<String, Catalog> sample) {
    assertSame(StoredFormat.write(sample.getValue()), sample.getKey());
    Catalog read = StoredFormat.readCatalog(golden.get(sample.getKey()));
    assertThat(read).isEqualTo(sample.getValue());
  }

  /** As text, so that what is new can be put into the file. */
  private void assertSame(byte[] bytes, String name) {
    HexFormat hex = HexFormat.of();
    byte[] expected = golden.getOrDefault(name, new byte[0]);
    assertThat(name + " " + hex.formatHex(bytes)).isEqualTo(name + " " + hex.formatHex(expected));
  }

  private static Set<Object> parts() throws ReflectiveOperationException {
    Set<Object> parts = new HashSet<>();
    addParts(StoredSamples.events(), parts);
    for (Catalog catalog : StoredSamples.catalogs().values()) {
      addParts(catalog.entries(), parts);
    }
    return parts;
  }

  private static void addParts(Object whole, Set<Object> parts)
      throws ReflectiveOperationException {
    parts.add(whole);
    if (whole instanceof Optional<?> optional) {
      addAll(optional.stream().toList(), parts);
    } else if (whole instanceof Collection<?> many) {
      addAll(many, parts);
    } else if (whole instanceof Map<?, ?> map) {
      addAll(map.values(), parts);
    } else if (whole instanceof Record) {
      for (RecordComponent component : whole.getClass().getRecordComponents()) {
        addParts(component.getAccessor().invoke(whole), parts);
      }
    }
  }

  private static void addAll(Collection<?> many, Set<Object> parts)
      throws ReflectiveOperationException {
    for (Object one : many) {
      addParts(one, parts);
    }
  }

  private static void addCases(Class<?> family, Set<Class<?>> kinds) {
    if (!family.isSealed()) {
      kinds.add(family);
      return;
    }
    for (Class<?> kind : family.getPermittedSubclasses()) {
      addCases(kind, kinds);
    }
  }

  private static Map<String, byte[]> golden() {
    Map<String, byte[]> lines = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                StoredGoldenTest.class.getResourceAsStream("golden-v1.txt"), UTF_8))) {
      reader
          .lines()
          .map(line -> line.split(" ", 2))
          .forEach(parts -> lines.put(parts[0], HexFormat.of().parseHex(parts[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
