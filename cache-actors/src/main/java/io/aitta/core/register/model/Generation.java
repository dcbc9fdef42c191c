package io.aitta.core.register.model;

import static java.util.Objects.requireNonNull;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A set of voters that decide together, with its number in the line of such sets. The voters of a
 * generation never change; other voters are another generation, decided by this one.
 *
 * <p>The number says of which register it is, by the second in which that was made, and which of
 * its sets of voters it is: of two of one register the greater one is the later one.
 *
 * @param number from 1
 * @param voters 1 to 5, with different names
 */
public record Generation(long number, SortedSet<VoterId> voters) {
  /** The most voters: more make decisions slower and no safer. */
  public static final int MAX_VOTERS = 5;

  /** The reserved key under which a generation decides who comes after it. */
  public static final int SUCCESSOR_KEY = -1;

  /** Above them there is room for seconds until the year 2106. */
  private static final int ORDINAL_BITS = 31;

  private static final int BYTES_BESIDE_NAMES = 1 + Long.BYTES + MAX_VOTERS * (1 + 2 * Long.BYTES);

  /**
   * @throws IllegalArgumentException when the number is not positive, or there are no voters, too
   *     many, or two of one name
   */
  public Generation {
    voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
    if (number < 1) {
      throw new IllegalArgumentException("generations count from 1, not " + number);
    }
    if (voters.isEmpty() || voters.size() > MAX_VOTERS) {
      throw new IllegalArgumentException("a generation has 1 to 5 voters, not " + voters.size());
    }
    if (voters.stream().map(VoterId::name).distinct().count() < voters.size()) {
      throw new IllegalArgumentException("two voters have one name in " + voters);
    }
  }

  /** The first one of a register that is made at that time. */
  public static Generation first(long epochSeconds, VoterId founder) {
    return new Generation((epochSeconds << ORDINAL_BITS) + 1, new TreeSet<>(Set.of(founder)));
  }

  /** Whether both are of one line, rather than of two that began apart from each other. */
  public boolean isOfRegisterOf(Generation other) {
    return number >> ORDINAL_BITS == other.number >> ORDINAL_BITS;
  }

  /** Whether two registers were made: by their numbers, or by different voters under one. */
  public boolean isOfAnotherRegisterThan(Generation other) {
    return !isOfRegisterOf(other) || contradicts(other);
  }

  /** Which one of its register it is, from 1. */
  public long ordinal() {
    return number & ((1L << ORDINAL_BITS) - 1);
  }

  /** The generation after this one. */
  public Generation next(Collection<VoterId> voters) {
    return new Generation(number + 1, new TreeSet<>(voters));
  }

  public boolean has(VoterId voter) {
    return voters.contains(voter);
  }

  /** Whether both are the same place in the line but not the same voters: two clusters met. */
  public boolean contradicts(Generation other) {
    return number == other.number && !voters.equals(other.voters);
  }

  /** How many voters decide: more than half. */
  public int majority() {
    return voters.size() / 2 + 1;
  }

  /** Whether the others are a majority where so many voters are missing. */
  public boolean canSpare(int missing) {
    return voters.size() - missing >= majority();
  }

  /** How many voters, once sealed, know all that was decided and let nothing more be decided. */
  public int sealQuorum() {
    return voters.size() - majority() + 1;
  }

  /** Of two voters the one that is left, where exactly one is gone. */
  public Optional<VoterId> survivor(Set<VoterId> gone) {
    List<VoterId> left = voters.stream().filter(voter -> !gone.contains(voter)).toList();
    return voters.size() == 2 && left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
  }

  /** This generation as what the {@link #SUCCESSOR_KEY} of the one before holds. */
  public RegisterValue toValue() {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES_BESIDE_NAMES + MAX_VOTERS * VoterId.MAX_NAME_BYTES);
    bytes.putLong(number).put((byte) voters.size());
    voters.forEach(voter -> write(voter, bytes));
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return RegisterValue.copyOf(written);
  }

  /**
   * Reads what {@link #toValue} wrote.
   *
   * @throws IllegalArgumentException when it is no generation
   */
  public static Generation of(RegisterValue value) {
    ByteBuffer bytes = ByteBuffer.wrap(requireNonNull(value, "value is null").toBytes());
    try {
      long number = bytes.getLong();
      TreeSet<VoterId> voters = new TreeSet<>();
      for (int left = bytes.get(); left > 0; left--) {
        voters.add(readVoter(bytes));
      }
      return new Generation(number, voters);
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("no generation: " + value, cut);
    }
  }

  private static void write(VoterId voter, ByteBuffer bytes) {
    byte[] name = voter.name().getBytes(StandardCharsets.UTF_8);
    bytes.put((byte) name.length).put(name);
    bytes.putLong(voter.storage().getMostSignificantBits());
    bytes.putLong(voter.storage().getLeastSignificantBits());
  }

  private static VoterId readVoter(ByteBuffer bytes) {
    byte[] name = new byte[Byte.toUnsignedInt(bytes.get())];
    bytes.get(name);
    UUID storage = new UUID(bytes.getLong(), bytes.getLong());
    return new VoterId(new String(name, StandardCharsets.UTF_8), storage);
  }

  @Override
  public String toString() {
    return voters.stream()
        .map(VoterId::toString)
        .collect(Collectors.joining(", ", "generation " + ordinal() + " {", "}"));
  }
}
