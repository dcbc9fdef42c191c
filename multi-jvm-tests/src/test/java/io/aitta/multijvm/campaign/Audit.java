package io.aitta.multijvm.campaign;

import io.aitta.multijvm.campaign.client.Client;
import io.aitta.multijvm.campaign.client.KeyKind;
import io.aitta.multijvm.campaign.client.Ledger;
import io.aitta.multijvm.history.KeyHistory;
import io.aitta.multijvm.history.Verdict;
import io.aitta.simulation.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is found in the end: every key is read once more, and its whole history judged, that read
 * included.
 *
 * @param keys how many were ever written or read
 * @param lost how many acknowledged writes are gone
 * @param surplus how many increments took place that nobody had asked for
 * @param violations the keys whose histories are not linearizable
 * @param undecided the keys whose histories were too tangled to say
 * @param unread the keys that could not be read
 */
record Audit(
    int keys,
    long lost,
    long surplus,
    List<String> violations,
    List<String> undecided,
    List<String> unread) {
  Audit {
    violations = List.copyOf(violations);
    undecided = List.copyOf(undecided);
    unread = List.copyOf(unread);
  }

  static Audit of(Client client, Ledger ledger) {
    Findings findings = new Findings();
    for (String key : ledger.keys()) {
      OptionalLong found = client.audit(key, ledger);
      findings.add(ledger.history(key), found);
    }
    return findings.audit();
  }

  private static final class Findings {
    private final List<String> violations = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private int keys;
    private long lost;
    private long surplus;

    void add(KeyHistory history, OptionalLong found) {
      keys++;
      found.ifPresentOrElse(value -> count(history, value), () -> unread.add(history.key()));
      Verdict verdict = history.verdict();
      if (verdict == Verdict.VIOLATED) {
        violations.add(history.key());
      } else if (verdict == Verdict.UNDECIDED) {
        undecided.add(history.key());
      }
    }

    private void count(KeyHistory history, long found) {
      if (found != Call.ABSENT || !KeyKind.mayEnd(history.key())) {
        lost += history.lost(found);
        surplus += history.surplus(found);
      }
    }

    Audit audit() {
      return new Audit(keys, lost, surplus, violations, undecided, unread);
    }
  }
}
