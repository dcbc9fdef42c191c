/** Tests of the road to the leaders, over nodes, links and directories that tests control. */
package io.aitta.routing;
