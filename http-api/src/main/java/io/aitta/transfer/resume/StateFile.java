package io.aitta.transfer.resume;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A small JSON document on disk, which is the one before or the one after whenever one looks. */
public final class StateFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;

  /** A document that may be there or not. */
  public StateFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /** The document; empty where there is none, or something else. */
  public Optional<JsonNode> read() throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(Files.readString(path)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Replaces the document. */
  public void write(JsonNode state) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel channel = OwnerOnly.open(next)) {
      channel.truncate(0);
      ByteBuffer text = ByteBuffer.wrap(state.toString().getBytes(UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes it, if it is there. */
  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
