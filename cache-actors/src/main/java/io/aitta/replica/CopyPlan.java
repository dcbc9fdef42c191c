package io.aitta.replica;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.directory.Directory;
import java.util.Map;

/** Asks the plan of placement on behalf of this node's primaries. */
final class CopyPlan {
  private final MemberId self;
  private final Directory directory;
  private final ReplicaSettings settings;

  CopyPlan(MemberId self, Directory directory, ReplicaSettings settings) {
    this.self = self;
    this.directory = directory;
    this.settings = settings;
  }

  /** The next step of each partition that is led here and needs one. */
  Map<Integer, Input> steps(Map<Integer, Configuration> led, boolean leaving) {
    return Map.of();
  }
}
