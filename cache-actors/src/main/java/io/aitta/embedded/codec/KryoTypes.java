package io.aitta.embedded.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.DefaultSerializers.UUIDSerializer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which classes have which numbers in Kryo's bytes. Frozen: stored entries hold the numbers, so
 * {@link #JDK} grows at its end only and {@link #FIRST_OWN} never changes.
 */
final class KryoTypes {
  /** The first number after those that Kryo gives out by itself, with room between. */
  private static final int FIRST_JDK = 16;

  /** The first number of the application's own classes. */
  private static final int FIRST_OWN = 256;

  private static final List<Class<?>> JDK =
      List.of(
          byte[].class,
          char[].class,
          short[].class,
          int[].class,
          long[].class,
          float[].class,
          double[].class,
          boolean[].class,
          String[].class,
          Object[].class,
          ArrayList.class,
          LinkedList.class,
          ArrayDeque.class,
          HashSet.class,
          LinkedHashSet.class,
          TreeSet.class,
          HashMap.class,
          LinkedHashMap.class,
          TreeMap.class,
          List.of().getClass(),
          List.of(1).getClass(),
          Set.of().getClass(),
          Set.of(1).getClass(),
          Map.of().getClass(),
          Map.of(1, 1).getClass(),
          Optional.class,
          UUID.class,
          BigInteger.class,
          BigDecimal.class,
          Currency.class,
          Instant.class,
          Duration.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          Collections.emptyList().getClass(),
          Collections.emptyMap().getClass(),
          Collections.emptySet().getClass());

  private KryoTypes() {}

  static void register(Kryo kryo, List<Class<?>> own) {
    kryo.addDefaultSerializer(UUID.class, UUIDSerializer.class);
    register(kryo, JDK, FIRST_JDK);
    register(kryo, own, FIRST_OWN);
  }

  private static void register(Kryo kryo, List<Class<?>> types, int first) {
    for (int i = 0; i < types.size(); i++) {
      kryo.register(types.get(i), first + i);
    }
  }
}
