package io.aitta.routing.run;

import io.aitta.core.operation.ReadStatistics;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StatisticsReply;
import io.aitta.directory.Leader;
import io.aitta.directory.Routes;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.NodeStatistics;
import io.aitta.protocol.NodeStatus;
import io.aitta.routing.question.Receiver;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.Address;

/** The statistics of all partitions on their way, summed by the node that leads each. */
public final class StatisticsRun {
  private final CacheCall call;
  private final Routes routes;
  private final Awaited<Map<String, NodeStatistics>> answer;
  private final ConcurrentMap<Address, NodeStatistics> byNode = new ConcurrentHashMap<>();
  private final AtomicReference<CacheException> failure = new AtomicReference<>();

  private StatisticsRun(
      CacheCall call, Routes routes, Awaited<Map<String, NodeStatistics>> answer) {
    this.call = call;
    this.routes = routes;
    this.answer = answer;
  }

  /** Begins with all partitions; the answer has the sums by the names of nodes. */
  public static void start(
      CacheCall call,
      Routes routes,
      int partitions,
      int parallel,
      Awaited<Map<String, NodeStatistics>> answer) {
    StatisticsRun run = new StatisticsRun(call, routes, answer);
    FanOut.run(partitions, parallel, run::ask, run::end);
  }

  private void ask(int partition, Runnable done) {
    if (failure.get() == null) {
      call.ask(partition, new ReadStatistics(), new OfPartition(done));
    } else {
      done.run();
    }
  }

  private void end() {
    Optional<CacheException> cause = Optional.ofNullable(failure.get());
    if (cause.isPresent()) {
      answer.fail(cause.get());
      return;
    }
    Map<Address, NodeStatus> statuses = routes.statuses();
    Map<String, NodeStatistics> byName = new TreeMap<>();
    byNode.forEach((node, sum) -> byName.merge(nameOf(node, statuses), sum, NodeStatistics::plus));
    answer.succeed(byName);
  }

  private static String nameOf(Address node, Map<Address, NodeStatus> statuses) {
    return Optional.ofNullable(statuses.get(node)).map(NodeStatus::name).orElse(node.toString());
  }

  private final class OfPartition implements Receiver<Reply> {
    private final Runnable done;

    OfPartition(Runnable done) {
      this.done = done;
    }

    @Override
    public void onAnswer(Leader by, Reply reply) {
      NodeStatistics one = new NodeStatistics(1, ((StatisticsReply) reply).statistics());
      byNode.merge(by.node(), one, NodeStatistics::plus);
      done.run();
    }

    @Override
    public void onFailure(CacheException cause) {
      failure.compareAndSet(null, cause);
      done.run();
    }
  }
}
