package io.aitta.core.register.model;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * One life of a voter: a process that has its storage open. A voter has at most one at a time; the
 * storage is locked.
 *
 * @param process never the same for two processes
 */
public record VoterProcess(VoterId voter, UUID process) {
  public VoterProcess {
    requireNonNull(voter, "voter is null");
    requireNonNull(process, "process is null");
  }
}
