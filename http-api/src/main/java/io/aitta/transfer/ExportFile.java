package io.aitta.transfer;

import io.aitta.load.source.InputFile;
import io.aitta.transfer.format.DamagedFileException;
import io.aitta.transfer.format.ExportedEntry;
import io.aitta.transfer.format.Header;
import io.aitta.transfer.format.RecordReader;
import io.aitta.transfer.resume.ImportState.Contents;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipException;

/** The file of an export while it is read, unpacked where its name says so. */
final class ExportFile implements AutoCloseable {
  private final InputFile file;
  private final RecordReader reader;
  private long entries;

  private ExportFile(InputFile file, RecordReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws DamagedFileException when it is none
   */
  static ExportFile open(ImportRequest.Source source) throws IOException {
    InputFile file = InputFile.open(source.file());
    try {
      return new ExportFile(file, unpacking(() -> source.form().reader(file.content())));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  Header header() {
    return reader.header();
  }

  /** The next entries; none at the end, where all that was before fits the trailer. */
  List<ExportedEntry> next() throws IOException {
    List<ExportedEntry> some = unpacking(reader::next);
    entries += some.size();
    return some;
  }

  /** How many entries were read. */
  long entries() {
    return entries;
  }

  /** What is in it, once it was read to its end. */
  Contents contents() {
    return new Contents(entries, reader.checksum());
  }

  /** Its bytes as they are stored. */
  long size() {
    return file.size();
  }

  /** How many of these bytes have been read. May be asked from any thread. */
  long position() {
    return file.position();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static <T> T unpacking(Read<T> read) throws IOException {
    try {
      return read.run();
    } catch (EOFException e) {
      throw new DamagedFileException(
          "what it is packed in was cut off; take another copy, or export again");
    } catch (ZipException e) {
      throw new DamagedFileException(
          "what it is packed in is damaged; take another copy, or export again");
    }
  }

  private interface Read<T> {
    T run() throws IOException;
  }
}
