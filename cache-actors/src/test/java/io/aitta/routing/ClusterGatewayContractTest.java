package io.aitta.routing;

import io.aitta.core.model.CacheName;
import io.aitta.gateway.Gateway;
import io.aitta.testing.GatewayContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** The contract through one node of three. */
class ClusterGatewayContractTest extends GatewayContract {
  private static final TestingCluster CLUSTER =
      new TestingCluster(3, 16, TestingCluster.PATIENT, System::currentTimeMillis);
  private static final AtomicInteger CACHES = new AtomicInteger();

  @AfterAll
  static void close() {
    CLUSTER.close();
  }

  @Override
  public Gateway gateway() {
    return CLUSTER.nodes.get(1).gateway;
  }

  @Override
  public CacheName freshCache() {
    return new CacheName("contract-" + CACHES.incrementAndGet());
  }
}
