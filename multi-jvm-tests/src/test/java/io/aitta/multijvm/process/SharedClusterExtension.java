package io.aitta.multijvm.process;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Starts the shared cluster once, hands it out, and names its logs in every failure. */
public final class SharedClusterExtension
    implements ParameterResolver, TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(SharedClusterExtension.class);

  /** The cluster of this run; started where it is not yet. */
  public static JvmCluster of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            JvmCluster.class, key -> JvmCluster.named("shared").start(), JvmCluster.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == JvmCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return of(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    JvmCluster started =
        context.getRoot().getStore(NAMESPACE).get(JvmCluster.class, JvmCluster.class);
    if (started != null) {
      failure.addSuppressed(new AssertionError("the nodes' logs are in " + started.directory()));
    }
    throw failure;
  }
}
