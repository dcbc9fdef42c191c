package io.aitta.multijvm.campaign.fault;

import java.util.List;

/**
 * The pairs of faults that campaigns go through. Each leaves a copy of everything: one of the two
 * at most costs a node its copies, or both strike the same node.
 */
public final class Pairs {
  /** Over before a node that does not answer is shut out, which takes eleven seconds. */
  private static final Blow BRIEF_PAUSE = new Pause(1, 8);

  private static final Blow LONG_PAUSE = new Pause(1, 30);

  /** Longer than a kill waits that is to meet it. */
  private static final Blow PAUSE_TO_BE_MET = new Pause(8, 10);

  private static final Blow KILL = new Kill(Victim.ANY);
  private static final Blow BRIEF_CUT = Cut.brief(Shape.ALONE, Victim.ANY);
  private static final Blow LASTING_CUT = Cut.lasting(Shape.ALONE, Victim.ANY);

  private Pairs() {}

  /** One round of pairs with a kill that need nothing but processes. */
  public static List<Fault> ofKills() {
    return List.of(
        new Together(new Leave(), Aim.SAME, KILL, 2_000),
        new Together(PAUSE_TO_BE_MET, Aim.SAME, KILL, 4_000),
        new Together(new Return(), Aim.OTHER, KILL, 0));
  }

  /** One round of pairs with cuts, clock steps, growth and rolling restarts. */
  public static List<Fault> round() {
    return List.of(
        new Together(Cut.brief(Shape.ALONE, Victim.OLDEST), Aim.OTHER, KILL, 500),
        new Together(LASTING_CUT, Aim.SAME, KILL, 15_000),
        new Together(new ClockStep(), Aim.SAME, KILL, 2_000),
        new Together(new Arrival(), Aim.OTHER, KILL, 2_000),
        new Together(LASTING_CUT, Aim.SAME, LONG_PAUSE, 5_000),
        new RollingPair(BRIEF_PAUSE, 2_000),
        new Together(LASTING_CUT, Aim.SAME, new ClockStep(), 4_000),
        new Together(new Leave(), Aim.OTHER, KILL, 2_000),
        new Together(new Leave(), Aim.OTHER, Cut.brief(Shape.LINK, Victim.ANY), 1_000),
        new Together(KILL, Aim.OTHER, BRIEF_CUT, 1_000),
        new RollingPair(BRIEF_CUT, 2_000),
        new Together(LASTING_CUT, Aim.OTHER, BRIEF_PAUSE, 15_000),
        new Together(new ClockStep(), Aim.OTHER, KILL, 2_000),
        new Together(LASTING_CUT, Aim.OTHER, new ClockStep(), 4_000),
        new Together(new Arrival(), Aim.SAME, LASTING_CUT, 2_000));
  }
}
