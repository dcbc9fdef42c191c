package io.aitta.downing;

import static java.util.Objects.requireNonNull;

import io.aitta.directory.Electorate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * What one node sees of the cluster at one moment. Who was given up is left out.
 *
 * @param self who looks
 * @param members the full members, the leaving included, from the oldest to the youngest
 * @param passing those on their way in or out, in the order of addresses
 * @param broken the links between any of these that are broken; those are left out of which the
 *     node cannot know any more, since neither end is in its {@link Earshot}
 * @param electorate who decides
 */
record Sight(
    UniqueAddress self,
    List<UniqueAddress> members,
    List<UniqueAddress> passing,
    Set<BrokenLink> broken,
    Electorate electorate) {
  Sight {
    requireNonNull(self, "self is null");
    members = List.copyOf(members);
    passing = List.copyOf(passing);
    broken =
        Earshot.current(
            self, Stream.concat(members.stream(), passing.stream()).toList(), Set.copyOf(broken));
    requireNonNull(electorate, "electorate is null");
  }
}
