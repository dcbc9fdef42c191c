package io.aitta.register;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.proposer.Change;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.ConfigurationFormat;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.VoterNotice;
import io.aitta.protocol.VoterPost;
import io.aitta.register.ConfigurationRegister.Answer;
import io.aitta.voter.VoterStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.apache.pekko.actor.Address;

/** A member of a testing cluster: a registrar, and what the node around it does for it. */
final class TestingMember implements Outlet {
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final RegisterSettings SETTINGS =
      new RegisterSettings(
          "", TIMEOUT, 100, TwoVoterPolicy.PROVEN_DEAD, Optional.empty(), Duration.ofSeconds(10));
  private static final long LOOK_INTERVAL = Duration.ofMillis(100).toNanos();
  private static final long SAY_INTERVAL = Duration.ofSeconds(2).toNanos();

  private final TestingCluster cluster;
  private final MemberId id;
  private final int age;
  private final Registrar registrar;
  private final Map<MemberId, Status> heard = new HashMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private boolean lives = true;
  private boolean up = true;
  private boolean leaving;
  private int changes;
  private OptionalLong alarm = OptionalLong.empty();
  private Optional<Generation> known = Optional.empty();
  private VoterNotice notice;
  private Optional<String> steppedBack = Optional.empty();
  private Optional<Standstill> standstill = Optional.empty();

  TestingMember(
      TestingCluster cluster, MemberId id, int age, VoterStore store, SplittableRandom random) {
    this.cluster = cluster;
    this.id = id;
    this.age = age;
    this.notice = new VoterNotice(store.self().voter().storage(), false, store.former());
    this.registrar = new Registrar(id, SETTINGS, store, cluster::wallClock, random, this);
  }

  /** What a member says of itself. */
  private record Status(boolean leaving, Optional<Generation> known, VoterNotice voter) {}

  MemberId id() {
    return id;
  }

  VoterId voter() {
    return new VoterId(id.node(), notice.storage());
  }

  /** Why its voter takes part no more, if that is so. */
  Optional<String> steppedBack() {
    return steppedBack;
  }

  /** What it has told last of a time in which nothing can be decided. */
  Optional<Standstill> standstill() {
    return standstill;
  }

  boolean lives() {
    return lives;
  }

  Registrar registrar() {
    return registrar;
  }

  Optional<Generation> generation() {
    return registrar.generation();
  }

  /** How many changes of voters it asked for. */
  int changes() {
    return changes;
  }

  List<String> contradictions() {
    return contradictions;
  }

  void start() {
    look();
    repeat();
  }

  void stop() {
    lives = false;
  }

  /** It is about to leave, and says so. */
  void leave() {
    leaving = true;
    speak();
  }

  /** The cluster sees it leave; it may not have said so. */
  void isLeaving() {
    up = false;
  }

  List<Answer> read(int key) {
    return ask(new Change.Read(key));
  }

  List<Answer> propose(int key, Optional<Configuration> expected, Configuration next) {
    return ask(new Change.Swap(key, expected.map(TestingMember::value), value(next)));
  }

  void onDied(MemberId member) {
    if (lives && !member.equals(id)) {
      registrar.onDied(cluster.now(), member);
      ring();
    }
  }

  void speak() {
    Status said = new Status(leaving, known, notice);
    heard.put(id, said);
    for (TestingMember other : cluster.members()) {
      if (other != this) {
        cluster.carry(this, other, () -> other.heard.put(id, said));
      }
    }
  }

  @Override
  public void send(VoterId to, VoterPost post) {
    cluster
        .member(to)
        .ifPresent(other -> cluster.carry(this, other, () -> other.receive(address(), post)));
  }

  @Override
  public void answer(Address to, VoterPost post) {
    cluster.members().stream()
        .filter(other -> other.address().equals(to))
        .findFirst()
        .ifPresent(other -> cluster.carry(this, other, () -> other.receive(address(), post)));
  }

  @Override
  public void entered(Generation active) {
    known = Optional.of(active);
    speak();
  }

  @Override
  public void changing(Generation from) {
    changes++;
  }

  @Override
  public void changeFailed(String reason) {}

  @Override
  public void steppedBack(String reason, VoterNotice now) {
    steppedBack = Optional.of(reason);
    notice = now;
    speak();
  }

  @Override
  public void standsStill(Optional<Standstill> now) {
    standstill = now;
  }

  @Override
  public void contradicted(Generation mine, Generation other) {
    contradictions.add(mine + " / " + other);
  }

  private List<Answer> ask(Change change) {
    List<Answer> answers = new ArrayList<>();
    long deadline = cluster.now() + TIMEOUT.toNanos();
    registrar.onCalls(cluster.now(), List.of(new Call(change, deadline, answers::add)));
    ring();
    return answers;
  }

  private void receive(Address from, VoterPost post) {
    registrar.onPost(cluster.now(), from, post);
    ring();
  }

  private void look() {
    if (lives) {
      registrar.onLook(cluster.now(), roster());
      ring();
      cluster.after(LOOK_INTERVAL, this::look);
    }
  }

  private void repeat() {
    if (lives) {
      speak();
      cluster.after(SAY_INTERVAL, this::repeat);
    }
  }

  private void ring() {
    registrar.wakeAt().ifPresent(this::setAlarm);
  }

  /** Unless it rings before that time anyhow. */
  private void setAlarm(long at) {
    if (alarm.isEmpty() || at - alarm.getAsLong() < 0) {
      alarm = OptionalLong.of(at);
      cluster.after(Math.max(1, at - cluster.now()), () -> onAlarm(at));
    }
  }

  private void onAlarm(long at) {
    if (lives && alarm.equals(OptionalLong.of(at))) {
      alarm = OptionalLong.empty();
      registrar.onTick(cluster.now());
      ring();
    }
  }

  private Roster roster() {
    return new Roster(id, cluster.members().stream().map(this::seat).toList());
  }

  private Roster.Seat seat(TestingMember member) {
    Optional<Status> status = Optional.ofNullable(heard.get(member.id));
    boolean reachable =
        member == this || (cluster.isReachable(this) && cluster.isReachable(member));
    return new Roster.Seat(
        status.map(said -> member.id),
        member.up,
        status.filter(Status::leaving).isPresent(),
        reachable,
        status.flatMap(Status::known),
        status.map(Status::voter));
  }

  private Address address() {
    return new Address("pekko", "testing", id.node(), age + 1);
  }

  private static RegisterValue value(Configuration configuration) {
    return RegisterValue.copyOf(ConfigurationFormat.toBytes(configuration));
  }
}
