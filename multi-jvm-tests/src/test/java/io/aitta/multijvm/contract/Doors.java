package io.aitta.multijvm.contract;

import io.aitta.multijvm.http.Api;

/**
 * Two ways into one cluster.
 *
 * @param name the node that is tested
 * @param here the node that is tested
 * @param there another one
 */
record Doors(String name, Api here, Api there) {
  @Override
  public String toString() {
    return name;
  }
}
