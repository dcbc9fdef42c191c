package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.surroundings.Traffic;
import java.util.List;

/** The cuts that a campaign goes through, of every shape, brief ones and lasting ones. */
public final class Cuts {
  private Cuts() {}

  /** One round. */
  public static List<Fault> round() {
    return List.of(
        Cut.brief(Shape.ALONE, Victim.OLDEST),
        Cut.lasting(Shape.ALONE, Victim.ANY),
        Cut.brief(Shape.LINK, Victim.ANY),
        Cut.brief(Shape.MUTE, Victim.ANY),
        Cut.bad(Traffic.LOSSY),
        Cut.brief(Shape.ALONE, Victim.ANY),
        Cut.lasting(Shape.ALONE, Victim.OLDEST),
        Cut.brief(Shape.DEAF, Victim.ANY),
        Cut.brief(Shape.HALF_LINK, Victim.OLDEST),
        Cut.lasting(Shape.MUTE, Victim.ANY),
        Cut.brief(Shape.SHATTERED, Victim.ANY),
        Cut.bad(Traffic.SLOW),
        Cut.lasting(Shape.DEAF, Victim.ANY),
        Cut.lasting(Shape.LINK, Victim.ANY),
        Cut.lasting(Shape.HALF_LINK, Victim.ANY));
  }
}
