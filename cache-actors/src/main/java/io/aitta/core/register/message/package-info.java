/** What proposers and voters of the configuration register say to each other. */
package io.aitta.core.register.message;
