package io.aitta.embedded.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;

/** JSON by Jackson. */
final class JsonCodec<T> implements Codec<T> {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JavaType type;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  JsonCodec(ObjectMapper mapper, JavaType type) {
    this.type = type;
    this.writer = mapper.writerFor(type);
    this.reader = mapper.readerFor(type);
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public byte[] encode(T value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException unwritable) {
      throw new CodecException(unwritable.getOriginalMessage(), unwritable);
    }
  }

  @Override
  public T decode(ByteBuffer bytes) {
    try {
      return reader.readValue(new ByteBufferBackedInputStream(bytes));
    } catch (JsonProcessingException malformed) {
      throw new CodecException(malformed.getOriginalMessage(), malformed);
    } catch (IOException impossible) {
      throw new CodecException("a buffer in memory could not be read", impossible);
    }
  }

  @Override
  public String toString() {
    return "json(" + type.toCanonical() + ")";
  }
}
