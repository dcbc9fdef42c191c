package io.aitta.wire.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.CatalogResult;
import io.aitta.wire.codec.WireCodes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The classes that Kryo writes, each with its frozen number; it knows no others. */
final class KryoRegistry {
  /** Deeper than any message goes. */
  private static final int MAX_DEPTH = 8;

  private KryoRegistry() {}

  static Kryo create() {
    Kryo kryo = new Kryo();
    kryo.setRegistrationRequired(true);
    kryo.setReferences(false);
    kryo.setMaxDepth(MAX_DEPTH);
    registerValues(kryo);
    registerCatalog(kryo);
    registerChanges(kryo);
    return kryo;
  }

  private static void registerValues(Kryo kryo) {
    kryo.register(
        CacheName.class,
        new RecordSerializer<CacheName>(
            (k, out, name) -> KryoFields.writeText(out, name.text()),
            (k, in) -> new CacheName(KryoFields.readText(in))),
        WireCodes.CACHE_NAME);
    kryo.register(
        Version.class,
        new RecordSerializer<Version>(
            (k, out, version) -> {
              out.writeLong(version.epoch());
              out.writeLong(version.sequence());
            },
            (k, in) -> new Version(in.readLong(), in.readLong())),
        WireCodes.ENTRY_VERSION);
    kryo.register(
        CacheConfig.class,
        new RecordSerializer<>(KryoRegistry::writeConfig, KryoRegistry::readConfig),
        WireCodes.CACHE_CONFIG);
    kryo.register(
        CatalogEntry.class,
        new RecordSerializer<>(KryoRegistry::writeEntry, KryoRegistry::readEntry),
        WireCodes.CATALOG_ENTRY);
  }

  private static void registerCatalog(Kryo kryo) {
    kryo.register(
        CatalogCommand.class,
        new RecordSerializer<>(KryoRegistry::writeCommand, KryoRegistry::readCommand),
        WireCodes.CATALOG_COMMAND);
    kryo.register(
        CatalogResult.class,
        new RecordSerializer<CatalogResult>(
            (k, out, result) -> {
              out.writeLong(result.origin());
              out.writeLong(result.id());
              KryoFields.writeConstant(out, result.outcome());
            },
            (k, in) ->
                new CatalogResult(
                    in.readLong(),
                    in.readLong(),
                    KryoFields.readConstant(in, CatalogResult.Outcome.class))),
        WireCodes.CATALOG_RESULT);
    kryo.register(
        CatalogPush.class,
        new RecordSerializer<>(KryoRegistry::writePush, KryoRegistry::readPush),
        WireCodes.CATALOG_PUSH);
    kryo.register(
        CatalogAck.class,
        new RecordSerializer<CatalogAck>(
            (k, out, ack) -> out.writeLong(ack.number()), (k, in) -> new CatalogAck(in.readLong())),
        WireCodes.CATALOG_ACK);
  }

  private static void registerChanges(Kryo kryo) {
    kryo.register(
        CatalogCommand.Configure.class,
        new RecordSerializer<CatalogCommand.Configure>(
            (k, out, configure) -> k.writeObject(out, configure.config()),
            (k, in) -> new CatalogCommand.Configure(k.readObject(in, CacheConfig.class))),
        WireCodes.CONFIGURE);
    kryo.register(
        CatalogCommand.CreateIfAbsent.class,
        new RecordSerializer<CatalogCommand.CreateIfAbsent>(
            (k, out, create) -> {}, (k, in) -> new CatalogCommand.CreateIfAbsent()),
        WireCodes.CREATE_IF_ABSENT);
    kryo.register(
        CatalogCommand.Drop.class,
        new RecordSerializer<CatalogCommand.Drop>(
            (k, out, drop) -> {}, (k, in) -> new CatalogCommand.Drop()),
        WireCodes.DROP);
  }

  private static void writeCommand(Kryo kryo, Output out, CatalogCommand command) {
    out.writeLong(command.origin());
    out.writeLong(command.id());
    out.writeLong(command.epoch());
    out.writeInt(command.timeoutMillis());
    kryo.writeObject(out, command.cache());
    KryoFields.writeCase(kryo, out, command.change());
  }

  private static CatalogCommand readCommand(Kryo kryo, Input in) {
    return new CatalogCommand(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        kryo.readObject(in, CacheName.class),
        KryoFields.readCase(kryo, in, CatalogCommand.Change.class));
  }

  private static void writePush(Kryo kryo, Output out, CatalogPush push) {
    out.writeLong(push.number());
    out.writeVarInt(push.catalog().entries().size(), true);
    push.catalog()
        .entries()
        .forEach(
            (name, entry) -> {
              kryo.writeObject(out, name);
              kryo.writeObject(out, entry);
            });
  }

  private static CatalogPush readPush(Kryo kryo, Input in) {
    long number = in.readLong();
    Map<CacheName, CatalogEntry> entries = new TreeMap<>();
    for (int count = KryoFields.readCount(in, Catalog.MAX_NAMES); count > 0; count--) {
      entries.put(kryo.readObject(in, CacheName.class), kryo.readObject(in, CatalogEntry.class));
    }
    return new CatalogPush(number, Catalog.of(entries));
  }

  private static void writeEntry(Kryo kryo, Output out, CatalogEntry entry) {
    kryo.writeObject(out, entry.incarnation());
    kryo.writeObject(out, entry.changed());
    out.writeBoolean(entry.config().isPresent());
    entry.config().ifPresent(config -> kryo.writeObject(out, config));
  }

  private static CatalogEntry readEntry(Kryo kryo, Input in) {
    return new CatalogEntry(
        kryo.readObject(in, Version.class),
        kryo.readObject(in, Version.class),
        in.readBoolean() ? Optional.of(kryo.readObject(in, CacheConfig.class)) : Optional.empty());
  }

  private static void writeConfig(Kryo kryo, Output out, CacheConfig config) {
    out.writeLong(config.timeToLiveMillis());
    out.writeLong(config.maxIdleMillis());
    out.writeLong(config.maxEntries());
    out.writeLong(config.maxBytes());
    KryoFields.writeConstant(out, config.onFull());
    out.writeBoolean(config.replicated());
    KryoFields.writeConstant(out, config.durability());
  }

  private static CacheConfig readConfig(Kryo kryo, Input in) {
    return new CacheConfig(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        KryoFields.readConstant(in, CacheConfig.OnFull.class),
        in.readBoolean(),
        KryoFields.readConstant(in, CacheConfig.Durability.class));
  }
}
