package io.aitta.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** The shop's own messages between its nodes, as JSON. */
public final class ShopSerializer extends SerializerWithStringManifest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int IDENTIFIER = 7001;

  private final ExtendedActorSystem system;

  /** Called by Pekko, by its configuration. */
  public ShopSerializer(ExtendedActorSystem system) {
    this.system = system;
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return message.getClass().getSimpleName();
  }

  @Override
  public byte[] toBinary(Object message) {
    ObjectNode json = JSON.createObjectNode();
    if (message instanceof Order.AddLine line) {
      json.put("item", line.item()).put("count", line.count()).put("to", path(line.replyTo()));
    } else if (message instanceof Order.GetTotal question) {
      json.put("to", path(question.replyTo()));
    } else if (message instanceof Order.Total total) {
      json.put("cents", total.cents());
    } else if (message instanceof Order.Refused refused) {
      json.put("reason", refused.reason());
    } else {
      throw new IllegalArgumentException("no message between nodes: " + message.getClass());
    }
    return json.toString().getBytes(UTF_8);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    JsonNode json = read(bytes);
    return switch (manifest) {
      case "AddLine" ->
          new Order.AddLine(json.path("item").asText(), json.path("count").asInt(), ref(json));
      case "GetTotal" -> new Order.GetTotal(ref(json));
      case "Total" -> new Order.Total(json.path("cents").asLong());
      case "Refused" -> new Order.Refused(json.path("reason").asText());
      default -> throw new IllegalArgumentException("unknown message " + manifest);
    };
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private String path(ActorRef<?> ref) {
    return resolver().toSerializationFormat(ref);
  }

  private <T> ActorRef<T> ref(JsonNode json) {
    return resolver().resolveActorRef(json.path("to").asText());
  }

  /** Not in the constructor, since serializers are made while the system starts. */
  private ActorRefResolver resolver() {
    return ActorRefResolver.get(Adapter.toTyped(system));
  }
}
