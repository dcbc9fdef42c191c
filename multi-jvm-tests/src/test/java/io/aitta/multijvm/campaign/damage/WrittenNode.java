package io.aitta.multijvm.campaign.damage;

import static java.util.Objects.requireNonNull;

import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a node of its own process has left, and what it has to serve.
 *
 * @param files as its last life left them
 * @param older as each of the lives before it did
 */
record WrittenNode(NodeFiles files, List<NodeFiles> older, Expected expected) {
  static final String NAME = "node-1";
  static final String SETTINGS = "aitta.partitions = 16";

  private static final int WRITES = 150;

  WrittenNode {
    requireNonNull(files, "files is null");
    requireNonNull(expected, "expected is null");
    older = List.copyOf(older);
  }

  /** Lets a node live two or three times; each life is killed or told to leave. */
  static WrittenNode write(String name, Random random) {
    Story story = new Story(random);
    int lives = 2 + random.nextInt(2);
    List<NodeFiles> left = new ArrayList<>();
    try (JvmCluster cluster =
        JvmCluster.named(name)
            .size(1)
            .configuration(SETTINGS)
            .configuration("aitta.persistence.journal = h2")
            .start()) {
      JvmNode node = cluster.node(0);
      Path data = node.runDirectory().resolve("data").resolve(NAME);
      for (int life = 1; life <= lives; life++) {
        if (life > 1) {
          node.restart();
        }
        story.tell(new Api(node.url()), WRITES + random.nextInt(WRITES));
        end(node, random.nextBoolean());
        left.add(NodeFiles.read(data));
      }
    }
    return new WrittenNode(left.get(lives - 1), left.subList(0, lives - 1), story.expected());
  }

  private static void end(JvmNode node, boolean killed) {
    if (killed) {
      node.kill();
    } else {
      node.stop();
    }
  }
}
