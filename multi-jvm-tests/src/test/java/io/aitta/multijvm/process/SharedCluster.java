package io.aitta.multijvm.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives test methods and constructors a {@link JvmCluster} of three nodes that all test classes of
 * one run share. It starts when the first asks and stops after the last test. Tests may not kill or
 * pause its nodes and keep to caches of their own.
 */
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedClusterExtension.class)
public @interface SharedCluster {}
