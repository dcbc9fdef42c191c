package io.aitta.launcher;

import io.aitta.core.model.CacheName;
import io.aitta.transfer.format.Form;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says where a running cluster is, and what such commands may be told. */
public class NodeUrls {
  @Option(
      names = "--url",
      paramLabel = "URL",
      split = ",",
      defaultValue = "http://127.0.0.1:8080",
      showDefaultValue = Visibility.NEVER,
      description =
          "A node, several with commas or repeated; asked in turn (default: ${DEFAULT-VALUE}).")
  List<URI> nodes;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  /**
   * The base addresses of the nodes.
   *
   * @throws ParameterException when one is not of an address that a node can have
   */
  public final List<URI> nodes() {
    nodes.forEach(this::requireHttp);
    return nodes;
  }

  /**
   * Makes sure that the value of an option is in its range.
   *
   * @throws ParameterException when it is not
   */
  public final void requireIn(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw usage("%s is %d, but must be %d to %d".formatted(option, value, least, most));
    }
  }

  /** Says in a sentence what is wrong with the command line. */
  public final ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }

  /**
   * A name that a cache can have.
   *
   * @throws ParameterException when none can
   */
  final String cacheNamed(String name, String option) {
    if (!CacheName.isValid(name)) {
      throw usage(
          "%s is %s, but must be a letter or digit and up to 62 of [A-Za-z0-9._-]"
              .formatted(option, name));
    }
    return name;
  }

  /**
   * The form of an export.
   *
   * @param said what the command line says
   * @throws ParameterException when neither that nor the name tells it
   */
  final Form formOf(Path file, Optional<Form> said) {
    return said.or(() -> Form.ofName(file))
        .orElseThrow(
            () ->
                usage(
                    "the name %s does not say what is in it; end it in .aitta or .ndjson, or say it with --format"
                        .formatted(file.getFileName())));
  }

  private void requireHttp(URI node) {
    if (node.getHost() == null || !String.valueOf(node.getScheme()).matches("https?")) {
      throw usage("--url is " + node + ", but must be like http://127.0.0.1:8080");
    }
  }
}
