/** The settings of a node, read once from the configuration. */
package io.aitta.settings;
