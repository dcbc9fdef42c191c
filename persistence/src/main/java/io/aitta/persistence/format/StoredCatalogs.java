package io.aitta.persistence.format;

import static io.aitta.persistence.format.StoredValues.ANY;
import static io.aitta.persistence.format.StoredValues.NAME;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.Version;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.CollectionCodecs;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.Optional;

/** All cache names that a node has heard of. */
final class StoredCatalogs {
  private static final Codec<CacheConfig.OnFull> ON_FULL = Codec.constant(CacheConfig.OnFull.class);

  private static final Codec<CacheConfig.Durability> DURABILITY =
      Codec.constant(CacheConfig.Durability.class);

  private static final Codec<Optional<CacheConfig>> CONFIG =
      new Codec<>(StoredCatalogs::writeConfig, StoredCatalogs::readConfig).optional();

  private static final Codec<Version> VERSION =
      new Codec<>(StoredValues::writePlain, StoredValues::readPlain);

  private static final Codec<CatalogEntry> ENTRY =
      new Codec<>(
          (out, entry) -> {
            VERSION.write(out, entry.incarnation());
            VERSION.write(out, entry.changed());
            CONFIG.write(out, entry.config());
          },
          in -> new CatalogEntry(VERSION.read(in), VERSION.read(in), CONFIG.read(in)));

  static final Codec<Catalog> CATALOG =
      CollectionCodecs.map(NAME, ENTRY, ANY).mapped(Catalog::entries, Catalog::of);

  private StoredCatalogs() {}

  private static void writeConfig(WireOutput out, CacheConfig config) {
    Numbers.write(out, config.timeToLiveMillis());
    Numbers.write(out, config.maxIdleMillis());
    Numbers.write(out, config.maxEntries());
    Numbers.write(out, config.maxBytes());
    ON_FULL.write(out, config.onFull());
    out.flag(config.replicated());
    DURABILITY.write(out, config.durability());
  }

  private static CacheConfig readConfig(WireInput in) {
    return new CacheConfig(
        Numbers.read(in),
        Numbers.read(in),
        Numbers.read(in),
        Numbers.read(in),
        ON_FULL.read(in),
        in.flag(),
        DURABILITY.read(in));
  }
}
