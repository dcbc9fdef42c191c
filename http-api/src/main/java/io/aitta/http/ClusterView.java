package io.aitta.http;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as one node sees it.
 *
 * @param name the cluster's name
 * @param self the name of the node that answers
 * @param members the nodes that are members, this one included
 * @param partitions every partition, by number
 * @param register what decides who leads them
 */
public record ClusterView(
    String name,
    String self,
    Counts counts,
    List<Member> members,
    List<Partition> partitions,
    Register register) {
  public ClusterView {
    requireNonNull(name, "name is null");
    requireNonNull(self, "self is null");
    requireNonNull(counts, "counts is null");
    members = List.copyOf(members);
    partitions = List.copyOf(partitions);
    requireNonNull(register, "register is null");
  }

  /**
   * The partitions in numbers.
   *
   * @param count how many there are
   * @param underReplicated how many have fewer copies in sync than they should
   * @param moving how many are on their way: a node is being given a copy, or one is to lose it
   * @param unavailable how many have no primary that can be reached
   */
  public record Counts(int count, int underReplicated, int moving, int unavailable) {}

  /**
   * A node.
   *
   * @param address where it speaks to other nodes, {@code host:port} or a URI
   * @param http where its HTTP front end listens, as a URL; empty until it has said so
   * @param status its membership, such as {@code Up} or {@code Leaving}
   * @param reachable whether the answering node can reach it
   * @param primaries how many partitions it leads
   * @param copies how many partitions it holds a copy of, those it leads included
   */
  public record Member(
      String name,
      String address,
      Optional<String> http,
      String status,
      boolean reachable,
      List<String> roles,
      String version,
      long uptimeSeconds,
      int primaries,
      int copies) {
    public Member {
      requireNonNull(name, "name is null");
      requireNonNull(address, "address is null");
      requireNonNull(http, "http is null");
      requireNonNull(status, "status is null");
      requireNonNull(version, "version is null");
      roles = List.copyOf(roles);
    }
  }

  /**
   * A partition.
   *
   * @param primary the name of the node that leads it; empty while none does
   * @param epoch the epoch of its primary; 0 while there is none
   * @param inSync the names of the nodes whose copies are complete, the primary's included
   * @param movingTo the names of the nodes that are being given a copy
   */
  public record Partition(
      int number,
      Optional<String> primary,
      long epoch,
      List<String> inSync,
      List<String> movingTo) {
    public Partition {
      requireNonNull(primary, "primary is null");
      inSync = List.copyOf(inSync);
      movingTo = List.copyOf(movingTo);
    }
  }

  /**
   * The register in which voters decide who leads and which copies are in sync.
   *
   * @param generation which set of voters it is, from 1; 0 until one is known
   * @param voters the names of the nodes that vote
   * @param standstill empty while they can decide
   * @param steppedBack why the answering node's own voter takes part no more, if that is so
   */
  public record Register(
      long generation,
      List<String> voters,
      Optional<Standstill> standstill,
      Optional<String> steppedBack) {
    public Register {
      voters = List.copyOf(voters);
      requireNonNull(standstill, "standstill is null");
      requireNonNull(steppedBack, "steppedBack is null");
    }
  }

  /**
   * A time in which nothing can be decided.
   *
   * @param waitsFor the names of the nodes whose voters are missing
   * @param reason what is missing and what to do, in a sentence
   */
  public record Standstill(Instant since, List<String> waitsFor, String reason) {
    public Standstill {
      requireNonNull(since, "since is null");
      waitsFor = List.copyOf(waitsFor);
      requireNonNull(reason, "reason is null");
    }
  }
}
