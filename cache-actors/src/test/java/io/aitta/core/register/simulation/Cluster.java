package io.aitta.core.register.simulation;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Promises;
import io.aitta.core.register.message.VoterReply.Votes;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.register.proposer.Change;
import io.aitta.core.register.proposer.ProposerInput;
import io.aitta.core.register.proposer.ProposerInput.Learned;
import io.aitta.core.register.proposer.ProposerInput.ProvenDead;
import io.aitta.core.register.proposer.ProposerInput.Received;
import io.aitta.core.register.proposer.ProposerInput.ReplaceVoters;
import io.aitta.core.register.proposer.ProposerInput.Submit;
import io.aitta.core.register.proposer.ProposerInput.Tick;
import io.aitta.core.register.proposer.ProposerOutput;
import io.aitta.core.register.proposer.ProposerOutput.Entered;
import io.aitta.core.register.proposer.ProposerOutput.Finished;
import io.aitta.core.register.proposer.ProposerOutput.Send;
import io.aitta.core.register.proposer.ProposerOutput.VotersReplaced;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The nodes and all that passes between them. */
final class Cluster {
  private final World world;
  private final Schedule schedule;
  private final Network network;
  private final Invariants invariants = new Invariants();
  private final History history = new History();
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Set<VoterProcess> dead = new HashSet<>();
  private final Generation first;
  private Generation latest;
  private long lastCall;
  private int replacements;

  Cluster(World world, Schedule schedule, Network network, int size, int firstVoters) {
    this.world = world;
    this.schedule = schedule;
    this.network = network;
    for (int i = 1; i <= size; i++) {
      nodes.add(new SimulatedNode("n" + i, world));
    }
    nodes.forEach(SimulatedNode::startVoter);
    first = new Generation(1, voters(nodes.subList(0, firstVoters)));
    latest = first;
    nodes.forEach(node -> node.startProposer(first));
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  History history() {
    return history;
  }

  Invariants invariants() {
    return invariants;
  }

  /** The latest generation that any node has asked. */
  Generation latest() {
    return latest;
  }

  /** Whether the node is one of the latest voters. */
  boolean votes(SimulatedNode node) {
    return latest.has(node.process().voter());
  }

  /** How many changes of voters came to an end. */
  int replacements() {
    return replacements;
  }

  static SortedSet<VoterId> voters(List<SimulatedNode> nodes) {
    SortedSet<VoterId> voters = new TreeSet<>();
    nodes.forEach(node -> voters.add(node.process().voter()));
    return voters;
  }

  void submit(SimulatedNode node, List<Change> changes, long patience) {
    lastCall++;
    history.begin(lastCall, node.name(), changes);
    step(node, new Submit(lastCall, changes, schedule.now() + patience));
  }

  void replaceVoters(SimulatedNode node, SortedSet<VoterId> voters, long patience) {
    lastCall++;
    step(node, new ReplaceVoters(lastCall, voters, schedule.now() + patience));
  }

  void crash(SimulatedNode node) {
    dead.add(node.process());
    history.forget(node.name());
    node.crash();
  }

  void start(SimulatedNode node) {
    node.startVoter();
    Generation known = node.voter().acceptor().active().orElse(first);
    node.startProposer(world.oneIn(3) ? first : known);
  }

  /** Tells some nodes which processes have ended. */
  void reportDead() {
    for (SimulatedNode node : nodes) {
      if (node.isUp() && !world.oneIn(4)) {
        Set<VoterProcess> known =
            world.mutation() == Mutation.FALSE_DEATHS ? withFalse(node) : dead;
        node.voter().acceptor().onProvenDead(known);
        step(node, new ProvenDead(known));
      }
    }
  }

  /** Each voter greets its partner, if it has one. */
  void greetAll() {
    nodes.stream().filter(SimulatedNode::isUp).forEach(this::greet);
  }

  /** Has the voters of the next generation, which shall be those, meet before it is named. */
  void meet(SortedSet<VoterId> voters) {
    Generation next = latest.next(voters);
    nodes.stream()
        .filter(SimulatedNode::isUp)
        .map(node -> node.voter().acceptor())
        .filter(acceptor -> next.has(acceptor.self().voter()))
        .forEach(acceptor -> acceptor.expect(next));
    greetAll();
  }

  /** Tells the node of the latest generation. */
  void tellLatest(SimulatedNode node) {
    step(node, new Learned(latest));
  }

  private Set<VoterProcess> withFalse(SimulatedNode self) {
    Set<VoterProcess> others = new HashSet<>(dead);
    nodes.stream()
        .filter(node -> node.isUp() && node != self && world.oneIn(2))
        .forEach(node -> others.add(node.process()));
    return others;
  }

  private void step(SimulatedNode node, ProposerInput input) {
    List<ProposerOutput> outputs = node.proposer().step(schedule.now(), input);
    outputs.forEach(output -> onOutput(node, output));
    node.proposer().wakeAt().ifPresent(time -> wakeAt(node, time));
  }

  private void wakeAt(SimulatedNode node, long time) {
    if (node.isNewAlarm(time, schedule.now())) {
      int life = node.life();
      schedule.after(Math.max(time - schedule.now(), 1), () -> tick(node, life));
    }
  }

  private void tick(SimulatedNode node, int life) {
    if (node.isUp() && node.life() == life) {
      step(node, new Tick());
    }
  }

  private void onOutput(SimulatedNode node, ProposerOutput output) {
    if (output instanceof Send send) {
      send(node, send);
    } else if (output instanceof Finished finished) {
      history.end(finished.call(), finished.outcomes());
    } else if (output instanceof Entered entered) {
      onEntered(entered.active());
    } else if (output instanceof VotersReplaced replaced) {
      replacements++;
      invariants.onGeneration(replaced.active());
    }
  }

  private void onEntered(Generation generation) {
    invariants.onEntered(generation);
    latest = generation.number() > latest.number() ? generation : latest;
  }

  private void send(SimulatedNode from, Send send) {
    SimulatedNode to = named(send.to().name());
    int life = from.life();
    network.carry(from.name(), to.name(), () -> arrive(to, send.message(), from, life));
  }

  private void arrive(SimulatedNode at, VoterMessage message, SimulatedNode from, int life) {
    if (!at.isUp()) {
      return;
    }
    VoterReply reply = at.voter().step(message);
    invariants.onAnswer(message, reply);
    for (VoterReply delivered : delivered(reply, message.generation())) {
      network.carry(at.name(), from.name(), () -> returned(from, life, delivered));
    }
  }

  private void returned(SimulatedNode node, int life, VoterReply reply) {
    if (node.isUp() && node.life() == life) {
      step(node, new Received(reply));
    }
  }

  private List<VoterReply> delivered(VoterReply reply, Generation generation) {
    boolean honest = world.mutation() != Mutation.QUORUM_OF_ONE;
    return honest
        ? List.of(reply)
        : generation.voters().stream().map(voter -> inTheNameOf(voter, reply)).toList();
  }

  private static VoterReply inTheNameOf(VoterId voter, VoterReply reply) {
    if (reply instanceof Promises was) {
      return new Promises(voter, was.generation(), was.ballot(), was.granted(), was.preempted());
    }
    return reply instanceof Votes was
        ? new Votes(voter, was.generation(), was.ballot(), was.accepted(), was.preempted())
        : reply;
  }

  private void greet(SimulatedNode node) {
    node.voter().acceptor().greet().forEach(greeting -> carry(greeting, node));
  }

  private void carry(Greeting greeting, SimulatedNode from) {
    SimulatedNode to = named(greeting.to().name());
    network.carry(
        from.name(),
        to.name(),
        () -> {
          if (to.isUp()) {
            to.voter().acceptor().answer(greeting).ifPresent(answer -> carry(answer, to, from));
          }
        });
  }

  private void carry(Greeting.Response response, SimulatedNode from, SimulatedNode to) {
    network.carry(
        from.name(),
        to.name(),
        () -> {
          if (to.isUp()) {
            to.voter().acceptor().onResponse(response);
          }
        });
  }

  private SimulatedNode named(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }
}
