package io.aitta.core.placement;

import io.aitta.core.replication.configuration.MemberId;
import java.util.Set;

/**
 * What one node should do with the copies of the partitions it leads. Every node plans for all, by
 * the same rules, and takes the steps that are its own: where views agree plans agree, so that many
 * who act at once do what one would have done.
 *
 * @param urgent copies that are missing, and what members that leave have to give away
 * @param balancing what makes the cluster even; nothing while anything is missing
 */
record Plan(Set<Step> urgent, Set<Step> balancing) {
  /**
   * A function of what it is given, and of nothing else.
   *
   * @param underWay the copies this node is sending
   * @param evenly whether to plan more than is urgent
   */
  static Plan of(MemberId self, ClusterView view, Set<Step.Recruit> underWay, boolean evenly) {
    Draft draft = new Draft(view, underWay);
    Agenda agenda = new Agenda(self);
    boolean whole = new Repair(draft, agenda).plan();
    if (whole && evenly) {
      agenda.calm();
      new LeadBalance(draft, agenda).plan();
      new CopyBalance(draft, agenda).plan();
    }
    return new Plan(agenda.urgent(), agenda.balancing());
  }
}
