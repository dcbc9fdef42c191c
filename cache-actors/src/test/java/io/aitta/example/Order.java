package io.aitta.example;

import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** One order of the shop, a sharded entity: adds up what its items cost. */
public final class Order extends AbstractBehavior<Order.Command> {
  /** What an order takes. */
  public sealed interface Command {}

  /** Orders some pieces of an item. */
  public record AddLine(String item, int count, ActorRef<Answer> replyTo) implements Command {}

  /** Asks for the sum so far. */
  public record GetTotal(ActorRef<Answer> replyTo) implements Command {}

  private record Priced(AddLine line, Optional<Price> price) implements Command {}

  private record PriceUnavailable(AddLine line) implements Command {}

  /** What an order answers. */
  public sealed interface Answer {}

  /** The order costs this much, in cents. */
  public record Total(long cents) implements Answer {}

  /** The line was not added. */
  public record Refused(String reason) implements Answer {}

  private final PriceList prices;
  private long cents;

  private Order(ActorContext<Command> context, PriceList prices) {
    super(context);
    this.prices = prices;
  }

  static Behavior<Command> create(PriceList prices) {
    return Behaviors.setup(context -> new Order(context, prices));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(AddLine.class, this::onAddLine)
        .onMessage(Priced.class, this::onPriced)
        .onMessage(PriceUnavailable.class, this::onPriceUnavailable)
        .onMessage(GetTotal.class, this::onGetTotal)
        .build();
  }

  private Behavior<Command> onAddLine(AddLine line) {
    getContext()
        .pipeToSelf(
            prices.priceOf(line.item()),
            (price, failure) ->
                failure == null ? new Priced(line, price) : new PriceUnavailable(line));
    return this;
  }

  private Behavior<Command> onPriced(Priced priced) {
    AddLine line = priced.line();
    if (priced.price().isEmpty()) {
      line.replyTo().tell(new Refused("there is no item '" + line.item() + "'"));
    } else {
      cents += priced.price().get().cents() * line.count();
      line.replyTo().tell(new Total(cents));
    }
    return this;
  }

  private Behavior<Command> onPriceUnavailable(PriceUnavailable unavailable) {
    AddLine line = unavailable.line();
    line.replyTo().tell(new Refused("the price of '" + line.item() + "' is not known now"));
    return this;
  }

  private Behavior<Command> onGetTotal(GetTotal question) {
    question.replyTo().tell(new Total(cents));
    return this;
  }
}
