package io.aitta.launcher;

import java.util.concurrent.Callable;

/**
 * A command of {@code aitta}: a class with picocli's {@code @Command}, which gives its name. Other
 * modules add theirs as services of this type; such a class has a public constructor without
 * parameters.
 *
 * <p>It answers the exit code: 0 when it did what was asked. What goes wrong is thrown as {@link
 * io.aitta.console.OperatorException}, which ends in one sentence and exit code 1.
 */
public interface LauncherCommand extends Callable<Integer> {}
