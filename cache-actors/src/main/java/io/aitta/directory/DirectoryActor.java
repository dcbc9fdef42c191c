package io.aitta.directory;

import io.aitta.link.Link;
import io.aitta.protocol.NodeStatus;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** Carries what the cluster and the other nodes say to the directory's state, and shows it. */
final class DirectoryActor extends AbstractBehavior<DirectoryEvent> {
  private final DirectorySettings settings;
  private final Link link;
  private final StatusDraft draft;
  private final NodeDirectory shown;
  private final Address self;
  private final DirectoryState state;
  private boolean sayPending;

  private DirectoryActor(
      ActorContext<DirectoryEvent> context,
      DirectorySettings settings,
      Link link,
      StatusDraft draft,
      NodeDirectory shown) {
    super(context);
    this.settings = settings;
    this.link = link;
    this.draft = draft;
    this.shown = shown;
    this.self = Cluster.get(context.getSystem()).selfMember().address();
    this.state = new DirectoryState(self, settings.partitions());
  }

  static Behavior<DirectoryEvent> create(
      DirectorySettings settings, Link link, StatusDraft draft, NodeDirectory shown) {
    Behavior<DirectoryEvent> behavior =
        Behaviors.withTimers(
            timers ->
                Behaviors.setup(
                    context ->
                        new DirectoryActor(context, settings, link, draft, shown)
                            .listening(timers)));
    // A fault in a listener may not make the node deaf.
    return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.resume());
  }

  private DirectoryActor listening(TimerScheduler<DirectoryEvent> timers) {
    var events = Cluster.get(getContext().getSystem()).subscriptions();
    events.tell(
        Subscribe.create(
            getContext()
                .messageAdapter(ClusterEvent.MemberEvent.class, DirectoryEvent.MemberChanged::new),
            ClusterEvent.MemberEvent.class));
    events.tell(
        Subscribe.create(
            getContext()
                .messageAdapter(
                    ClusterEvent.ReachabilityEvent.class, DirectoryEvent.ReachabilityChanged::new),
            ClusterEvent.ReachabilityEvent.class));
    timers.startTimerWithFixedDelay(new DirectoryEvent.Repeat(), settings.statusInterval());
    return this;
  }

  @Override
  public Receive<DirectoryEvent> createReceive() {
    return newReceiveBuilder()
        .onMessage(DirectoryEvent.Heard.class, this::onHeard)
        .onMessage(DirectoryEvent.Leads.class, this::onLeads)
        .onMessage(DirectoryEvent.Http.class, this::onHttp)
        .onMessage(DirectoryEvent.Replication.class, this::onReplication)
        .onMessage(DirectoryEvent.CatalogChanged.class, event -> saySoon())
        .onMessage(DirectoryEvent.Say.class, event -> say())
        .onMessage(DirectoryEvent.Repeat.class, event -> say())
        .onMessage(DirectoryEvent.MemberChanged.class, this::onMemberChanged)
        .onMessage(DirectoryEvent.ReachabilityChanged.class, this::onReachabilityChanged)
        .build();
  }

  private Behavior<DirectoryEvent> onHeard(DirectoryEvent.Heard heard) {
    if (state.heard(heard.from(), heard.status())) {
      show();
    }
    return this;
  }

  private Behavior<DirectoryEvent> onLeads(DirectoryEvent.Leads event) {
    draft.leads(event.leads());
    return saySoon();
  }

  private Behavior<DirectoryEvent> onHttp(DirectoryEvent.Http event) {
    draft.http(event.url());
    return saySoon();
  }

  private Behavior<DirectoryEvent> onReplication(DirectoryEvent.Replication event) {
    return draft.replication(event.change()) ? saySoon() : this;
  }

  private Behavior<DirectoryEvent> onMemberChanged(DirectoryEvent.MemberChanged change) {
    Member member = change.event().member();
    if (!settings.role().isEmpty() && !member.hasRole(settings.role())) {
      return this;
    }
    return change.event() instanceof ClusterEvent.MemberRemoved
        ? onRemoved(member)
        : onSeen(member);
  }

  private Behavior<DirectoryEvent> onSeen(Member member) {
    boolean added = state.member(member.uniqueAddress(), member.status(), member.getRoles());
    show();
    if (member.address().equals(self)) {
      return added ? saySoon() : this;
    }
    link.send(member.address(), ownStatus());
    return this;
  }

  private Behavior<DirectoryEvent> onRemoved(Member member) {
    if (state.removed(member.uniqueAddress())) {
      show();
      shown.tellRemoved(member.address());
    }
    return this;
  }

  private Behavior<DirectoryEvent> onReachabilityChanged(
      DirectoryEvent.ReachabilityChanged change) {
    boolean reachable = change.event() instanceof ClusterEvent.ReachableMember;
    Member member = change.event().member();
    state.reachable(member.uniqueAddress(), reachable);
    show();
    if (reachable && !member.address().equals(self)) {
      link.send(member.address(), ownStatus());
    }
    return this;
  }

  private Behavior<DirectoryEvent> saySoon() {
    if (!sayPending) {
      sayPending = true;
      getContext().getSelf().tell(new DirectoryEvent.Say());
    }
    return this;
  }

  private Behavior<DirectoryEvent> say() {
    sayPending = false;
    NodeStatus status = ownStatus();
    for (Peer peer : shown.peers()) {
      if (!peer.address().equals(self)) {
        link.send(peer.address(), status);
      }
    }
    return this;
  }

  private NodeStatus ownStatus() {
    NodeStatus status = draft.next();
    state.heard(self, status);
    show();
    return status;
  }

  private void show() {
    shown.show(state.view());
  }
}
