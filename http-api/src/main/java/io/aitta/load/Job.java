package io.aitta.load;

import io.aitta.console.OperatorException;
import io.aitta.load.rest.CacheClient;
import java.io.IOException;

/** The work of a load, whose source was opened and can be used. It runs once. */
interface Job extends AutoCloseable {
  /** Where it ends, in units of its own. May be asked from any thread, as the next two. */
  long total();

  /** Where it is, in the same units. */
  long position();

  /** How it goes, in a few words. */
  String brief();

  /**
   * Does it.
   *
   * @param concurrency how many requests are under way at a time
   * @param limit how many requests or entries are taken at most
   * @throws IOException when the source cannot be read any more
   * @throws OperatorException when the cluster does not serve any more
   */
  void run(CacheClient cache, int concurrency, long limit) throws IOException, InterruptedException;

  /** What it has done, a fact a line. */
  String report();

  @Override
  void close() throws IOException;
}
