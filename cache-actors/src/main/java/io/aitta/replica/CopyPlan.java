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
    Map<Integer, Input> steps = new java.util.HashMap<>();
    java.util.List<MemberId> others =
        directory.statuses().values().stream()
            .filter(status -> !status.replication().leaving())
            .map(io.aitta.protocol.NodeStatus::member)
            .filter(member -> !member.equals(self))
            .sorted()
            .toList();
    led.forEach(
        (partition, configuration) -> {
          if (leaving) {
            configuration.inSync().stream()
                .filter(others::contains)
                .findFirst()
                .ifPresent(target -> steps.put(partition, new Input.HandOver(target)));
          }
          if (!steps.containsKey(partition) && configuration.inSync().size() < settings.copies()) {
            java.util.List<MemberId> free =
                others.stream().filter(member -> !configuration.inSync().contains(member)).toList();
            if (!free.isEmpty()) {
              steps.put(partition, new Input.Recruit(free.get(partition % free.size())));
            }
          }
        });
    return steps;
  }
}
