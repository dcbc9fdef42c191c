package io.aitta.multijvm.surroundings;

import static java.util.Locale.ROOT;

import java.util.List;

/**
 * What becomes of packets that go one way. Each host sends through a tree of classes (HTB): what
 * matches no filter goes on as it is, the rest to a class that drops or delays it. Only schedulers
 * that nearly every kernel has are needed; netem is not.
 */
public enum Traffic {
  /** All are dropped in silence. */
  CUT("", "1:2"),
  /**
   * One in sixteen is dropped: those whose IPv4 identification ends in 5. Of one connection it
   * counts up, and a packet that is sent again has another.
   */
  LOSSY(" match u16 5 0xf at 4", "1:2"),
  /** They share 512 kbit/s and wait for up to a second; what finds no room is dropped. */
  SLOW("", "1:3");

  private final String match;
  private final String target;

  Traffic(String match, String target) {
    this.match = match;
    this.target = target;
  }

  /** The name that people call it by. */
  public String label() {
    return name().toLowerCase(ROOT);
  }

  /** The commands that prepare a device of a namespace for {@link #on}. */
  static List<String> prepare(String namespace, String device) {
    String tc = "tc -n " + namespace;
    String to = " add dev " + device;
    String whole = " htb rate 10gbit quantum 60000";
    return List.of(
        tc + " qdisc" + to + " root handle 1: htb default 1",
        tc + " class" + to + " parent 1: classid 1:1" + whole,
        tc + " class" + to + " parent 1: classid 1:2" + whole,
        tc + " qdisc" + to + " parent 1:2 blackhole",
        tc + " class" + to + " parent 1: classid 1:3 htb rate 512kbit quantum 1500",
        tc + " qdisc" + to + " parent 1:3 bfifo limit 64kb");
  }

  /** The command that does this to all IPv4 packets to an address. */
  String on(String namespace, String device, String address) {
    String filter = "tc -n %s filter add dev %s parent 1: protocol ip pref 1 u32";
    String packets = " match ip dst %s/32%s flowid %s";
    return (filter + packets).formatted(namespace, device, address, match, target);
  }

  /** The command that lets all packets go again. */
  static String heal(String namespace, String device) {
    return "tc -n %s filter del dev %s parent 1:".formatted(namespace, device);
  }
}
