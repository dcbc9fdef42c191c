package io.aitta.load;

import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Refusals;
import io.aitta.load.source.InputFile;
import io.aitta.load.source.Operation;
import io.aitta.load.source.Operations;
import java.io.IOException;
import java.util.Optional;

/** Uploads the operations of a file in batches, those of one key in their order. */
final class BatchUpload implements Job {
  private static final int AT_A_TIME = 500;

  private final InputFile file;
  private final Operations operations;
  private final Undone undone;
  private final UploadStatistics statistics = new UploadStatistics();

  BatchUpload(InputFile file, Operations operations, Undone undone) {
    this.file = file;
    this.operations = operations;
    this.undone = undone;
  }

  @Override
  public long total() {
    return file.size();
  }

  @Override
  public long position() {
    return file.position();
  }

  @Override
  public String brief() {
    return statistics.brief();
  }

  @Override
  public void run(CacheClient cache, int concurrency, long limit)
      throws IOException, InterruptedException {
    try (Lanes<Operation> lanes =
        new Lanes<>(
            concurrency,
            AT_A_TIME,
            2 * AT_A_TIME,
            BatchUpload::size,
            some -> Batch.sendAll(cache, some, this::settle))) {
      for (long left = limit; left > 0; left--) {
        Optional<Operation> operation = operations.next();
        if (operation.isEmpty()) {
          break;
        }
        lanes.add(operation.get().key(), operation.get());
      }
      lanes.finish();
    }
  }

  @Override
  public String report() {
    return statistics.full();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static int size(Operation operation) {
    return operation.json().length();
  }

  private void settle(Operation operation, Answer<String> answer) {
    if (answer.isError() && !(answer.isMiss() && operation.toleratesMiss())) {
      undone.add("line " + operation.line(), answer, Refusals.of(answer));
    } else {
      statistics.onDone(1, operation.bytes());
    }
  }
}
