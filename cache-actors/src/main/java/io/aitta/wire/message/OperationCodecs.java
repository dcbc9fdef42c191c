package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.CONDITION;
import static io.aitta.wire.message.ModelCodecs.KEY;
import static io.aitta.wire.message.ModelCodecs.LIFETIME;
import static io.aitta.wire.message.ModelCodecs.SCAN_POSITION;
import static io.aitta.wire.message.ModelCodecs.SELECTOR;
import static io.aitta.wire.message.ModelCodecs.TAGS;
import static io.aitta.wire.message.ModelCodecs.VALUE;

import io.aitta.core.model.ScanPosition;
import io.aitta.core.operation.Batch;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Invalidate;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.ListPage;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.ReadLifetime;
import io.aitta.core.operation.ReadStatistics;
import io.aitta.core.operation.Remove;
import io.aitta.core.operation.Touch;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.List;
import java.util.Optional;

/** The operations. A batch holds operations on entries only, so nothing nests. */
public final class OperationCodecs {
  public static final Codec<Operation<?>> OPERATION = operations().codec();

  private OperationCodecs() {}

  private static Variants<Operation<?>> operations() {
    Variants<KeyOperation<?>> onEntries = withWrites(withReads(family()));
    Codec<List<KeyOperation<?>>> batch = onEntries.codec().list(Batch.MAX_OPERATIONS);
    return withWalks(OperationCodecs.<Operation<?>>family().withAll(onEntries))
        .with(WireCodes.READ_STATISTICS, ReadStatistics.class, ReadStatistics::new)
        .with(
            WireCodes.BATCH,
            Batch.class,
            (out, all) -> batch.write(out, all.operations()),
            in -> new Batch(batch.read(in)));
  }

  private static <S> Variants<S> family() {
    return new Variants<>(UnknownOperationException::new);
  }

  private static Variants<KeyOperation<?>> withReads(Variants<KeyOperation<?>> family) {
    return family
        .with(
            WireCodes.GET,
            Get.class,
            (out, get) -> {
              KEY.write(out, get.key());
              out.flag(get.withValue());
            },
            in -> new Get(KEY.read(in), in.flag()))
        .with(
            WireCodes.TOUCH,
            Touch.class,
            (out, touch) -> KEY.write(out, touch.key()),
            in -> new Touch(KEY.read(in)))
        .with(
            WireCodes.READ_LIFETIME,
            ReadLifetime.class,
            (out, read) -> KEY.write(out, read.key()),
            in -> new ReadLifetime(KEY.read(in)));
  }

  private static Variants<KeyOperation<?>> withWrites(Variants<KeyOperation<?>> family) {
    return family
        .with(WireCodes.PUT, Put.class, OperationCodecs::write, OperationCodecs::readPut)
        .with(
            WireCodes.GET_AND_PUT,
            GetAndPut.class,
            OperationCodecs::write,
            OperationCodecs::readGetAndPut)
        .with(
            WireCodes.REMOVE,
            Remove.class,
            (out, remove) -> {
              KEY.write(out, remove.key());
              CONDITION.write(out, remove.condition());
            },
            in -> new Remove(KEY.read(in), CONDITION.read(in)))
        .with(
            WireCodes.GET_AND_REMOVE,
            GetAndRemove.class,
            (out, remove) -> KEY.write(out, remove.key()),
            in -> new GetAndRemove(KEY.read(in)))
        .with(
            WireCodes.INCREMENT,
            Increment.class,
            OperationCodecs::write,
            in -> new Increment(KEY.read(in), in.i64(), in.i64(), CONDITION.read(in)))
        .with(
            WireCodes.CHANGE_LIFETIME,
            ChangeLifetime.class,
            OperationCodecs::write,
            in -> new ChangeLifetime(KEY.read(in), in.i64(), in.i64(), CONDITION.read(in)));
  }

  private static Variants<Operation<?>> withWalks(Variants<Operation<?>> family) {
    Codec<Optional<ScanPosition>> from = SCAN_POSITION.optional();
    return family
        .with(
            WireCodes.LIST_PAGE,
            ListPage.class,
            (out, list) -> {
              SELECTOR.write(out, list.selector());
              from.write(out, list.from());
              out.i32(list.limit());
              out.i64(list.maxBytes());
              out.flag(list.withValues());
            },
            in -> new ListPage(SELECTOR.read(in), from.read(in), in.i32(), in.i64(), in.flag()))
        .with(
            WireCodes.INVALIDATE,
            Invalidate.class,
            (out, invalidate) -> {
              SELECTOR.write(out, invalidate.selector());
              from.write(out, invalidate.from());
            },
            in -> new Invalidate(SELECTOR.read(in), from.read(in)));
  }

  private static void write(WireOutput out, Put put) {
    KEY.write(out, put.key());
    VALUE.write(out, put.value());
    LIFETIME.write(out, put.lifetime());
    TAGS.write(out, put.tags());
    CONDITION.write(out, put.condition());
  }

  private static Put readPut(WireInput in) {
    return new Put(
        KEY.read(in), VALUE.read(in), LIFETIME.read(in), TAGS.read(in), CONDITION.read(in));
  }

  private static void write(WireOutput out, GetAndPut put) {
    KEY.write(out, put.key());
    VALUE.write(out, put.value());
    LIFETIME.write(out, put.lifetime());
    TAGS.write(out, put.tags());
  }

  private static GetAndPut readGetAndPut(WireInput in) {
    return new GetAndPut(KEY.read(in), VALUE.read(in), LIFETIME.read(in), TAGS.read(in));
  }

  private static void write(WireOutput out, Increment increment) {
    KEY.write(out, increment.key());
    out.i64(increment.delta());
    out.i64(increment.initial());
    CONDITION.write(out, increment.condition());
  }

  private static void write(WireOutput out, ChangeLifetime change) {
    KEY.write(out, change.key());
    out.i64(change.timeToLiveMillis());
    out.i64(change.maxIdleMillis());
    CONDITION.write(out, change.condition());
  }
}
