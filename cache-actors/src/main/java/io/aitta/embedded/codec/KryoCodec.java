package io.aitta.embedded.codec;

import static java.util.Objects.requireNonNull;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import com.esotericsoftware.kryo.util.Pool;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Kryo with registration required. An instance of Kryo serves one thread at a time, so they are
 * pooled; one that failed is thrown away.
 */
final class KryoCodec<T> implements Codec<T> {
  private static final String MEDIA_TYPE = "application/x-kryo";
  private static final int MAX_DEPTH = 128;
  private static final int MAX_POOLED = 16;
  private static final int FIRST_BUFFER = 512;

  private final Class<T> type;
  private final List<Class<?>> registered = new ArrayList<>();
  private final Pool<Kryo> pool = new KryoPool();

  KryoCodec(Class<T> type, List<Class<?>> parts) {
    this.type = requireNonNull(type, "type is null");
    registered.add(type);
    registered.addAll(parts);
    pool.free(create());
  }

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public boolean reads(String mediaType) {
    return mediaType.equals(MEDIA_TYPE);
  }

  @Override
  public byte[] encode(T value) {
    Kryo kryo = pool.obtain();
    Output out = new Output(FIRST_BUFFER, -1);
    try {
      kryo.writeClassAndObject(out, value);
    } catch (KryoException | IllegalArgumentException unwritable) {
      throw new CodecException(explain(unwritable), unwritable);
    }
    pool.free(kryo);
    return out.toBytes();
  }

  @Override
  public T decode(ByteBuffer bytes) {
    Kryo kryo = pool.obtain();
    Object value;
    try {
      value = read(kryo, bytes);
    } catch (RuntimeException foreign) {
      throw new CodecException(explain(foreign), foreign);
    }
    pool.free(kryo);
    if (!type.isInstance(value)) {
      throw new CodecException("the bytes hold another type than " + type.getName());
    }
    return type.cast(value);
  }

  @Override
  public String toString() {
    return "kryo(" + type.getName() + ")";
  }

  private static Object read(Kryo kryo, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    BoundedInput in = new BoundedInput(copy);
    Object value = kryo.readClassAndObject(in);
    if (in.position() != in.limit()) {
      throw new KryoException((in.limit() - in.position()) + " bytes too many");
    }
    return value;
  }

  private Kryo create() {
    Kryo kryo = new Kryo();
    kryo.setRegistrationRequired(true);
    kryo.setReferences(false);
    kryo.setMaxDepth(MAX_DEPTH);
    kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    KryoTypes.register(kryo, registered);
    return kryo;
  }

  private static String explain(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Class is not registered")
        ? message.lines().findFirst().orElse(message) + "; name it in Codecs.kryo(...)"
        : message.lines().findFirst().orElse(message);
  }

  private final class KryoPool extends Pool<Kryo> {
    KryoPool() {
      super(true, false, MAX_POOLED);
    }

    @Override
    protected Kryo create() {
      return KryoCodec.this.create();
    }
  }
}
