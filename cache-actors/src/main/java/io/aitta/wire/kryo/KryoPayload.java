package io.aitta.wire.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.ByteBufferInput;
import com.esotericsoftware.kryo.io.ByteBufferOutput;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import io.aitta.protocol.Message;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.Payload;
import io.aitta.wire.codec.WireCodes;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/** The version, the class's frozen number and the fields, by Kryo. An instance a thread. */
public final class KryoPayload implements Payload<Message> {
  private static final ThreadLocal<Kryo> KRYO = ThreadLocal.withInitial(KryoRegistry::create);
  private static final int FIRST_CAPACITY = 512;

  @Override
  public long size(Message message) {
    try (Output out = new Output(FIRST_CAPACITY, -1)) {
      write(message, out);
      return out.total();
    }
  }

  @Override
  public void write(Message message, ByteBuffer buffer) {
    ByteBuffer rest = buffer.slice();
    try (ByteBufferOutput out = new ByteBufferOutput(rest)) {
      write(message, out);
      buffer.position(buffer.position() + out.position());
    } catch (KryoBufferOverflowException full) {
      BufferOverflowException overflow = new BufferOverflowException();
      overflow.initCause(full);
      throw overflow;
    }
  }

  @Override
  public Message read(ByteBuffer buffer) {
    try (ByteBufferInput in = new ByteBufferInput(buffer.slice())) {
      int version = in.readByte();
      if (version != WireCodes.VERSION) {
        throw new MalformedMessageException("layout " + version + " is unknown to this version");
      }
      Message message = KryoFields.readCase(KRYO.get(), in, Message.class);
      buffer.position(buffer.position() + in.position());
      return message;
    }
  }

  private static void write(Message message, Output out) {
    out.writeByte(WireCodes.VERSION);
    KryoFields.writeCase(KRYO.get(), out, message);
  }
}
