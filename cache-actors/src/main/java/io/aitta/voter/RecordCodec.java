package io.aitta.voter;

import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.voter.VoterRecord;
import io.aitta.core.register.voter.VoterRecord.Active;
import io.aitta.core.register.voter.VoterRecord.Opened;
import io.aitta.core.register.voter.VoterRecord.Promised;
import io.aitta.core.register.voter.VoterRecord.SealedBy;
import io.aitta.core.register.voter.VoterRecord.Voted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The bytes of a voter's records. The kinds' numbers are frozen. */
final class RecordCodec {
  private static final int OPENED = 1;
  private static final int PROMISED = 2;
  private static final int VOTED = 3;
  private static final int SEALED_BY = 4;
  private static final int ACTIVE = 5;

  private static final int NO_VALUE = -1;

  private RecordCodec() {}

  static byte[] write(List<VoterRecord> records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Writer writer = new Writer(new DataOutputStream(bytes));
    records.forEach(record -> record.handledBy(writer));
    return bytes.toByteArray();
  }

  /**
   * @throws IOException when the bytes are not what {@link #write} makes
   */
  static List<VoterRecord> read(byte[] payload) throws IOException {
    DataInputStream input = new DataInputStream(new ByteArrayInputStream(payload));
    List<VoterRecord> records = new ArrayList<>();
    try {
      while (input.available() > 0) {
        records.add(readRecord(input));
      }
    } catch (IllegalArgumentException malformed) {
      throw new IOException(malformed.getMessage(), malformed);
    }
    return records;
  }

  static void writeVoter(VoterId voter, DataOutputStream output) throws IOException {
    output.writeUTF(voter.name());
    writeUuid(voter.storage(), output);
  }

  static VoterId readVoter(DataInputStream input) throws IOException {
    return new VoterId(input.readUTF(), readUuid(input));
  }

  private static VoterRecord readRecord(DataInputStream input) throws IOException {
    int kind = input.readUnsignedByte();
    return switch (kind) {
      case OPENED -> new Opened(Generation.of(readValue(input)));
      case PROMISED -> new Promised(input.readLong(), input.readInt(), readBallot(input));
      case VOTED -> new Voted(input.readLong(), input.readInt(), readAccepted(input));
      case SEALED_BY -> new SealedBy(input.readLong(), Generation.of(readValue(input)));
      case ACTIVE -> new Active(Generation.of(readValue(input)));
      default -> throw new IOException("a record of the unknown kind " + kind);
    };
  }

  private static Accepted readAccepted(DataInputStream input) throws IOException {
    Ballot ballot = readBallot(input);
    int length = input.readShort();
    return new Accepted(
        ballot, length == NO_VALUE ? Optional.empty() : Optional.of(readValue(input, length)));
  }

  private static RegisterValue readValue(DataInputStream input) throws IOException {
    return readValue(input, input.readShort());
  }

  private static RegisterValue readValue(DataInputStream input, int length) throws IOException {
    byte[] bytes = new byte[Math.max(length, 0)];
    input.readFully(bytes);
    return RegisterValue.copyOf(bytes);
  }

  private static Ballot readBallot(DataInputStream input) throws IOException {
    return new Ballot(input.readLong(), new ProposerId(input.readUTF(), readUuid(input)));
  }

  private static UUID readUuid(DataInputStream input) throws IOException {
    return new UUID(input.readLong(), input.readLong());
  }

  private static void writeUuid(UUID uuid, DataOutputStream output) throws IOException {
    output.writeLong(uuid.getMostSignificantBits());
    output.writeLong(uuid.getLeastSignificantBits());
  }

  /** Writes each kind of record. Into memory, so nothing can fail. */
  private record Writer(DataOutputStream output) implements VoterRecord.Handler {
    @Override
    public void onOpened(Opened opened) {
      write(OPENED, out -> writeValue(opened.generation().toValue(), out));
    }

    @Override
    public void onPromised(Promised promised) {
      write(
          PROMISED,
          out -> {
            writePlace(promised.generation(), promised.key(), out);
            writeBallot(promised.ballot(), out);
          });
    }

    @Override
    public void onVoted(Voted voted) {
      write(
          VOTED,
          out -> {
            writePlace(voted.generation(), voted.key(), out);
            writeAccepted(voted.accepted(), out);
          });
    }

    @Override
    public void onSealedBy(SealedBy sealed) {
      write(
          SEALED_BY,
          out -> {
            out.writeLong(sealed.generation());
            writeValue(sealed.successor().toValue(), out);
          });
    }

    @Override
    public void onActive(Active active) {
      write(ACTIVE, out -> writeValue(active.generation().toValue(), out));
    }

    private void write(int kind, Content content) {
      try {
        output.writeByte(kind);
        content.writeTo(output);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    private static void writePlace(long generation, int key, DataOutputStream output)
        throws IOException {
      output.writeLong(generation);
      output.writeInt(key);
    }

    private static void writeAccepted(Accepted accepted, DataOutputStream output)
        throws IOException {
      writeBallot(accepted.ballot(), output);
      if (accepted.value().isPresent()) {
        writeValue(accepted.value().get(), output);
      } else {
        output.writeShort(NO_VALUE);
      }
    }

    private static void writeBallot(Ballot ballot, DataOutputStream output) throws IOException {
      output.writeLong(ballot.counter());
      output.writeUTF(ballot.proposer().node());
      writeUuid(ballot.proposer().process(), output);
    }

    private static void writeValue(RegisterValue value, DataOutputStream output)
        throws IOException {
      byte[] bytes = value.toBytes();
      output.writeShort(bytes.length);
      output.write(bytes);
    }
  }

  /** What stands behind a record's kind. */
  @FunctionalInterface
  private interface Content {
    void writeTo(DataOutputStream output) throws IOException;
  }
}
