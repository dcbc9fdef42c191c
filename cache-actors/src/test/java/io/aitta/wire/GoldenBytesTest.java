package io.aitta.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.operation.Operation;
import io.aitta.core.partition.Effect;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.reply.Reply;
import io.aitta.protocol.Answer;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.Message;
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
 * The bytes of one version of the layout. A line of the file is a sample's name, its manifest and
 * its payload; lines are added, and changed only with {@link WireCodes#VERSION}.
 */
class GoldenBytesTest {
  private final AittaSerializer serializer = new AittaSerializer();

  @TestFactory
  Stream<DynamicTest> sample_isWrittenAndReadAsItsGoldenBytes() {
    Map<String, String> golden = golden();
    return WireSamples.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey(), () -> check(sample.getValue(), golden.get(sample.getKey()))));
  }

  @Test
  void goldenBytes_areOfEverySampleAndNoOther() {
    assertThat(golden().keySet()).isEqualTo(WireSamples.all().keySet());
  }

  @Test
  void samples_haveEveryKind() throws Exception {
    Set<Class<?>> sampled = new HashSet<>();
    for (Object part : parts()) {
      sampled.add(part.getClass());
    }
    Set<Class<?>> kinds = new HashSet<>();
    Stream.of(
            Message.class,
            Frame.class,
            Operation.class,
            Reply.class,
            Answer.class,
            CatalogCommand.Change.class,
            ReplicaMessage.class,
            Effect.class,
            CatchUpItem.class,
            VoterMessage.class,
            VoterReply.class)
        .forEach(family -> addCases(family, kinds));
    kinds.remove(UnsupportedRequest.class);
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
    assertThat(constants).isNotEmpty();
    assertThat(sampled).containsAll(constants);
  }

  private static Set<Object> parts() throws ReflectiveOperationException {
    Set<Object> parts = new HashSet<>();
    for (Object sample : WireSamples.all().values()) {
      addParts(sample, parts);
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

  private void check(Object sample, String golden) {
    assertThat(line(sample)).isEqualTo(golden);
    String[] parts = golden.split(" ", 2);
    byte[] payload = HexFormat.of().parseHex(parts[1]);
    assertThat(serializer.fromBinary(payload, parts[0])).isEqualTo(sample);
  }

  private String line(Object sample) {
    return serializer.manifest(sample)
        + " "
        + HexFormat.of().formatHex(serializer.toBinary(sample));
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

  private static Map<String, String> golden() {
    Map<String, String> lines = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GoldenBytesTest.class.getResourceAsStream("golden-v3.txt"), UTF_8))) {
      reader
          .lines()
          .map(line -> line.split(" ", 2))
          .forEach(parts -> lines.put(parts[0], parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
