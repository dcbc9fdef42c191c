/**
 * What a primary is made of: the copies it keeps in sync, the answers it holds back, the members it
 * counts on. The role that puts them together is {@code io.aitta.core.replication.Primary}.
 */
package io.aitta.core.replication.primary;
