package io.aitta.sensor;

import io.aitta.core.replication.configuration.MemberId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.UUID;

/** Keeps one connection to another process, and knocks when it ends. For the sensor's thread. */
final class PeerWatch implements Ready {
  private final MemberId member;
  private final InetSocketAddress sensor;
  private final InetSocketAddress artery;
  private final Surroundings surroundings;
  private final Inquest inquest;
  private final ByteBuffer heard = ByteBuffer.allocate(Greeting.BYTES);
  private Optional<SocketChannel> channel = Optional.empty();
  private long deadline;

  /** What all watches of one sensor share. */
  record Surroundings(
      Selector selector, SensorSettings settings, SensorCounters counters, Refusal refusal) {}

  PeerWatch(
      MemberId member,
      InetSocketAddress sensor,
      InetSocketAddress artery,
      Surroundings surroundings,
      long now) {
    this.member = member;
    this.sensor = sensor;
    this.artery = artery;
    this.surroundings = surroundings;
    this.inquest = new Inquest(surroundings.settings(), now);
  }

  MemberId member() {
    return member;
  }

  boolean isDead() {
    return inquest.isDead();
  }

  /** Another process has taken over the port of Artery. */
  void replaced() {
    inquest.replaced();
  }

  /** Does what is due, and says when to come back. */
  long turn(long now) {
    if (channel.isEmpty() && now - inquest.due() >= 0) {
      knock(now);
    } else if (isConnecting() && now - deadline >= 0) {
      hangUp();
      inconclusive(now);
    }
    if (channel.isEmpty()) {
      return inquest.due();
    }
    return isConnecting() ? deadline : now + surroundings.settings().retryMax().toNanos();
  }

  @Override
  public void ready(long now) {
    channel.ifPresent(
        open -> {
          try {
            if (open.isConnected()) {
              read(open, now);
            } else if (open.finishConnect()) {
              onConnected(open, now);
            }
          } catch (IOException failure) {
            onFailure(open, failure, now);
          }
        });
  }

  void close() {
    hangUp();
  }

  private boolean isConnecting() {
    return channel.filter(SocketChannel::isConnectionPending).isPresent();
  }

  private void knock(long now) {
    InetSocketAddress door = inquest.next() == Inquest.Door.SENSOR ? sensor : artery;
    heard.clear();
    deadline = now + surroundings.settings().connectTimeout().toNanos();
    try {
      SocketChannel opened = Sockets.connect(door, surroundings.settings().keepAlive());
      channel = Optional.of(opened);
      if (opened.isConnected()) {
        onConnected(opened, now);
      } else {
        opened.register(surroundings.selector(), SelectionKey.OP_CONNECT, this);
      }
    } catch (IOException failure) {
      onUnconnected(failure, now);
    }
  }

  private void onConnected(SocketChannel open, long now) throws IOException {
    if (inquest.next() == Inquest.Door.ARTERY || Sockets.isToItself(open)) {
      hangUp();
      inconclusive(now);
    } else {
      open.register(surroundings.selector(), SelectionKey.OP_READ, this);
    }
  }

  private void read(SocketChannel open, long now) throws IOException {
    if (!heard.hasRemaining()) {
      awaitEnd(open, now);
    } else if (open.read(heard) < 0) {
      onEnd(now);
    } else if (!heard.hasRemaining()) {
      onGreeting(Greeting.read(heard.flip()), now);
    }
  }

  /** It has said all that a sensor may say: what comes now is the end, or not from a sensor. */
  private void awaitEnd(SocketChannel open, long now) throws IOException {
    if (open.read(ByteBuffer.allocate(1)) != 0) {
      onEnd(now);
    }
  }

  private void onGreeting(Optional<UUID> incarnation, long now) {
    heard.position(heard.limit());
    if (incarnation.filter(member.incarnation()::equals).isPresent()) {
      surroundings.counters().countGreeted();
      inquest.greeted(now);
      return;
    }
    hangUp();
    if (incarnation.isPresent()) {
      inquest.otherGreeted(now);
    } else {
      inconclusive(now);
    }
  }

  private void onFailure(SocketChannel open, IOException failure, long now) {
    if (open.isConnected()) {
      onEnd(now);
    } else {
      onUnconnected(failure, now);
    }
  }

  private void onEnd(long now) {
    surroundings.counters().countLost();
    hangUp();
    inquest.lost(now);
  }

  private void onUnconnected(IOException failure, long now) {
    hangUp();
    if (surroundings.refusal().is(failure)) {
      surroundings.counters().countRefused();
      inquest.refused(now);
    } else {
      inconclusive(now);
    }
  }

  private void inconclusive(long now) {
    surroundings.counters().countInconclusive();
    inquest.inconclusive(now);
  }

  private void hangUp() {
    channel.ifPresent(Sockets::close);
    channel = Optional.empty();
  }
}
