package io.aitta.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.load.CacheClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends operations in batches, those of one key in their order. */
final class BatchUpload {
  private static final int BATCH = 500;
  private static final int BATCH_CHARACTERS = 1 << 20;
  private static final int FIRST_ERROR = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CacheClient cache;
  private final UploadStatistics statistics;
  private final BadLines badLines;

  BatchUpload(CacheClient cache, UploadStatistics statistics, BadLines badLines) {
    this.cache = cache;
    this.statistics = statistics;
    this.badLines = badLines;
  }

  /** Sends the operations up to a number of them. */
  void run(Operations operations, int concurrency, long limit)
      throws IOException, InterruptedException {
    try (Lanes<Operation> lanes =
        new Lanes<>(concurrency, BATCH, 2 * BATCH, BatchUpload::size, this::send)) {
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

  private static int size(Operation operation) {
    return operation.json().length();
  }

  private void send(List<Operation> operations) {
    int begin = 0;
    int characters = 0;
    for (int end = 0; end < operations.size(); end++) {
      characters += size(operations.get(end));
      if (characters > BATCH_CHARACTERS && end > begin) {
        sendOne(operations.subList(begin, end));
        begin = end;
        characters = size(operations.get(end));
      }
    }
    sendOne(operations.subList(begin, operations.size()));
  }

  private void sendOne(List<Operation> operations) {
    Answer<String> answer =
        cache.batch(
            operations.stream().map(Operation::json).collect(Collectors.joining("\n", "", "\n")));
    if (answer.isError()) {
      operations.forEach(operation -> badLines.add(operation.line(), Refusals.of(answer)));
      return;
    }
    List<String> answers = new ArrayList<>(answer.body().lines().toList());
    for (int i = 0; i < operations.size(); i++) {
      onAnswer(operations.get(i), i < answers.size() ? answers.get(i) : "{}");
    }
  }

  private void onAnswer(Operation operation, String answer) {
    try {
      JsonNode json = JSON.readTree(answer);
      int status = json.path("status").asInt(0);
      if (status > 0 && status < FIRST_ERROR) {
        statistics.onDone(1, size(operation));
      } else {
        String slug = json.path("problem").asText("not answered");
        badLines.add(operation.line(), "the cluster answers " + status + " " + slug);
      }
    } catch (JsonProcessingException e) {
      badLines.add(operation.line(), "the cluster's answer is no JSON");
    }
  }
}
