package io.aitta.persistence.format;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.Version;
import io.aitta.core.replication.history.RequestId;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;

/**
 * What has come in an event so far. Versions, times and numbers of requests are near the one
 * before, so only the difference is stored; an overflow of it is undone by that of reading. Not
 * thread-safe.
 */
final class EventMemory {
  private final Known<CacheId> caches = new Known<>();
  private final Known<String> contentTypes = new Known<>();
  private final Known<Long> origins = new Known<>();
  private long epoch;
  private long sequence;
  private long time;
  private long number;

  private EventMemory() {}

  static EventMemory of(WireOutput out) {
    return out.memory(EventMemory.class, EventMemory::new);
  }

  static EventMemory of(WireInput in) {
    return in.memory(EventMemory.class, EventMemory::new);
  }

  void write(WireOutput out, CacheId cache) {
    caches.write(out, cache, StoredValues::writeCache);
  }

  CacheId readCache(WireInput in) {
    return caches.read(in, StoredValues::readCache);
  }

  void writeContentType(WireOutput out, String type) {
    contentTypes.write(out, type, WireOutput::text);
  }

  String readContentType(WireInput in) {
    return contentTypes.read(in, WireInput::commonText);
  }

  void write(WireOutput out, Version version) {
    Numbers.writeSigned(out, version.epoch() - epoch);
    Numbers.writeSigned(out, version.sequence() - sequence);
    epoch = version.epoch();
    sequence = version.sequence();
  }

  Version readVersion(WireInput in) {
    epoch += Numbers.readSigned(in);
    sequence += Numbers.readSigned(in);
    return new Version(epoch, sequence);
  }

  void write(WireOutput out, RequestId id) {
    origins.write(out, id.origin(), WireOutput::i64);
    Numbers.writeSigned(out, id.number() - number);
    number = id.number();
  }

  RequestId readRequest(WireInput in) {
    long origin = origins.read(in, WireInput::i64);
    number += Numbers.readSigned(in);
    return new RequestId(origin, number);
  }

  /** In milliseconds of the epoch. */
  void writeTime(WireOutput out, long at) {
    Numbers.writeSigned(out, at - time);
    time = at;
  }

  long readTime(WireInput in) {
    time += Numbers.readSigned(in);
    return time;
  }

  /** A time that those to come are not near, such as an end. */
  void writeFarTime(WireOutput out, long at) {
    Numbers.writeSigned(out, at - time);
  }

  long readFarTime(WireInput in) {
    return time + Numbers.readSigned(in);
  }
}
