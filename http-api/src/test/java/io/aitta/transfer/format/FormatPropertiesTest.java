package io.aitta.transfer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the entries are and wherever a file is damaged. */
final class FormatPropertiesTest {
  @Property(tries = 300)
  void whatIsWritten_isRead(@ForAll Form form, @ForAll("entries") List<ExportedEntry> entries)
      throws IOException {
    assertThat(Exports.read(form, Exports.write(form, entries))).isEqualTo(entries);
  }

  @Property(tries = 600)
  void fileCutOffAnywhere_isRefused(
      @ForAll Form form, @ForAll("entries") List<ExportedEntry> entries, @ForAll int at) {
    byte[] file = Exports.write(form, entries);
    byte[] cut = Arrays.copyOf(file, Math.floorMod(at, file.length));
    List<ExportedEntry> read = new ArrayList<>();
    assertThatThrownBy(() -> Exports.readInto(read, form, cut))
        .isInstanceOf(DamagedFileException.class);
    assertThat(read).isEqualTo(entries.subList(0, read.size()));
  }

  @Property(tries = 1500)
  void bitFlippedAnywhere_isFoundOut(
      @ForAll Form form, @ForAll("entries") List<ExportedEntry> entries, @ForAll int at) {
    byte[] file = Exports.write(form, entries);
    int bit = Math.floorMod(at, 8 * file.length);
    file[bit / 8] ^= (byte) (1 << bit % 8);
    List<ExportedEntry> read = new ArrayList<>();
    assertThatThrownBy(() -> Exports.readInto(read, form, file))
        .isInstanceOf(DamagedFileException.class);
    if (form == Form.BINARY) {
      assertThat(read).isEqualTo(entries.subList(0, read.size()));
    }
  }

  @Property(tries = 200)
  void somethingAfterTheEnd_isFoundOut(@ForAll Form form, @ForAll byte more) {
    byte[] file = Exports.write(form, Exports.samples());
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    longer[file.length] = more;
    assertThatThrownBy(() -> Exports.read(form, longer))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("follows after its end");
  }

  @Provide
  Arbitrary<List<ExportedEntry>> entries() {
    Arbitrary<String> texts = Arbitraries.of("text/plain", "application/json", "image/png");
    Arbitrary<byte[]> values =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40),
            Arbitraries.strings()
                .ofMaxLength(20)
                .filter(FormatPropertiesTest::isWhole)
                .map(text -> text.getBytes(UTF_8)));
    Arbitrary<List<String>> tags =
        Arbitraries.of("a", "b:1", "c".repeat(64)).list().uniqueElements().ofMaxSize(3);
    return Combinators.combine(keys(), values, texts, tags, limits())
        .as(ExportedEntry::new)
        .list()
        .ofMaxSize(6);
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMinLength(1).ofMaxLength(12).filter(FormatPropertiesTest::isWhole),
        Arbitraries.of("a%2Fb", "a+b", "ä/ö", "\ud83d\ude00", "\"end\"", "k".repeat(1024)));
  }

  private static Arbitrary<Limits> limits() {
    Arbitrary<Long> spans = Arbitraries.longs().between(1, 315_360_000_000L);
    Arbitrary<Long> instants = Arbitraries.longs().between(1, 4_000_000_000_000L);
    return Arbitraries.oneOf(
        Arbitraries.just(Limits.NONE),
        spans.map(idle -> new Limits(0, 0, idle)),
        Combinators.combine(instants, spans).as((end, left) -> new Limits(end, left, 0)),
        Combinators.combine(instants, spans, spans).as(Limits::new));
  }

  private static boolean isWhole(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }
}
