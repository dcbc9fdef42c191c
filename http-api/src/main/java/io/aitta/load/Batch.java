package io.aitta.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Patience.Tries;
import io.aitta.load.source.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Operations that are sent together, and sent again as far as they were not done, while there is
 * time. A key may have many plain operations in it, or one of any kind: when one of them is sent
 * again, so are the later ones of its key, and the last one wins as it does in the file. An
 * operation that is not plain and whose answer was lost is not sent again.
 */
public final class Batch {
  private static final int MOST = 500;
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CacheClient cache;
  private final Listener listener;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Boolean> plainByKey = new HashMap<>();
  private int characters;

  Batch(CacheClient cache, Listener listener) {
    this.cache = cache;
    this.listener = listener;
  }

  /** Hears how operations ended, each once, by the thread that sends them. */
  @FunctionalInterface
  public interface Listener {
    /**
     * It ended so.
     *
     * @param answer what is known of it when it is not sent again any more
     */
    void onEnd(Operation operation, Answer<String> answer);
  }

  /** Sends operations in their order, in as many batches as it takes, until each has ended. */
  public static void sendAll(CacheClient cache, List<Operation> operations, Listener listener) {
    Batch batch = new Batch(cache, listener);
    for (Operation operation : operations) {
      if (!batch.offer(operation)) {
        batch.send();
        batch = new Batch(cache, listener);
        batch.offer(operation);
      }
    }
    batch.send();
  }

  private record Outcome(Operation operation, Answer<String> answer) {
    Outcome then(Answer<String> next) {
      return new Outcome(operation, next.after(answer));
    }
  }

  /** Takes an operation; false where it must wait for the next batch. */
  boolean offer(Operation operation) {
    boolean full =
        operations.size() >= MOST
            || (!operations.isEmpty() && characters + operation.json().length() > MOST_CHARACTERS);
    Boolean plainBefore = plainByKey.get(operation.key());
    if (full || (plainBefore != null && !(plainBefore && operation.plain()))) {
      return false;
    }
    plainByKey.put(operation.key(), operation.plain());
    characters += operation.json().length();
    return operations.add(operation);
  }

  /** Sends the operations until all are done, or refused, or the time is over. */
  void send() {
    Tries tries = cache.tries();
    List<Outcome> again =
        round(operations.stream().map(it -> new Outcome(it, Answer.unsent())).toList());
    while (!again.isEmpty() && tries.awaitNext()) {
      again = round(again);
    }
    again.forEach(it -> listener.onEnd(it.operation(), it.answer()));
    if (!again.isEmpty()) {
      cache.onInVain();
    }
  }

  /** Sends operations once more; gives those that are to be sent again. */
  private List<Outcome> round(List<Outcome> before) {
    List<Outcome> again = new ArrayList<>();
    Set<String> keysAgain = new HashSet<>();
    for (Outcome outcome : ask(before)) {
      String key = outcome.operation().key();
      if (keysAgain.contains(key) || maySendAgain(outcome)) {
        keysAgain.add(key);
        again.add(outcome);
      } else {
        listener.onEnd(outcome.operation(), outcome.answer());
        cache.onServed();
      }
    }
    return again;
  }

  private static boolean maySendAgain(Outcome outcome) {
    return outcome.answer().isNotYetDone()
        || (outcome.answer().isUnknown() && outcome.operation().plain());
  }

  private List<Outcome> ask(List<Outcome> before) {
    Answer<String> whole =
        cache.batch(
            before.stream()
                .map(it -> it.operation().json())
                .collect(Collectors.joining("\n", "", "\n")));
    List<String> lines = whole.isError() ? List.of() : whole.body().lines().toList();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Answer<String> answer =
          whole.isError() ? whole : i < lines.size() ? ofLine(lines.get(i)) : Answer.lost();
      outcomes.add(before.get(i).then(answer));
    }
    return outcomes;
  }

  private static Answer<String> ofLine(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      return json.path("status").canConvertToInt()
          ? new Answer<>(json.path("status").intValue(), line)
          : Answer.lost();
    } catch (JsonProcessingException e) {
      return Answer.lost();
    }
  }
}
