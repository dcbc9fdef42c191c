package io.aitta.transfer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the forms look like, and what is said of files that are none. */
final class FormatsTest {
  @ParameterizedTest
  @CsvSource({
    "a.ndjson,NDJSON",
    "a.jsonl,NDJSON",
    "a.NDJSON.gz,NDJSON",
    "b/a.aitta,BINARY",
    "a.aitta.gz,BINARY",
    "a.aitta.zst,BINARY"
  })
  void form_isThatOfTheName(Path file, Form form) {
    assertThat(Form.ofName(file)).hasValue(form);
  }

  @ParameterizedTest
  @CsvSource({"a", "a.gz", "a.json", "aitta", "/"})
  void form_ofAnotherName_isNone(Path file) {
    assertThat(Form.ofName(file)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void frozenFile_isStillReadAndWritten(Form form) throws IOException {
    byte[] frozen = frozen(form);
    RecordReader reader = form.reader(new ByteArrayInputStream(frozen));
    assertThat(reader.header().cache()).isEqualTo("c");
    assertThat(reader.header().takenAt()).isEqualTo(Exports.HEADER.takenAt());
    assertThat(reader.header().config()).isEqualTo(Exports.HEADER.config());
    assertThat(Exports.read(form, frozen)).isEqualTo(Exports.samples());
    assertThat(Exports.write(form, Exports.samples())).isEqualTo(frozen);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void manyEntries_comeSomeAtATime(Form form) throws IOException {
    List<ExportedEntry> entries =
        IntStream.range(0, 1201)
            .mapToObj(i -> Exports.entry("k" + i, "text/plain", "v", List.of(), Limits.NONE))
            .toList();
    byte[] file = Exports.write(form, entries);
    assertThat(form.reader(new ByteArrayInputStream(file)).next()).hasSize(500);
    assertThat(Exports.read(form, file)).isEqualTo(entries);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void largeValues_comeFewAtATime(Form form) throws IOException {
    byte[] large = new byte[1 << 20];
    Arrays.fill(large, (byte) 'x');
    ExportedEntry entry = new ExportedEntry("k", large, "application/json", List.of(), Limits.NONE);
    byte[] file = Exports.write(form, List.of(entry, entry, entry));
    assertThat(form.reader(new ByteArrayInputStream(file)).next()).hasSize(1);
    assertThat(Exports.read(form, file)).containsExactly(entry, entry, entry);
  }

  @Test
  void binary_damagedBlock_isNamedWithItsPlace() {
    byte[] file = Exports.write(Form.BINARY, Exports.samples());
    int block = Form.BINARY.writer().header(Exports.HEADER).length;
    file[block + Blocks.HEAD_BYTES + 20] ^= 1;
    assertThatThrownBy(() -> Exports.read(Form.BINARY, file))
        .hasMessageContaining("block 2, at byte " + block)
        .hasMessageContaining("checksum");
  }

  @Test
  void binary_blockLeftOutOrTwice_isFoundOut() {
    RecordWriter writer = Form.BINARY.writer();
    byte[] header = writer.header(Exports.HEADER);
    byte[] first = writer.entries(0, Exports.samples());
    byte[] second = writer.entries(5, Exports.samples());
    byte[] end = writer.trailer(10, 0);
    assertThatThrownBy(() -> Exports.read(Form.BINARY, together(header, second, end)))
        .hasMessageContaining("block 2")
        .hasMessageContaining("does not follow");
    assertThatThrownBy(() -> Exports.read(Form.BINARY, together(header, first, first, end)))
        .hasMessageContaining("block 3");
    assertThatThrownBy(() -> Exports.read(Form.BINARY, together(header, first, end)))
        .hasMessageContaining("it was to have 10 entries and has 5");
    assertThatThrownBy(() -> Exports.read(Form.BINARY, together(header, first, second, end)))
        .hasMessageContaining("not those that were exported together");
  }

  @Test
  void binary_lengthBeyondAllBounds_isNotBelieved() {
    byte[] header = Form.BINARY.writer().header(Exports.HEADER);
    byte[] head = ByteBuffer.allocate(Blocks.HEAD_BYTES).put((byte) 'E').putInt(-1).array();
    assertThatThrownBy(() -> Exports.read(Form.BINARY, together(header, head)))
        .hasMessageContaining("block 2");
  }

  @Test
  void ndjson_lineThatIsNone_isNamedWithItsNumber() {
    String file = new String(Exports.write(Form.NDJSON, Exports.samples()), UTF_8);
    assertThatThrownBy(() -> readText(file.replace("\"key\":\"plain\"", "\"key\":\"plain")))
        .hasMessageContaining("line 2: it is no JSON");
    assertThatThrownBy(() -> readText(file.replace("\"ttl\":\"60.001s\"", "\"ttl\":\"6x\"")))
        .hasMessageContaining("line 4: ");
    assertThatThrownBy(() -> readText(file.replace("\"value\":\"text\"", "\"value\":\"next\"")))
        .hasMessageContaining("the checksum in line 7 differs");
    assertThatThrownBy(() -> readText(file.replaceFirst("\\{\"key\":\"json.*\n", "")))
        .hasMessageContaining("it was to have 5 entries and has 4");
    assertThatThrownBy(() -> readText(file.substring(0, file.length() - 1)))
        .hasMessageContaining("cut off in line 7");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void fileOfTheOtherForm_isToldFromADamagedOne(Form form) {
    Form other = form == Form.NDJSON ? Form.BINARY : Form.NDJSON;
    byte[] file = Exports.write(other, List.of());
    assertThatThrownBy(() -> Exports.read(form, file))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("--format " + other.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void fileOfALaterVersion_isToldSo() {
    String text = new String(Exports.write(Form.NDJSON, List.of()), UTF_8);
    assertThatThrownBy(() -> readText(text.replace("\"version\":1", "\"version\":2")))
        .hasMessageContaining("it is of version 2 of the format");
    byte[] binary = Exports.write(Form.BINARY, List.of());
    binary[11] = 2;
    assertThatThrownBy(() -> Exports.read(Form.BINARY, binary))
        .hasMessageContaining("it is of version 2 of the format");
  }

  @Test
  void entry_tellsNeitherKeyNorValue() {
    ExportedEntry entry = Exports.entry("secret", "text/plain", "secret", List.of(), Limits.NONE);
    assertThat(entry.toString()).doesNotContain("secret");
  }

  private static void readText(String file) throws IOException {
    Exports.read(Form.NDJSON, file.getBytes(UTF_8));
  }

  private static byte[] together(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private static byte[] frozen(Form form) throws IOException {
    String name = form == Form.NDJSON ? "export-1.ndjson" : "export-1.aitta";
    try (InputStream in = FormatsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
