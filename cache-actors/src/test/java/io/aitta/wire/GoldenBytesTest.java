package io.aitta.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.operation.Operation;
import io.aitta.core.reply.Reply;
import io.aitta.protocol.Answer;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The bytes of the first version, which every later one must read. A line of the file is a sample's
 * name, its manifest and its payload; lines are added, never changed.
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
  void samples_haveEveryKind() {
    Set<Class<?>> sampled = new HashSet<>();
    for (Object sample : WireSamples.all().values()) {
      sampled.add(sample.getClass());
      if (sample instanceof Request request) {
        sampled.add(request.operation().getClass());
      } else if (sample instanceof Response response) {
        sampled.add(response.answer().getClass());
        if (response.answer() instanceof Answer.Done done) {
          sampled.add(done.reply().getClass());
        }
      } else if (sample instanceof CatalogCommand command) {
        sampled.add(command.change().getClass());
      }
    }
    Set<Class<?>> kinds = new HashSet<>();
    Stream.of(
            Message.class,
            Frame.class,
            Operation.class,
            Reply.class,
            Answer.class,
            CatalogCommand.Change.class)
        .forEach(family -> addCases(family, kinds));
    kinds.remove(UnsupportedRequest.class);
    assertThat(sampled).isEqualTo(kinds);
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
                GoldenBytesTest.class.getResourceAsStream("golden-v1.txt"), UTF_8))) {
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
